import { createElement } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { isEmpEnabled, subscribe, unsubscribe } from 'lightning/empApi';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import SageCreditDecision from 'c/sageCreditDecision';
import load from '@salesforce/apex/SageCreditRequestController.load';
import decide from '@salesforce/apex/SageCreditRequestController.decide';
import sendAgain from '@salesforce/apex/SageCreditRequestController.sendAgain';

jest.mock(
  '@salesforce/apex/SageCreditRequestController.load',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true },
);
jest.mock('@salesforce/apex/SageCreditRequestController.decide', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageCreditRequestController.sendAgain', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

jest.mock(
  'lightning/empApi',
  () => ({ isEmpEnabled: jest.fn(), subscribe: jest.fn(), unsubscribe: jest.fn() }),
  { virtual: true },
);

const recordId = 'a00000000000001AAA';
const request = {
  Id: recordId,
  Status__c: 'Submitted',
  Amount__c: 25000.5,
  CurrentLimit__c: 10000,
  Currency__c: 'USD',
  Reason__c: 'A large order is coming.',
  ValidUntil__c: '2026-12-31',
  CreatedBy: { Name: 'Jo Rep' },
};
const viewOf = (changes = {}, more = {}) => ({
  request: { ...request, ...changes },
  mayDecide: false,
  maySendAgain: false,
  ...more,
});

function show() {
  const element = createElement('c-sage-credit-decision', { is: SageCreditDecision });
  element.recordId = recordId;
  document.body.append(element);
  return element;
}
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const rendered = () => new Promise((resolve) => setTimeout(resolve));

async function loaded(view) {
  const element = show();
  load.emit(view);
  await rendered();
  return element;
}

describe('c-sage-credit-decision', () => {
  it('shows that it loads', async () => {
    const element = show();

    expect(find(element, '[data-loading]')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows an error in words', async () => {
    const element = show();

    load.error({ message: 'STATE_CONFLICT\nThere is no such credit request.' });
    await rendered();

    expect(find(element, 'c-sage-problem').error.body.message).toContain('There is no such credit request.');
    expect(find(element, '[data-loading]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it.each([
    ['Draft', 'Draft'],
    ['Submitted', 'Waits for a decision.'],
    ['Approved', 'Approved.'],
    ['Rejected', 'Rejected.'],
    ['Sending', 'on its way to Sage'],
    ['Done', 'Sage has the new limit.'],
    ['Refused', 'refused the change'],
    ['Failed', 'could not be brought to Sage'],
    ['Odd', 'Odd'],
  ])('says the state %s in words', async (status, words) => {
    const element = await loaded(viewOf({ Status__c: status }));

    expect(find(element, '[data-state]').textContent).toContain(words);
    await expect(element).toBeAccessible();
  });

  it('shows from what to what the limit is to go', async () => {
    const element = await loaded(viewOf());

    expect(find(element, '[data-from] lightning-formatted-number').value).toBe(10000);
    expect(find(element, '[data-to]').value).toBe(25000.5);
    expect(find(element, '[data-until]').value).toBe('2026-12-31');
  });

  it('says when the limit of now is not known, and who decided', async () => {
    const element = await loaded(
      viewOf({
        CurrentLimit__c: undefined,
        ValidUntil__c: undefined,
        Status__c: 'Rejected',
        DecidedBy__r: { Name: 'Ann Manager' },
        Comment__c: 'Too early.',
      }),
    );

    expect(find(element, '[data-from]').textContent).toContain('Sage did not answer');
    expect(find(element, '[data-decided]').textContent).toBe('Decided by Ann Manager');
    expect(find(element, '[data-state]').textContent).toContain('Too early.');
    expect(find(element, '[data-until]')).toBeNull();
  });

  it('says why one may not decide', async () => {
    const element = await loaded(viewOf({}, { reason: 'Nobody approves his own request.' }));

    expect(find(element, '[data-reason]').textContent).toBe('Nobody approves his own request.');
    expect(find(element, '[data-approve]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it.each([
    ['approve', true],
    ['reject', false],
  ])('lets a credit manager %s with a comment', async (name, approve) => {
    decide.mockResolvedValue(viewOf());
    const element = await loaded(viewOf({}, { mayDecide: true }));
    await expect(element).toBeAccessible();

    find(element, '[data-comment]').dispatchEvent(
      new CustomEvent('change', { detail: { value: 'Paid well.' } }),
    );
    find(element, `[data-${name}]`).click();
    await rendered();

    expect(decide).toHaveBeenCalledWith({ requestId: recordId, approve, comment: 'Paid well.' });
    expect(refreshApex).toHaveBeenCalledTimes(1);
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId }]);
  });

  it('decides once however often the button is clicked', async () => {
    decide.mockReturnValue(new Promise(() => undefined));
    const element = await loaded(viewOf({}, { mayDecide: true }));

    find(element, '[data-approve]').click();
    find(element, '[data-reject]').click();
    await rendered();

    expect(decide).toHaveBeenCalledTimes(1);
    expect(find(element, '[data-reject]').disabled).toBe(true);
  });

  it('shows why a decision was not saved', async () => {
    decide.mockRejectedValue({ body: { message: 'STATE_CONFLICT\nThis request was decided already.' } });
    const element = await loaded(viewOf({}, { mayDecide: true }));

    find(element, '[data-approve]').click();
    await rendered();

    expect(find(element, 'c-sage-problem').error.body.message).toContain('decided already');
    await expect(element).toBeAccessible();
  });

  it('shows why Sage refused, and sends again', async () => {
    sendAgain.mockResolvedValue(viewOf());
    const element = await loaded(
      viewOf({ Status__c: 'Refused', Message__c: 'The limit is 12,000.00 by now.' }, { maySendAgain: true }),
    );
    expect(find(element, '[data-message]').textContent).toBe('The limit is 12,000.00 by now.');

    find(element, '[data-again]').click();
    await rendered();

    expect(sendAgain).toHaveBeenCalledWith({ requestId: recordId });
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });

  it('reads the request again', async () => {
    const element = await loaded(viewOf());

    find(element, '[data-refresh]').click();
    await rendered();

    expect(refreshApex).toHaveBeenCalledTimes(1);
  });

  describe('while Sage has not answered', () => {
    const subscription = { id: 1 };
    const eventOf = (SourceId__c) => ({ data: { payload: { SourceId__c } } });
    beforeEach(() => {
      isEmpEnabled.mockResolvedValue(true);
      subscribe.mockResolvedValue(subscription);
    });

    it('hears of the answer to this request, and of no other', async () => {
      await loaded(viewOf({ Status__c: 'Sending' }));
      const [channel, , hear] = subscribe.mock.calls[0];
      expect(channel).toBe('/event/SageRequestChanged__e');
      expect(refreshApex).toHaveBeenCalledTimes(1); // for what was not heard before

      await hear(eventOf('a00000000000002AAA'));
      expect(refreshApex).toHaveBeenCalledTimes(1);
      await hear(eventOf(recordId));

      expect(refreshApex).toHaveBeenCalledTimes(2);
      expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId }]);
    });

    it('listens once, and no longer when the answer is there', async () => {
      await loaded(viewOf({ Status__c: 'Sending' }));
      load.emit(viewOf({ Status__c: 'Sending', Message__c: 'x' }));
      await rendered();
      expect(unsubscribe).not.toHaveBeenCalled();

      load.emit(viewOf({ Status__c: 'Done' }));
      await rendered();

      expect(subscribe).toHaveBeenCalledTimes(1);
      expect(unsubscribe.mock.calls).toEqual([[subscription]]);
    });

    it('stops listening when the page is left, also while it was about to begin', async () => {
      const element = show();
      load.emit(viewOf({ Status__c: 'Sending' }));
      element.remove();
      await rendered();

      expect(unsubscribe.mock.calls).toEqual([[subscription]]);
    });

    it('does without events where the org has none', async () => {
      isEmpEnabled.mockRejectedValue(new Error('not here'));

      const element = await loaded(viewOf({ Status__c: 'Sending' }));

      expect(subscribe).not.toHaveBeenCalled();
      expect(find(element, '[data-refresh]').disabled).toBe(false);
      await expect(element).toBeAccessible();
    });
  });
});
