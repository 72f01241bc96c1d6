import { createElement } from 'lwc';
import SageMonitor from 'c/sageMonitor';
import overview from '@salesforce/apex/SageMonitorController.overview';

jest.mock('@salesforce/apex/SageMonitorController.overview', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock(
  '@salesforce/apex/SageMonitorController.health',
  () => ({ default: jest.fn(() => new Promise(() => {})) }),
  {
    virtual: true,
  },
);
jest.mock(
  '@salesforce/apex/SageSyncController.feeds',
  () => ({ default: jest.fn(() => new Promise(() => {})) }),
  {
    virtual: true,
  },
);
jest.mock(
  '@salesforce/apex/SageMonitorController.requests',
  () => ({ default: jest.fn(() => new Promise(() => {})) }),
  {
    virtual: true,
  },
);

const rendered = () => new Promise((resolve) => setTimeout(resolve));

async function show(answer) {
  overview.mockResolvedValue(answer);
  const element = createElement('c-sage-monitor', { is: SageMonitor });
  document.body.append(element);
  await rendered();
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const open = [
  { status: 'Failed', amount: 2, oldest: '2026-11-20T10:00:00.000Z' },
  { status: 'Waiting', amount: 7, oldest: '2026-11-21T10:00:00.000Z' },
];

describe('c-sage-monitor', () => {
  it('shows what is open, in the order of a request’s way', async () => {
    const element = await show({ isLive: true, counts: [], open });

    expect(
      [...element.shadowRoot.querySelectorAll('[data-tile]')].map(({ dataset }) => dataset.tile),
    ).toEqual(['Waiting', 'Failed']);
    expect(find(element, '[data-tile="Waiting"]').textContent).toContain('7');
    expect(find(element, '[data-read-only]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says when all is well, and when the org is read-only', async () => {
    const element = await show({ isLive: false, counts: [], open: [] });

    expect(find(element, '[data-well]')).not.toBeNull();
    expect(find(element, '[data-read-only]')).not.toBeNull();
  });

  it('shows as many days as a person chooses', async () => {
    const element = await show({ isLive: true, counts: [], open: [] });

    find(element, '[data-days]').dispatchEvent(new CustomEvent('change', { detail: { value: '30' } }));
    await rendered();

    expect(overview).toHaveBeenLastCalledWith({ days: 30 });
    expect(find(element, 'c-sage-request-chart').days).toBe(30);
  });

  it('says when the figures cannot be loaded, and tries again', async () => {
    overview.mockRejectedValueOnce({ body: { message: 'NOT_ADMINISTRATOR\nAsk an admin.' } });
    const element = createElement('c-sage-monitor', { is: SageMonitor });
    document.body.append(element);
    await rendered();
    const problem = find(element, 'c-sage-problem');
    expect(problem).not.toBeNull();

    overview.mockResolvedValue({ isLive: true, counts: [], open });
    problem.dispatchEvent(new CustomEvent('retry'));
    await rendered();

    expect(find(element, 'c-sage-problem')).toBeNull();
  });

  it('loads anew when something was sent again', async () => {
    const element = await show({ isLive: true, counts: [], open });

    find(element, 'c-sage-request-list').dispatchEvent(new CustomEvent('sent'));

    expect(overview).toHaveBeenCalledTimes(2);
  });
});
