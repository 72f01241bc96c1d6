import { createElement } from 'lwc';
import SageSetup from 'c/sageSetup';
import state from '@salesforce/apex/SageSetupController.state';
import connection from '@salesforce/apex/SageSetupController.connection';
import jobs from '@salesforce/apex/SageSetupController.jobs';

jest.mock('@salesforce/apex/SageSetupController.state', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageSetupController.connection', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageSetupController.jobs', () => ({ default: jest.fn() }), { virtual: true });

const step = (name, required, done, summary) => ({ name, required, done, summary });
const found = {
  live: false,
  steps: [
    step('connection', true, true, 'All answer.'),
    step('companies', true, true, 'ABC'),
    step('matching', false, false, '3 accounts'),
    step('mapping', false, false, '0 rows'),
    step('policies', false, false, 'Defaults'),
    step('permissions', true, true, 'Fine'),
    step('firstSync', true, false, 'Not all jobs are scheduled.'),
    step('goLive', true, false, 'Read-only'),
  ],
  features: [
    { name: 'currencies', isOn: false, message: 'One currency.' },
    { name: 'orders', isOn: true, message: 'Orders are enabled.' },
  ],
};

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function open() {
  const element = createElement('c-sage-setup', { is: SageSetup });
  document.body.append(element);
  await settled();
  return element;
}

const at = (element, selector) => element.shadowRoot.querySelector(selector);
const stepOf = (element, name) => at(element, `[data-step="${name}"]`);

beforeEach(() => {
  state.mockResolvedValue(found);
  connection.mockResolvedValue({ address: 'https://sage.example.com', hasKey: true });
  jobs.mockResolvedValue([]);
});

describe('c-sage-setup', () => {
  it('shows eight steps with what each needs and how it stands', async () => {
    const element = await open();

    const steps = [...element.shadowRoot.querySelectorAll('[data-step]')];
    expect(steps.map((each) => each.dataset.step)).toEqual(found.steps.map(({ name }) => name));
    expect(stepOf(element, 'connection').textContent).toContain('1. Connection');
    expect(stepOf(element, 'connection').querySelector('[data-need]').textContent).toBe('required');
    expect(stepOf(element, 'connection').querySelector('[data-standing]').textContent).toBe('done');
    expect(stepOf(element, 'matching').querySelector('[data-need]').textContent).toBe('optional');
    expect(stepOf(element, 'matching').querySelector('[data-standing]').textContent).toBe('not done');
    expect(stepOf(element, 'matching').querySelector('[data-summary]').textContent).toBe('3 accounts');
    await expect(element).toBeAccessible();
  });

  it('opens the first required step that is not done, and takes up any other', async () => {
    const element = await open();
    expect(at(element, 'c-sage-setup-first-sync')).not.toBeNull();
    expect(at(element, 'c-sage-setup-connection')).toBeNull();

    stepOf(element, 'connection').querySelector('button').click();
    await settled();
    expect(at(element, 'c-sage-setup-connection')).not.toBeNull();
    expect(at(element, 'c-sage-setup-first-sync')).toBeNull();
    expect(stepOf(element, 'connection').querySelector('button').getAttribute('aria-expanded')).toBe('true');

    stepOf(element, 'connection').querySelector('button').click();
    await settled();
    expect(at(element, 'c-sage-setup-connection')).toBeNull();
  });

  it('reads the state anew when a step has changed something, and keeps that step open', async () => {
    const element = await open();
    state.mockResolvedValue({
      ...found,
      live: true,
      steps: found.steps.map((each) => ({ ...each, done: true })),
    });

    at(element, 'c-sage-setup-first-sync').dispatchEvent(new CustomEvent('changed'));
    await settled();

    expect(state).toHaveBeenCalledTimes(2);
    expect(at(element, '[data-live]')).not.toBeNull();
    expect(at(element, 'c-sage-setup-first-sync')).not.toBeNull();
  });

  it('says that the org is read-only until it is live', async () => {
    const element = await open();

    expect(at(element, '[data-read-only]').textContent).toContain('Read-only mode');
    expect(at(element, '[data-live]')).toBeNull();
  });

  it('says what the org has and has not', async () => {
    const element = await open();

    expect(at(element, '[data-feature="currencies"]').textContent).toContain('off');
    expect(at(element, '[data-feature="orders"]').textContent).toContain('on');
  });

  it('shows an error in words and tries again', async () => {
    state.mockRejectedValueOnce({
      body: { message: 'NOT_ADMINISTRATOR\nThis is for those who look after it.' },
    });
    const element = await open();
    const problem = at(element, 'c-sage-problem');
    expect(problem.shadowRoot.textContent).toContain('This is for those who look after it.');
    await expect(element).toBeAccessible();

    problem.dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(at(element, 'c-sage-problem')).toBeNull();
    expect(at(element, '[data-step]')).not.toBeNull();
  });

  it('shows that it loads', async () => {
    state.mockReturnValue(new Promise(() => undefined));
    const element = await open();

    expect(at(element, 'lightning-spinner')).not.toBeNull();
    expect(at(element, '[data-step]')).toBeNull();
  });

  it('opens nothing when everything is done', async () => {
    state.mockResolvedValue({ ...found, steps: found.steps.map((each) => ({ ...each, done: true })) });
    const element = await open();

    expect(element.shadowRoot.querySelector('[aria-expanded="true"]')).toBeNull();
  });
});
