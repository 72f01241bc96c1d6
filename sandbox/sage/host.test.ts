import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addRows, setExternalAccess } from './seed/company.ts';
import { openCompany } from './store/files.ts';
import { putOnInvoice } from './store/invoices.ts';
import { holdRecord, releaseRecord } from './store/record-locks.ts';
import { openSimulatorFile } from './store/simulator-file.ts';
import { COMPANY, makeTestCompany, ordersInFile, removeFolder } from './testing/company.ts';
import { deleteMessage, HostClient, ORDER_CONTEXT, orderMessage, type Reply } from './testing/host-client.ts';
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

  it('changes and deletes documents as the contract shows, and history keeps the order as deleted', async () => {
    const store = openCompany(folder, COMPANY);
    addRows(store, 'AR_Customer', [
      { ARDivisionNo: '01', CustomerNo: 'ABF', CustomerName: 'Ivelmere', TermsCode: '30' },
    ]);
    const url = new URL('../../contract/boi-host/change-documents.json', import.meta.url);
    const steps = JSON.parse(readFileSync(url, 'utf8')) as { send: { op: string }; reply: Reply }[];
    const placing = new HostClient(folder);
    await placing.open(COMPANY);
    await placing.ask(orderMessage('0000101'));
    await placing.end();

    const replies: (Reply | undefined)[] = [];
    const statuses: (string | undefined)[] = [];
    for (const { send } of steps) {
      replies.push(await host.ask(send.op === 'open' ? { ...send, company: COMPANY } : send));
      statuses.push(store.find('SO_SalesOrderHeader', '0000101')?.['OrderStatus']);
    }

    expect(replies).toEqual(steps.map(({ reply }, i) => (i === 0 ? expect.objectContaining(reply) : reply)));
    expect(statuses).toEqual(['N', 'H', 'H', undefined, undefined]);
    expect(store.find('SO_SalesOrderHistoryHeader', '0000101')).toMatchObject({
      OrderStatus: 'X',
      CancelReasonCode: 'CUST',
    });
    expect(store.find('AR_Customer', '01', 'ABF')).toMatchObject({ CreditLimit: '25000.5' });
    store.close();
  });

  it('changes, deletes and adds lines as the contract shows, and the order, its history and the stock follow', async () => {
    const store = openCompany(folder, COMPANY);
    addRows(store, 'AR_Customer', [
      { ARDivisionNo: '01', CustomerNo: 'ABF', CustomerName: 'Ivelmere', TermsCode: '30' },
    ]);
    const url = new URL('../../contract/boi-host/change-lines.json', import.meta.url);
    const steps = JSON.parse(readFileSync(url, 'utf8')) as { send: { op: string }; reply: Reply }[];
    const placing = new HostClient(folder);
    await placing.open(COMPANY);
    const line = {
      set: [
        ['ItemCode$', 'BOLT'],
        ['QuantityOrdered', '10'],
      ],
      read: [],
    };
    await placing.ask({ ...orderMessage('0000101'), lines: [line, line] });
    await placing.end();
    const reserved = () => store.find('IM_ItemWarehouse', 'BOLT', '000')?.['QuantityOnSalesOrder'] ?? '0';
    const before = Number(reserved());

    const replies: (Reply | undefined)[] = [];
    for (const { send } of steps) {
      replies.push(await host.ask(send.op === 'open' ? { ...send, company: COMPANY } : send));
    }

    expect(replies).toEqual(steps.map(({ reply }, i) => (i === 0 ? expect.objectContaining(reply) : reply)));
    const lines = store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', ['0000101']);
    expect(lines.map((row) => [row['LineKey'], row['QuantityOrdered'], row['ExtensionAmt']])).toEqual([
      ['000001', '3', '7.5'],
      ['000003', '4', '10'],
    ]);
    expect(Number(reserved()) - before).toBe(7 - 20);
    expect(store.find('SO_SalesOrderHeader', '0000101')).toMatchObject({
      CustomerPONo: 'PO027840558',
      ShipExpireDate: '2026-06-12',
      NonTaxableAmt: '17.5',
    });
    store.close();
  });

  it('refuses to change a line that the order has not, and keeps the order', async () => {
    await host.open(COMPANY);
    await host.ask(orderMessage('0000102'));
    const edit = (lineKey: string, more: object) => ({
      ...orderMessage('0000102'),
      mode: 'update',
      set: [],
      lines: [{ lineKey, set: [], read: [], ...more }],
    });

    const changed = await host.ask(edit('000009', { set: [['QuantityOrdered', '1']] }));
    const deleted = await host.ask(edit('000009', { delete: true }));

    expect([changed, deleted]).toEqual([
      expect.objectContaining({
        error: expect.objectContaining({ kind: 'refused', stage: 'line', line: 0 }),
      }),
      expect.objectContaining({
        error: expect.objectContaining({ kind: 'refused', stage: 'line', line: 0 }),
      }),
    ]);
  });

  it('shows prices as the contract does, and writes nothing', async () => {
    const store = openCompany(folder, COMPANY);
    addRows(store, 'AR_Customer', [
      { ARDivisionNo: '01', CustomerNo: 'ABF', CustomerName: 'Ivelmere', TermsCode: '30' },
    ]);
    addRows(store, 'SO_ShipToAddress', [{ ARDivisionNo: '01', CustomerNo: 'ABF', ShipToCode: '2' }]);
    addRows(store, 'CI_Item', [
      { ItemCode: 'BIKE-100', StandardUnitPrice: '2024.99', StandardUnitOfMeasure: 'EACH' },
      { ItemCode: 'BIKE-OLD', InactiveItem: 'Y' },
    ]);
    addRows(store, 'IM_PriceCode', [
      {
        ...{ PriceCodeRecord: '1', ItemCode: 'BIKE-100', PricingMethod: 'O', BreakQuantity1: '9' },
        ...{ DiscountMarkup1: '2000', BreakQuantity2: '99999999', DiscountMarkup2: '1920.5' },
      },
    ]);
    const url = new URL('../../contract/boi-host/ask-prices.json', import.meta.url);
    const steps = JSON.parse(readFileSync(url, 'utf8')) as { send: { op: string }; reply: Reply }[];

    const replies: (Reply | undefined)[] = [];
    for (const { send } of steps)
      replies.push(await host.ask(send.op === 'open' ? { ...send, company: COMPANY } : send));

    expect(replies).toEqual(steps.map(({ reply }, i) => (i === 0 ? expect.objectContaining(reply) : reply)));
    expect(ordersInFile(folder)).toEqual({});
    store.close();
  });

  it('shows no prices under a number that an order has', async () => {
    await host.open(COMPANY);
    await host.ask(orderMessage('0000101'));
    const context = { module: 'S/O', date: '20260531', task: 'SO_SalesOrder_ui' };
    const key = [['SalesOrderNo$', '0000101']];
    const preview = { op: 'preview', context, object: 'SO_SalesOrder_bus', key, set: [], lines: [] };

    expect(await host.ask(preview)).toMatchObject(refusal('exists', 'key'));
  });

  it('tells a deletion of an order that is in use, of one on an invoice, and of one that is not there', async () => {
    const remove = () => host.ask(deleteMessage('0000101'));
    await host.open(COMPANY);
    expect(await remove()).toMatchObject({ ok: true, existed: false });
    await host.ask(orderMessage('0000101'));
    const simulator = openSimulatorFile(folder);
    holdRecord(simulator, COMPANY, 'SO_SalesOrderHeader', ['0000101']);

    expect(await remove()).toMatchObject(refusal('locked', 'key'));
    releaseRecord(simulator, COMPANY, 'SO_SalesOrderHeader', ['0000101']);
    simulator.close();
    putOnInvoice(folder, COMPANY, '0000101', '0009001');
    expect(await remove()).toMatchObject(refusal('refused', 'delete'));
    const hold = { ...deleteMessage('0000101'), op: 'write', mode: 'update', set: [['OrderStatus$', 'H']] };
    expect(await host.ask(hold)).toMatchObject(refusal('refused', 'write'));
    expect(ordersInFile(folder)).toEqual({ '0000101': 1 });
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
    expect(await host.open(COMPANY, more)).toMatchObject(refusal(kind, 'open'));
    expect(await host.open(COMPANY)).toMatchObject({ ok: true, protocol: 1, host: 'simulator' });
    expect(await host.ask({ op: 'ping' })).toMatchObject({ ok: true, company: COMPANY });
  });

  it('makes an object for a ping that names one, in its context only, and writes nothing', async () => {
    await host.open(COMPANY);
    const ping = (task: string) =>
      host.ask({
        op: 'ping',
        context: { module: 'S/O', date: '20260531', task },
        object: 'SO_SalesOrder_bus',
      });

    expect(await ping('SO_SalesOrder_ui')).toMatchObject({ ok: true, company: COMPANY });
    expect(await ping('SO_ShipToAddress_ui')).toMatchObject({
      ok: false,
      error: { kind: 'com', stage: 'object' },
    });
  });

  it('tells a company that is closed to external access', async () => {
    setExternalAccess(folder, COMPANY, false);

    expect(await host.open(COMPANY)).toMatchObject(refusal('closed', 'open'));
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
    expect(reply).toMatchObject({ id, ...refusal('protocol', 'open') });
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

    expect(await host.ask(withContext({ date: '05312026' }))).toMatchObject(refusal('refused', 'context'));
    expect(await host.ask(withContext({ task: 'AR_Customer_ui' }))).toMatchObject(
      refusal('refused', 'context'),
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
      refusal('refused', 'line', {
        line: 1,
        column: 'ItemCode$',
        message: 'The Item Code NOPE is not on file',
      }),
    );
    expect(ordersInFile(folder)).toEqual({});
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
    expect(await host.ask(orderMessage('0000101'))).toMatchObject(refusal('exists', 'key'));
    expect(await host.ask(orderMessage('0000999', 0, { mode: 'update' }))).toMatchObject(
      refusal('missing', 'key'),
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
    expect(ordersInFile(folder)).toEqual({});
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

    expect(held).toMatchObject(refusal('locked', 'key'));
    expect(await host.ask(update)).toMatchObject({ ok: true });
  });
});
