import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../logger.ts';
import { openDatabase, type Database } from '../database/database.ts';
import { RetryableError } from '../errors.ts';
import type { Salesforce, SalesforceRow } from '../salesforce/port.ts';
import { allHandlers, companyWithOrder } from '../testing/changing.ts';
import { startTestGateway, testOptions, type TestGateway } from '../testing/gateway.ts';
import { MemoryDocuments } from '../testing/memory-documents.ts';
import type { MemoryTables } from '../testing/memory-tables.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { done, placeOrderRequest } from '../testing/requests.ts';

const folder = new URL('../../../contract/examples/', import.meta.url);

interface Example {
  readonly key: string;
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

/** The contract's example of a type, its members changed. */
function example(type: string, changes: object = {}): Example {
  const files = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { requests: Example[] },
  );
  const found = files.flatMap(({ requests }) => requests).find((request) => request.type === type);
  if (!found) throw new Error(`no example of ${type}`);
  return { ...found, ...changes };
}

/** An org that keeps what it is sent, by key. */
class FakeOrg implements Salesforce {
  readonly rows = new Map<string, SalesforceRow>();

  upsert(_object: string, keyField: string, rows: readonly SalesforceRow[]) {
    for (const row of rows) this.rows.set(String(row[keyField]), row);
    return Promise.resolve(rows.map(() => ({ ok: true, id: 'a00000000000001AAA', created: false }) as const));
  }
  usage = () => undefined;
}

let postgres: TestPostgres;
let gateway: TestGateway;
let database: Database;
let tables: MemoryTables;
let documents: MemoryDocuments;
let org: FakeOrg;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
beforeEach(async () => {
  const url = await postgres.createDatabase();
  database = openDatabase(url, 2, createLogger('silent'));
  tables = companyWithOrder();
  documents = new MemoryDocuments(tables);
  org = new FakeOrg();
  gateway = await startTestGateway(testOptions(url), () => Promise.resolve(done()), {
    handlers: (reservations) => allHandlers(tables, documents, reservations),
    salesforce: org,
  });
});
afterEach(async () => {
  await gateway.stop();
  await database.close();
});
afterAll(() => postgres.stop());

const answered = async (key: string) => {
  await gateway.until(key, ({ reportedAt }) => reportedAt !== null);
  return { view: await gateway.view(key), row: org.rows.get(key) };
};
const run = async (type: string, changes: object = {}) => {
  const request = example(type, changes);
  expect(await gateway.send(request)).toMatchObject([{ outcome: 'accepted' }]);
  return answered(request.key);
};

describe('a change, from the call to the answer in Salesforce', () => {
  it('has its own result: the numbers and the status, and nothing of a placed order', async () => {
    const { view, row } = await run('HoldOrder');

    expect(view).toMatchObject({
      type: 'HoldOrder',
      state: 'Done',
      salesOrderNo: '0000101',
      orderStatus: 'H',
      divisionNo: '01',
      customerNo: '0000676',
      customerCreated: null,
      result: null,
      reservedSalesOrderNo: null,
      attempts: 1,
    });
    expect(row).toMatchObject({
      Status__c: 'Done',
      SalesOrderNo__c: '0000101',
      OrderStatus__c: 'H',
      ARDivisionNo__c: '01',
      CustomerNo__c: '0000676',
      CustomerCreated__c: false,
      LineCount__c: null,
      Quantity__c: null,
      Merchandise__c: null,
    });
  });

  it('that is refused keeps the numbers that it named', async () => {
    const payload = { salesOrderNo: '0000999' };
    const { view, row } = await run('CancelOrder', { payload });

    expect(view).toMatchObject({ state: 'Refused', salesOrderNo: '0000999', orderStatus: null });
    expect(row).toMatchObject({
      SalesOrderNo__c: '0000999',
      OrderStatus__c: null,
      ErrorCode__c: 'SALES_ORDER_UNKNOWN',
      ErrorPath__c: 'salesOrderNo',
    });
  });

  it('comes out for every type as the contract shows it', async () => {
    const limit = { payload: { ...example('ChangeCreditLimit').payload, expectedCreditLimit: null } };
    const states = [
      await run('HoldOrder'),
      await run('ReleaseOrder'),
      await run('CancelOrder'),
      await run('ChangeCreditLimit', limit),
      await run('UpdateCustomer'),
    ].map(({ view, row }) => [view.state, row?.['OrderStatus__c'], row?.['CustomerNo__c']]);

    expect(states).toEqual([
      ['Done', 'H', '0000676'],
      ['Done', 'N', '0000676'],
      ['Done', 'X', '0000676'],
      ['Done', null, '0000676'],
      ['Done', null, '0000676'],
    ]);
    const [customer] = tables.table('ABC', 'AR_Customer').rows;
    expect(customer).toMatchObject({ CreditLimit: '25000', AddressLine2: 'Dock 4', UDF_TIER: 'GOLD' });
  });

  it('waits behind a locked record, and tells why meanwhile', async () => {
    const locked = new RetryableError('SAGE_RECORD_LOCKED', 'Another user has the order open.');
    for (let i = 0; i < 2; i += 1) documents.disturb('changeSalesOrder', { before: locked });
    await gateway.send(example('HoldOrder'));
    const { key } = example('HoldOrder');
    const waiting = await gateway.until(key, ({ errors }) => errors.length > 0);
    const { view } = await answered(key);

    expect(waiting).toMatchObject({ state: 'Accepted', errors: [{ code: 'SAGE_RECORD_LOCKED' }] });
    expect(view).toMatchObject({ state: 'Done', orderStatus: 'H', attempts: 3 });
  });
});

describe('wishes about one order', () => {
  it('give way to the newest one, and Salesforce is told', async () => {
    for (let i = 0; i < 4; i += 1) {
      const locked = new RetryableError('SAGE_RECORD_LOCKED', 'Another user has the order open.');
      documents.disturb('changeSalesOrder', { before: locked });
    }
    const hold = example('HoldOrder');
    await gateway.send(hold);
    await gateway.until(hold.key, ({ attempts }) => attempts > 0);

    const released = await run('ReleaseOrder');
    const { view, row } = await answered(hold.key);

    expect(released.view).toMatchObject({ state: 'Done', orderStatus: 'N' });
    expect(view).toMatchObject({ state: 'Refused', errors: [{ code: 'SUPERSEDED' }] });
    expect(row).toMatchObject({ Status__c: 'Refused', ErrorCode__c: 'SUPERSEDED' });
    expect(tables.table('ABC', 'SO_SalesOrderHeader').rows[0]?.['OrderStatus']).toBe('N');
  });

  it('are not replayed once there is a newer one', async () => {
    await run('HoldOrder', { payload: { salesOrderNo: '0000999' } });
    await run('ReleaseOrder');

    const replayed = await gateway.call('POST', `/v1/dead-letters/${example('HoldOrder').key}/replay`);

    expect(replayed).toMatchObject({ status: 409, body: { code: 'SUPERSEDED' } });
  });

  it('leave its placing alone; and an order that was cancelled is placed anew when it is sent again', async () => {
    const order = {
      lines: [{ id: '00k000000000001AAA', itemCode: 'BIKE-100', quantity: '1', unitPrice: '10' }],
    };
    const payload = { ...example('PlaceOrder').payload, ...order, warehouseCode: null, fields: null };
    const place = (version: number) => run('PlaceOrder', { key: `order.${version}`, payload });
    const first = await place(1);
    await run('HoldOrder', { payload: { salesOrderNo: first.view.salesOrderNo } });
    const again = await place(2);
    await run('CancelOrder', { payload: { salesOrderNo: first.view.salesOrderNo } });
    const anew = await place(3);

    expect(first.view).toMatchObject({ state: 'Done', orderStatus: 'N', result: { lines: 1 } });
    expect(again.view).toMatchObject({ salesOrderNo: first.view.salesOrderNo, orderStatus: 'H' });
    expect(anew.view).toMatchObject({ state: 'Done', orderStatus: 'N', warnings: [] });
    expect(anew.view.salesOrderNo).not.toBe(first.view.salesOrderNo);
  });
});

describe('a cancellation that the gateway did not live to store', () => {
  it('is known by its stored number, though nothing is left of the order', async () => {
    documents.keepsDeleted = false;
    documents.disturb('deleteSalesOrder', { after: new Error('The process ended here.') });

    const { view } = await run('CancelOrder');

    expect(view).toMatchObject({ state: 'Done', salesOrderNo: '0000101', orderStatus: 'X', attempts: 2 });
    expect(view.reservedSalesOrderNo).toBe('0000101');
  });
});

describe('a type that the gateway does not know', () => {
  it('is refused alone', async () => {
    const strange = { ...example('HoldOrder'), key: 'strange', type: 'ShipOrder' };

    expect(await gateway.send(strange, placeOrderRequest('known'))).toMatchObject([
      { outcome: 'refused', code: 'UNKNOWN_TYPE', path: 'requests.0.type' },
      { outcome: 'accepted' },
    ]);
  });
});
