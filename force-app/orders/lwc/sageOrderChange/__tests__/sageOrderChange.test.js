import { createElement } from 'lwc';
import SageOrderChange from 'c/sageOrderChange';

function show(type) {
  const element = createElement('c-sage-order-change', { is: SageOrderChange });
  Object.assign(element, { type, salesOrderNo: '0001234' });
  element.closed = [];
  element.addEventListener('privateclose', ({ detail }) => element.closed.push(detail));
  document.body.append(element);
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);

describe('c-sage-order-change', () => {
  it.each([
    ['HoldOrder', 'Put order 0001234 on hold', 'not picked, shipped or invoiced', 'Reason (optional)'],
    ['ReleaseOrder', 'Release order 0001234', 'also when it was held because of', undefined],
    [
      'CancelOrder',
      'Cancel order 0001234 in Sage',
      'cannot be taken back',
      'Cancel reason code of Sage (optional)',
    ],
  ])('says what %s means before it is done', async (type, title, means, reason) => {
    const element = show(type);

    expect(find(element, 'lightning-modal-header').label).toBe(title);
    expect(find(element, '[data-means]').textContent).toContain(means);
    expect(find(element, '[data-reason]')?.label).toBe(reason);
    await expect(element).toBeAccessible();
  });

  it('closes with the reason', () => {
    const element = show('HoldOrder');
    const reason = find(element, '[data-reason]');
    reason.value = 'Waits for the deposit';
    reason.dispatchEvent(new CustomEvent('change'));

    find(element, '[data-confirm]').click();

    expect(element.closed).toEqual([{ reason: 'Waits for the deposit' }]);
  });

  it('closes with nothing when it is left', () => {
    const element = show('CancelOrder');

    find(element, '[data-keep]').click();

    expect(element.closed).toEqual([null]);
  });
});
