import { createElement } from 'lwc';
import SageSetupPermissions from 'c/sageSetupPermissions';
import permissionSets from '@salesforce/apex/SageChoicesController.permissionSets';
import searchUsers from '@salesforce/apex/SageChoicesController.searchUsers';
import assign from '@salesforce/apex/SageChoicesController.assign';
import unassign from '@salesforce/apex/SageChoicesController.unassign';

jest.mock('@salesforce/apex/SageChoicesController.permissionSets', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageChoicesController.searchUsers', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageChoicesController.assign', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageChoicesController.unassign', () => ({ default: jest.fn() }), {
  virtual: true,
});

const rita = { userId: '005000000000001AAA', name: 'Rita Rep', username: 'rita@example.com' };
const sets = [
  { name: 'Sage_User', label: 'Sage User', description: 'For reps.', exists: true, holders: [rita] },
  {
    name: 'Sage_Integration',
    label: 'Sage Integration',
    exists: true,
    holders: [{ ...rita, userId: '005000000000002AAA', name: 'Gateway', warning: 'Lacks API Enabled.' }],
  },
  { name: 'Sage_Admin', label: 'Sage Admin', exists: true, holders: [] },
  { name: 'Sage_Standard_Objects', label: 'Sage Standard Objects', exists: false, holders: [] },
];

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function open() {
  const element = createElement('c-sage-setup-permissions', { is: SageSetupPermissions });
  element.changed = jest.fn();
  element.addEventListener('changed', element.changed);
  document.body.append(element);
  await settled();
  return element;
}

const at = (element, selector) => element.shadowRoot.querySelector(selector);
const of = (element, name, selector) => at(element, `[data-name="${name}"] ${selector}`);

async function set(element, selector, value) {
  at(element, selector).dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settled();
}

async function click(element, selector) {
  at(element, selector).click();
  await settled();
}

beforeEach(() => {
  permissionSets.mockResolvedValue(sets);
  searchUsers.mockResolvedValue([rita, { ...rita, userId: '005000000000003AAA', name: 'Rick' }]);
  assign.mockResolvedValue(undefined);
  unassign.mockResolvedValue(undefined);
});

describe('c-sage-setup-permissions', () => {
  it('shows who holds each set, what they lack, and which set the org does not have', async () => {
    const element = await open();

    expect(of(element, 'Sage_User', '[data-holder]').textContent).toContain('Rita Rep (rita@example.com)');
    expect(of(element, 'Sage_User', '[data-warning]')).toBeNull();
    expect(of(element, 'Sage_Integration', '[data-warning]').textContent).toContain('Lacks API Enabled.');
    expect(of(element, 'Sage_Admin', '[data-nobody]')).not.toBeNull();
    expect(of(element, 'Sage_Standard_Objects', '[data-missing]')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('finds a user and assigns a set', async () => {
    const element = await open();
    await set(element, '[data-term]', 'Ri');
    await click(element, '[data-search]');
    expect(searchUsers).toHaveBeenCalledWith({ term: 'Ri' });
    expect(at(element, '[data-assign]').disabled).toBe(true);
    expect(at(element, 'lightning-combobox[data-set]').options.map(({ value }) => value)).not.toContain(
      'Sage_Standard_Objects',
    );
    await expect(element).toBeAccessible();

    await set(element, 'lightning-combobox[data-user]', rita.userId);
    await set(element, 'lightning-combobox[data-set]', 'Sage_Admin');
    await click(element, '[data-assign]');

    expect(assign).toHaveBeenCalledWith({ setName: 'Sage_Admin', userId: rita.userId });
    expect(permissionSets).toHaveBeenCalledTimes(2);
    expect(at(element, '[data-message]').textContent).toBe('Assigned.');
    expect(element.changed).toHaveBeenCalledTimes(1);
  });

  it('chooses the only user that was found', async () => {
    searchUsers.mockResolvedValue([rita]);
    const element = await open();
    await click(element, '[data-search]');

    expect(at(element, 'lightning-combobox[data-user]').value).toBe(rita.userId);
  });

  it('says that nobody was found', async () => {
    searchUsers.mockResolvedValue([]);
    const element = await open();
    await click(element, '[data-search]');

    expect(at(element, '[data-not-found]')).not.toBeNull();
    expect(at(element, '[data-assign]')).toBeNull();
  });

  it('takes a set away', async () => {
    const element = await open();
    const button = of(element, 'Sage_User', '[data-take]');
    expect(button.alternativeText).toBe('Take Sage User from Rita Rep');
    button.click();
    await settled();

    expect(unassign).toHaveBeenCalledWith({ setName: 'Sage_User', userId: rita.userId });
    expect(at(element, '[data-message]').textContent).toBe('Taken away.');
  });

  it('shows a refusal in words', async () => {
    unassign.mockRejectedValue({ body: { message: 'FIELD_INVALID\nYou may not.' } });
    const element = await open();
    of(element, 'Sage_User', '[data-take]').click();
    await settled();

    expect(at(element, 'c-sage-problem').shadowRoot.textContent).toContain('You may not.');
    expect(element.changed).not.toHaveBeenCalled();
  });

  it('shows an error in words and tries again', async () => {
    permissionSets.mockRejectedValueOnce({ body: { message: 'Away.' } });
    const element = await open();
    expect(at(element, '[data-term]')).toBeNull();

    at(element, 'c-sage-problem').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(at(element, '[data-term]')).not.toBeNull();
  });
});
