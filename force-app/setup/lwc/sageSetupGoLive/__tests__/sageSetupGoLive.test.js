import { createElement } from 'lwc';
import { deploy } from 'c/sageDeployment';
import SageSetupGoLive from 'c/sageSetupGoLive';
import goLive from '@salesforce/apex/SageSetupController.goLive';
import goReadOnly from '@salesforce/apex/SageSetupController.goReadOnly';

jest.mock('@salesforce/apex/SageSetupController.goLive', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageSetupController.goReadOnly', () => ({ default: jest.fn() }), {
  virtual: true,
});
// Its own test shows how a deployment is awaited.
jest.mock('c/sageDeployment', () => ({ deploy: jest.fn() }));

const steps = [
  { name: 'connection', title: 'Connection', required: true, done: true },
  { name: 'matching', title: 'Matching', required: false, done: false },
  { name: 'permissions', title: 'Permission sets', required: true, done: false },
  { name: 'goLive', title: 'Go live', required: true, done: false },
];
const allDone = steps.map((step) => ({ ...step, done: true }));

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function open(properties) {
  const element = createElement('c-sage-setup-go-live', { is: SageSetupGoLive });
  Object.assign(element, { live: false, ...properties });
  element.changed = jest.fn();
  element.addEventListener('changed', element.changed);
  document.body.append(element);
  await settled();
  return element;
}

const at = (element, selector) => element.shadowRoot.querySelector(selector);

async function click(element, selector) {
  at(element, selector).click();
  await settled();
}

beforeEach(() => {
  goLive.mockResolvedValue('0Af1');
  goReadOnly.mockResolvedValue('0Af2');
  deploy.mockImplementation(async (start) => {
    await start();
    return { ok: true, heard: true };
  });
});

describe('c-sage-setup-go-live', () => {
  it('names the required steps that come first', async () => {
    const element = await open({ steps });

    expect(at(element, '[data-required="matching"]')).toBeNull();
    expect(at(element, '[data-required="goLive"]')).toBeNull();
    expect(at(element, '[data-required="connection"] [data-standing]').textContent).toBe('done');
    expect(at(element, '[data-required="permissions"] [data-standing]').textContent).toBe('not done');
    expect(at(element, '[data-open]').textContent).toBe('These steps come first: Permission sets');
    expect(at(element, '[data-go-live]').disabled).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('goes live when all required steps are done', async () => {
    const element = await open({ steps: allDone });
    await click(element, '[data-go-live]');

    expect(goLive).toHaveBeenCalledTimes(1);
    expect(at(element, '[data-message]').textContent).toBe('This org is live now.');
    expect(element.changed).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('goes back to read-only', async () => {
    const element = await open({ steps: allDone, live: true });
    expect(at(element, '[data-go-live]')).toBeNull();
    await click(element, '[data-go-read-only]');

    expect(goReadOnly).toHaveBeenCalledTimes(1);
    expect(at(element, '[data-message]').textContent).toContain('read-only now');
    await expect(element).toBeAccessible();
  });

  it.each([
    [{ ok: false, heard: true, message: 'Locked' }, 'Not saved: Locked'],
    [{ ok: true, heard: false }, 'cannot hear of its end'],
  ])('says how the deployment went: %j', async (outcome, text) => {
    deploy.mockResolvedValue(outcome);
    const element = await open({ steps: allDone });
    await click(element, '[data-go-live]');

    expect(at(element, '[data-message]').textContent).toContain(text);
  });

  it('shows a refusal in words', async () => {
    goLive.mockRejectedValue({ body: { message: 'NOT_LIVE\nRequired steps are not done yet.' } });
    const element = await open({ steps: allDone });
    await click(element, '[data-go-live]');

    expect(at(element, 'c-sage-problem').shadowRoot.textContent).toContain(
      'Required steps are not done yet.',
    );
    expect(at(element, '[data-message]')).toBeNull();
  });

  it('says that it saves', async () => {
    deploy.mockReturnValue(new Promise(() => undefined));
    const element = await open({ steps: allDone });
    await click(element, '[data-go-live]');

    expect(at(element, '[data-message]').textContent).toContain('Saving');
    expect(at(element, '[data-go-live]').disabled).toBe(true);
  });
});
