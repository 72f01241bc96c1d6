import { createElement } from 'lwc';
import SageFieldMappingEditor from 'c/sageFieldMappingEditor';

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const rendered = () => Promise.resolve();
const row = {
  name: 'Opportunity_TYPE',
  object: 'Opportunity',
  direction: 'ToSage',
  owner: 'Salesforce',
  kind: 'Field',
  salesforceField: 'Type',
  sageField: 'UDF_TYPE',
  constant: null,
  valueMap: null,
  values: [],
  transforms: [],
  defaultWhenBlank: null,
  active: true,
};

function show(changes = {}, findings = []) {
  const element = createElement('c-sage-field-mapping-editor', { is: SageFieldMappingEditor });
  Object.assign(element, {
    row: { ...row, ...changes },
    salesforceOptions: [{ value: 'Type', label: 'Type (Type)' }],
    sageOptions: [{ value: 'UDF_TYPE', label: 'UDF_TYPE' }],
    salesforceFields: [{ name: 'Type', values: ['New', 'Old'] }],
    findings,
  });
  const closed = jest.fn();
  element.addEventListener('privateclose', ({ detail }) => closed(detail));
  document.body.append(element);
  return { element, closed };
}
async function choose(element, member, value) {
  find(element, `[data-member="${member}"]`).dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await rendered();
}

describe('c-sage-field-mapping-editor', () => {
  it('closes with what was changed and leaves the row it was given alone', async () => {
    const { element, closed } = show();

    await choose(element, 'direction', 'Both');
    await choose(element, 'owner', 'Latest');
    await choose(element, 'defaultWhenBlank', 'X');
    find(element, '[data-member="active"]').dispatchEvent(
      new CustomEvent('change', { detail: { checked: false } }),
    );
    find(element, '[data-apply]').click();

    expect(closed).toHaveBeenCalledWith({
      ...row,
      direction: 'Both',
      owner: 'Latest',
      defaultWhenBlank: 'X',
      active: false,
    });
    expect(element.row.direction).toBe('ToSage');
    await expect(element).toBeAccessible();
  });

  it('asks for what the kind needs, and forgets what it does not', async () => {
    const { element, closed } = show({ constant: 'old', values: [{ salesforce: 'a', sage: 'b' }] });

    await choose(element, 'kind', 'ValueMap');
    const map = find(element, 'c-sage-value-map-editor');
    expect(map.picklist).toEqual(['New', 'Old']);
    map.dispatchEvent(
      new CustomEvent('valueschange', { detail: { values: [{ salesforce: 'New', sage: 'N' }] } }),
    );
    await choose(element, 'kind', 'Transform');
    find(element, 'c-sage-mapping-steps').dispatchEvent(
      new CustomEvent('stepschange', { detail: { steps: ['upper'] } }),
    );
    find(element, '[data-apply]').click();

    expect(closed.mock.calls[0][0]).toMatchObject({
      kind: 'Transform',
      constant: null,
      values: [],
      transforms: ['upper'],
    });
  });

  it('edits a constant, which needs no field of Salesforce', async () => {
    const { element, closed } = show({ kind: 'Constant', salesforceField: null });

    expect(find(element, '[data-member="salesforceField"]').options[0].value).toBe('');
    await choose(element, 'constant', 'Web');
    await choose(element, 'salesforceField', '');
    find(element, '[data-apply]').click();

    expect(closed.mock.calls[0][0]).toMatchObject({ constant: 'Web', salesforceField: null });
  });

  it('shows what was found wrong, and closes with nothing when it is cancelled', () => {
    const { element, closed } = show({}, [{ member: 'kind', isError: true, message: 'Does not fit.' }]);

    expect(find(element, '[data-note]').textContent).toBe('Error: Does not fit.');
    find(element, '[data-cancel]').click();

    expect(closed.mock.calls[0][0]).toBeFalsy();
  });
});
