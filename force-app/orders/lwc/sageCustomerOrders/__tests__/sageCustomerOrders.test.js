import { createElement } from 'lwc';
import SageCustomerOrders from 'c/sageCustomerOrders';
import read from '@salesforce/apex/SageCustomerOrdersController.read';

jest.mock('@salesforce/apex/SageCustomerOrdersController.read', () => ({ default: jest.fn() }), {
  virtual: true,
});

const ours = {
  id: 'a03000000000001AAA',
  salesOrderNo: '0000101',
  state: 'OnHold',
  isQuote: false,
  isOurs: true,
  orderDate: '2026-05-01',
  shipDate: '2026-05-08',
  customerPoNo: 'PO-1',
  total: 120.5,
  invoiced: 0,
  lines: JSON.stringify({
    count: 2,
    lines: [
      { lineKey: '000001', itemCode: 'BLT-1', quantityOrdered: '12', quantityShipped: '2', unitPrice: '10' },
    ],
  }),
};
const theirs = {
  ...ours,
  id: 'a03000000000002AAA',
  salesOrderNo: '0000102',
  state: 'Open',
  isQuote: true,
  isOurs: false,
  lines: undefined,
};
const view = { currencyCode: 'USD', isCut: false, rows: [ours, theirs] };

/** Lets the promises of a call and the rendering after them run. */
const rendered = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function show(answer) {
  read.mockReturnValue(answer);
  const element = createElement('c-sage-customer-orders', { is: SageCustomerOrders });
  element.recordId = '001000000000001AAA';
  document.body.append(element);
  await rendered();
  return element;
}

describe('c-sage-customer-orders', () => {
  it('says that it reads', async () => {
    const element = await show(new Promise(() => undefined));

    expect(find(element, 'lightning-spinner')).not.toBeNull();
    expect(find(element, '[data-refresh]').disabled).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('says that there is no order yet', async () => {
    const element = await show(Promise.resolve({ ...view, rows: [] }));

    expect(find(element, '[data-empty]')).not.toBeNull();
    expect(find(element, 'table')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows each order with its status in words, and who entered it', async () => {
    const element = await show(Promise.resolve(view));
    const [first, second] = [ours, theirs].map(({ id }) => find(element, `[data-order="${id}"]`));

    expect(first.querySelector('[data-state]').textContent).toBe('On hold in Sage');
    expect(first.textContent).not.toContain('Entered in Sage');
    expect(second.textContent).toContain('Quote, Entered in Sage');
    expect(second.querySelector('[data-toggle]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('opens and closes the lines of an order, and says when not all fit', async () => {
    const element = await show(Promise.resolve({ ...view, isCut: true }));
    const toggle = find(element, `[data-toggle][data-id="${ours.id}"]`);

    toggle.click();
    await rendered();
    expect(find(element, `[data-lines="${ours.id}"]`).textContent).toContain('BLT-1');
    expect(find(element, '[data-lines-cut]').textContent).toContain('2 lines');
    expect(find(element, '[data-cut]')).not.toBeNull();
    await expect(element).toBeAccessible();
    toggle.click();
    await rendered();

    expect(find(element, `[data-lines="${ours.id}"]`)).toBeNull();
  });

  it('shows an error and reads again when a person wishes it', async () => {
    const element = await show(Promise.reject({ body: { message: 'NOT_FOUND\nNo such account.' } }));
    expect(find(element, 'c-sage-problem').error.body.message).toContain('No such account');

    read.mockResolvedValue(view);
    find(element, 'c-sage-problem').dispatchEvent(new CustomEvent('retry'));
    await rendered();

    expect(find(element, 'c-sage-problem')).toBeNull();
    expect(find(element, `[data-order="${ours.id}"]`)).not.toBeNull();
  });
});
