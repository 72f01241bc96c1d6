import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { clearFaults, injectFault } from './faults.ts';
import { openCompany } from './store/files.ts';
import { COMPANY, makeTestCompany, ordersInFile, removeFolder } from './testing/company.ts';
import { deleteMessage, HostClient, NEXT_ORDER_NO, orderMessage } from './testing/host-client.ts';
import { refusal } from './testing/refusal.ts';

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
      saved.push(ordersInFile(folder));
    }

    expect(saved).toEqual([{}, {}, { '0000102': 12 }]);
  });

  it('crashes the host before, during or after a deletion; only after is the order gone', async () => {
    const left: Record<string, number>[] = [];
    await host.open(COMPANY);
    await host.ask(orderMessage('0000101', 3));
    for (const moment of ['before', 'during', 'after'] as const) {
      injectFault(folder, { kind: 'crash', moment, op: 'delete' });
      const doomed = new HostClient(folder);
      await doomed.open(COMPANY);
      expect(await doomed.ask(deleteMessage('0000101'))).toBeUndefined();
      await doomed.end();
      left.push(ordersInFile(folder));
    }

    expect(left).toEqual([{ '0000101': 3 }, { '0000101': 3 }, {}]);
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

    expect([first, second]).toMatchObject([refusal('locked', 'key'), refusal('locked', 'key')]);
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
    expect(ordersInFile(folder)).toEqual({});
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
    expect(await host.ask(NEXT_ORDER_NO)).toMatchObject(refusal('closed', 'open'));
    expect(await host.ask(orderMessage('0000102'))).toMatchObject(
      refusal('refused', 'write', { message: 'Not on a Sunday' }),
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
    while (ordersInFile(folder)['0000101'] === undefined)
      await new Promise((resolve) => setImmediate(resolve));
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

    const orders = ordersInFile(folder);
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
