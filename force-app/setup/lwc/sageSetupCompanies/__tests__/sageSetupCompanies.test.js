import { createElement } from 'lwc';
import { deploy } from 'c/sageDeployment';
import SageSetupCompanies from 'c/sageSetupCompanies';
import companies from '@salesforce/apex/SageChoicesController.companies';
import saveCompanies from '@salesforce/apex/SageChoicesController.saveCompanies';

jest.mock('@salesforce/apex/SageChoicesController.companies', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageChoicesController.saveCompanies', () => ({ default: jest.fn() }), {
  virtual: true,
});
// Its own test shows how a deployment is awaited.
jest.mock('c/sageDeployment', () => ({ deploy: jest.fn() }));

const abc = {
  company: 'ABC',
  currencyCode: 'USD',
  active: true,
  isDefault: true,
  known: true,
  divisions: [{ value: '01', label: '01 West' }],
  warehouses: [{ value: '000', label: '000 Main' }],
};
const xyz = {
  ...abc,
  company: 'XYZ',
  currencyCode: 'CAD',
  active: false,
  isDefault: false,
  currencyWarning: 'CAD is no active currency.',
};
const gone = { ...abc, company: 'OLD', known: false, isDefault: false, divisions: [], warehouses: [] };

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function open() {
  const element = createElement('c-sage-setup-companies', { is: SageSetupCompanies });
  element.changed = jest.fn();
  element.addEventListener('changed', element.changed);
  document.body.append(element);
  await settled();
  return element;
}

const at = (element, selector) => element.shadowRoot.querySelector(selector);
const of = (element, company, selector) => at(element, `[data-row="${company}"] ${selector}`);

async function set(target, detail) {
  target.dispatchEvent(new CustomEvent('change', { detail }));
  await settled();
}

async function save(element) {
  at(element, '[data-save]').click();
  await settled();
}

beforeEach(() => {
  companies.mockResolvedValue([abc, xyz]);
  saveCompanies.mockResolvedValue('0Af1');
  deploy.mockImplementation(async (start) => {
    await start();
    return { ok: true, heard: true };
  });
});

describe('c-sage-setup-companies', () => {
  it('shows each company with its currency, warehouses and what is wrong', async () => {
    companies.mockResolvedValue([abc, xyz, gone]);
    const element = await open();

    expect(at(element, '[data-row="ABC"]').textContent).toContain('Currency: USD');
    expect(at(element, '[data-row="ABC"]').textContent).toContain('000 Main');
    expect(of(element, 'ABC', '[data-warning]')).toBeNull();
    expect(of(element, 'XYZ', '[data-warning]').textContent).toContain('CAD is no active currency.');
    expect(of(element, 'OLD', '[data-unknown]')).not.toBeNull();
    expect(of(element, 'XYZ', '[data-default]').disabled).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('saves what was chosen', async () => {
    const element = await open();
    await set(of(element, 'XYZ', '[data-active]'), { checked: true });
    await set(of(element, 'XYZ', '[data-default]'), { checked: true });
    await set(of(element, 'ABC', '[data-division]'), { value: '01' });
    await save(element);

    expect(saveCompanies).toHaveBeenCalledWith({
      companies: [
        { company: 'ABC', currencyCode: 'USD', active: true, isDefault: false, defaultDivisionNo: '01' },
        { company: 'XYZ', currencyCode: 'CAD', active: true, isDefault: true, defaultDivisionNo: undefined },
      ],
    });
    expect(at(element, '[data-message]').textContent).toBe('Saved.');
    expect(element.changed).toHaveBeenCalledTimes(1);
  });

  it('a company that is no longer active is no longer the default', async () => {
    const element = await open();
    await set(of(element, 'ABC', '[data-active]'), { checked: false });

    expect(of(element, 'ABC', '[data-default]').checked).toBe(false);
    expect(of(element, 'ABC', '[data-division]').disabled).toBe(true);
  });

  it.each([
    [{ ok: false, heard: true, message: 'Locked' }, 'Not saved: Locked'],
    [{ ok: true, heard: false }, 'cannot hear of its end'],
  ])('says how the deployment went: %j', async (outcome, text) => {
    deploy.mockResolvedValue(outcome);
    const element = await open();
    await save(element);

    expect(at(element, '[data-message]').textContent).toContain(text);
  });

  it('shows a refusal in words', async () => {
    saveCompanies.mockRejectedValue({ body: { message: 'FIELD_INVALID\nExactly one must be the default.' } });
    const element = await open();
    await save(element);

    expect(at(element, 'c-sage-problem').shadowRoot.textContent).toContain(
      'Exactly one must be the default.',
    );
    expect(at(element, '[data-message]')).toBeNull();
  });

  it('says that the gateway serves none', async () => {
    companies.mockResolvedValue([]);
    const element = await open();

    expect(at(element, '[data-empty]')).not.toBeNull();
  });

  it('shows an error in words and tries again', async () => {
    companies.mockRejectedValueOnce({ body: { message: 'GATEWAY_UNREACHABLE\nThe gateway is away.' } });
    const element = await open();
    expect(at(element, 'c-sage-problem').shadowRoot.textContent).toContain('The gateway is away.');

    at(element, 'c-sage-problem').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(at(element, '[data-row="ABC"]')).not.toBeNull();
  });

  it('says that it loads', async () => {
    companies.mockReturnValue(new Promise(() => undefined));
    const element = await open();

    expect(element.shadowRoot.textContent).toContain('Loading');
    expect(at(element, '[data-save]')).toBeNull();
  });
});
