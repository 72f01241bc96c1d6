import { describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { aLine, anOrder, newShop } from '../testing/order-message.ts';
import { key, placing } from '../testing/placing.ts';

const crash = new RetryableError('SAGE_FAILED', 'the process died');
const lost = new RetryableError('SAGE_TIMEOUT', 'the reply was lost');

describe('placing an order again after a crash', () => {
  for (const [where, disturb] of [
    [
      'before the number was taken',
      ({ documents }) => documents.disturb('nextSalesOrderNo', { before: crash }),
    ],
    [
      'after the number was taken',
      ({ documents }) => documents.disturb('nextSalesOrderNo', { after: crash }),
    ],
    [
      'before the number was stored',
      ({ reservations }) => reservations.disturb('reserveSalesOrderNo', { before: crash }),
    ],
    [
      'after the number was stored',
      ({ reservations }) => reservations.disturb('reserveSalesOrderNo', { after: crash }),
    ],
    [
      'before the order was written',
      ({ documents }) => documents.disturb('createSalesOrder', { before: crash }),
    ],
    [
      'after the order was written, with the reply lost',
      ({ documents }) => documents.disturb('createSalesOrder', { after: lost }),
    ],
    [
      'before the customer number was taken',
      ({ documents }) => documents.disturb('nextCustomerNo', { before: crash }),
    ],
    [
      'before the customer number was stored',
      ({ reservations }) => reservations.disturb('linkCustomer', { before: crash }),
    ],
    [
      'after the customer number was stored',
      ({ reservations }) => reservations.disturb('linkCustomer', { after: crash }),
    ],
    [
      'before the customer was written',
      ({ documents }) => documents.disturb('createCustomer', { before: crash }),
    ],
    [
      'after the customer was written, with the reply lost',
      ({ documents }) => documents.disturb('createCustomer', { after: lost }),
    ],
  ] as [string, (placed: ReturnType<typeof placing>) => void][]) {
    it(`${where}: one order, one customer`, async () => {
      const placed = placing();
      disturb(placed);
      const customers = placed.rows('AR_Customer').length;
      const name = 'Corner Shop of Łódź and of all the other Towns';
      const order = anOrder({ customer: { ...newShop, name } });

      await expect(placed.place(order)).rejects.toThrow(RetryableError);
      const outcome = await placed.place(order);

      expect(outcome).toMatchObject({
        state: 'Done',
        result: { lines: 1, quantity: '1', merchandise: '2024.99', customerCreated: true },
      });
      expect(placed.rows('SO_SalesOrderHeader')).toHaveLength(1);
      expect(placed.rows('SO_SalesOrderDetail')).toHaveLength(1);
      expect(placed.rows('AR_Customer')).toHaveLength(customers + 1);
    });
  }

  it('after the end, with the answer lost: gives the same answer and writes nothing', async () => {
    const { place, documents } = placing();
    const first = await place(anOrder());
    const calls = documents.calls.length;

    const second = await place(anOrder());

    expect(second).toEqual(first);
    expect(documents.calls).toHaveLength(calls);
  });

  it('finds its order in history when it was completed in the meantime', async () => {
    const { place, rows } = placing();
    await place(anOrder());
    rows('SO_SalesOrderHeader').length = 0;
    rows('SO_SalesOrderHistoryDetail').push({
      SalesOrderNo: '0000001',
      LineKey: '000001',
      ItemType: '1',
      QuantityOrderedOriginal: '1',
      LastExtensionAmt: '2024.99',
    });

    const outcome = await place(anOrder());

    expect(outcome).toMatchObject({
      state: 'Done',
      result: { salesOrderNo: '0000001', merchandise: '2024.99' },
    });
    expect(rows('SO_SalesOrderHeader')).toEqual([]);
  });

  it('does not bring back an order that was deleted in Sage, and says so', async () => {
    const { place, rows } = placing();
    await place(anOrder());
    rows('SO_SalesOrderHeader').length = 0;
    for (const row of rows('SO_SalesOrderHistoryHeader')) row['OrderStatus'] = 'X';

    const outcome = await place(anOrder());

    expect(outcome).toMatchObject({ state: 'Done', result: { salesOrderNo: '0000001', lines: 0 } });
    expect(outcome.warnings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('deleted in Sage'),
    );
    expect(rows('SO_SalesOrderHeader')).toEqual([]);
  });

  it('is done although an item of it became inactive after it was written', async () => {
    const { place, rows } = placing();
    await place(anOrder());
    for (const row of rows('CI_Item')) row['InactiveItem'] = 'Y';

    expect(await place(anOrder())).toMatchObject({ state: 'Done' });
  });

  it('says so when the order was changed in Sage before it could be reported', async () => {
    const { place, rows } = placing();
    await place(anOrder({ lines: [aLine(), aLine({ itemCode: 'HELMET-R' })] }));
    rows('SO_SalesOrderDetail').pop();

    const outcome = await place(anOrder({ lines: [aLine(), aLine({ itemCode: 'HELMET-R' })] }));

    expect(outcome).toMatchObject({ state: 'Done', result: { lines: 1 }, warnings: [{ path: 'lines' }] });
  });

  it('counts a kit once, not its components', async () => {
    const { place, rows } = placing();
    await place(anOrder());
    const [kit] = rows('SO_SalesOrderDetail');
    rows('SO_SalesOrderDetail').push({
      ...kit,
      LineKey: '000002',
      SalesKitLineKey: '000001',
      ExtensionAmt: '0',
    });

    expect(await place(anOrder())).toMatchObject({ result: { lines: 1, quantity: '1' }, warnings: [] });
  });
});

describe('a reserved number', () => {
  it('is given up for a new one when another order has it', async () => {
    const { place, reservations, rows } = placing();
    reservations.numbers.set(key, '0000900');
    rows('SO_SalesOrderHeader').push({ SalesOrderNo: '0000900', ARDivisionNo: '00', CustomerNo: 'GONE' });

    const outcome = await place(anOrder());

    expect(outcome).toMatchObject({ state: 'Done', result: { salesOrderNo: '0000001' } });
    expect(reservations.numbers.get(key)).toBe('0000001');
  });

  it('is refused when it may or may not be ours, and a person looks', async () => {
    const { place, reservations, rows, documents } = placing();
    reservations.numbers.set(key, '0000900');
    const other = { ARDivisionNo: '01', CustomerNo: '0000676', CustomerPONo: 'ANOTHER' };
    reservations.links.set('ABC 001000000000001AAA', {
      divisionNo: '01',
      customerNo: '0000676',
      written: true,
    });
    rows('SO_SalesOrderHeader').push({ SalesOrderNo: '0000900', ...other });

    const outcome = await place(anOrder());

    expect(outcome).toMatchObject({ state: 'Refused', errors: [{ code: 'SALES_ORDER_NO_TAKEN' }] });
    expect(documents.calls).toEqual([]);
    expect(reservations.numbers.has(key)).toBe(false);
  });

  it('is not used again when a broken write left lines under it', async () => {
    const { place, reservations, rows } = placing();
    reservations.numbers.set(key, '0000900');
    rows('SO_SalesOrderDetail').push({ SalesOrderNo: '0000900', LineKey: '000001' });

    const outcome = await place(anOrder());

    expect(outcome).toMatchObject({ state: 'Done', result: { salesOrderNo: '0000001', lines: 1 } });
  });

  it('is exchanged when the next number of Sage is already in use', async () => {
    const { place, rows } = placing();
    rows('SO_SalesOrderHeader').push({ SalesOrderNo: '0000001', ARDivisionNo: '00', CustomerNo: 'GONE' });

    expect(await place(anOrder())).toMatchObject({ state: 'Done', result: { salesOrderNo: '0000002' } });
  });

  it('is refused in the end when all of the next numbers are in use', async () => {
    const { place, rows } = placing();
    for (let no = 1; no <= 20; no += 1) {
      rows('SO_SalesOrderHeader').push({
        SalesOrderNo: String(no).padStart(7, '0'),
        ARDivisionNo: '00',
        CustomerNo: 'GONE',
      });
    }

    expect(await place(anOrder())).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'SALES_ORDER_NO_TAKEN' }],
    });
  });
});

describe('the key of a request in a UDF of the site', () => {
  const policy = { keyUdf: 'UDF_KEY' };

  it('is written on the order', async () => {
    const { place, rows } = placing(policy);

    await place(anOrder());

    expect(rows('SO_SalesOrderHeader')).toMatchObject([{ UDF_KEY: key }]);
  });

  it('finds the order after the gateway lost its own records', async () => {
    const { place, reservations, rows } = placing(policy);
    const first = await place(anOrder());
    reservations.numbers.clear();
    reservations.links.clear();

    const second = await place(anOrder());

    expect(second).toEqual(first);
    expect(rows('SO_SalesOrderHeader')).toHaveLength(1);
    expect(reservations.numbers.get(key)).toBe('0000001');
  });

  it('tells an order of ours although its PO number was corrected in Sage', async () => {
    const { place, rows } = placing(policy);
    await place(anOrder());
    for (const row of rows('SO_SalesOrderHeader')) row['CustomerPONo'] = 'CORRECTED';

    expect(await place(anOrder())).toMatchObject({ state: 'Done', result: { salesOrderNo: '0000001' } });
  });

  it('is not to be had from the mapping: such a field is a fault, not silently replaced', async () => {
    const { place, documents } = placing(policy);

    expect(await place(anOrder({ fields: { UDF_KEY: 'mine' } }))).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'FIELD_INVALID', path: 'fields.UDF_KEY' }],
    });
    expect(documents.calls).toEqual([]);
  });

  it('is refused when the site has no such UDF', async () => {
    const { place, documents } = placing({ keyUdf: 'UDF_MISSING' });

    const outcome = await place(anOrder());

    expect(outcome).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'FIELD_UNKNOWN', path: 'key.UDF_MISSING' }],
    });
    expect(documents.calls).toEqual([]);
  });
});
