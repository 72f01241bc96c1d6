import { createElement } from 'lwc';
import SageCreditRequestForm from 'c/sageCreditRequestForm';
import submit from '@salesforce/apex/SageCreditRequestController.submit';

jest.mock('@salesforce/apex/SageCreditRequestController.submit', () => ({ default: jest.fn() }), {
  virtual: true,
});

const recordId = '001000000000001AAA';
const stored = { Id: 'a00000000000001AAA', Name: 'CR-000001', Status__c: 'Submitted' };

function show(properties = {}) {
  const element = createElement('c-sage-credit-request-form', { is: SageCreditRequestForm });
  Object.assign(element, { recordId, ...properties });
  document.body.append(element);
  const messages = {};
  for (const field of element.shadowRoot.querySelectorAll('[data-field]')) {
    field.setCustomValidity = (message) => (messages[field.dataset.field] = message);
    field.focus = jest.fn();
  }
  return { element, messages };
}
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const rendered = () => new Promise((resolve) => setTimeout(resolve));
const write = (element, name, value) =>
  find(element, `[data-field="${name}"]`).dispatchEvent(new CustomEvent('change', { detail: { value } }));

describe('c-sage-credit-request-form', () => {
  it('shows the limit of now where it is known', async () => {
    const { element } = show({ currentLimit: 10000, currencyCode: 'USD' });

    expect(find(element, '[data-now] lightning-formatted-number').value).toBe(10000);
    expect(find(element, '[data-field="amount"]').label).toBe('New limit in USD');
    await expect(element).toBeAccessible();
  });

  it('does without the limit of now', async () => {
    const { element } = show();

    expect(find(element, '[data-now]')).toBeNull();
    expect(find(element, '[data-field="amount"]').label).toBe('New limit');
    await expect(element).toBeAccessible();
  });

  it('submits amount, reason and day, and tells what was stored', async () => {
    submit.mockResolvedValue(stored);
    const { element } = show();
    const submitted = jest.fn();
    element.addEventListener('submitted', submitted);

    write(element, 'amount', '25000.50');
    write(element, 'reason', ' A large order is coming. ');
    write(element, 'until', '2999-12-31');
    find(element, '[data-send]').click();
    await rendered();

    expect(submit).toHaveBeenCalledWith({
      recordId,
      amount: '25000.50',
      reason: 'A large order is coming.',
      validUntil: '2999-12-31',
    });
    expect(submitted.mock.calls[0][0].detail).toEqual(stored);
  });

  it('says at each field what is wrong, and moves to the first', () => {
    const { element, messages } = show();
    write(element, 'amount', '0');
    write(element, 'until', '2020-01-01');

    find(element, '[data-send]').click();

    expect(submit).not.toHaveBeenCalled();
    expect(messages).toEqual({
      amount: 'The new limit must be more than 0, with at most two decimals.',
      reason: 'Say why the customer should get this limit.',
      until: 'The last day must not be in the past.',
    });
    expect(find(element, '[data-field="amount"]').focus).toHaveBeenCalled();
  });

  it.each(['', '-5', '1.234', 'many'])('does not take %j as an amount', (value) => {
    const { element, messages } = show();

    write(element, 'amount', value);

    expect(messages.amount).not.toBe('');
  });

  it('takes the error back when the field is mended', () => {
    const { element, messages } = show();
    write(element, 'amount', '0');

    write(element, 'amount', '0.01');

    expect(messages.amount).toBe('');
  });

  it('shows that it works, and submits once', async () => {
    submit.mockReturnValue(new Promise(() => undefined));
    const { element } = show();
    write(element, 'amount', '5');
    write(element, 'reason', 'x');

    find(element, '[data-send]').click();
    find(element, '[data-send]').click();
    await rendered();

    expect(submit).toHaveBeenCalledTimes(1);
    expect(submit).toHaveBeenCalledWith(expect.objectContaining({ validUntil: null }));
    expect(find(element, 'lightning-spinner')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows an error and keeps what was written', async () => {
    submit.mockRejectedValue({ body: { message: 'CUSTOMER_NOT_LINKED\nThe account has no number.' } });
    const { element } = show();
    write(element, 'amount', '5');
    write(element, 'reason', 'x');

    find(element, '[data-send]').click();
    await rendered();

    expect(find(element, 'c-sage-problem').error.body.message).toContain('The account has no number.');
    expect(find(element, '[data-send]').disabled).toBe(false);
    await expect(element).toBeAccessible();
  });

  it('can be left', () => {
    const { element } = show();
    const left = jest.fn();
    element.addEventListener('leave', left);

    find(element, '[data-leave]').click();

    expect(left).toHaveBeenCalledTimes(1);
    expect(submit).not.toHaveBeenCalled();
  });
});
