import { createElement } from 'lwc';
import { deploy } from 'c/sageDeployment';
import SageSetupPolicies from 'c/sageSetupPolicies';
import policies from '@salesforce/apex/SageChoicesController.policies';
import savePolicies from '@salesforce/apex/SageChoicesController.savePolicies';

jest.mock('@salesforce/apex/SageChoicesController.policies', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageChoicesController.savePolicies', () => ({ default: jest.fn() }), {
  virtual: true,
});
// Its own test shows how a deployment is awaited.
jest.mock('c/sageDeployment', () => ({ deploy: jest.fn() }));

const choice = (value, label = value) => ({ value, label });
const form = {
  values: { CreditPolicy__c: 'Hold', OrderStages__c: 'Closed Won; Signed', RetentionDays__c: 90 },
  choices: {
    OrderSource__c: [choice('Both'), choice('Order')],
    OrderType__c: [choice('S', 'Sales order')],
    OrderChanges__c: [choice('Ask')],
    CreditPolicy__c: [choice('Hold', 'Place it on hold'), choice('Refuse')],
    PriceOwner__c: [choice('Sage')],
    CurrencyPolicy__c: [choice('Refuse')],
    CustomerMatch__c: [choice('Match')],
    CustomerOwner__c: [choice('Sage')],
    Connection__c: [choice('Agent')],
    OrderStages__c: [choice('Closed Won'), choice('Signed')],
    OrderRecordTypes__c: [],
  },
  maps: ['TermsCode', 'ShipVia'],
  lines: [{ mapName: 'TermsCode', salesforceValue: 'Net 30', sageValue: '01' }],
};

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function open() {
  const element = createElement('c-sage-setup-policies', { is: SageSetupPolicies });
  element.changed = jest.fn();
  element.addEventListener('changed', element.changed);
  document.body.append(element);
  await settled();
  return element;
}

const at = (element, selector) => element.shadowRoot.querySelector(selector);
const all = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)];
const field = (element, name) => at(element, `[data-field="${name}"] [data-name]`);

async function set(target, value) {
  target.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settled();
}

async function click(element, selector) {
  at(element, selector).click();
  await settled();
}

beforeEach(() => {
  policies.mockResolvedValue(form);
  savePolicies.mockResolvedValue({ jobId: '0Af1', faults: {} });
  deploy.mockImplementation(async (start) => {
    await start();
    return { ok: true, heard: true };
  });
});

describe('c-sage-setup-policies', () => {
  it('shows what is set and what may be chosen', async () => {
    const element = await open();

    expect(field(element, 'CreditPolicy__c').value).toBe('Hold');
    expect(field(element, 'CreditPolicy__c').options.map(({ label }) => label)).toEqual([
      'Default',
      'Place it on hold',
      'Refuse',
    ]);
    expect(field(element, 'OrderStages__c').value).toEqual(['Closed Won', 'Signed']);
    expect(field(element, 'OrderRecordTypes__c')).toBeNull();
    expect(field(element, 'RetentionDays__c').type).toBe('number');
    expect(field(element, 'RetentionDays__c').value).toBe(90);
    expect(field(element, 'AlertEmails__c').value).toBe('');
    expect(all(element, '[data-line]')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });

  it('saves only what was changed, with all lines of the value maps', async () => {
    const element = await open();
    await set(field(element, 'CreditPolicy__c'), '');
    await set(field(element, 'RetentionDays__c'), '365');
    await set(field(element, 'OrderStages__c'), ['Signed']);
    await click(element, '[data-add]');
    const [, added] = all(element, '[data-line]');
    await set(added.querySelector('[data-member="mapName"]'), 'ShipVia');
    await set(added.querySelector('[data-member="salesforceValue"]'), 'Ground');
    await set(added.querySelector('[data-member="sageValue"]'), 'UPS');
    await click(element, '[data-save]');

    expect(savePolicies).toHaveBeenCalledWith({
      values: { CreditPolicy__c: null, RetentionDays__c: 365, OrderStages__c: ['Signed'] },
      lines: [
        { mapName: 'TermsCode', salesforceValue: 'Net 30', sageValue: '01' },
        { mapName: 'ShipVia', salesforceValue: 'Ground', sageValue: 'UPS' },
      ],
    });
    expect(at(element, '[data-message]').textContent).toBe('Saved.');
    expect(element.changed).toHaveBeenCalledTimes(1);
  });

  it('marks each field and line with what is wrong', async () => {
    savePolicies.mockResolvedValue({
      faults: { RetentionDays__c: 'Enter a whole number.', line0: 'Twice.' },
    });
    const element = await open();
    await click(element, '[data-save]');

    expect(at(element, '[data-field="RetentionDays__c"] [data-fault]').textContent).toBe(
      'Enter a whole number.',
    );
    expect(at(element, '[data-line] [data-fault]').textContent).toBe('Line 1: Twice.');
    expect(at(element, '[data-message]').textContent).toBe('Not saved. Mend what is marked.');
    expect(element.changed).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('removes a line and says that none is left', async () => {
    const element = await open();
    expect(at(element, '[data-remove]').alternativeText).toBe('Remove line 1');
    await click(element, '[data-remove]');
    expect(at(element, '[data-no-lines]')).not.toBeNull();

    await click(element, '[data-add]');
    expect(at(element, '[data-member="mapName"]').value).toBe('TermsCode');
  });

  it.each([
    [{ ok: false, heard: true, message: 'Locked' }, 'Not saved: Locked'],
    [{ ok: true, heard: false }, 'cannot hear of its end'],
  ])('says how the deployment went: %j', async (outcome, text) => {
    deploy.mockResolvedValue(outcome);
    const element = await open();
    await click(element, '[data-save]');

    expect(at(element, '[data-message]').textContent).toContain(text);
  });

  it('shows a refusal in words', async () => {
    savePolicies.mockRejectedValue({ body: { message: 'FIELD_UNKNOWN\nNo such field.' } });
    const element = await open();
    await click(element, '[data-save]');

    expect(at(element, 'c-sage-problem').shadowRoot.textContent).toContain('No such field.');
  });

  it('shows an error in words and tries again', async () => {
    policies.mockRejectedValueOnce({ body: { message: 'Away.' } });
    const element = await open();
    expect(at(element, '[data-save]')).toBeNull();

    at(element, 'c-sage-problem').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(at(element, '[data-save]')).not.toBeNull();
  });
});
