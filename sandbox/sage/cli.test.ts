import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clearFaults } from './faults.ts';
import { removeFolder } from './testing/company.ts';
import { HostClient, orderMessage } from './testing/host-client.ts';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sage-cli-'));
  await cli('seed');
});

afterAll(() => removeFolder(folder));

function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, '--data', folder, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('the command line', () => {
  it('lays faults, locks records and closes the company for running hosts', async () => {
    const host = new HostClient(folder);
    await host.open('ABC');
    const order = orderMessage('0000501', 0, {
      set: [
        ['ARDivisionNo$', '01'],
        ['CustomerNo$', '0001001'],
      ],
      lines: [
        {
          set: [
            ['ItemCode$', '/HANDLING'],
            ['QuantityOrdered', '1'],
          ],
          read: [],
        },
      ],
    });

    await cli('fault', 'add', 'refused', '--op', 'write', '--message', 'Closed for lunch');
    const refused = await host.ask(order);
    await cli('lock', 'SO_SalesOrderHeader', '0000501');
    const locked = await host.ask(order);
    await cli('unlock', 'SO_SalesOrderHeader', '0000501');
    const written = await host.ask(order);
    await cli('external-access', 'no');
    const stranger = new HostClient(folder);
    const closed = await stranger.open('ABC');
    await cli('external-access', 'yes');
    await Promise.all([host.end(), stranger.end()]);

    expect(refused).toMatchObject({ error: { kind: 'refused', message: 'Closed for lunch' } });
    expect(locked).toMatchObject({ error: { kind: 'locked' } });
    expect(written).toMatchObject({ ok: true });
    expect(closed).toMatchObject({ error: { kind: 'closed' } });
    expect(JSON.parse((await cli('show', 'order', '0000501')).out)).toMatchObject({
      header: { SalesOrderNo: '0000501', NonTaxableAmt: '15' },
      lines: [{ ItemCode: '/HANDLING' }],
      history: { OrderStatus: 'A' },
    });
  });

  it('says what it does not understand, and ends with 1', async () => {
    const answers = [
      await cli('show', 'order', '9999999'),
      await cli('fault', 'add', 'earthquake'),
      await cli('--company', 'NON', 'show', 'order', '1'),
    ];

    expect(answers.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(answers.map(({ err }) => err.trim())).toEqual([
      'There is no order 9999999',
      expect.stringContaining('There is no fault "earthquake"'),
      expect.stringContaining('there is no company NON'),
    ]);
    expect(clearFaults(folder)).toBe(0);
  });

  it('loads a folder, and names the faults of a bad one', async () => {
    const csv = join(folder, 'csv');
    mkdirSync(csv);
    writeFileSync(join(csv, 'CI_Item.csv'), 'ItemCode,ItemType\nA,1\n');
    const good = await cli('--company', 'XYZ', 'load', csv);
    writeFileSync(join(csv, 'CI_Item.csv'), 'ItemCode,ItemType\nA,9\n');
    const bad = await cli('--company', 'XYZ', 'load', csv);

    expect(JSON.parse(good.out)).toMatchObject({ company: 'XYZ', tables: [{ table: 'CI_Item', added: 1 }] });
    expect([bad.code, bad.err]).toEqual([
      1,
      expect.stringContaining('CI_Item.csv:2: The ItemType 9 is not valid'),
    ]);
  });
});
