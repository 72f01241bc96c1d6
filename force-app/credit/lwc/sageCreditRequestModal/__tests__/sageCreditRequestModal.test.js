import { createElement } from 'lwc';
import SageCreditRequestModal from 'c/sageCreditRequestModal';

const stored = { Name: 'CR-000001', Status__c: 'Submitted' };

function show() {
  const element = createElement('c-sage-credit-request-modal', { is: SageCreditRequestModal });
  Object.assign(element, { recordId: '001000000000001AAA', currentLimit: 5, currencyCode: 'USD' });
  const results = [];
  element.addEventListener('privateclose', (event) => results.push(event.detail ?? null));
  document.body.append(element);
  return { form: element.shadowRoot.querySelector('c-sage-credit-request-form'), element, results };
}

describe('c-sage-credit-request-modal', () => {
  it('gives the form what it was opened with', async () => {
    const { form, element } = show();

    expect([form.recordId, form.currentLimit, form.currencyCode]).toEqual(['001000000000001AAA', 5, 'USD']);
    await expect(element).toBeAccessible();
  });

  it('closes with the stored request', () => {
    const { form, results } = show();

    form.dispatchEvent(new CustomEvent('submitted', { detail: stored }));

    expect(results).toEqual([stored]);
  });

  it('closes with nothing when the person leaves', () => {
    const { form, results } = show();

    form.dispatchEvent(new CustomEvent('leave'));

    expect(results).toEqual([null]);
  });
});
