import { createElement } from 'lwc';
import SageFieldMappingRow from 'c/sageFieldMappingRow';

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const findAll = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)];
const row = {
  name: 'Opportunity_NOTE',
  direction: 'ToSage',
  owner: 'Salesforce',
  kind: 'Transform',
  salesforceField: 'Note__c',
  sageField: 'UDF_NOTE',
  transforms: ['trim', 'cut:30'],
  active: true,
};

function show(properties = {}) {
  const element = createElement('c-sage-field-mapping-row', { is: SageFieldMappingRow });
  Object.assign(element, { row, salesforceLabel: 'Ship note' }, properties);
  document.body.append(element);
  return element;
}
const heard = (element, type) => {
  const listener = jest.fn();
  element.addEventListener(type, listener);
  return listener;
};

describe('c-sage-field-mapping-row', () => {
  it('shows both fields and what is done on the way', async () => {
    const element = show();
    const { textContent } = element.shadowRoot.querySelector('[data-row]');

    expect(textContent).toContain('Ship note');
    expect(textContent).toContain('UDF_NOTE');
    expect(textContent).toContain('Cut to a length 30');
    expect(find(element, '[data-off]')).toBeNull();
    expect(find(element, '[data-member="owner"]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows the constant, and that a row is switched off', () => {
    const element = show({
      row: {
        ...row,
        kind: 'Constant',
        constant: 'Web',
        salesforceField: null,
        transforms: [],
        active: false,
      },
      salesforceLabel: undefined,
    });

    expect(find(element, '[data-row]').textContent).toContain('"Web"');
    expect(find(element, '[data-off]')).not.toBeNull();
  });

  it('asks for the owner of a row that goes both ways', () => {
    const element = show({ row: { ...row, direction: 'Both' } });
    const change = heard(element, 'rowchange');

    find(element, '[data-member="owner"]').dispatchEvent(
      new CustomEvent('change', { detail: { value: 'Latest' } }),
    );

    expect(change.mock.calls[0][0].detail.row).toEqual({ ...row, direction: 'Both', owner: 'Latest' });
  });

  it('tells the direction that was chosen, and what to edit or remove', () => {
    const element = show();
    const change = heard(element, 'rowchange');
    const edit = heard(element, 'edit');
    const remove = heard(element, 'remove');

    find(element, '[data-member="direction"]').dispatchEvent(
      new CustomEvent('change', { detail: { value: 'Both' } }),
    );
    find(element, '[data-edit]').click();
    find(element, '[data-remove]').click();

    expect(change.mock.calls[0][0].detail.row.direction).toBe('Both');
    expect(edit.mock.calls[0][0].detail).toEqual({ name: 'Opportunity_NOTE' });
    expect(remove.mock.calls[0][0].detail).toEqual({ name: 'Opportunity_NOTE' });
  });

  it('shows values of a preview, and errors and warnings in words', async () => {
    const element = show({
      findings: [{ member: 'transforms', isError: true, message: 'Does not fit.' }],
      preview: [
        { direction: 'ToSage', value: 'Ring twice', faults: [], warnings: ['Was cut.'] },
        { direction: 'ToSalesforce', value: null, faults: [], warnings: [] },
        { direction: 'ToSalesforce', value: null, faults: ['Not in the map.'], warnings: [] },
      ],
    });

    expect(findAll(element, '[data-value]').map(({ textContent }) => textContent)).toEqual([
      'In Sage: Ring twice',
      'In Salesforce: (no value)',
    ]);
    expect(
      findAll(element, '[data-note]').map(({ dataset, textContent }) => [
        dataset.note,
        textContent.trim(),
        find(element, `[data-note="${dataset.note}"] lightning-icon`).alternativeText,
      ]),
    ).toEqual([
      ['error', 'Does not fit.', 'Error'],
      ['warning', 'Was cut.', 'Warning'],
      ['error', 'Not in the map.', 'Error'],
    ]);
    await expect(element).toBeAccessible();
  });
});
