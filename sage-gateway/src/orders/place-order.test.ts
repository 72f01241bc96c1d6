import { describe, expect, it } from '@jest/globals';
import { isOrderResult } from '../requests/port.ts';
import { SageRefusal } from '../sage/ports.ts';
import { aLine, anOrder, betterBikes, newShop } from '../testing/order-message.ts';
import { key, placing } from '../testing/placing.ts';

describe('placing an order', () => {
  it('writes header and lines and answers with the totals that Sage returned', async () => {
    const { place, rows } = placing();

    const outcome = await place(
      anOrder({
        lines: [
          aLine({ quantity: '3', discountPercent: '2.5' }),
          aLine({ itemCode: 'HELMET-R', quantity: '2.5', unitPrice: '34.99' }),
          aLine({
            kind: 'comment',
            comment: 'Ring at gate B',
            itemCode: null,
            quantity: null,
            unitPrice: null,
          }),
        ],
      }),
    );

    expect(outcome).toEqual({
      state: 'Done',
      result: {
        salesOrderNo: '0000001',
        divisionNo: '01',
        customerNo: '0000676',
        customerCreated: false,
        lines: 2,
        quantity: '5.5',
        merchandise: '6010.58',
        orderStatus: 'N',
      },
      warnings: [],
    });
    expect(rows('SO_SalesOrderHeader')).toHaveLength(1);
    expect(
      rows('SO_SalesOrderDetail').map((row) => [row['ItemCode'], row['ExtensionAmt'], row['CommentText']]),
    ).toEqual([
      ['BIKE-100', '5923.10', null],
      ['HELMET-R', '87.48', null],
      ['/C', '0.00', 'Ring at gate B'],
    ]);
  });

  it('keeps the number and the account of the order for later', async () => {
    const { place, reservations } = placing();

    await place(anOrder());

    expect(reservations.numbers.get(key)).toBe('0000001');
    expect(reservations.links.get('ABC 001000000000001AAA')).toEqual({
      divisionNo: '01',
      customerNo: '0000676',
      written: true,
    });
  });

  it('keeps the warnings of Sage', async () => {
    const { place, documents } = placing();
    documents.disturb('createSalesOrder', {
      warn: { message: 'The PO number is on other orders.', column: 'CustomerPONo$' },
    });

    const outcome = await place(anOrder());

    expect(outcome).toMatchObject({
      state: 'Done',
      warnings: [{ message: 'The PO number is on other orders.', path: 'customerPONo' }],
    });
  });

  it('passes on what Salesforce warns of', async () => {
    const outcome = await placing().place(anOrder({ warnings: ['"Call again" was cut to "Call".'] }));

    expect(outcome).toMatchObject({
      state: 'Done',
      warnings: [{ message: '"Call again" was cut to "Call".' }],
    });
  });

  it("tells a warning of a line by the message's line, also behind a comment that became several lines", async () => {
    const { place, documents } = placing();
    documents.disturb('createSalesOrder', {
      warn: { message: 'Below cost.', column: 'UnitPrice', line: 2 },
    });

    const outcome = await place(
      anOrder({ lines: [aLine({ comment: 'x'.repeat(3000) }), aLine({ itemCode: 'HELMET-R' })] }),
    );

    expect(outcome.warnings).toContainEqual({ message: 'Below cost.', path: 'lines.1.unitPrice' });
  });

  it("answers with Sage's own sentence and the message's field when Sage refuses a line", async () => {
    const { place, documents, rows, reservations } = placing();
    documents.disturb('createSalesOrder', {
      before: new SageRefusal('No such price level.', 'UnitPrice$', 1),
    });

    const outcome = await place(
      anOrder({ lines: [aLine({ comment: 'first' }), aLine({ itemCode: 'HELMET-R' })] }),
    );

    expect(outcome).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'SAGE_REFUSED', message: 'No such price level.', path: 'lines.1.unitPrice' }],
    });
    expect(rows('SO_SalesOrderHeader')).toEqual([]);
    expect(reservations.numbers.get(key)).toBe('0000001');
  });

  it('maps a refused line back past the comment lines that stand before it', async () => {
    const { place, documents } = placing();
    documents.disturb('createSalesOrder', { before: new SageRefusal('Not on file.', 'ItemCode$', 2) });

    const outcome = await place(
      anOrder({ lines: [aLine({ comment: 'x'.repeat(3000) }), aLine({ itemCode: 'HELMET-R' })] }),
    );

    expect(outcome).toMatchObject({ errors: [{ path: 'lines.1.itemCode' }] });
  });

  it('refuses a company that the gateway does not serve', async () => {
    const { reservations, documents, tables } = placing();
    const { placeOrder } = await import('./place-order.ts');
    const handler = placeOrder({ tables, documents, reservations, policies: () => undefined });

    const outcome = await handler(reservations.record(key, anOrder(), 'XYZ'), new AbortController().signal);

    expect(outcome).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'UNKNOWN_COMPANY', path: 'company' }],
    });
  });

  it('writes nothing once it is told to stop', async () => {
    const stop = AbortSignal.abort(new Error('the gateway stops'));
    const { place, documents } = placing({}, undefined, stop);

    await expect(place(anOrder({ customer: newShop }))).rejects.toThrow('the gateway stops');
    expect(documents.calls).toEqual([]);
  });
});

describe('two orders of one new account at the same moment', () => {
  it('make one customer', async () => {
    const { place, rows } = placing();
    const order = anOrder({ customer: newShop });

    const outcomes = await Promise.all([place(order, 'a'), place({ ...order, customerPONo: 'B' }, 'b')]);

    expect(outcomes.map((outcome) => outcome.state)).toEqual(['Done', 'Done']);
    expect(
      outcomes.filter(
        (outcome) =>
          outcome.state === 'Done' && isOrderResult(outcome.result) && outcome.result.customerCreated,
      ),
    ).toHaveLength(1);
    expect(rows('AR_Customer').filter((row) => row['CustomerName'] === 'Corner Shop')).toHaveLength(1);
    expect(rows('SO_SalesOrderHeader')).toHaveLength(2);
  });

  it('make one customer although they come from two accounts of the same shop', async () => {
    const { place, rows } = placing();
    const twin = { ...newShop, accountId: '001000000000009AAA', name: 'CORNER  SHOP' };

    await Promise.all([
      place(anOrder({ customer: newShop }), 'a'),
      place(anOrder({ customer: twin, customerPONo: 'B' }), 'b'),
    ]);

    expect(rows('AR_Customer')).toHaveLength(3);
    expect(betterBikes.name).not.toBe(newShop.name);
  });
});
