import { createElement } from 'lwc';
import { isEmpEnabled, subscribe, unsubscribe } from 'lightning/empApi';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import OrderChange from 'c/sageOrderChange';
import SageOrderStatus from 'c/sageOrderStatus';
import read from '@salesforce/apex/SageOrderStatusController.read';
import send from '@salesforce/apex/SageOrderStatusController.send';
import change from '@salesforce/apex/SageOrderStatusController.change';

jest.mock('@salesforce/apex/SageOrderStatusController.read', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageOrderStatusController.send', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageOrderStatusController.change', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock(
  '@salesforce/apex/SageOrderChangeController.read',
  () => ({ default: jest.fn().mockReturnValue(new Promise(() => {})) }),
  { virtual: true },
);
// The library's stub does not tell where it was asked to go.
const mockNavigate = jest.fn();
jest.mock('lightning/navigation', () => {
  const Navigate = Symbol('Navigate');
  const NavigationMixin = (Base) =>
    class extends Base {
      [Navigate](page) {
        mockNavigate(page);
      }
    };
  return { NavigationMixin: Object.assign(NavigationMixin, { Navigate }) };
});

const recordId = '006000000000001AAA';
const notSent = {
  state: 'NotSent',
  isLive: true,
  isAutomatic: true,
  canSend: false,
  mayChange: false,
  canChange: false,
  warnings: [],
  problems: [],
  attempts: [],
};
const attempt = {
  id: 'a00000000000001AAA',
  type: 'PlaceOrder',
  version: 1,
  status: 'Done',
  createdAt: '2026-11-21T10:00:00.000Z',
};
const placed = {
  ...notSent,
  state: 'Done',
  mayChange: true,
  canChange: true,
  salesOrderNo: '0001234',
  customerNo: '01-BETTER',
  customerCreated: true,
  lineCount: 2,
  quantity: 6,
  merchandise: 205.74,
  currencyIsoCode: 'USD',
  attempts: [attempt],
};
const refused = {
  ...notSent,
  state: 'Refused',
  canSend: true,
  problemType: 'PlaceOrder',
  problems: [
    {
      message: 'Sage does not know FR-1.',
      next: 'Add the item, then send again.',
      place: { fieldLabel: 'Product Code', recordId: '01t000000000001AAA', recordName: 'Frame' },
    },
    { message: 'Sage has no such terms code.', place: { fieldLabel: 'Sage Terms Code', recordId } },
    { message: 'The country cannot be told.' },
  ],
  attempts: [{ ...attempt, status: 'Refused', message: 'Sage does not know FR-1.' }],
};

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const text = (element, selector) => find(element, selector)?.textContent.trim();
const problemsOf = (element) =>
  [...element.shadowRoot.querySelectorAll('[data-problems] li')].map((item) => item.textContent.trim());
/** Lets the promises of a click or an event and the rendering after them run. */
const rendered = () => new Promise((resolve) => setTimeout(resolve));

function show() {
  const element = createElement('c-sage-order-status', { is: SageOrderStatus });
  element.recordId = recordId;
  element.toasts = [];
  element.addEventListener('lightning__showtoast', ({ detail }) => element.toasts.push(detail));
  document.body.append(element);
  return element;
}

async function shown(status) {
  read.mockResolvedValue(status);
  const element = show();
  await rendered();
  return element;
}

describe('c-sage-order-status', () => {
  beforeEach(() => {
    isEmpEnabled.mockResolvedValue(true);
    subscribe.mockResolvedValue({ id: 1 });
  });

  it('shows that it is loading', async () => {
    let answer;
    read.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const element = show();

    await rendered();
    expect(find(element, 'lightning-spinner').alternativeText).toBe('Asking what became of the order');
    await expect(element).toBeAccessible();

    answer(notSent);
    await rendered();
    expect(find(element, 'lightning-spinner')).toBeNull();
  });

  it.each([
    ['NotSent', {}, 'Not sent to Sage', 'It is sent by itself when'],
    ['NotSent', { isAutomatic: false }, 'Not sent to Sage', 'In this org orders are sent by the button'],
    ['NotSent', { canSend: true }, 'Not sent to Sage', 'Press "Send to Sage" to place the order.'],
    ['Waiting', {}, 'Waiting to be sent', 'Nothing to do'],
    ['Accepted', {}, 'On its way into Sage', 'Nothing to do'],
    ['Done', {}, 'In Sage', /^$/],
    ['Refused', { canSend: true }, 'Refused', 'then press "Send again"'],
    ['Refused', {}, 'Refused', 'when the opportunity is won or the order is activated'],
    ['Failed', { canSend: true }, 'Failed', 'It was tried long enough'],
    ['OnHold', {}, 'On hold in Sage', 'It is not shipped until it is released.'],
    ['Cancelled', {}, 'Cancelled in Sage', 'To order again, make a new record.'],
    ['Completed', {}, 'Completed in Sage', /^$/],
    ['Postponed', {}, 'Postponed', /^$/],
  ])('says the state %s %j in words, with an icon and what to do', async (state, more, words, next) => {
    const element = await shown({ ...notSent, ...more, state });

    expect(text(element, '[data-state]')).toBe(words);
    expect(find(element, 'lightning-icon').iconName).toMatch(/^utility:/);
    expect(text(element, '[data-next]') ?? '').toMatch(next);
    await expect(element).toBeAccessible();
  });

  it('shows number, customer, lines, quantity and amount of an order in Sage', async () => {
    const element = await shown({ ...placed, warnings: ['The PO number was used before.'] });

    expect(text(element, '[data-number]')).toBe('0001234');
    expect(text(element, '[data-customer]')).toContain('01-BETTER');
    expect(text(element, '[data-customer]')).toContain('(made by this order)');
    const numbers = [...element.shadowRoot.querySelectorAll('lightning-formatted-number')];
    expect(numbers.map(({ value }) => value)).toEqual([2, 6, 205.74]);
    expect(numbers[2].currencyCode).toBe('USD');
    expect(text(element, '[data-warnings] li')).toBe('The PO number was used before.');
    await expect(element).toBeAccessible();
  });

  it('shows why an order was refused, the field, and opens the record to mend', async () => {
    const element = await shown(refused);

    expect(text(element, '[data-problems] h4')).toBe('Why the order was not placed');
    expect(problemsOf(element)).toEqual([
      expect.stringMatching(
        /Sage does not know FR-1\..*Add the item, then send again\..*Field: Product Code/s,
      ),
      expect.stringContaining('Field: Sage Terms Code'),
      'The country cannot be told.',
    ]);
    const places = element.shadowRoot.querySelectorAll('[data-place]');
    expect([...places].map(({ label }) => label)).toEqual(['Open Frame']);
    await expect(element).toBeAccessible();

    places[0].click();
    expect(mockNavigate.mock.calls[0][0].attributes.recordId).toBe('01t000000000001AAA');
  });

  it('sends again and shows the new state, also on the rest of the page', async () => {
    const element = await shown(refused);
    send.mockResolvedValue('The order is on its way to Sage.');
    read.mockResolvedValue({ ...refused, state: 'Waiting', canSend: false, problems: [] });

    expect(find(element, '[data-send]').label).toBe('Send again');
    find(element, '[data-send]').click();
    await rendered();

    expect(send).toHaveBeenCalledWith({ recordId });
    expect(element.toasts[0].title).toBe('The order is on its way to Sage.');
    expect(text(element, '[data-state]')).toBe('Waiting to be sent');
    expect(find(element, '[data-send]')).toBeNull();
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId }]);
  });

  it('offers the first sending, and to show an answer that the org did not take', async () => {
    const first = await shown({ ...notSent, canSend: true });
    expect(find(first, '[data-send]').label).toBe('Send to Sage');

    const problems = [{ message: 'Salesforce refused the answer.' }];
    const untold = await shown({ ...placed, canSend: true, problemType: 'PlaceOrder', problems });
    expect(find(untold, '[data-send]').label).toBe('Show on the record again');
    expect(text(untold, '[data-problems] h4')).toContain('this org did not take the answer');
  });

  it.each([
    ['hold', 'Done', 'HoldOrder', 'Waits for the deposit'],
    ['release', 'OnHold', 'ReleaseOrder', ''],
    ['cancel', 'OnHold', 'CancelOrder', 'DUP'],
  ])('asks before a %s, then wishes it of Sage', async (button, state, type, reason) => {
    const element = await shown({ ...placed, state });
    jest.spyOn(OrderChange, 'open').mockResolvedValue({ reason });
    change.mockResolvedValue('The change is on its way to Sage.');
    read.mockResolvedValue({ ...placed, state, canChange: false, changeUnderWay: type });

    find(element, `[data-${button}]`).click();
    await rendered();

    expect(OrderChange.open).toHaveBeenCalledWith({
      size: 'small',
      label: 'Order in Sage',
      type,
      salesOrderNo: '0001234',
    });
    expect(change).toHaveBeenCalledWith({ recordId, type, reason });
    expect(text(element, '[data-under-way]')).toContain('is on its way to Sage');
    expect(find(element, '[data-cancel]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('offers to make an order of a quote', async () => {
    const element = await shown(placed);
    jest.spyOn(OrderChange, 'open').mockResolvedValue({ reason: '' });
    expect(find(element, '[data-promote]')).toBeNull();

    find(element, 'c-sage-order-changes').dispatchEvent(new CustomEvent('quote', { detail: true }));
    await rendered();
    find(element, '[data-promote]').click();
    await rendered();

    expect(change).toHaveBeenCalledWith({ recordId, type: 'PromoteQuote', reason: '' });
  });

  it('changes nothing when the person leaves it', async () => {
    const element = await shown(placed);
    jest.spyOn(OrderChange, 'open').mockResolvedValue(undefined);

    find(element, '[data-cancel]').click();
    await rendered();

    expect(change).not.toHaveBeenCalled();
    expect(text(element, '[data-state]')).toBe('In Sage');
  });

  it('offers a hold or a release, never both, and neither to those who may not', async () => {
    const open = await shown(placed);
    expect(find(open, '[data-hold]')).not.toBeNull();
    expect(find(open, '[data-release]')).toBeNull();

    const held = await shown({ ...placed, state: 'OnHold' });
    expect(find(held, '[data-hold]')).toBeNull();
    expect(find(held, '[data-release]')).not.toBeNull();

    const rep = await shown({ ...placed, mayChange: false });
    expect(find(rep, '[data-hold]')).toBeNull();
    expect(find(rep, '[data-cancel]')).toBeNull();
  });

  it('says why a change was refused', async () => {
    const problems = [{ message: 'The order is on an invoice in Sage.' }];
    const element = await shown({ ...placed, problemType: 'CancelOrder', problems });

    expect(text(element, '[data-problems] h4')).toBe('Why the order was not cancelled');
    expect(text(element, '[data-state]')).toBe('In Sage');
  });

  it('says that the gateway could not be reached and when it is tried again', async () => {
    const element = await shown({
      ...notSent,
      state: 'Waiting',
      waitingReason: 'The gateway cannot be reached from Salesforce.',
      nextTryAt: '2026-11-21T10:05:00.000Z',
    });

    expect(text(element, '[data-waiting]')).toContain('The gateway cannot be reached from Salesforce.');
    expect(find(element, '[data-waiting] lightning-formatted-date-time').value).toBe(
      '2026-11-21T10:05:00.000Z',
    );
    await expect(element).toBeAccessible();
  });

  it('leads to the record by which the sale was sent', async () => {
    const element = await shown({ ...notSent, sentById: '801000000000001AAA' });

    expect(text(element, '[data-next]')).toContain('by another record');
    find(element, '[data-twin]').click();
    expect(mockNavigate.mock.calls[0][0].attributes.recordId).toBe('801000000000001AAA');
  });

  it('says that read-only mode sends nothing', async () => {
    const element = await shown({ ...notSent, isLive: false });

    expect(text(element, '[data-read-only]')).toContain('Read-only mode');
    await expect(element).toBeAccessible();
  });

  it('shows an error in words and tries again', async () => {
    isEmpEnabled.mockResolvedValue(false);
    read.mockRejectedValueOnce({ body: { message: 'NOT_FOUND\nYou have no access to this record.' } });
    const element = await shown(notSent);
    const problem = find(element, 'c-sage-problem');
    expect(problem.shadowRoot.textContent).toContain('You have no access to this record.');
    expect(find(element, '[data-state]')).toBeNull();

    problem.dispatchEvent(new CustomEvent('retry'));
    await rendered();

    expect(find(element, 'c-sage-problem')).toBeNull();
    expect(text(element, '[data-state]')).toBe('Not sent to Sage');
  });

  it('shows the history of attempts', async () => {
    const element = await shown(placed);

    expect(find(element, 'lightning-accordion-section').label).toBe('History of attempts (1)');
    expect(find(element, 'c-sage-order-attempts').attempts).toEqual([attempt]);
  });

  describe('when requests change', () => {
    const event = (sourceId) => ({ data: { payload: { SourceId__c: sourceId } } });
    const hear = (sourceId) => subscribe.mock.calls[0][2](event(sourceId));

    it('refreshes for its own record only', async () => {
      const element = await shown(notSent);
      read.mockResolvedValue(placed);

      hear('006000000000002AAA');
      await rendered();
      expect(text(element, '[data-state]')).toBe('Not sent to Sage');

      hear(recordId);
      await rendered();
      expect(subscribe.mock.calls[0].slice(0, 2)).toEqual(['/event/SageRequestChanged__e', -1]);
      expect(text(element, '[data-state]')).toBe('In Sage');
      expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId }]);
    });

    it('reads again once it listens, so that nothing between is missed', async () => {
      let listening;
      subscribe.mockReturnValue(new Promise((resolve) => (listening = resolve)));
      const element = await shown(notSent);
      read.mockResolvedValue(placed);

      listening({ id: 1 });
      await rendered();

      expect(text(element, '[data-state]')).toBe('In Sage');
    });

    it('asks once more when something changes while it asks', async () => {
      const element = await shown(notSent);
      const answers = [];
      read.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
      find(element, '[data-refresh]').click();

      hear(recordId);
      hear(recordId);
      answers[0](notSent);
      await rendered();
      answers[1](placed);
      await rendered();

      expect(answers).toHaveLength(2);
      expect(text(element, '[data-state]')).toBe('In Sage');
    });

    it('stops listening when it is taken off the page', async () => {
      const element = await shown(notSent);
      element.remove();

      expect(unsubscribe).toHaveBeenCalledWith({ id: 1 });
    });

    it.each([
      ['has no events', () => isEmpEnabled.mockResolvedValue(false)],
      ['refuses the subscription', () => subscribe.mockRejectedValue(new Error('403'))],
    ])('says so where the platform %s, and refreshes by the button', async (_reason, prepare) => {
      prepare();
      const element = await shown(notSent);
      expect(text(element, '[data-deaf]')).toContain('Press Refresh');
      read.mockResolvedValue(placed);

      find(element, '[data-refresh]').click();
      await rendered();

      expect(text(element, '[data-state]')).toBe('In Sage');
    });
  });
});
