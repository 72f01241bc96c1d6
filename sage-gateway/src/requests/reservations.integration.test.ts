import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '../database/database.ts';
import { migrate } from '../database/migrations.ts';
import { createLogger } from '../logger.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { customersOf, databaseReservations } from './reservations.ts';

const account = '001000000000001AAA';
const key = '006000000000001AAA.order.1';
let postgres: TestPostgres;
let database: Database;

beforeAll(async () => {
  postgres = await startTestPostgres();
  database = openDatabase(postgres.url, 2, createLogger('silent'));
  await migrate(database);
}, 60_000);

afterAll(async () => {
  await database.close();
  await postgres.stop();
});

describe('reservations in PostgreSQL', () => {
  it('keep the customer of an account by company, with the request that made it, until another takes its place', async () => {
    const reservations = databaseReservations(database);
    const reserved = { divisionNo: '01', customerNo: '0000042', written: false, madeBy: key };
    expect(await reservations.customerOf('ABC', account)).toBeUndefined();

    await reservations.linkCustomer('ABC', account, reserved);
    expect(await reservations.customerOf('ABC', account)).toEqual(reserved);
    expect(await reservations.customerOf('XYZ', account)).toBeUndefined();

    const found = { divisionNo: '00', customerNo: 'SHOP1', written: true };
    await reservations.linkCustomer('ABC', account, found);
    expect(await reservations.customerOf('ABC', account)).toEqual(found);
  });

  it('tell the customers of many accounts, without numbers that are only reserved', async () => {
    const reservations = databaseReservations(database);
    const shop = { divisionNo: '00', customerNo: 'SHOP1' };
    const [linked, reserved] = ['001000000000002AAA', '001000000000003AAA'];
    await reservations.linkCustomer('ABC', linked, { ...shop, written: true });
    await reservations.linkCustomer('ABC', reserved, { ...shop, written: false });

    const found = await customersOf(database, 'ABC', [linked, reserved, '001000000000004AAA']);

    expect([...found]).toEqual([[linked, shop]]);
    expect((await customersOf(database, 'XYZ', [linked])).size).toBe(0);
  });

  it('keep what was written to an order by company, until it is written to again', async () => {
    const reservations = databaseReservations(database);
    const line = { id: account, lineKey: '000001', values: { QuantityOrdered: { value: '2', by: key } } };
    expect(await reservations.memoryOf('ABC', '0000101')).toBeUndefined();

    await reservations.remember('ABC', '0000101', { lines: [line], header: {} });
    await reservations.remember('ABC', '0000101', {
      lines: [line],
      header: { Comment: { value: 'Gate', by: key } },
      pending: { kind: 'add', by: key, lineKeys: ['000001'] },
    });

    expect(await reservations.memoryOf('ABC', '0000101')).toEqual({
      lines: [line],
      header: { Comment: { value: 'Gate', by: key } },
      pending: { kind: 'add', by: key, lineKeys: ['000001'] },
    });
    expect(await reservations.memoryOf('XYZ', '0000101')).toBeUndefined();
  });

  it('keep no sales order number of a request that nobody works on', async () => {
    await expect(databaseReservations(database).reserveSalesOrderNo(key, '0000001')).rejects.toThrow(key);
  });
});
