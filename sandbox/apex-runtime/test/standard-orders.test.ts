import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSales, type Sales } from './helpers/sales.ts';

const EDIT_ORDERS = `<?xml version="1.0"?><PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Orders</label>
  <userPermissions><enabled>true</enabled><name>EditActivatedOrders</name></userPermissions></PermissionSet>`;

let t: Sales;
beforeAll(async () => {
  t = await openSales({ 'permissionsets/Orders.permissionset-meta.xml': EDIT_ORDERS });
});
afterAll(() => t.close());

const order = (): Promise<string> =>
  t.one('Order', {
    AccountId: t.ids.account,
    EffectiveDate: '2026-01-01',
    Status: 'Draft',
    Pricebook2Id: t.ids.standard,
    PoNumber: 'PO-9',
  });
const item = (OrderId: string): Promise<string> =>
  t.one('OrderItem', { OrderId, PricebookEntryId: t.ids.entry, Quantity: 2, UnitPrice: 5 });

describe('Order', () => {
  it('is numbered, starts as draft and sums its products', async () => {
    const id = await order();
    await item(id);
    expect(await t.get('Order', id, 'OrderNumber, Status, StatusCode, TotalAmount, PoNumber')).toEqual({
      OrderNumber: expect.stringMatching(/^\d{8}$/),
      Status: 'Draft',
      StatusCode: 'Draft',
      TotalAmount: 10,
      PoNumber: 'PO-9',
    });
  });
  it('cannot be created activated', async () => {
    expect(
      await t.refused('Order', {
        AccountId: t.ids.account,
        EffectiveDate: '2026-01-01',
        Status: 'Activated',
      }),
    ).toMatchObject({ statusCode: 'FAILED_ACTIVATION' });
  });
  it('cannot be activated without products', async () => {
    const id = await order();
    expect(
      (await t.org.update('Order', { Id: id, Status: 'Activated' }, { allOrNone: false }))[0]?.errors[0]
        ?.statusCode,
    ).toBe('FAILED_ACTIVATION');
  });
  it('has the status code Activated after activation', async () => {
    const id = await order();
    await item(id);
    await t.org.update('Order', { Id: id, Status: 'Activated' });
    expect(await t.get('Order', id, 'StatusCode, ActivatedDate')).toEqual({
      StatusCode: 'Activated',
      ActivatedDate: expect.any(String),
    });
  });
  it('that is activated takes no more products and cannot be deleted', async () => {
    const id = await order();
    await item(id);
    await t.org.update('Order', { Id: id, Status: 'Activated' });
    await expect(item(id)).rejects.toThrow(/activated/i);
    await expect(t.org.delete('Order', id)).rejects.toThrow(/activated/i);
  });
  it('that is activated keeps its account', async () => {
    const id = await order();
    await item(id);
    await t.org.update('Order', { Id: id, Status: 'Activated' });
    const other = await t.one('Account', { Name: 'Other' });
    expect(
      (await t.org.update('Order', { Id: id, AccountId: other }, { allOrNone: false }))[0]?.errors[0]
        ?.statusCode,
    ).toBe('FIELD_INTEGRITY_EXCEPTION');
  });
  it('needs its price book before its products', async () => {
    const id = await t.one('Order', {
      AccountId: t.ids.account,
      EffectiveDate: '2026-01-01',
      Status: 'Draft',
    });
    await expect(item(id)).rejects.toThrow(/price book/i);
  });
});

describe('an activated Order and a user with little', () => {
  it('can be written only with Edit Activated Orders', async () => {
    const id = await order();
    await item(id);
    await t.org.update('Order', { Id: id, Status: 'Activated' });
    const [u] = await t.org.query("SELECT Username FROM User WHERE Alias = 'integ'");
    const user = String(u?.['Username']);
    const write = async (): Promise<unknown> =>
      (await t.org.update('Order', { Id: id, OrderReferenceNumber: 'S1' }, { user, allOrNone: false }))[0];
    expect(await write()).toMatchObject({
      success: false,
      errors: [{ statusCode: 'FIELD_INTEGRITY_EXCEPTION' }],
    });
    await t.org.grantPermissionSet(user, 'Orders');
    expect(await write()).toMatchObject({ success: true });
  });
});
