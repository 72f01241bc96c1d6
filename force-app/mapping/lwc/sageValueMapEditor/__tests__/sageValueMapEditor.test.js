import { createElement } from 'lwc';
import SageValueMapEditor from 'c/sageValueMapEditor';

function show(values, picklist = []) {
  const element = createElement('c-sage-value-map-editor', { is: SageValueMapEditor });
  Object.assign(element, { values, picklist });
  const change = jest.fn();
  element.addEventListener('valueschange', ({ detail }) => change(detail.values));
  document.body.append(element);
  return { element, change };
}
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const red = { salesforce: 'Red', sage: 'R' };

describe('c-sage-value-map-editor', () => {
  it('says when there is no line, and adds one', async () => {
    const { element, change } = show([]);

    expect(find(element, '[data-empty]')).not.toBeNull();
    expect(find(element, '[data-fill]')).toBeNull();
    find(element, '[data-add]').click();

    expect(change).toHaveBeenCalledWith([{ salesforce: '', sage: '' }]);
    await expect(element).toBeAccessible();
  });

  it('fills in the values of the picklist that have no line', () => {
    const { element, change } = show([red], ['Red', 'Blue']);

    find(element, '[data-fill]').click();

    expect(change).toHaveBeenCalledWith([red, { salesforce: 'Blue', sage: '' }]);
  });

  it('changes and removes lines', async () => {
    const { element, change } = show([red, { salesforce: 'Blue', sage: '' }]);

    find(element, '[data-index="1"][data-member="sage"]').dispatchEvent(
      new CustomEvent('change', { detail: { value: 'B' } }),
    );
    find(element, '[data-index="0"][data-remove]').click();

    expect(change.mock.calls).toEqual([
      [[red, { salesforce: 'Blue', sage: 'B' }]],
      [[{ salesforce: 'Blue', sage: '' }]],
    ]);
    await expect(element).toBeAccessible();
  });
});
