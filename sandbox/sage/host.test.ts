import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { clearFaults, injectFault } from './faults.ts';
import { addRows, setExternalAccess } from './seed/company.ts';
import { openCompany } from './store/files.ts';
import { holdRecord, releaseRecord } from './store/record-locks.ts';
import { openSimulatorFile } from './store/simulator-file.ts';
import { COMPANY, makeTestCompany, removeFolder } from './testing/company.ts';
import { HostClient, NEXT_ORDER_NO, ORDER_CONTEXT, orderMessage, type Reply } from './testing/host-client.ts';

let folder: string;
let host: HostClient;

beforeEach(() => {
  folder = makeTestCompany();
  host = new HostClient(folder);
});

afterEach(async () => {
  await host.kill();
  removeFolder(folder);
});

function error(kind: string, stage: string, more: object = {}): object {
  return { ok: false, error: expect.objectContaining({ kind, stage, ...more }) };
}

/** Numbers of orders in the file, with how many lines each has. */
function ordersInFile(): Record<string, number> {
  const store = openCompany(folder, COMPANY);
  const orders = store
    .select('SO_SalesOrderHeader', "SalesOrderNo <> ''", [])
    .map(({ SalesOrderNo = '' }) => {
      return [
        SalesOrderNo,
        store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', [SalesOrderNo]).length,
      ] as const;
    });
  store.close();
  return Object.fromEntries(orders);
}

describe('the host', () => {
  it('answers the example of the contract word for word', async () => {
    const store = openCompany(folder, COMPANY);
    addRows(store, 'AR_Customer', [
      { ARDivisionNo: '01', CustomerNo: 'ABF', CustomerName: 'Ivelmere', TermsCode: '30' },
    ]);
    addRows(store, 'CI_Item', [{ ItemCode: 'BIKE-100', StandardUnitPrice: '1' }]);
    store.close();
    const url = new URL('../../contract/boi-host/place-order.json', import.meta.url);
    const steps = JSON.parse(readFileSync(url, 'utf8')) as { send: { op: string }; reply: Reply }[];

    const replies: (Reply | undefined)[] = [];
    for (const { send } of steps) {
      replies.push(await host.ask(send.op === 'open' ? { ...send, company: COMPANY } : send));
    }

    expect(steps.length).toBeGreaterThan(0);
    expect(replies).toEqual(steps.map(({ reply }, i) => (i === 0 ? expect.objectContaining(reply) : reply)));
  });

  it('ends with 0 at the end of its input and at close', async () => {
    await host.open(COMPANY);
    const other = new HostClient(folder);
    await other.open(COMPANY);

    expect(await other.ask({ op: 'close' })).toMatchObject({ ok: true });
    expect([await host.end(), await other.end()]).toEqual([0, 0]);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 'logon'],
    ['no user, without Unified Logon', { user: '', password: '' }, 'logon'],
    ['an unknown company', { company: 'NON' }, 'logon'],
  ])('refuses to open with %s, and can be tried again', async (_what, more, kind) => {
    expect(await host.open(COMPANY, more)).toMatchObject(error(kind, 'open'));
    expect(await host.open(COMPANY)).toMatchObject({ ok: true, protocol: 1, host: 'simulator' });
    expect(await host.ask({ op: 'ping' })).toMatchObject({ ok: true, company: COMPANY });
  });

  it('tells a company that is closed to external access', async () => {
    setExternalAccess(folder, COMPANY, false);

    expect(await host.open(COMPANY)).toMatchObject(error('closed', 'open'));
  });

  it.each([
    ['no JSON', 'hello', null],
    ['an unknown operation', '{"id":7,"op":"format"}', 7],
    ['an unknown member', '{"id":8,"op":"ping","extra":1}', 8],
    ['a number where text belongs', '{"id":9,"op":"open","company":1}', 9],
    ['a list', '[]', null],
    ['an operation before open', '{"id":10,"op":"ping"}', 10],
  ])('answers %s with a protocol error and lives on', async (_what, line, id) => {
    host.child.stdin.write(`${line}\n`);

    const reply = JSON.parse((await host.line()) ?? '') as Reply;
    expect(reply).toMatchObject({ id, ...error('protocol', 'open') });
    expect(await host.open(COMPANY)).toMatchObject({ ok: true });
  });

  it('reads lines that arrive in pieces, and several at once', async () => {
    const ping = (id: number): string => `${JSON.stringify({ id, op: 'ping' })}\n`;
    await host.open(COMPANY);

    host.child.stdin.write(ping(21).slice(0, 9));
    host.child.stdin.write(ping(21).slice(9) + ping(22));

    expect([await host.line(), await host.line()].map((line) => JSON.parse(line ?? '').id)).toEqual([21, 22]);
  });

  it('refuses a context that Sage would refuse', async () => {
    await host.open(COMPANY);
    const withContext = (context: object): object =>
      orderMessage('0000101', 1, { context: { ...ORDER_CONTEXT, ...context } });

    expect(await host.ask(withContext({ date: '05312026' }))).toMatchObject(error('refused', 'context'));
    expect(await host.ask(withContext({ task: 'AR_Customer_ui' }))).toMatchObject(
      error('refused', 'context'),
    );
  });

  it('names column and line of what was refused, and writes nothing of the document', async () => {
    await host.open(COMPANY);
    const bad = { set: [['ItemCode$', 'NOPE']], read: [] };
    const good = {
      set: [
        ['ItemCode$', 'BOLT'],
        ['QuantityOrdered', '1'],
      ],
      read: [],
    };

    const reply = await host.ask(orderMessage('0000101', 0, { lines: [good, bad] }));

    expect(reply).toMatchObject(
      error('refused', 'line', {
        line: 1,
        column: 'ItemCode$',
        message: 'The Item Code NOPE is not on file',
      }),
    );
    expect(ordersInFile()).toEqual({});
  });

  it('tells warnings with their column, and exists and missing by mode', async () => {
    await host.open(COMPANY);
    const set = [
      ['ARDivisionNo$', '01'],
      ['CustomerNo$', 'HOLD'],
    ];

    expect(await host.ask(orderMessage('0000101', 1, { set }))).toMatchObject({
      ok: true,
      warnings: [
        { column: 'CustomerNo$', message: 'The customer is on credit hold' },
        { message: 'The customer is on credit hold' },
      ],
    });
    expect(await host.ask(orderMessage('0000101'))).toMatchObject(error('exists', 'key'));
    expect(await host.ask(orderMessage('0000999', 0, { mode: 'update' }))).toMatchObject(
      error('missing', 'key'),
    );
    expect(
      await host.ask(orderMessage('0000101', 0, { mode: 'upsert', set: [['FreightAmt', '2']] })),
    ).toMatchObject({
      ok: true,
      existed: true,
    });
  });

  it('deletes an order once', async () => {
    await host.open(COMPANY);
    await host.ask(orderMessage('0000101'));
    const message = {
      op: 'delete',
      context: ORDER_CONTEXT,
      object: 'SO_SalesOrder_bus',
      key: [['SalesOrderNo$', '0000101']],
    };

    expect(await host.ask(message)).toMatchObject({ ok: true, existed: true });
    expect(await host.ask(message)).toMatchObject({ ok: true, existed: false });
    expect(ordersInFile()).toEqual({});
  });

  it('makes customer, contact and ship-to, with numbers of the division', async () => {
    await host.open(COMPANY);
    const context = { module: 'A/R', date: '20260531', task: 'AR_Customer_ui' };
    const key = [
      ['ARDivisionNo$', '01'],
      ['CustomerNo$', '0000001'],
    ];
    const write = (object: string, more: object): object => ({
      op: 'write',
      object,
      mode: 'upsert',
      context: {
        ...context,
        module: object.startsWith('SO_') ? 'S/O' : 'A/R',
        task: object.replace('_bus', '_ui'),
      },
      ...more,
    });

    const next = await host.ask({
      op: 'next',
      context,
      object: 'AR_Customer_bus',
      method: 'nGetNextCustomerNo',
      key: [['ARDivisionNo$', '01']],
    });
    const made = [
      await host.ask(
        write('AR_Customer_bus', {
          key,
          set: [
            ['CustomerName$', 'Ostervale'],
            ['UDF_SF_ACCOUNT$', '001000000000001AAA'],
          ],
        }),
      ),
      await host.ask(
        write('AR_CustomerContact_bus', {
          key: [...key, ['ContactCode$', 'DESK']],
          set: [['ContactName$', 'Desk']],
        }),
      ),
      await host.ask(
        write('SO_ShipToAddress_bus', {
          key: [...key, ['ShipToCode$', '0001']],
          set: [['ShipToName$', 'Dock']],
        }),
      ),
      await host.ask(
        write('AR_Customer_bus', {
          key,
          set: [
            ['ContactCode$', 'DESK'],
            ['PrimaryShipToCode$', '0001'],
          ],
        }),
      ),
    ];

    expect(next).toMatchObject({ ok: true, value: '0000001' });
    expect(made.map((reply) => [reply?.['ok'], reply?.['existed']])).toEqual([
      [true, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  it('answers locked while a colleague has the record open', async () => {
    await host.open(COMPANY);
    await host.ask(orderMessage('0000101'));
    const update = orderMessage('0000101', 0, { mode: 'update', set: [['FreightAmt', '2']] });
    const simulator = openSimulatorFile(folder);

    holdRecord(simulator, COMPANY, 'SO_SalesOrderHeader', ['0000101']);
    const held = await host.ask(update);
    releaseRecord(simulator, COMPANY, 'SO_SalesOrderHeader', ['0000101']);
    simulator.close();

    expect(held).toMatchObject(error('locked', 'key'));
    expect(await host.ask(update)).toMatchObject({ ok: true });
  });
});

describe('a fault', () => {
  it('crashes the host before, during or after the write; only after is the order saved', async () => {
    const saved: Record<string, number>[] = [];
    for (const [i, moment] of (['before', 'during', 'after'] as const).entries()) {
      injectFault(folder, { kind: 'crash', moment, op: 'write' });
      const doomed = new HostClient(folder);
      await doomed.open(COMPANY);
      const reply = await doomed.ask(orderMessage(`000010${i}`, 12));
      expect(reply).toBeUndefined();
      await doomed.end();
      saved.push(ordersInFile());
    }

    expect(saved).toEqual([{}, {}, { '0000102': 12 }]);
  });

  it('is met as often as it was laid, also by a host that was started later', async () => {
    injectFault(folder, { kind: 'locked', op: 'write', object: 'SO_SalesOrder_bus', times: 2 });
    await host.open(COMPANY);
    const first = await host.ask(orderMessage('0000101'));
    await host.end();
    host = new HostClient(folder);
    await host.open(COMPANY);

    const second = await host.ask(orderMessage('0000101'));
    const third = await host.ask(orderMessage('0000101'));

    expect([first, second]).toMatchObject([error('locked', 'key'), error('locked', 'key')]);
    expect(third).toMatchObject({ ok: true });
  });

  it('of another operation, company or object is not met', async () => {
    injectFault(folder, { kind: 'com', op: 'delete' });
    injectFault(folder, { kind: 'com', company: 'XYZ' });
    injectFault(folder, { kind: 'com', object: 'AR_Customer_bus' });
    await host.open(COMPANY);

    expect(await host.ask(orderMessage('0000101'))).toMatchObject({ ok: true });
    expect(clearFaults(folder)).toBe(3);
  });

  it('by COM spoils the session: the host answers and ends', async () => {
    injectFault(folder, { kind: 'com', op: 'write', moment: 'during' });
    await host.open(COMPANY);

    const reply = await host.ask(orderMessage('0000101'));

    expect(reply).toMatchObject({ ok: false, error: { kind: 'com' } });
    expect(await host.end()).toBe(1);
    expect(ordersInFile()).toEqual({});
  });

  it('makes the host slow, deaf to the company, or lets a script refuse', async () => {
    await host.open(COMPANY);
    injectFault(folder, { kind: 'slow', op: 'write', delayMs: 300, moment: 'after' });
    const start = performance.now();
    const slow = await host.ask(orderMessage('0000101'));
    const took = performance.now() - start;
    injectFault(folder, { kind: 'closed', op: 'next' });
    injectFault(folder, { kind: 'refused', op: 'write', message: 'Not on a Sunday' });

    expect([slow?.['ok'], took >= 300]).toEqual([true, true]);
    expect(await host.ask(NEXT_ORDER_NO)).toMatchObject(error('closed', 'open'));
    expect(await host.ask(orderMessage('0000102'))).toMatchObject(
      error('refused', 'write', { message: 'Not on a Sunday' }),
    );
  });

  it('writes garbage before a reply or in place of it', async () => {
    await host.open(COMPANY);
    injectFault(folder, { kind: 'garbage', op: 'ping' });
    host.child.stdin.write('{"id":50,"op":"ping"}\n');
    const before = [await host.line(), await host.line()];
    injectFault(folder, { kind: 'garbage', op: 'ping', moment: 'after' });
    host.child.stdin.write('{"id":51,"op":"ping"}\n');
    const instead = await host.line();

    expect(before).toEqual([expect.stringContaining('Warning'), expect.stringContaining('"id":50')]);
    expect(instead).toContain('Warning');
    expect(await host.ask({ op: 'ping' })).toMatchObject({ ok: true });
  });

  it('hangs the host after the write: the order is there, the reply never comes', async () => {
    injectFault(folder, { kind: 'hang', op: 'write', moment: 'after' });
    await host.open(COMPANY);
    const reply = host.ask(orderMessage('0000101'));

    // The order appears while the host keeps silent.
    while (ordersInFile()['0000101'] === undefined) await new Promise((resolve) => setImmediate(resolve));
    await host.kill();

    expect(await reply).toBeUndefined();
  });
});

describe('two hosts of one company', () => {
  it('give different numbers and lose no movement of stock or open amount', async () => {
    const other = new HostClient(folder);
    const place = async (client: HostClient): Promise<unknown[]> => {
      await client.open(COMPANY);
      const numbers: unknown[] = [];
      while (numbers.length < 15) {
        const next = await client.ask(NEXT_ORDER_NO);
        const written = await client.ask(orderMessage(String(next?.['value'])));
        if (written?.['ok'] !== true) throw new Error(JSON.stringify(written));
        numbers.push(next?.['value']);
      }
      return numbers;
    };

    const numbers = (await Promise.all([place(host), place(other)])).flat();
    await other.end();

    const store = openCompany(folder, COMPANY);
    expect(new Set(numbers).size).toBe(30);
    expect(store.count('SO_SalesOrderHeader')).toBe(30);
    expect(store.find('IM_ItemWarehouse', 'BOLT', '000')?.['QuantityOnSalesOrder']).toBe('70.5');
    expect(store.find('AR_Customer', '01', 'ACME')?.['OpenOrderAmt']).toBe('150');
    store.close();
  });
});

describe('killed at any moment', () => {
  it('leaves whole orders only, moves stock with them, and gives no number twice', async () => {
    const numbers: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const victim = new HostClient(folder);
      await victim.open(COMPANY);
      // Somewhere in a stream of orders: the round decides after how much work, the machine where exactly.
      const timer = setTimeout(() => victim.child.kill('SIGKILL'), 15 + round * 17);
      for (;;) {
        const next = await victim.ask(NEXT_ORDER_NO);
        if (next === undefined) break;
        numbers.push(String(next['value']));
        if ((await victim.ask(orderMessage(String(next['value']), 12))) === undefined) break;
      }
      clearTimeout(timer);
      await victim.kill();
    }

    const orders = ordersInFile();
    const store = openCompany(folder, COMPANY);
    const check = store.statement('PRAGMA integrity_check').get();
    const count = Object.keys(orders).length;
    expect(check).toEqual({ integrity_check: 'ok' });
    expect(count).toBeGreaterThan(0);
    expect(new Set(Object.values(orders))).toEqual(new Set([12]));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(store.count('SO_SalesOrderHistoryHeader')).toBe(count);
    expect(store.count('SO_SalesOrderHistoryDetail')).toBe(count * 12);
    expect(store.find('IM_ItemWarehouse', 'BOLT', '000')?.['QuantityOnSalesOrder']).toBe(
      String(count * 24 + 10.5),
    );
    expect(store.find('AR_Customer', '01', 'ACME')?.['OpenOrderAmt']).toBe(String(count * 60));
    store.close();
  });
});
