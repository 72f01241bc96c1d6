import { createElement } from 'lwc';
import SageSetupConnection from 'c/sageSetupConnection';
import connection from '@salesforce/apex/SageSetupController.connection';
import connect from '@salesforce/apex/SageSetupController.connect';
import testConnection from '@salesforce/apex/SageSetupController.testConnection';

jest.mock('@salesforce/apex/SageSetupController.connection', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageSetupController.connect', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageSetupController.testConnection', () => ({ default: jest.fn() }), {
  virtual: true,
});

const whole = [
  { name: 'credential', state: 'ok' },
  { name: 'network', state: 'ok' },
  { name: 'sage-read', company: 'ABC', state: 'ok', milliseconds: 12 },
  { name: 'sage-write', company: 'ABC', state: 'off' },
];
const broken = [
  { name: 'credential', state: 'ok' },
  {
    name: 'gateway',
    state: 'failed',
    message: 'The gateway does not know the key.',
    next: 'Enter one of the two keys.',
  },
  { name: 'other', state: 'skipped' },
];

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function open() {
  const element = createElement('c-sage-setup-connection', { is: SageSetupConnection });
  document.body.append(element);
  await settled();
  return element;
}

const at = (element, selector) => element.shadowRoot.querySelector(selector);

function enter(element, selector, value) {
  at(element, selector).dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

async function click(element, selector) {
  at(element, selector).click();
  await settled();
}

beforeEach(() => {
  connection.mockResolvedValue({ hasKey: false });
  connect.mockResolvedValue(undefined);
  testConnection.mockResolvedValue(whole);
});

describe('c-sage-setup-connection', () => {
  it('asks an empty org for address and key', async () => {
    const element = await open();

    expect(at(element, '[data-address]').value).toBe('');
    expect(at(element, '[data-key]').required).toBe(true);
    expect(at(element, '[data-key]').type).toBe('password');
    expect(at(element, '[data-kept]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('saves, tests each station, and forgets the key', async () => {
    const element = await open();
    const changed = jest.fn();
    element.addEventListener('changed', changed);
    enter(element, '[data-address]', 'https://sage.example.com');
    enter(element, '[data-key]', 'secret');
    await click(element, '[data-save]');

    expect(connect).toHaveBeenCalledWith({ address: 'https://sage.example.com', key: 'secret' });
    expect(at(element, '[data-key]').value).toBe('');
    expect(at(element, '[data-kept]')).not.toBeNull();
    expect(at(element, '[data-verdict]').textContent).toBe('Everything works.');
    expect(at(element, '[data-hop="sage-read"]').textContent).toContain('Reading Sage (ABC)');
    expect(at(element, '[data-hop="sage-read"]').textContent).toContain('12 ms');
    expect(changed).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('says plainly that the gateway fetches where it cannot be called', async () => {
    connection.mockResolvedValue({ address: null, hasKey: false });
    const message = 'This org cannot call the gateway.';
    testConnection.mockResolvedValue([
      { name: 'gateway', state: 'off', code: 'NO_DIRECT_CONNECTION', message },
    ]);
    const element = await open();
    await click(element, '[data-test]');

    expect(at(element, '[data-verdict]').textContent).toBe(
      'The gateway fetches its requests; nothing is called from here.',
    );
    expect(at(element, '[data-hop="gateway"] [data-message]').textContent).toBe(message);
    await expect(element).toBeAccessible();
  });

  it('shows the fault with its mend, and what was not looked at', async () => {
    connection.mockResolvedValue({ address: 'https://sage.example.com', hasKey: true });
    testConnection.mockResolvedValue(broken);
    const element = await open();
    expect(at(element, '[data-address]').value).toBe('https://sage.example.com');
    expect(at(element, '[data-key]').required).toBe(false);
    await click(element, '[data-test]');

    const hop = at(element, '[data-hop="gateway"]');
    expect(at(element, '[data-verdict]').textContent).toBe('Something does not work yet.');
    expect(hop.querySelector('[data-state]').textContent).toBe('does not work');
    expect(hop.querySelector('[data-message]').textContent).toBe('The gateway does not know the key.');
    expect(hop.querySelector('[data-next]').textContent).toBe('Enter one of the two keys.');
    expect(at(element, '[data-hop="other"] [data-state]').textContent).toBe('not looked at');
    expect(connect).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('says what Salesforce has against the credential, and tests nothing', async () => {
    connect.mockRejectedValue({ body: { message: 'FIELD_INVALID\nThe address must begin with https://.' } });
    const element = await open();
    await click(element, '[data-save]');

    expect(at(element, 'c-sage-problem').shadowRoot.textContent).toContain('must begin with https://');
    expect(testConnection).not.toHaveBeenCalled();
  });

  it('does not save what an input finds wrong', async () => {
    const element = await open();
    at(element, '[data-address]').reportValidity = () => false;
    await click(element, '[data-save]');

    expect(connect).not.toHaveBeenCalled();
  });

  it('says that it tests', async () => {
    testConnection.mockReturnValue(new Promise(() => undefined));
    const element = await open();
    await click(element, '[data-test]');

    expect(at(element, '[data-testing]')).not.toBeNull();
    expect(at(element, '[data-save]').disabled).toBe(true);
  });
});
