import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { SalesOrder } from '../ports.ts';
import type { BoiOptions } from './index.ts';
import { launches } from './launch.ts';
import { nextAnswer } from './protocol.ts';
import { nextSalesOrderNoMessage } from './sales-order.ts';
import { BoiSession } from './session.ts';
import { fakeHost, type FakeHost, type Script } from './testing/fake-host.ts';

const order: SalesOrder = {
  divisionNo: '01',
  customerNo: 'ABF',
  orderType: 'S',
  orderDate: '2026-05-31',
  lines: [{ itemCode: 'BIKE-100', quantity: '2' }],
};

let host: FakeHost | undefined;

function open(script: Script, settings: Partial<BoiOptions> = {}): FakeHost {
  host = fakeHost(script, settings);
  return host;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

afterEach(async () => {
  await host?.dispose();
  host = undefined;
});

describe('a host that misbehaves', () => {
  const broken = {
    'writes garbage': { raw: 'Warning: printer not found\n' },
    'writes half a line and dies': { raw: '{"id":2,"ok":tr', exit: 3 },
    'dies without a word': { exit: 1 },
    'answers another message': { reply: { id: 99 } },
    'leaves members out': { reply: { warnings: undefined, existed: 'yes' } },
    'answers fewer lines than were sent': { reply: { lines: [] } },
    'never ends its line': { endless: true },
  } as const;

  it.each(Object.entries(broken))(
    'that %s in a write is SAGE_FAILED, and the next call has a new host',
    async (_what, step) => {
      const { sage, received } = open([[{}, step], []], { maxReplyBytes: 100_000 });

      await expect(sage.createSalesOrder('ABC', '0000101', order)).rejects.toMatchObject({
        code: 'SAGE_FAILED',
      });

      expect(await sage.nextSalesOrderNo('ABC')).toBe('0000101');
      expect(received().filter((message) => message['op'] === 'write')).toHaveLength(1);
    },
  );

  it('that dies while nothing is written is SAGE_UNAVAILABLE', async () => {
    const { sage } = open([[{}, { exit: 1 }]]);

    await expect(sage.nextSalesOrderNo('ABC')).rejects.toMatchObject({ code: 'SAGE_UNAVAILABLE' });
  });

  it('that hangs is ended, and the call told as SAGE_TIMEOUT', async () => {
    const { sage, pids } = open([[{}, { hang: true }]], { writeSeconds: 0.3, writeSecondsPerLine: 0 });

    await expect(sage.createSalesOrder('ABC', '0000101', order)).rejects.toMatchObject({
      code: 'SAGE_TIMEOUT',
      message: 'Sage did not answer "write" within 0.3 s',
    });

    await sage.close();
    expect(pids().map(alive)).toEqual([false]);
  });

  it('that hangs is ended together with its Sage server process', async () => {
    const { spawn } = await import('node:child_process');
    const server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const ended = new Promise((resolve) => server.once('exit', (_code, signal) => resolve(signal)));
    const { sage } = open([[{ reply: { host: 'com', serverPid: server.pid } }, { hang: true }]], {
      callSeconds: 0.3,
    });

    await expect(sage.nextSalesOrderNo('ABC')).rejects.toMatchObject({ code: 'SAGE_TIMEOUT' });

    expect(await ended).toBe('SIGKILL');
  });

  it('that does not exist is SAGE_UNAVAILABLE', async () => {
    const { sage } = open([], { command: ['/nowhere/boi-host'] } as Partial<BoiOptions>);

    await expect(sage.nextSalesOrderNo('ABC')).rejects.toMatchObject({
      code: 'SAGE_UNAVAILABLE',
      message: expect.stringContaining('cannot be started'),
    });
  });

  it('that speaks another protocol is refused before anything is written', async () => {
    const { sage, received } = open([[{ reply: { protocol: 2 } }]]);

    await expect(sage.createSalesOrder('ABC', '0000101', order)).rejects.toMatchObject({
      code: 'SAGE_UNAVAILABLE',
    });
    expect(received()).toHaveLength(1);
  });

  it('is not started again at once when it could not be started, whatever many ask', async () => {
    const { sage, pids } = open([[{ exit: 1 }]], { pauseSeconds: 60 });

    const calls = await Promise.allSettled([1, 2, 3].map(() => sage.nextSalesOrderNo('ABC')));

    expect(calls.map((call) => call.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(pids()).toHaveLength(1);
  });
});

describe('a host that behaves', () => {
  it('may deliver a character in two pieces', async () => {
    const bytes = Buffer.from(`${JSON.stringify({ id: 2, ok: true, value: 'Ä日𝒳1' })}\n`);
    const cut = bytes.indexOf(Buffer.from('𝒳')) + 2;
    const pieces = [bytes.subarray(0, cut), bytes.subarray(cut)].map((piece) => piece.toString('base64'));
    const { sage } = open([[{}, { pieces }]]);

    expect(await sage.nextSalesOrderNo('ABC')).toBe('Ä日𝒳1');
  });

  it('gets text of any script unharmed', async () => {
    const { sage, received } = open([[]]);

    await sage.createSalesOrder('ABC', '0000101', { ...order, comment: 'Zoë "O\'Neil" \\ 日本 𝒳\u2028' });

    expect(received()[1]?.['set']).toContainEqual(['Comment$', 'Zoë "O\'Neil" \\ 日本 𝒳\u2028']);
  });

  it('is asked one thing at a time, in the order of the calls', async () => {
    const { sage, received, pids } = open([[{}, { delayMs: 100 }]]);

    await Promise.all([
      sage.createSalesOrder('ABC', '0000101', order),
      sage.createSalesOrder('ABC', '0000102', order),
      sage.nextSalesOrderNo('ABC'),
    ]);

    expect(received().map((message) => message['id'])).toEqual([1, 2, 3, 4]);
    expect(received().map((message) => message['op'])).toEqual(['open', 'write', 'write', 'next']);
    expect(pids()).toHaveLength(1);
  });

  it('serves one company; a second company has its own and does not wait', async () => {
    const { sage, pids } = open([[{}, { hang: true }], []], { callSeconds: 3 });

    const first = sage.nextSalesOrderNo('ABC').catch((error: unknown) => error);
    while (pids().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await sage.nextSalesOrderNo('ABX')).toBe('0000101');

    expect(pids()).toHaveLength(2);
    expect(await first).toMatchObject({ code: 'SAGE_TIMEOUT' });
  });

  it('is renewed between two documents when it has written its share', async () => {
    const { sage, received, pids } = open([[], []], { recycleDocuments: 2 });

    for (const no of ['0000101', '0000102', '0000103']) await sage.createSalesOrder('ABC', no, order);

    expect(received().map((message) => message['op'])).toEqual([
      'open',
      'write',
      'write',
      'close',
      'open',
      'write',
    ]);
    expect(pids()).toHaveLength(2);
  });

  it('is dropped after a COM error, and the next document has a new one', async () => {
    const error = { kind: 'com', stage: 'write', message: 'Error: 65' };
    const { sage, pids } = open([[{}, { reply: { ok: false, error } }], []]);

    await expect(sage.createSalesOrder('ABC', '0000101', order)).rejects.toMatchObject({
      code: 'SAGE_FAILED',
    });
    await sage.createSalesOrder('ABC', '0000102', order);

    expect(pids()).toHaveLength(2);
  });

  it('logs on as the user of its company, with a password that never reaches a command line or the log', async () => {
    const { sage, received, log } = open([[]], {
      user: 'gateway',
      users: { ABX: 'gateway-abx' },
      password: (company) => `secret of ${company}`,
    });

    await sage.nextSalesOrderNo('ABX');

    expect(received()[0]).toMatchObject({ user: 'gateway-abx', password: 'secret of ABX' });
    expect(log()).not.toContain('secret');
  });
});

describe('a machine that may need either PowerShell', () => {
  const answers = async (kind: string) => {
    const error = { kind, stage: 'open', message: 'class not registered' };
    const { settings, pids } = open([[{ reply: { ok: false, error } }], []]);
    const [launch] = launches(settings, process.env);
    const session = new BoiSession({
      company: 'ABC',
      settings,
      password: () => '',
      launches: launch ? [launch, launch] : [],
      logger: pino({ level: 'silent' }),
    });
    const value = await session.call(nextSalesOrderNoMessage('20261121'), nextAnswer, 5000).then(
      (answer) => answer.value,
      (failure: { code: string }) => failure.code,
    );
    await session.close();
    return { value, starts: pids().length };
  };

  it('gets the second when the COM server is not registered for the first', async () => {
    expect(await answers('com')).toEqual({ value: '0000101', starts: 2 });
  });

  it('does not get it for a wrong password, which would count as another attempt', async () => {
    expect(await answers('logon')).toEqual({ value: 'SAGE_LOGON_REFUSED', starts: 1 });
  });
});

describe('closing', () => {
  it('asks the host to clean up, and refuses what is asked afterwards', async () => {
    const { sage, received, pids } = open([[]]);
    await sage.nextSalesOrderNo('ABC');

    await sage.close();

    expect(received().at(-1)).toMatchObject({ op: 'close' });
    expect(pids().map(alive)).toEqual([false]);
    await expect(sage.nextSalesOrderNo('ABC')).rejects.toMatchObject({ code: 'SAGE_UNAVAILABLE' });
  });

  it('ends a host that does not', async () => {
    const { sage, pids } = open([[{}, {}, { staysOpen: true }]], { closeSeconds: 0.3 });
    await sage.nextSalesOrderNo('ABC');

    await sage.close();

    expect(pids().map(alive)).toEqual([false]);
  });

  it('gives a write under way its time, and no more', async () => {
    const { sage, pids } = open([[{}, { hang: true }]], { closeSeconds: 0.3 });
    const write = sage.createSalesOrder('ABC', '0000101', order).catch((error: unknown) => error);
    while (pids().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));

    await sage.close();

    expect(await write).toMatchObject({ name: 'RetryableError' });
    expect(pids().map(alive)).toEqual([false]);
  });
});
