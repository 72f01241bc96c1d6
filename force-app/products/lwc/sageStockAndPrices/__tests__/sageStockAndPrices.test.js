import { createElement } from 'lwc';
import SageStockAndPrices from 'c/sageStockAndPrices';
import read from '@salesforce/apex/SageStockController.read';
import usePrices from '@salesforce/apex/SageStockController.usePrices';
import findAccounts from '@salesforce/apex/SageStockController.findAccounts';

jest.mock('@salesforce/apex/SageStockController.read', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageStockController.usePrices', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageStockController.findAccounts', () => ({ default: jest.fn() }), {
  virtual: true,
});

const warehouses = [
  {
    warehouseCode: '000',
    name: 'Central',
    onHand: 20,
    onSalesOrder: 10,
    onBackOrder: 0,
    onPurchaseOrder: 5,
    available: 10,
  },
];
const bolt = {
  id: '00k000000000001AAA',
  productName: 'Bolt',
  itemCode: 'BLT',
  quantity: 12,
  unitPrice: 1.5,
  stock: { sageItemCode: 'BLT-1', available: 10, unitOfMeasure: 'EACH', warehouses },
  price: { unitPrice: 1.25, netPrice: 1.25, currencyCode: 'USD', ruleText: 'Contract price of the customer' },
};
const unknown = {
  id: '00k000000000002AAA',
  productName: 'Mystery',
  itemCode: 'X',
  quantity: 1,
  unitPrice: 3,
  stock: { warehouses: [], error: { code: 'ITEM_UNKNOWN', message: 'Sage has no item X.' } },
  price: { error: { code: 'ITEM_UNKNOWN', message: 'Sage has no item X.' } },
};
const view = {
  asOf: '2026-11-21T10:00:00.000Z',
  customerName: 'American Business Futures',
  hasCustomerNo: true,
  currencyCode: 'USD',
  isCut: false,
  lines: [bolt, unknown],
};

function show(properties = {}) {
  const element = createElement('c-sage-stock-and-prices', { is: SageStockAndPrices });
  Object.assign(element, { recordId: '006000000000001AAA', objectApiName: 'Opportunity', ...properties });
  document.body.append(element);
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);
/** Lets the promises of a click and the rendering after them run. */
const rendered = () => new Promise((resolve) => setTimeout(resolve));

async function asked(properties, answer = view) {
  read.mockResolvedValue(answer);
  const element = show(properties);
  find(element, '[data-ask]').click();
  await rendered();
  return element;
}

describe('c-sage-stock-and-prices', () => {
  it('asks Sage only when a person wishes it', async () => {
    const element = show();

    expect(read).not.toHaveBeenCalled();
    expect(find(element, '[data-hint]')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('asks at once where the admin chose so', () => {
    read.mockResolvedValue(view);

    show({ askOnLoad: true });

    expect(read).toHaveBeenCalledWith({ recordId: '006000000000001AAA', accountId: null, quantity: null });
  });

  it('says that it asks, and lets nobody ask twice meanwhile', async () => {
    read.mockReturnValue(new Promise(() => undefined));
    const element = show();
    find(element, '[data-ask]').click();
    await rendered();

    find(element, '[data-ask]').click();

    expect(find(element, 'lightning-spinner')).not.toBeNull();
    expect(find(element, '[data-ask]').disabled).toBe(true);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("shows stock, the customer's price and its rule, and what is short", async () => {
    const element = await asked();
    const row = find(element, `[data-row="${bolt.id}"]`);

    expect(find(element, '[data-customer]').textContent).toBe('Prices of American Business Futures');
    expect(row.textContent).toContain('BLT-1');
    expect(row.textContent).toContain('Contract price of the customer');
    expect(row.querySelector('[data-sage-price]').value).toBe(1.25);
    expect(row.querySelector('[data-short]')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says at the line why Sage has no answer for it', async () => {
    const element = await asked();
    const row = find(element, `[data-row="${unknown.id}"]`);

    expect(row.querySelector('[data-fault]').textContent).toContain('Sage has no item X.');
    expect(row.querySelector('[data-use]')).toBeNull();
  });

  it('opens and closes the warehouses of a line', async () => {
    const element = await asked();
    const toggle = find(element, `[data-toggle][data-id="${bolt.id}"]`);

    toggle.click();
    await rendered();
    expect(find(element, 'c-sage-warehouses').warehouses).toEqual(warehouses);
    await expect(element).toBeAccessible();

    toggle.click();
    await rendered();
    expect(find(element, 'c-sage-warehouses')).toBeNull();
  });

  it("puts Sage's price on a line, says so and shows the line as it is then", async () => {
    const element = await asked();
    const toasts = [];
    element.addEventListener('lightning__showtoast', ({ detail }) => toasts.push(detail.title));
    usePrices.mockResolvedValue([]);
    read.mockResolvedValue({ ...view, lines: [{ ...bolt, unitPrice: 1.25 }] });

    find(element, '[data-use]').click();
    await rendered();
    await rendered();

    expect(usePrices).toHaveBeenCalledWith({ recordId: '006000000000001AAA', lineIds: [bolt.id] });
    expect(toasts).toEqual(['Prices taken from Sage: 1']);
    expect(find(element, '[data-use]')).toBeNull();
    expect(find(element, '[data-use-all]').disabled).toBe(true);
  });

  it('says which lines were left as they are', async () => {
    const element = await asked();
    usePrices.mockResolvedValue(['Bolt: The price is locked.']);

    find(element, '[data-use-all]').click();
    await rendered();

    expect(find(element, '[data-left-out]').textContent).toBe('Bolt: The price is locked.');
  });

  it("does not offer a price in another currency than the record's", async () => {
    const element = await asked({}, { ...view, currencyCode: 'EUR' });

    expect(find(element, '[data-use]')).toBeNull();
    expect(find(element, `[data-row="${bolt.id}"]`).textContent).toContain('Another currency');
  });

  it('does not offer the price that the line has already, be it net', async () => {
    const net = {
      ...bolt,
      unitPrice: 7,
      price: { ...bolt.price, unitPrice: 8, discountPercent: 12.5, netPrice: 7 },
    };
    const element = await asked({}, { ...view, lines: [net] });

    expect(find(element, '[data-use]')).toBeNull();
  });

  it('says when there are no products, no number, or more lines than it shows', async () => {
    const empty = await asked({}, { ...view, lines: [] });
    expect(find(empty, '[data-empty]')).not.toBeNull();

    const everybody = await asked({}, { ...view, hasCustomerNo: false, isCut: true });
    expect(find(everybody, '[data-customer]').textContent).toContain('prices that hold for everybody');
    expect(find(everybody, '[data-cut]')).not.toBeNull();
  });

  it('says that Sage is away, and asks again', async () => {
    read.mockRejectedValueOnce({ body: { message: 'GATEWAY_UNREACHABLE\nThe gateway gave no answer.' } });
    const element = show();
    find(element, '[data-ask]').click();
    await rendered();
    const problem = find(element, 'c-sage-problem');
    expect(problem.canRetry).toBe(true);
    await expect(element).toBeAccessible();

    read.mockResolvedValue(view);
    problem.dispatchEvent(new CustomEvent('retry'));
    await rendered();

    expect(find(element, 'c-sage-problem')).toBeNull();
    expect(find(element, `[data-row="${bolt.id}"]`)).not.toBeNull();
  });

  it('asks for a product in a quantity and for a customer who is looked up', async () => {
    read.mockResolvedValue({ ...view, currencyCode: undefined, lines: [{ ...bolt, unitPrice: undefined }] });
    findAccounts.mockResolvedValue([{ accountId: '001000000000001AAA', name: 'ABF', customerNo: '01-ABF' }]);
    const element = show({ objectApiName: 'Product2', recordId: '01t000000000001AAA' });
    const quantity = find(element, '[data-quantity]');
    quantity.value = '24';
    quantity.checkValidity = () => true;
    quantity.dispatchEvent(new CustomEvent('change'));
    const search = find(element, '[data-search]');
    search.value = 'AB';
    search.dispatchEvent(new CustomEvent('commit'));
    await rendered();
    expect(find(element, '[data-account]').options).toEqual([
      { value: '001000000000001AAA', label: 'ABF (01-ABF)' },
    ]);

    find(element, '[data-ask]').click();
    await rendered();

    expect(read).toHaveBeenCalledWith({
      recordId: '01t000000000001AAA',
      accountId: '001000000000001AAA',
      quantity: 24,
    });
    expect(find(element, '[data-use-all]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says when no customer is found, and takes the one that is chosen', async () => {
    findAccounts.mockResolvedValueOnce([]);
    const element = show({ objectApiName: 'Product2', recordId: '01t000000000001AAA' });
    const search = find(element, '[data-search]');
    search.value = 'zz';
    search.dispatchEvent(new CustomEvent('commit'));
    await rendered();
    expect(find(element, '[data-none]')).not.toBeNull();

    findAccounts.mockResolvedValue([
      { accountId: '001000000000001AAA', name: 'ABF', customerNo: '01-ABF' },
      { accountId: '001000000000002AAA', name: 'Avnet', customerNo: '01-AVNET' },
    ]);
    search.dispatchEvent(new CustomEvent('commit'));
    await rendered();
    find(element, '[data-account]').dispatchEvent(
      new CustomEvent('change', { detail: { value: '001000000000002AAA' } }),
    );
    read.mockResolvedValue(view);
    find(element, '[data-ask]').click();
    await rendered();

    expect(read.mock.calls[0][0].accountId).toBe('001000000000002AAA');
  });
});
