import { createElement } from 'lwc';
import { isEmpEnabled, subscribe, unsubscribe } from 'lightning/empApi';
import { deploy } from 'c/sageDeployment';
import SageSetupMatching from 'c/sageSetupMatching';
import accept from '@salesforce/apex/SageMatchController.accept';
import allowWriting from '@salesforce/apex/SageMatchController.allowWriting';
import ignore from '@salesforce/apex/SageMatchController.ignore';
import overview from '@salesforce/apex/SageMatchController.overview';
import page from '@salesforce/apex/SageMatchController.page';
import start from '@salesforce/apex/SageMatchController.start';
import stop from '@salesforce/apex/SageMatchController.stop';

jest.mock('@salesforce/apex/SageMatchController.accept', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageMatchController.allowWriting', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageMatchController.ignore', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageMatchController.overview', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageMatchController.page', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageMatchController.start', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageMatchController.stop', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('lightning/empApi', () => ({
  isEmpEnabled: jest.fn(),
  subscribe: jest.fn(),
  unsubscribe: jest.fn(),
}));
// Its own test shows how a deployment is awaited.
jest.mock('c/sageDeployment', () => ({ deploy: jest.fn() }));

const better = '001000000000001AAA';
const lonely = '001000000000002AAA';
const candidate = {
  divisionNo: '01',
  code: '0001234',
  name: 'Better Bikes Inc',
  place: 'Boise, ID',
  certainty: 'sure',
  reasons: ['number', 'phone'],
};
const matches = [
  { recordId: better, name: 'Better Bikes', code: 'AC-1', place: 'Boise', candidates: [candidate] },
  { recordId: lonely, name: 'Lonely', candidates: [] },
];
const run = (status, more) => ({
  Id: 'a01000000000001AAA',
  Status__c: status,
  Looked__c: 400,
  Written__c: 321,
  Refused__c: 2,
  ...more,
});
const found = {
  writes: true,
  companies: ['ABC', 'XYZ'],
  counts: [
    { kind: 'Account', matched: 10, unmatched: 10001, run: null },
    { kind: 'Product2', matched: 3, unmatched: 0, run: null },
  ],
};
const withRun = (accountRun) => ({
  ...found,
  counts: [{ ...found.counts[0], run: accountRun }, found.counts[1]],
});

const settled = () => new Promise((resolve) => setTimeout(resolve));
let hear;

async function open() {
  const element = createElement('c-sage-setup-matching', { is: SageSetupMatching });
  element.changed = jest.fn();
  element.addEventListener('changed', element.changed);
  document.body.append(element);
  await settled();
  return element;
}

const at = (element, selector) => element.shadowRoot.querySelector(selector);
const text = (element, selector) => at(element, selector)?.textContent;

async function set(element, selector, detail) {
  at(element, selector).dispatchEvent(new CustomEvent('change', { detail }));
  await settled();
}

async function click(element, selector) {
  at(element, selector).click();
  await settled();
}

beforeEach(() => {
  overview.mockResolvedValue(found);
  page.mockResolvedValue({ matches, next: lonely });
  accept.mockResolvedValue({ count: 1, refused: {} });
  ignore.mockResolvedValue({ count: 1, refused: {} });
  start.mockResolvedValue(run('Running'));
  stop.mockResolvedValue(run('Stopped'));
  isEmpEnabled.mockResolvedValue(true);
  subscribe.mockImplementation((channel, replay, callback) => {
    hear = (JobId__c) => callback({ data: { payload: { JobId__c } } });
    return Promise.resolve({ channel });
  });
  deploy.mockImplementation(async (begin) => {
    await begin();
    return { ok: true, heard: true };
  });
});

describe('c-sage-setup-matching', () => {
  it('counts what is matched and what is not', async () => {
    const element = await open();

    expect(text(element, '[data-counts]')).toBe('10 with a number of Sage, > 10000 without');
    await set(element, '[data-kind]', { value: 'Product2' });
    expect(text(element, '[data-counts]')).toBe('3 with a number of Sage, 0 without');
    await expect(element).toBeAccessible();
  });

  it('shows suggestions with their certainty and reasons, page by page', async () => {
    const element = await open();
    await click(element, '[data-show]');

    expect(page).toHaveBeenCalledWith({ kind: 'Account', after: null, company: 'ABC' });
    const row = at(element, `[data-match="${better}"]`);
    expect(row.textContent).toContain('Better Bikes');
    expect(row.textContent).toContain('AC-1, Boise');
    expect(row.querySelector('[data-candidate]').textContent).toContain('01-0001234');
    expect(row.querySelector('[data-certainty]').textContent).toBe('sure');
    expect(row.textContent).toContain('because of number, phone');
    expect(at(element, `[data-match="${lonely}"] [data-none]`).textContent).toContain('first order makes');
    await expect(element).toBeAccessible();

    await set(element, '[data-company]', { value: 'XYZ' });
    expect(at(element, '[data-match]')).toBeNull();
    await click(element, '[data-show]');
    await click(element, '[data-next]');
    expect(page).toHaveBeenLastCalledWith({ kind: 'Account', after: lonely, company: 'XYZ' });
  });

  it('accepts one match, which then leaves the list', async () => {
    const element = await open();
    await click(element, '[data-show]');
    await click(element, '[data-accept]');

    expect(accept).toHaveBeenCalledWith({
      kind: 'Account',
      company: 'ABC',
      choices: [{ recordId: better, divisionNo: '01', code: '0001234' }],
    });
    expect(at(element, `[data-match="${better}"]`)).toBeNull();
    expect(text(element, '[data-message]')).toBe('1 accepted.');
    expect(element.changed).toHaveBeenCalledTimes(1);
  });

  it('keeps what the org refused, with its sentence', async () => {
    accept.mockResolvedValue({ count: 0, refused: { [better]: 'A rule says no.' } });
    const element = await open();
    await click(element, '[data-show]');
    await click(element, '[data-accept]');

    expect(at(element, `[data-match="${better}"] [data-error]`).textContent).toBe('A rule says no.');
    expect(at(element, '[data-message]')).toBeNull();
  });

  it('ignores a record for good', async () => {
    const element = await open();
    await click(element, '[data-show]');
    at(element, `[data-match="${lonely}"] [data-ignore]`).click();
    await settled();

    expect(ignore).toHaveBeenCalledWith({ kind: 'Account', recordIds: [lonely] });
    expect(at(element, `[data-match="${lonely}"]`)).toBeNull();
  });

  it('only shows until writing is switched on', async () => {
    overview.mockResolvedValueOnce({ ...found, writes: false });
    const element = await open();
    expect(at(element, '[data-read-only]')).not.toBeNull();
    expect(at(element, '[data-start]').disabled).toBe(true);
    await click(element, '[data-show]');
    expect(at(element, '[data-accept]').disabled).toBe(true);
    expect(at(element, '[data-ignore]').disabled).toBe(true);
    await expect(element).toBeAccessible();

    await set(element, '[data-writes]', { checked: true });
    expect(allowWriting).toHaveBeenCalledWith({ allowed: true });
    expect(at(element, '[data-read-only]')).toBeNull();
    expect(at(element, '[data-accept]').disabled).toBe(false);
  });

  it.each([
    [{ ok: false, heard: true, message: 'Locked' }, 'Not saved: Locked'],
    [{ ok: true, heard: false }, 'cannot hear of its end'],
  ])('says how the deployment of the switch went: %j', async (outcome, sentence) => {
    deploy.mockResolvedValue(outcome);
    const element = await open();
    await set(element, '[data-writes]', { checked: false });

    expect(text(element, '[data-message]')).toContain(sentence);
  });

  it('accepts all sure ones by a run whose progress is told', async () => {
    const element = await open();
    overview.mockResolvedValue(withRun(run('Running')));
    await click(element, '[data-start]');

    expect(start).toHaveBeenCalledWith({ kind: 'Account', company: 'ABC' });
    expect(text(element, '[data-progress]')).toBe(
      'Running: 400 looked at, 321 written, 2 refused by the org.',
    );
    await expect(element).toBeAccessible();

    overview.mockResolvedValue(withRun(run('Done', { Looked__c: 600 })));
    hear('a01000000000001');
    hear('0Af000000000001AAA');
    await settled();
    expect(text(element, '[data-progress]')).toContain('Done: 600');
    expect(at(element, '[data-stop]')).toBeNull();
    expect(overview).toHaveBeenCalledTimes(3);
  });

  it('stops a run, and lets it go on', async () => {
    overview
      .mockResolvedValueOnce(withRun(run('Running')))
      .mockResolvedValue(withRun(run('Stopped', { Message__c: 'Mend the rule.' })));
    const element = await open();
    expect(at(element, '[data-start]').label).toBe('Accept all sure');
    await click(element, '[data-stop]');

    expect(stop).toHaveBeenCalledWith({ kind: 'Account' });
    expect(at(element, '[data-start]').label).toBe('Go on with accepting all sure');
    expect(text(element, '[data-run-message]')).toBe('Mend the rule.');
  });

  it('says that nothing is left', async () => {
    page.mockResolvedValue({ matches: [] });
    const element = await open();
    await click(element, '[data-show]');

    expect(at(element, '[data-empty]')).not.toBeNull();
    expect(at(element, '[data-next]')).toBeNull();
  });

  it('sends an org without a company to step 2', async () => {
    overview.mockResolvedValue({ ...found, companies: [] });
    const element = await open();

    expect(at(element, '[data-no-company]')).not.toBeNull();
    expect(at(element, '[data-show]')).toBeNull();
  });

  it('shows an error in words and tries again', async () => {
    overview.mockRejectedValueOnce({ body: { message: 'Away.' } });
    const element = await open();
    expect(at(element, 'c-sage-problem').shadowRoot.textContent).toContain('Away.');

    at(element, 'c-sage-problem').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(at(element, '[data-counts]')).not.toBeNull();
  });

  it('refreshes by its button where the platform has no events', async () => {
    isEmpEnabled.mockResolvedValue(false);
    overview.mockResolvedValue(withRun(run('Paused')));
    const element = await open();
    await click(element, '[data-refresh]');

    expect(subscribe).not.toHaveBeenCalled();
    expect(overview).toHaveBeenCalledTimes(2);
  });

  it('stops listening when it leaves the page', async () => {
    const element = await open();
    element.remove();

    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });
});
