import { createElement } from 'lwc';
import SageInvoices from 'c/sageInvoices';
import read from '@salesforce/apex/SageInvoiceController.read';

jest.mock('@salesforce/apex/SageInvoiceController.read', () => ({ default: jest.fn() }), { virtual: true });

const invoice = {
  id: 'a00000000000001AAA',
  invoiceNo: '0000501',
  invoiceType: 'IN',
  invoiceDate: '2026-05-01',
  dueDate: '2026-05-31',
  salesOrderNo: '0000101',
  total: 120.5,
  balance: 20.5,
  isOverdue: true,
  lines: [
    {
      Id: 'a01000000000001AAA',
      ItemCode__c: 'BLT-1',
      Description__c: 'Bolt',
      QuantityShipped__c: 12,
      UnitOfMeasure__c: 'EACH',
      UnitPrice__c: 10,
      Extension__c: 120.5,
    },
  ],
};
const memo = {
  ...invoice,
  id: 'a00000000000002AAA',
  invoiceNo: '0000502',
  invoiceType: 'CM',
  isOverdue: false,
  lines: [],
};
const shipment = {
  Id: 'a02000000000001AAA',
  TrackingId__c: '1Z999',
  ShipVia__c: 'UPS',
  ShipDate__c: '2026-05-02',
  InvoiceNo__c: '0000501',
  SalesOrderNo__c: '0000101',
};
const view = {
  currencyCode: 'USD',
  open: 41,
  overdue: 20.5,
  isCut: false,
  invoices: [invoice, memo],
  shipments: [shipment],
};

/** Lets the promises of a call and the rendering after them run. */
const rendered = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function show(answer) {
  read.mockReturnValue(answer);
  const element = createElement('c-sage-invoices', { is: SageInvoices });
  element.recordId = '001000000000001AAA';
  document.body.append(element);
  await rendered();
  return element;
}

describe('c-sage-invoices', () => {
  it('says that it reads', async () => {
    const element = await show(new Promise(() => undefined));

    expect(find(element, 'lightning-spinner')).not.toBeNull();
    expect(find(element, '[data-refresh]').disabled).toBe(true);
    expect(read).toHaveBeenCalledWith({ recordId: '001000000000001AAA' });
    await expect(element).toBeAccessible();
  });

  it('says that there is nothing yet', async () => {
    const element = await show(Promise.resolve({ ...view, invoices: [], shipments: [] }));

    expect(find(element, '[data-empty]')).not.toBeNull();
    expect(find(element, 'table')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows what is open, what is late, and the packages', async () => {
    const element = await show(Promise.resolve(view));
    const row = find(element, `[data-invoice="${invoice.id}"]`);

    expect(find(element, '[data-open] lightning-formatted-number').value).toBe(41);
    expect(find(element, '[data-overdue] lightning-formatted-number').value).toBe(20.5);
    expect(row.textContent).toContain('0000501');
    expect(row.querySelector('[data-late]')).not.toBeNull();
    expect(find(element, `[data-invoice="${memo.id}"]`).textContent).toContain('Credit memo');
    expect(find(element, `[data-invoice="${memo.id}"] [data-late]`)).toBeNull();
    expect(find(element, `[data-shipment="${shipment.Id}"]`).textContent).toContain('1Z999');
    await expect(element).toBeAccessible();
  });

  it('opens and closes the lines of an invoice', async () => {
    const element = await show(Promise.resolve(view));
    const toggle = find(element, `[data-toggle][data-id="${invoice.id}"]`);

    toggle.click();
    await rendered();
    expect(find(element, `[data-lines="${invoice.id}"]`).textContent).toContain('BLT-1');
    await expect(element).toBeAccessible();
    toggle.click();
    await rendered();

    expect(find(element, `[data-lines="${invoice.id}"]`)).toBeNull();
    expect(find(element, `[data-toggle][data-id="${memo.id}"]`)).toBeNull();
  });

  it('shows plain numbers where nobody has said the currency, and that the list is cut', async () => {
    const element = await show(Promise.resolve({ ...view, currencyCode: undefined, isCut: true }));

    expect(find(element, '[data-open] lightning-formatted-number').formatStyle).toBe('decimal');
    expect(find(element, '[data-cut]')).not.toBeNull();
  });

  it('shows an error and reads again when a person wishes it', async () => {
    const element = await show(
      Promise.reject({ body: { message: 'NOT_FOUND\nThis record has no account.' } }),
    );
    expect(find(element, 'c-sage-problem').error.body.message).toContain('no account');

    read.mockResolvedValue(view);
    find(element, 'c-sage-problem').dispatchEvent(new CustomEvent('retry'));
    await rendered();

    expect(find(element, 'c-sage-problem')).toBeNull();
    expect(find(element, `[data-invoice="${invoice.id}"]`)).not.toBeNull();
  });
});
