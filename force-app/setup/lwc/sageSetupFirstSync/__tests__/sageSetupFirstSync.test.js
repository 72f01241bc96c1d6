import { createElement } from 'lwc';
import SageSetupFirstSync from 'c/sageSetupFirstSync';
import jobs from '@salesforce/apex/SageSetupController.jobs';
import feeds from '@salesforce/apex/SageSyncController.feeds';
import startJobs from '@salesforce/apex/SageSetupController.startJobs';

jest.mock('@salesforce/apex/SageSetupController.jobs', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageSetupController.startJobs', () => ({ default: jest.fn() }), {
  virtual: true,
});

jest.mock('@salesforce/apex/SageSyncController.feeds', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageSyncController.readNow', () => ({ default: jest.fn() }), { virtual: true });

const scheduled = [
  { name: 'Sage 100 Connect send sweep 00', nextFireTime: '2026-11-21T11:00:00.000Z' },
  {
    name: 'Sage 100 Connect watch',
    nextFireTime: '2026-11-21T11:37:00.000Z',
    previousFireTime: '2026-11-21T10:37:00.000Z',
  },
];

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function open() {
  const element = createElement('c-sage-setup-first-sync', { is: SageSetupFirstSync });
  document.body.append(element);
  await settled();
  return element;
}

const at = (element, selector) => element.shadowRoot.querySelector(selector);

describe('c-sage-setup-first-sync', () => {
  beforeEach(() => {
    feeds.mockResolvedValue([]);
  });

  it('shows how far the first load is', async () => {
    jobs.mockResolvedValue(scheduled);
    feeds.mockResolvedValue([
      { feed: 'stock', company: 'ABC', state: 'Waiting', promiseSeconds: 60, due: 7 },
    ]);
    const element = await open();

    const sync = at(element, 'c-sage-sync').shadowRoot;
    expect(sync.querySelector('[data-progress]').textContent).toContain('Records still to be written: 7.');
    await expect(element).toBeAccessible();
  });

  it('schedules the jobs', async () => {
    jobs.mockResolvedValue([]);
    startJobs.mockResolvedValue(scheduled);
    const element = await open();
    const changed = jest.fn();
    element.addEventListener('changed', changed);
    expect(at(element, '[data-empty]').textContent).toBe('No job is scheduled.');
    expect(at(element, '[data-start]').label).toBe('Schedule all jobs');
    await expect(element).toBeAccessible();

    at(element, '[data-start]').click();
    await settled();

    expect(element.shadowRoot.querySelectorAll('[data-job]')).toHaveLength(2);
    expect(at(element, '[data-message]').textContent).toBe('Scheduled.');
    expect(at(element, '[data-empty]')).toBeNull();
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('lists what is scheduled with its times', async () => {
    jobs.mockResolvedValue(scheduled);
    const element = await open();

    const rows = [...element.shadowRoot.querySelectorAll('[data-job]')];
    expect(rows.map((row) => row.querySelectorAll('lightning-formatted-date-time').length)).toEqual([1, 2]);
    expect(at(element, '[data-start]').label).toContain('anew');
    await expect(element).toBeAccessible();
  });

  it('shows an error in words and tries again', async () => {
    jobs
      .mockRejectedValueOnce({ body: { message: 'NOT_ADMINISTRATOR\nNot for you.' } })
      .mockResolvedValue([]);
    const element = await open();
    expect(at(element, 'c-sage-problem').shadowRoot.textContent).toContain('Not for you.');

    at(element, 'c-sage-problem').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(at(element, 'c-sage-problem')).toBeNull();
  });

  it('says nothing of success when scheduling is refused', async () => {
    jobs.mockResolvedValue([]);
    startJobs.mockRejectedValue({
      body: { message: 'You have exceeded the maximum number of scheduled jobs.' },
    });
    const element = await open();
    at(element, '[data-start]').click();
    await settled();

    expect(at(element, 'c-sage-problem').shadowRoot.textContent).toContain('maximum number');
    expect(at(element, '[data-message]')).toBeNull();
  });
});
