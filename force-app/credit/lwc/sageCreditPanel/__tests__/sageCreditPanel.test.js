import { createElement } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import SageCreditPanel from 'c/sageCreditPanel';
import RequestModal from 'c/sageCreditRequestModal';
import check from '@salesforce/apex/SageCreditController.check';
import record from '@salesforce/apex/SageCreditController.record';
import lastCheck from '@salesforce/apex/SageCreditController.lastCheck';

jest.mock('@salesforce/apex/SageCreditController.check', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageCreditController.record', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  '@salesforce/apex/SageCreditController.lastCheck',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true },
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const recordId = '006000000000001AAA';
const view = {
  accountId: '001000000000001AAA',
  sageLimit: 10000,
  credit: {
    customer: '01-ABF',
    customerName: 'American Business Futures',
    verdict: 'WithinLimit',
    currencyCode: 'USD',
    creditLimit: 10000,
    balance: 4000,
    aging: [4000, 0, 0, 0, 0],
    openOrders: 0,
    orderAmount: 0,
    remaining: 6000,
    asOf: '2026-05-31T12:00:00.000Z',
  },
};
const errorOf = (code, sentence) => ({ body: { message: `${code}\n${sentence}` } });

function show(properties = {}) {
  const element = createElement('c-sage-credit-panel', { is: SageCreditPanel });
  Object.assign(element, { recordId, objectApiName: 'Opportunity', ...properties });
  document.body.append(element);
  return element;
}
const find = (element, selector) => element.shadowRoot.querySelector(selector);
/** Lets the promises of a click and the rendering after them run. */
const rendered = () => new Promise((resolve) => setTimeout(resolve));

async function checked() {
  check.mockResolvedValue(view);
  const element = show();
  find(element, '[data-check]').click();
  await rendered();
  return element;
}

async function failed(error) {
  check.mockRejectedValue(error);
  const element = show();
  find(element, '[data-check]').click();
  await rendered();
  return element;
}

describe('c-sage-credit-panel', () => {
  it('asks Sage only when a person wishes it', async () => {
    const element = show();

    expect(check).not.toHaveBeenCalled();
    expect(find(element, '[data-check]').label).toBe('Check Credit');
    expect(find(element, '[data-hint]')).not.toBeNull();
    expect(find(element, '[data-record]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('asks once, as soon as the record is known, where the admin chose so', async () => {
    check.mockResolvedValue(view);
    const element = show({ recordId: undefined, checkOnLoad: true });
    expect(check).not.toHaveBeenCalled();

    element.recordId = recordId;
    element.recordId = recordId;
    await rendered();

    expect(check.mock.calls).toEqual([[{ recordId }]]);
  });

  it('says that it asks, and lets nobody ask twice meanwhile', async () => {
    check.mockReturnValue(new Promise(() => undefined));
    const element = show();
    find(element, '[data-check]').click();
    find(element, '[data-check]').click();
    await rendered();

    expect(check).toHaveBeenCalledTimes(1);
    expect(find(element, 'lightning-spinner').alternativeText).toBe('Asking Sage');
    expect(find(element, '[data-check]').disabled).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('shows the answer', async () => {
    const element = await checked();

    expect(find(element, 'c-sage-credit-figures').view).toEqual(view);
    expect(find(element, '[data-check]').label).toBe('Check again');
    await expect(element).toBeAccessible();
  });

  it('says plainly that Sage is slow or down, and tries again', async () => {
    const element = await failed(errorOf('GATEWAY_UNREACHABLE', 'Read timed out'));

    expect(find(element, '[data-slow]').textContent).toContain(
      'Sage is slow or cannot be reached right now.',
    );
    await expect(element).toBeAccessible();

    check.mockResolvedValue(view);
    find(element, '[data-again]').click();
    await rendered();
    expect(find(element, '[data-slow]')).toBeNull();
    expect(find(element, 'c-sage-credit-figures')).not.toBeNull();
  });

  it('says that the account is not linked, which trying again does not change', async () => {
    const element = await failed(errorOf('CUSTOMER_NOT_LINKED', 'The account has no Sage customer number.'));

    expect(find(element, '[data-not-linked]').textContent).toContain('not linked to a customer in Sage');
    expect(find(element, '[data-again]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows any other error in words, in place of old figures', async () => {
    const element = await checked();
    check.mockRejectedValue(errorOf('CUSTOMER_UNKNOWN', 'Sage has no customer 01-ABF.'));

    find(element, '[data-check]').click();
    await rendered();

    expect(find(element, 'c-sage-credit-figures')).toBeNull();
    expect(find(element, 'c-sage-problem').error.body.message).toContain('Sage has no customer 01-ABF.');
    await expect(element).toBeAccessible();
  });

  it('records what Sage says now and shows it', async () => {
    const element = await checked();
    const newer = { ...view, credit: { ...view.credit, remaining: 5000 } };
    record.mockResolvedValue(newer);

    find(element, '[data-record]').click();
    await rendered();

    expect(record).toHaveBeenCalledWith({ recordId });
    expect(find(element, 'c-sage-credit-figures').view).toEqual(newer);
    expect(find(element, '[data-status]').textContent).toBe('Recorded, as Sage has it now.');
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['Button', 'by Jo Rep'],
    ['Order', 'because an order went over the limit'],
    ['Flow', 'by a flow'],
  ])('shows the last recorded check (%s)', async (how, words) => {
    const element = show();

    lastCheck.emit({
      Verdict__c: 'OverLimit',
      Remaining__c: -20.5,
      Currency__c: 'USD',
      AsOf__c: '2026-05-30T12:00:00.000Z',
      How__c: how,
      CreatedBy: { Name: 'Jo Rep' },
    });
    await rendered();

    expect(find(element, '[data-last]').textContent).toContain(
      `Last recorded check: Over the limit, ${words}`,
    );
    expect(find(element, '[data-last-remaining]').value).toBe(-20.5);
    await expect(element).toBeAccessible();
  });

  it('shows no last check where there is none', async () => {
    const element = show();

    lastCheck.emit(null);
    await rendered();

    expect(find(element, '[data-last]')).toBeNull();
  });

  it('opens the request with the limit in the currency of Sage, and tells that it was submitted', async () => {
    jest.spyOn(RequestModal, 'open').mockResolvedValue({ Name: 'CR-000001', Status__c: 'Submitted' });
    const element = await checked();
    const toasts = [];
    element.addEventListener('lightning__showtoast', (event) => toasts.push(event.detail));

    find(element, '[data-request]').click();
    await rendered();

    expect(RequestModal.open).toHaveBeenCalledWith(
      expect.objectContaining({ recordId, currentLimit: 10000, currencyCode: 'USD' }),
    );
    expect(toasts).toEqual([
      expect.objectContaining({ title: 'Credit request CR-000001 was submitted.', variant: 'success' }),
    ]);
  });

  it('warns of a request that stayed a draft, and says nothing when the person leaves', async () => {
    const open = jest.spyOn(RequestModal, 'open');
    open.mockResolvedValueOnce({ Name: 'CR-000002', Status__c: 'Draft', Message__c: 'Manager undefined.' });
    open.mockResolvedValueOnce(undefined);
    const element = await checked();
    const toasts = [];
    element.addEventListener('lightning__showtoast', (event) => toasts.push(event.detail));

    find(element, '[data-request]').click();
    await rendered();
    find(element, '[data-request]').click();
    await rendered();

    expect(toasts.map(({ title, variant }) => [title, variant])).toEqual([
      ['Credit request CR-000002 is a draft: Manager undefined.', 'warning'],
    ]);
  });
});
