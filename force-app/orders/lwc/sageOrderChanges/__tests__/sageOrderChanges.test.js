import { createElement } from 'lwc';
import SageOrderChanges from 'c/sageOrderChanges';
import read from '@salesforce/apex/SageOrderChangeController.read';
import send from '@salesforce/apex/SageOrderChangeController.send';
import takeFromSage from '@salesforce/apex/SageOrderChangeController.takeFromSage';

jest.mock('@salesforce/apex/SageOrderChangeController.read', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageOrderChangeController.send', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageOrderChangeController.takeFromSage', () => ({ default: jest.fn() }), {
  virtual: true,
});

const recordId = '801000000000001AAA';
const nothing = { mode: 'Ask', differences: [], isConflict: false, isQuote: false };
const changed = {
  ...nothing,
  differences: [
    { member: 'quantity', line: 'BIKE-100', before: '1', after: '5' },
    { member: 'customerPONo', before: 'PO0' },
    { member: 'fields.UDF_CAMPAIGN', after: 'SPRING' },
  ],
};
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

async function show(answer, properties = {}) {
  if (answer instanceof Error) read.mockRejectedValue(answer);
  else read.mockResolvedValue(answer);
  const element = createElement('c-sage-order-changes', { is: SageOrderChanges });
  element.recordId = recordId;
  element.canChange = true;
  Object.assign(element, properties);
  const heard = { sent: jest.fn(), quote: jest.fn() };
  element.addEventListener('sent', heard.sent);
  element.addEventListener('quote', (event) => heard.quote(event.detail));
  element.moment = '1';
  document.body.appendChild(element);
  await settle();
  return { element, heard, find: (selector) => element.shadowRoot.querySelector(selector) };
}

afterEach(() => {
  while (document.body.firstChild) document.body.removeChild(document.body.firstChild);
  jest.resetAllMocks();
});

describe('c-sage-order-changes', () => {
  it('shows nothing while nothing differs, and tells that the order is a quote', async () => {
    const { find, heard, element } = await show({ ...nothing, isQuote: true });

    expect(find('[data-changes]')).toBeNull();
    expect(heard.quote).toHaveBeenCalledWith(true);
    await expect(element).toBeAccessible();
  });

  it('waits visibly for the first answer', async () => {
    const element = createElement('c-sage-order-changes', { is: SageOrderChanges });
    read.mockReturnValue(new Promise(() => {}));
    element.recordId = recordId;
    element.moment = '1';
    document.body.appendChild(element);
    await settle();

    expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('lists what differs, each with its line, and sends it', async () => {
    const { element, find, heard } = await show(changed);
    const rows = [...element.shadowRoot.querySelectorAll('[data-difference]')].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );
    send.mockResolvedValue('Stored.');

    find('[data-send-changes]').click();
    await settle();

    expect(rows).toEqual([
      ['BIKE-100: Quantity', '1', '5'],
      ['Customer PO', 'PO0', ''],
      ['UDF_CAMPAIGN', '', 'SPRING'],
    ]);
    expect(send).toHaveBeenCalledWith({ recordId, force: false });
    expect(heard.sent).toHaveBeenCalledTimes(1);
    expect(find('[data-force]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('offers both ways on when Sage was changed meanwhile', async () => {
    const { element, find } = await show({ ...changed, isConflict: true });
    send.mockResolvedValue('Stored.');
    takeFromSage.mockResolvedValue('Taken.');

    find('[data-take]').click();
    await settle();
    find('[data-force]').click();
    await settle();

    expect(find('[data-conflict]').textContent).toContain('changed in Sage meanwhile');
    expect(find('[data-send-changes]')).toBeNull();
    expect(takeFromSage).toHaveBeenCalledWith({ recordId });
    expect(send).toHaveBeenCalledWith({ recordId, force: true });
    await expect(element).toBeAccessible();
  });

  it('says that saves send by themselves, and offers nothing to who may not change orders', async () => {
    const { find } = await show({ ...changed, mode: 'Automatic' }, { canChange: false });

    expect(find('[data-automatic]').textContent).toBe('Changes are sent after each save.');
    expect(find('lightning-button')).toBeNull();
  });

  it('reads again when something became of the order, and only then', async () => {
    const { element, find } = await show(nothing);
    read.mockResolvedValue(changed);

    element.moment = '1';
    element.moment = '2';
    await settle();

    expect(read).toHaveBeenCalledTimes(2);
    expect(find('[data-changes]')).not.toBeNull();
  });

  it('shows an error with a way to try again', async () => {
    const { element, find } = await show(new Error('No.'));
    read.mockResolvedValue(changed);
    await expect(element).toBeAccessible();

    find('c-sage-problem').dispatchEvent(new CustomEvent('retry'));
    await settle();

    expect(find('c-sage-problem')).toBeNull();
    expect(find('[data-changes]')).not.toBeNull();
  });
});
