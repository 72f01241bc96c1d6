import { createElement } from 'lwc';
import SageCreditFigures from 'c/sageCreditFigures';

const credit = {
  customer: '01-ABF',
  customerName: 'American Business Futures',
  verdict: 'WithinLimit',
  currencyCode: 'USD',
  creditLimit: 10000,
  balance: 4000.1,
  aging: [3000.1, 1000, 0, 0, -50],
  openOrders: 2500.2,
  orderAmount: 1500,
  remaining: 1999.7,
  termsCode: '01',
  termsDescription: 'Net 30 days',
  averageDaysToPay: 34,
  averageDaysOverdue: 0,
  lastPaymentDate: '2026-05-04',
  lastPaymentAmount: 250,
  agingDate: '2026-05-29',
  billTo: '01-HEAD Head Office',
  asOf: '2026-05-31T12:00:00.000Z',
};

function show(changes = {}, view = {}) {
  const element = createElement('c-sage-credit-figures', { is: SageCreditFigures });
  element.view = { credit: { ...credit, ...changes }, ...view };
  document.body.append(element);
  return element;
}
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const textOf = (element, selector) => find(element, selector)?.textContent;
const amountOf = (element, name) =>
  find(element, `[data-figure="${name}"] lightning-formatted-number`)?.value;

describe('c-sage-credit-figures', () => {
  it.each([
    ['WithinLimit', 'Within the limit', 'utility:success'],
    ['OverLimit', 'Over the limit', 'utility:error'],
    ['OnHold', 'On credit hold', 'utility:lock'],
    ['NoLimit', 'No limit set', 'utility:info'],
    ['SomethingNew', 'SomethingNew', 'utility:info'],
  ])('says %s in words and with an icon', async (verdict, words, icon) => {
    const element = show({ verdict });

    expect(textOf(element, '[data-verdict]')).toContain(words);
    expect(find(element, '[data-verdict] lightning-icon').iconName).toBe(icon);
    await expect(element).toBeAccessible();
  });

  it('shows the limit and all that counts against it', () => {
    const element = show();

    const names = ['limit', 'balance', 'openOrders', 'thisOrder', 'remaining'];
    expect(names.map((name) => amountOf(element, name))).toEqual([10000, 4000.1, 2500.2, 1500, 1999.7]);
    expect(find(element, '[data-figure="limit"] lightning-formatted-number').currencyCode).toBe('USD');
  });

  it('says in words that there is no limit', () => {
    const element = show({ verdict: 'NoLimit', creditLimit: 0, remaining: undefined });

    expect(textOf(element, '[data-figure="limit"]')).toContain('none');
    expect(textOf(element, '[data-figure="remaining"]')).toContain('none');
  });

  it('draws each bucket of the balance beside its figure, none for what is not owed', () => {
    const element = show();

    const rows = [...element.shadowRoot.querySelectorAll('[data-bucket]')];
    expect(rows.map((row) => row.querySelector('th').textContent)).toEqual([
      'Current',
      'Past due, category 1',
      'Past due, category 2',
      'Past due, category 3',
      'Past due, category 4',
    ]);
    expect(rows.map((row) => row.querySelector('lightning-formatted-number').value)).toEqual(credit.aging);
    expect(rows.map((row) => row.querySelector('.bar').style.width)).toEqual([
      '100%',
      '33%',
      '0%',
      '0%',
      '0%',
    ]);
  });

  it('shows terms, habits of payment and who is billed', () => {
    const element = show();

    expect(textOf(element, '[data-terms]')).toContain('01 Net 30 days');
    expect(textOf(element, '[data-days-to-pay]')).toContain('34');
    expect(textOf(element, '[data-days-overdue]')).toContain('0');
    expect(find(element, '[data-last-payment] lightning-formatted-number').value).toBe(250);
    expect(textOf(element, '[data-bill-to]')).toContain('01-HEAD Head Office');
  });

  it('leaves out what Sage does not know', async () => {
    const element = show({
      termsCode: undefined,
      termsDescription: undefined,
      averageDaysToPay: undefined,
      averageDaysOverdue: undefined,
      lastPaymentDate: undefined,
      billTo: undefined,
      agingDate: undefined,
      aging: undefined,
    });

    for (const name of ['terms', 'days-to-pay', 'days-overdue', 'last-payment', 'bill-to', 'bucket'])
      expect(find(element, `[data-${name}]`)).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows the rate when the record has another currency than Sage', () => {
    const element = show({ currencyCode: 'EUR' }, { sageCurrency: 'USD', rate: 0.8 });

    expect(textOf(element, '[data-rate]')).toBe(
      'Exchanged at 1 USD = 0.8 EUR (rate of this org). Sage keeps the amounts in USD.',
    );
  });

  it('says when the org has no rate', () => {
    const element = show({}, { sageCurrency: 'USD' });

    expect(textOf(element, '[data-rate]')).toBe('The amounts are in USD: this org has no rate for it.');
  });

  it('says that an order in Sage is counted already', () => {
    const element = show({}, { salesOrderNo: '0001234' });

    expect(textOf(element, '[data-in-sage]')).toBe(
      'This order is in Sage as 0001234 and counted among the open orders.',
    );
  });
});
