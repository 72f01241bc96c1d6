import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { changeOrderMessage } from '../contract/change-messages.ts';
import { RetryableError } from '../errors.ts';
import { SageRefusal } from '../sage/ports.ts';
import { changing, type Changing } from '../testing/changing.ts';
import { aLine, anOrder } from '../testing/order-message.ts';
import type { CompanyPolicy } from './policy.ts';

type Message = z.input<typeof changeOrderMessage>;

const bike = '802000000000001AAA';
const helmet = '802000000000002AAA';
const lock = '802000000000003AAA';
const salesOrderNo = '0000001';

/** An order of two bikes and ten helmets, placed by a request. */
async function placed(policy: Partial<CompanyPolicy> = {}) {
  const company = changing(policy);
  const lines = [
    aLine({ id: bike, quantity: '2' }),
    aLine({ id: helmet, itemCode: 'HELMET-R', quantity: '10', unitPrice: '34.99' }),
  ];
  await company.change(
    'PlaceOrder',
    anOrder({ lines, shipDate: '2026-06-05', comment: 'Gate' }),
    'PlaceOrder.1',
  );
  company.documents.calls.splice(0);
  const send = (message: Omit<Message, 'salesOrderNo'>, key = 'ChangeOrder.1') =>
    company.change('ChangeOrder', { salesOrderNo, ...message }, key);
  const rows = () => linesOf(company).map((row) => [row['LineKey'], row['ItemCode'], row['QuantityOrdered']]);
  const header = () =>
    company.tables
      .table('ABC', 'SO_SalesOrderHeader')
      .rows.find((row) => row['SalesOrderNo'] === salesOrderNo);
  return { ...company, send, rows, header, line: (at: number) => linesOf(company)[at] ?? {} };
}

function linesOf({ tables }: Changing) {
  const { rows } = tables.table('ABC', 'SO_SalesOrderDetail');
  return rows.filter((row) => row['SalesOrderNo'] === salesOrderNo);
}

const reduce: Message['lines'] = [{ op: 'change', id: bike, quantity: '1', seen: { quantity: '2' } }];

describe('a change of an order', () => {
  it('changes, removes and adds lines and the header in one write', async () => {
    const { send, rows, header, documents, line } = await placed();

    const outcome = await send({
      seen: { shipDate: '2026-06-05', comment: 'Gate' },
      header: {
        shipDate: '2026-06-12',
        comment: '',
        customerPONo: 'PO-2',
        fields: { UDF_CAMPAIGN: 'SPRING' },
      },
      lines: [
        {
          op: 'change',
          id: bike,
          quantity: '3',
          unitPrice: '1999',
          seen: { quantity: '2', unitPrice: '2024.99' },
        },
        { op: 'remove', id: helmet, seen: { itemCode: 'HELMET-R', quantity: '10' } },
        { op: 'add', id: lock, itemCode: 'AB-1', quantity: '4', unitPrice: '5' },
      ],
    });

    expect(outcome).toEqual({
      state: 'Done',
      result: { salesOrderNo, divisionNo: '01', customerNo: '0000676', orderStatus: 'N' },
      warnings: [],
    });
    expect(rows()).toEqual([
      ['000001', 'BIKE-100', '3'],
      ['000003', 'AB-1', '4'],
    ]);
    expect(line(0)).toMatchObject({ UnitPrice: '1999', ExtensionAmt: '5997.00' });
    expect(header()).toMatchObject({
      ShipExpireDate: '2026-06-12',
      Comment: null,
      CustomerPONo: 'PO-2',
      UDF_CAMPAIGN: 'SPRING',
    });
    expect(documents.calls).toHaveLength(1);
  });

  it('finds a line that it added by the id of Salesforce', async () => {
    const { send, rows } = await placed();
    await send({ lines: [{ op: 'add', id: lock, itemCode: 'AB-1', quantity: '4', unitPrice: '5' }] });

    await send(
      { lines: [{ op: 'change', id: lock, quantity: '6', seen: { quantity: '4' } }] },
      'ChangeOrder.2',
    );

    expect(rows()).toContainEqual(['000003', 'AB-1', '6']);
  });

  it('finds a line that was entered in Sage by its LineKey', async () => {
    const { send, rows } = await placed();

    await send({ lines: [{ op: 'change', lineKey: '2', quantity: '7', seen: { quantity: '10' } }] });

    expect(rows()).toContainEqual(['000002', 'HELMET-R', '7']);
  });

  it('finds the only line of an item when the gateway has lost its memory, and asks when there are several', async () => {
    const { send, rows, reservations } = await placed();
    reservations.memories.clear();
    const wish = {
      op: 'change',
      id: helmet,
      itemCode: 'HELMET-R',
      quantity: '8',
      seen: { quantity: '10' },
    } as const;

    await send({
      lines: [wish, { op: 'add', id: lock, itemCode: 'HELMET-R', quantity: '1', unitPrice: '1' }],
    });
    reservations.memories.clear();
    const again = await send(
      { lines: [{ ...wish, quantity: '9', seen: { quantity: '8' } }] },
      'ChangeOrder.2',
    );

    expect(rows()).toContainEqual(['000002', 'HELMET-R', '8']);
    expect(again).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'ORDER_LINE_UNKNOWN', path: 'lines.0' }],
    });
  });

  it('that Sage has already is done without a write', async () => {
    const { send, documents } = await placed();
    await send({ lines: reduce });
    documents.calls.splice(0);

    const again = await send({ lines: reduce }, 'ChangeOrder.2');

    expect(again).toMatchObject({
      state: 'Done',
      warnings: [{ message: 'Sales order 0000001 is as wished already.' }],
    });
    expect(documents.calls).toEqual([]);
  });

  it('takes what is equal in the wish and in what was seen for no wish', async () => {
    const { send, line, documents } = await placed();
    Object.assign(line(0), { QuantityOrdered: '5' });

    const outcome = await send({
      lines: [{ op: 'change', id: bike, quantity: '2', seen: { quantity: '2' } }],
    });

    expect(outcome).toMatchObject({ state: 'Done' });
    expect(documents.calls).toEqual([]);
  });

  it('tells all that is wrong with it together and writes nothing', async () => {
    const { send, documents } = await placed();

    const outcome = await send({
      header: { warehouseCode: '999', shipVia: 'ROCKET' },
      lines: [
        { op: 'change', id: bike, quantity: '0' },
        { op: 'add', id: lock, itemCode: 'NOPE', quantity: '1' },
      ],
    });

    expect(outcome).toMatchObject({
      state: 'Refused',
      errors: [
        { code: 'WAREHOUSE_UNKNOWN', path: 'header.warehouseCode' },
        { code: 'SHIP_VIA_UNKNOWN', path: 'header.shipVia' },
        { code: 'QUANTITY_INVALID', path: 'lines.0.quantity' },
        { code: 'ITEM_UNKNOWN', path: 'lines.1.itemCode' },
      ],
    });
    expect(documents.calls).toEqual([]);
  });

  it('leaves no order without an item line', async () => {
    const { send } = await placed();

    const outcome = await send({ lines: [bike, helmet].map((id) => ({ op: 'remove' as const, id })) });

    expect(outcome).toMatchObject({ state: 'Refused', errors: [{ code: 'ORDER_EMPTY', path: 'lines' }] });
  });

  it('does not go below what was shipped', async () => {
    const { send, line } = await placed();
    Object.assign(line(0), { QuantityShipped: '2' });
    Object.assign(line(1), { QuantityShipped: '1' });

    const outcome = await send({ lines: [...reduce, { op: 'remove', id: helmet }] });

    expect(outcome).toMatchObject({
      state: 'Refused',
      errors: [
        { code: 'ORDER_LINE_SHIPPED', path: 'lines.0.quantity' },
        { code: 'ORDER_LINE_SHIPPED', path: 'lines.1' },
      ],
    });
  });

  it('of an order that is on an invoice is refused', async () => {
    const { send, header } = await placed();
    Object.assign(header() ?? {}, { CurrentInvoiceNo: '0009001' });

    expect(await send({ lines: reduce })).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'ORDER_ON_INVOICE' }],
    });
  });

  it('leaves prices to Sage where Sage decides them, and says so', async () => {
    const { send, line } = await placed({ priceOwner: 'sage' });
    const before = line(0)['UnitPrice'];

    const outcome = await send({
      lines: [
        { op: 'change', id: bike, quantity: '1', unitPrice: '1', seen: { quantity: '2', unitPrice: '2' } },
      ],
    });

    expect(line(0)).toMatchObject({ QuantityOrdered: '1', UnitPrice: before });
    expect(outcome).toMatchObject({ warnings: [{ path: 'lines.0.unitPrice' }] });
  });
});

describe('what was changed in Sage meanwhile', () => {
  it('is not overwritten but told, value by value, and nothing else is written either', async () => {
    const { send, line, header, documents } = await placed();
    Object.assign(line(0), { QuantityOrdered: '12' });
    Object.assign(header() ?? {}, { ShipExpireDate: '2026-07-01' });

    const outcome = await send({
      seen: { shipDate: '2026-06-05' },
      header: { shipDate: '2026-06-12' },
      lines: [...reduce, { op: 'change', id: helmet, quantity: '9', seen: { quantity: '10' } }],
    });

    expect(outcome).toEqual({
      state: 'Refused',
      warnings: [],
      errors: [
        {
          code: 'CHANGED_IN_SAGE',
          message: 'The ship date is 2026-07-01 in Sage, 2026-06-05 was expected.',
          path: 'header.shipDate',
          difference: { inSage: '2026-07-01', expected: '2026-06-05' },
        },
        {
          code: 'CHANGED_IN_SAGE',
          message: 'The quantity of line 1 (BIKE-100) is 12 in Sage, 2 was expected.',
          path: 'lines.0.quantity',
          difference: { inSage: '12', expected: '2' },
        },
      ],
    });
    expect(documents.calls).toEqual([]);
  });

  it('is written over when the change says so', async () => {
    const { send, line } = await placed();
    Object.assign(line(0), { QuantityOrdered: '12' });

    const outcome = await send({ lines: reduce, force: true });

    expect(outcome).toMatchObject({ state: 'Done' });
    expect(line(0)['QuantityOrdered']).toBe('1');
  });

  it('counts against what the gateway itself wrote where the change does not say what was seen', async () => {
    const { send, line } = await placed();
    Object.assign(line(0), { QuantityOrdered: '12' });

    const outcome = await send({ lines: [{ op: 'change', id: bike, quantity: '1' }] });

    expect(outcome).toMatchObject({ errors: [{ difference: { inSage: '12', expected: '2' } }] });
  });

  it('is no conflict when an older request for the record wrote it, and is one when a newer did', async () => {
    const { send, reservations, line } = await placed();
    await send({ lines: reduce }, 'ChangeOrder.1');
    const stale = [{ op: 'change' as const, id: bike, quantity: '3', seen: { quantity: '2' } }];

    const late = await send({ lines: stale }, 'ChangeOrder.0');
    reservations.earlierKeys = ['ChangeOrder.1'];
    const next = await send({ lines: stale }, 'ChangeOrder.2');

    expect(late).toMatchObject({ state: 'Refused', errors: [{ code: 'CHANGED_IN_SAGE' }] });
    expect(next).toMatchObject({ state: 'Done' });
    expect(line(0)['QuantityOrdered']).toBe('3');
  });

  it('may be a removed line: told, and added again only by force', async () => {
    const { send, lines, rows, tables } = await placed();
    const { rows: all } = tables.table('ABC', 'SO_SalesOrderDetail');
    all.splice(0, 1);

    const refused = await send({ lines: reduce });
    const forced = await send({ lines: reduce, force: true }, 'ChangeOrder.2');

    expect(lines()).toEqual([]);
    expect(refused).toMatchObject({
      errors: [
        { code: 'CHANGED_IN_SAGE', message: 'The line of BIKE-100 was removed in Sage.', path: 'lines.0' },
      ],
    });
    expect(forced).toMatchObject({ state: 'Done' });
    expect(rows()).toContainEqual(['000003', 'BIKE-100', '1']);
  });

  it('may be an exchanged item', async () => {
    const { send, line } = await placed();
    Object.assign(line(1), { ItemCode: 'AB-1' });

    const outcome = await send({ lines: [{ op: 'remove', id: helmet, seen: { itemCode: 'HELMET-R' } }] });

    expect(outcome).toMatchObject({
      errors: [{ code: 'CHANGED_IN_SAGE', difference: { inSage: 'AB-1', expected: 'HELMET-R' } }],
    });
  });

  it('by a removal that is wished here too is no conflict', async () => {
    const { send, tables, documents } = await placed();
    tables.table('ABC', 'SO_SalesOrderDetail').rows.splice(1, 1);

    const outcome = await send({ lines: [{ op: 'remove', id: helmet, seen: { quantity: '10' } }] });

    expect(outcome).toMatchObject({ state: 'Done' });
    expect(documents.calls).toEqual([]);
  });
});

describe('a change whose reply was lost', () => {
  it('is done by the next try, which adds no line twice', async () => {
    const { send, rows, documents } = await placed();
    documents.disturb('changeSalesOrder', { after: new RetryableError('SAGE_TIMEOUT', 'Late.') });
    const wish = {
      lines: [...reduce, { op: 'add' as const, id: lock, itemCode: 'AB-1', quantity: '4', unitPrice: '5' }],
    };

    await expect(send(wish)).rejects.toMatchObject({ code: 'SAGE_TIMEOUT' });
    const again = await send(wish);
    const later = await send(
      { lines: [{ op: 'change', id: lock, quantity: '5', seen: { quantity: '4' } }] },
      'ChangeOrder.2',
    );

    expect(again).toMatchObject({ state: 'Done', warnings: [] });
    expect(later).toMatchObject({ state: 'Done' });
    expect(rows()).toEqual([
      ['000001', 'BIKE-100', '1'],
      ['000002', 'HELMET-R', '10'],
      ['000003', 'AB-1', '5'],
    ]);
  });
});

describe('a change that Sage refuses', () => {
  it('is told at its member, and what a colleague adds later is not taken for its line', async () => {
    const { send, documents, rows, tables } = await placed();
    const wish = {
      lines: [{ op: 'add' as const, id: lock, itemCode: 'AB-1', quantity: '4', unitPrice: '5' }],
    };
    documents.disturb('changeSalesOrder', { before: new SageRefusal('Not today.', 'UnitPrice', 0) });

    const refused = await send(wish);
    const colleague = { SalesOrderNo: salesOrderNo, LineKey: '000003', ItemCode: 'AB-1', ItemType: '1' };
    tables.table('ABC', 'SO_SalesOrderDetail').rows.push({ ...colleague, QuantityOrdered: '1' });
    await send(wish);

    expect(refused).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'SAGE_REFUSED', message: 'Not today.', path: 'lines.0' }],
    });
    expect(rows().slice(2)).toEqual([
      ['000003', 'AB-1', '1'],
      ['000004', 'AB-1', '4'],
    ]);
  });
});

describe('a Sage that cannot change lines', () => {
  const wish: Omit<Message, 'salesOrderNo'> = {
    seen: { shipDate: '2026-06-05' },
    header: { shipDate: '2026-06-12' },
    lines: [
      ...reduce,
      { op: 'remove', id: helmet },
      { op: 'add', id: lock, itemCode: 'AB-1', quantity: '4', unitPrice: '5' },
    ],
  };
  const after = [
    ['000001', 'BIKE-100', '1'],
    ['000002', 'AB-1', '4'],
  ];

  it('refuses such a change as the settings say by default, and takes new lines all the same', async () => {
    const { send, documents, rows } = await placed();
    documents.keepsLines = true;

    const refused = await send(wish);
    const added = await send({ lines: wish.lines?.slice(2) }, 'ChangeOrder.2');

    expect(refused).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'LINES_NOT_CHANGEABLE', path: 'lines' }],
    });
    expect(added).toMatchObject({ state: 'Done' });
    expect(rows()).toContainEqual(['000003', 'AB-1', '4']);
  });

  it('has the order deleted and created again where the settings say so, and its lines are found afterwards', async () => {
    const { send, documents, rows, header } = await placed({ lineChangesFallback: 'recreate' });
    documents.keepsLines = true;

    const outcome = await send(wish);
    const recreated = rows();
    const later = await send(
      { lines: [{ op: 'change', id: lock, quantity: '5', seen: { quantity: '4' } }] },
      'ChangeOrder.2',
    );

    expect(outcome).toMatchObject({ state: 'Done', warnings: [{ path: 'lines' }] });
    expect(recreated).toEqual(after);
    expect(header()).toMatchObject({ ShipExpireDate: '2026-06-12', Comment: 'Gate', ConfirmTo: null });
    expect(later).toMatchObject({ state: 'Done' });
    expect(rows()).toContainEqual(['000002', 'AB-1', '5']);
  });

  it.each([
    ['deletion', 'deleteSalesOrder'],
    ['creation', 'createSalesOrder'],
  ] as const)('loses nothing when the reply of the %s is lost', async (_what, call) => {
    const { send, documents, rows } = await placed({ lineChanges: 'recreate' });
    documents.disturb(call, { after: new RetryableError('SAGE_FAILED', 'Broke.') });

    await expect(send(wish)).rejects.toMatchObject({ code: 'SAGE_FAILED' });
    const again = await send(wish);
    const later = await send(
      { lines: [{ op: 'change', id: lock, quantity: '5', seen: { quantity: '4' } }] },
      'ChangeOrder.2',
    );

    expect(again).toMatchObject({ state: 'Done' });
    expect(later).toMatchObject({ state: 'Done' });
    expect(rows()).toEqual([
      ['000001', 'BIKE-100', '1'],
      ['000002', 'AB-1', '5'],
    ]);
  });

  it('whose order is gone for the moment gets it back by a later request, too', async () => {
    const { send, documents, rows } = await placed({ lineChanges: 'recreate' });
    documents.disturb('createSalesOrder', { before: new RetryableError('SAGE_FAILED', 'Broke.') });

    await expect(send(wish)).rejects.toMatchObject({ code: 'SAGE_FAILED' });
    const gone = rows();
    const later = await send(
      { lines: [{ op: 'change', id: lock, quantity: '5', seen: { quantity: '4' } }] },
      'ChangeOrder.2',
    );

    expect(gone).toEqual([]);
    expect(later).toMatchObject({ state: 'Done' });
    expect(rows()).toContainEqual(['000002', 'AB-1', '5']);
  });

  it('gets the order as it was when Sage refuses what it was to become', async () => {
    const { send, documents, rows } = await placed({ lineChanges: 'recreate' });
    documents.disturb('createSalesOrder', { before: new SageRefusal('Over the credit limit.') });

    const outcome = await send(wish);

    expect(outcome).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'SAGE_REFUSED', message: 'Over the credit limit.' }],
    });
    expect(rows()).toEqual([
      ['000001', 'BIKE-100', '2'],
      ['000002', 'HELMET-R', '10'],
    ]);
  });

  it('keeps the order where Sage demands a reason for its deletion', async () => {
    const { send, documents, rows, reservations } = await placed({ lineChanges: 'recreate' });
    documents.disturb('deleteSalesOrder', { before: new SageRefusal('A reason code is required.') });

    const outcome = await send(wish);

    expect(outcome).toMatchObject({ state: 'Refused', errors: [{ message: 'A reason code is required.' }] });
    expect(rows()).toHaveLength(2);
    expect((await reservations.memoryOf('ABC', salesOrderNo))?.pending).toBeUndefined();
  });

  it('keeps an order that would lose something by it', async () => {
    const { send, header, documents } = await placed({ lineChanges: 'recreate' });
    Object.assign(header() ?? {}, { LastInvoiceOrderNo: '0009000' });

    const outcome = await send({ lines: reduce });

    expect(outcome).toMatchObject({ state: 'Refused', errors: [{ code: 'LINES_NOT_CHANGEABLE' }] });
    expect(documents.calls).toEqual([]);
  });

  it('is not tried where the settings say that lines are never changed', async () => {
    const { send, documents } = await placed({ lineChanges: 'refuse' });

    expect(await send({ lines: reduce })).toMatchObject({ errors: [{ code: 'LINES_NOT_CHANGEABLE' }] });
    expect(documents.calls).toEqual([]);
  });
});

describe('a promotion', () => {
  const quote = async () => {
    const company = changing();
    await company.change('PlaceOrder', anOrder({ orderType: 'Q' }), 'PlaceOrder.1');
    company.documents.calls.splice(0);
    return company;
  };
  const header = ({ tables }: Changing) =>
    tables.table('ABC', 'SO_SalesOrderHeader').rows.find((row) => row['SalesOrderNo'] === salesOrderNo);

  it('makes an order of a quote, with the dates that it names', async () => {
    const company = await quote();

    const outcome = await company.change('PromoteQuote', { salesOrderNo: '1', shipDate: '2026-06-12' });

    expect(outcome).toMatchObject({ state: 'Done', result: { salesOrderNo }, warnings: [] });
    expect(header(company)).toMatchObject({ OrderType: 'S', ShipExpireDate: '2026-06-12' });
  });

  it('of an order is done with a warning, and of another type refused', async () => {
    const company = await quote();
    await company.change('PromoteQuote', { salesOrderNo });

    const again = await company.change('PromoteQuote', { salesOrderNo }, 'PromoteQuote.2');
    Object.assign(header(company) ?? {}, { OrderType: 'M' });
    const master = await company.change('PromoteQuote', { salesOrderNo }, 'PromoteQuote.3');

    expect(again).toMatchObject({ state: 'Done', warnings: [{ path: 'salesOrderNo' }] });
    expect(master).toMatchObject({ state: 'Refused', errors: [{ code: 'ORDER_NOT_A_QUOTE' }] });
  });
});
