import { createElement } from 'lwc';
import SageFieldColumn from 'c/sageFieldColumn';

const rendered = () => Promise.resolve();
const fields = [
  { name: 'Note__c', label: 'Ship note', kind: 'text', length: 80 },
  { name: 'Amount', label: 'Amount', kind: 'number', length: 18, scale: 2 },
];

function show(properties = {}) {
  const element = createElement('c-sage-field-column', { is: SageFieldColumn });
  Object.assign(element, { heading: 'Salesforce', fields, mapped: ['Amount'] }, properties);
  document.body.append(element);
  return element;
}
const find = (element, selector) => element.shadowRoot.querySelector(selector);

/** jsdom has no DragEvent. */
function drag(target, type, relatedTarget) {
  const event = new CustomEvent(type, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { setData: jest.fn() } });
  Object.defineProperty(event, 'relatedTarget', { value: relatedTarget ?? null });
  target.dispatchEvent(event);
  return event;
}

describe('c-sage-field-column', () => {
  it('shows fields with their kind and says which are mapped', async () => {
    const element = show();

    expect(find(element, '[data-name="Note__c"]').textContent).toContain('text 80');
    expect(find(element, '[data-name="Amount"]').textContent).toContain('number 18.2');
    expect(find(element, '[data-name="Amount"] lightning-icon')).not.toBeNull();
    expect(find(element, '[data-name="Note__c"] lightning-icon')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says when there is none, and how many more there are', async () => {
    const element = show({ fields: [] });
    expect(find(element, '[data-empty]')).not.toBeNull();

    element.fields = Array.from({ length: 103 }, (_, index) => ({ name: `F${index}`, kind: 'date' }));
    await rendered();
    expect(element.shadowRoot.querySelectorAll('li').length).toBe(100);
    expect(find(element, '[data-more]').textContent).toContain('3');
  });

  it('lets a field be grabbed and let go', () => {
    const element = show();
    const grab = jest.fn();
    const letgo = jest.fn();
    element.addEventListener('grab', grab);
    element.addEventListener('letgo', letgo);

    const event = drag(find(element, '[data-name="Note__c"]'), 'dragstart');
    drag(find(element, '[data-name="Note__c"]'), 'dragend');

    expect(event.dataTransfer.setData).toHaveBeenCalledWith('text/plain', 'Note__c');
    expect(grab.mock.calls[0][0].detail).toEqual({ name: 'Note__c' });
    expect(letgo).toHaveBeenCalledTimes(1);
  });

  it('takes a field of the other side, and shows where it would fall', async () => {
    const element = show({ dragged: 'UDF_NOTE' });
    const pair = jest.fn();
    element.addEventListener('pair', pair);
    const target = find(element, '[data-name="Note__c"]');

    expect(drag(target, 'dragover').defaultPrevented).toBe(true);
    await rendered();
    expect(target.className).toContain('target');
    drag(target, 'dragleave', target.firstChild);
    await rendered();
    expect(target.className).toContain('target');
    drag(target, 'dragleave');
    await rendered();
    expect(target.className).not.toContain('target');
    drag(target, 'drop');

    expect(pair.mock.calls[0][0].detail).toEqual({ name: 'Note__c', other: 'UDF_NOTE' });
  });

  it('takes nothing else', () => {
    const element = show();
    const pair = jest.fn();
    element.addEventListener('pair', pair);

    expect(drag(find(element, '[data-name="Note__c"]'), 'dragover').defaultPrevented).toBe(false);
    drag(find(element, '[data-name="Note__c"]'), 'drop');

    expect(pair).not.toHaveBeenCalled();
  });
});
