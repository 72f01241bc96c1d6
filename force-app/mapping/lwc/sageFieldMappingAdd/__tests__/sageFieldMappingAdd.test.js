import { createElement } from 'lwc';
import SageFieldMappingAdd from 'c/sageFieldMappingAdd';

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const rendered = () => Promise.resolve();

function show() {
  const element = createElement('c-sage-field-mapping-add', { is: SageFieldMappingAdd });
  element.salesforceOptions = [{ value: 'Note__c', label: 'Ship note (Note__c)' }];
  element.sageOptions = [{ value: 'UDF_NOTE', label: 'UDF_NOTE' }];
  const add = jest.fn();
  element.addEventListener('add', add);
  document.body.append(element);
  return { element, add };
}
async function choose(element, selector, value) {
  find(element, selector).dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await rendered();
}

describe('c-sage-field-mapping-add', () => {
  it('adds a row of both fields by keyboard, once they are chosen', async () => {
    const { element, add } = show();
    expect(find(element, '[data-add]').disabled).toBe(true);

    await choose(element, '[data-salesforce]', 'Note__c');
    await choose(element, '[data-sage]', 'UDF_NOTE');
    find(element, '[data-add]').click();
    await rendered();

    expect(add.mock.calls[0][0].detail).toEqual({ salesforceField: 'Note__c', sageField: 'UDF_NOTE' });
    expect(find(element, '[data-add]').disabled).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('adds a constant where no field of Salesforce is chosen', async () => {
    const { element, add } = show();

    await choose(element, '[data-sage]', 'UDF_NOTE');
    find(element, '[data-add]').click();

    expect(find(element, '[data-salesforce]').options[0].value).toBe('');
    expect(add.mock.calls[0][0].detail).toEqual({ salesforceField: undefined, sageField: 'UDF_NOTE' });
  });
});
