import { describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { SageRefusal } from '../sage/ports.ts';
import { changing, salesOrderNo } from '../testing/changing.ts';

const result = { salesOrderNo, divisionNo: '01', customerNo: '0000676' };
const orderTypes = ['HoldOrder', 'ReleaseOrder', 'CancelOrder'] as const;

describe('a hold', () => {
  it('sets the status and tells what Sage warned of', async () => {
    const { change, documents, order } = changing();
    documents.disturb('changeSalesOrder', { warn: { message: 'Printed already', column: 'OrderStatus$' } });

    const outcome = await change('HoldOrder', { salesOrderNo, reason: 'Ring first' });

    expect(outcome).toEqual({
      state: 'Done',
      result: { ...result, orderStatus: 'H' },
      warnings: [{ message: 'Printed already', path: 'salesOrderNo' }],
    });
    expect(order()?.['OrderStatus']).toBe('H');
  });

  it('of an order that is on hold already is done with a warning, without a write', async () => {
    const { change, documents, order } = changing();
    Object.assign(order() ?? {}, { OrderStatus: 'H' });

    const outcome = await change('HoldOrder', { salesOrderNo });

    expect(outcome).toMatchObject({
      state: 'Done',
      result: { orderStatus: 'H' },
      warnings: [{ message: 'Sales order 0000101 was on hold already.' }],
    });
    expect(documents.calls).toEqual([]);
  });

  it('whose reply was lost is done by the next try, which does not warn of its own work', async () => {
    const { change, documents } = changing();
    documents.disturb('changeSalesOrder', { after: new RetryableError('SAGE_TIMEOUT', 'Late.') });

    await expect(change('HoldOrder', { salesOrderNo })).rejects.toMatchObject({ code: 'SAGE_TIMEOUT' });
    const again = await change('HoldOrder', { salesOrderNo });

    expect(again).toEqual({ state: 'Done', result: { ...result, orderStatus: 'H' }, warnings: [] });
    expect(documents.calls).toHaveLength(1);
  });

  it('finds an order by its number without zeros', async () => {
    const { change } = changing();

    expect(await change('HoldOrder', { salesOrderNo: ' 101 ' })).toMatchObject({ state: 'Done', result });
  });
});

describe('a release', () => {
  it.each([
    ['new', null, 'N'],
    ['open when it was invoiced in part', '0009001', 'O'],
  ])('makes an order %s', async (_what, lastInvoiceNo, status) => {
    const { change, order } = changing();
    Object.assign(order() ?? {}, { OrderStatus: 'H', LastInvoiceOrderNo: lastInvoiceNo });

    const outcome = await change('ReleaseOrder', { salesOrderNo });

    expect(outcome).toMatchObject({ state: 'Done', result: { orderStatus: status }, warnings: [] });
    expect(order()?.['OrderStatus']).toBe(status);
  });

  it('leaves an order that is not on hold as it is, with a warning', async () => {
    const { change, documents, order } = changing();
    Object.assign(order() ?? {}, { OrderStatus: 'O' });

    const outcome = await change('ReleaseOrder', { salesOrderNo });

    expect(outcome).toMatchObject({
      state: 'Done',
      result: { orderStatus: 'O' },
      warnings: [{ message: 'Sales order 0000101 was not on hold.' }],
    });
    expect(documents.calls).toEqual([]);
  });
});

describe('a cancellation', () => {
  it('deletes the order with its reason, and history keeps it as deleted', async () => {
    const { change, order, history } = changing();

    const outcome = await change('CancelOrder', { salesOrderNo, cancelReasonCode: ' cust ' });

    expect(outcome).toEqual({ state: 'Done', result: { ...result, orderStatus: 'X' }, warnings: [] });
    expect(order()).toBeUndefined();
    expect(history()).toMatchObject({ OrderStatus: 'X', CancelReasonCode: 'CUST' });
  });

  it('refuses a reason that Sage does not have, and leaves it to Sage where the codes cannot be seen', async () => {
    const wish = { salesOrderNo, cancelReasonCode: 'NOPE' };
    const blind = changing({}, ['SO_CancelReasonCode']);
    const { change, order } = changing();

    expect(await change('CancelOrder', wish)).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'FIELD_INVALID', path: 'cancelReasonCode' }],
    });
    expect(order()).toBeDefined();
    expect(await blind.change('CancelOrder', wish)).toMatchObject({ state: 'Done' });
  });

  it('of an order that was cancelled already is done with a warning', async () => {
    const { change } = changing();
    await change('CancelOrder', { salesOrderNo }, 'first');

    expect(await change('CancelOrder', { salesOrderNo }, 'second')).toMatchObject({
      state: 'Done',
      result: { orderStatus: 'X' },
      warnings: [{ message: 'Sales order 0000101 was cancelled already.' }],
    });
  });

  it.each([
    ['history keeps deleted orders', true],
    ['nothing is left of a deleted order', false],
  ])('whose reply was lost is done by the next try where %s', async (_what, keepsDeleted) => {
    const { change, documents } = changing();
    documents.keepsDeleted = keepsDeleted;
    documents.disturb('deleteSalesOrder', { after: new RetryableError('SAGE_FAILED', 'Broke off.') });

    await expect(change('CancelOrder', { salesOrderNo })).rejects.toMatchObject({ code: 'SAGE_FAILED' });
    const again = await change('CancelOrder', { salesOrderNo });

    expect(again).toMatchObject({ state: 'Done', result: { salesOrderNo, orderStatus: 'X' }, warnings: [] });
    expect(documents.calls).toHaveLength(1);
  });
});

describe('a change of an order', () => {
  it.each(orderTypes)('is refused when Sage has no such order: %s', async (type) => {
    const outcome = await changing().change(type, { salesOrderNo: '0000999' });

    expect(outcome).toEqual({
      state: 'Refused',
      errors: [
        { code: 'SALES_ORDER_UNKNOWN', message: 'Sage has no sales order 0000999.', path: 'salesOrderNo' },
      ],
      warnings: [],
    });
  });

  it.each(orderTypes)('is refused when history has it as completed: %s', async (type) => {
    const { change, tables, history } = changing();
    tables.table('ABC', 'SO_SalesOrderHeader').rows.length = 0;
    Object.assign(history() ?? {}, { OrderStatus: 'C' });

    expect(await change(type, { salesOrderNo })).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'ORDER_COMPLETED', path: 'salesOrderNo' }],
    });
  });

  it.each(['HoldOrder', 'ReleaseOrder'] as const)('is refused when it was cancelled: %s', async (type) => {
    const { change } = changing();
    await change('CancelOrder', { salesOrderNo });

    expect(await change(type, { salesOrderNo })).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'SALES_ORDER_UNKNOWN', message: 'Sales order 0000101 was cancelled in Sage.' }],
    });
  });

  it.each([
    ['HoldOrder', 'N'],
    ['ReleaseOrder', 'H'],
    ['CancelOrder', 'N'],
  ] as const)('is refused while the order is on an invoice: %s', async (type, status) => {
    const { change, order, documents } = changing();
    Object.assign(order() ?? {}, { OrderStatus: status, CurrentInvoiceNo: '0009001' });

    expect(await change(type, { salesOrderNo })).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'ORDER_ON_INVOICE', message: expect.stringContaining('0009001') }],
    });
    expect(documents.calls).toEqual([]);
  });

  it.each([
    ['HoldOrder', 'changeSalesOrder'],
    ['CancelOrder', 'deleteSalesOrder'],
  ] as const)("is refused with Sage's own sentence: %s", async (type, call) => {
    const { change, documents } = changing();
    documents.disturb(call, { before: new SageRefusal('A script said no.') });

    expect(await change(type, { salesOrderNo })).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'SAGE_REFUSED', message: 'A script said no.', path: 'salesOrderNo' }],
    });
  });

  it.each(['SAGE_RECORD_LOCKED', 'SAGE_TIMEOUT'] as const)('is left for another try: %s', async (code) => {
    const { change, documents, order } = changing();
    documents.disturb('changeSalesOrder', { before: new RetryableError(code, 'Not now.') });

    await expect(change('HoldOrder', { salesOrderNo })).rejects.toMatchObject({ code });
    expect(order()?.['OrderStatus']).toBe('N');
    expect(await change('HoldOrder', { salesOrderNo })).toMatchObject({ state: 'Done', warnings: [] });
  });

  it('names the reason code when Sage refuses it', async () => {
    const { change, documents } = changing();
    documents.disturb('deleteSalesOrder', { before: new SageRefusal('Not today', 'CancelReasonCode$') });

    expect(await change('CancelOrder', { salesOrderNo, cancelReasonCode: 'CUST' })).toMatchObject({
      errors: [{ path: 'cancelReasonCode' }],
    });
  });
});
