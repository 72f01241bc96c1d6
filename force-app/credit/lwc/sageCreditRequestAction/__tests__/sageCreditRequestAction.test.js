import { createElement } from 'lwc';
import SageCreditRequestAction from 'c/sageCreditRequestAction';

async function show() {
  const element = createElement('c-sage-credit-request-action', { is: SageCreditRequestAction });
  const toasts = [];
  const closed = jest.fn();
  element.addEventListener('lightning__showtoast', (event) => toasts.push(event.detail.title));
  element.addEventListener('lightning__actionsclosescreen', closed);
  document.body.append(element);
  element.recordId = '001000000000001AAA';
  await Promise.resolve();
  return { element, form: element.shadowRoot.querySelector('c-sage-credit-request-form'), toasts, closed };
}

describe('c-sage-credit-request-action', () => {
  it('shows the form for the record', async () => {
    const { element, form } = await show();

    expect(form.recordId).toBe('001000000000001AAA');
    await expect(element).toBeAccessible();
  });

  it('tells that the request was submitted, and closes', async () => {
    const { form, toasts, closed } = await show();

    form.dispatchEvent(
      new CustomEvent('submitted', { detail: { Name: 'CR-000001', Status__c: 'Submitted' } }),
    );

    expect(toasts).toEqual(['Credit request CR-000001 was submitted.']);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('tells why a request stayed a draft', async () => {
    const { form, toasts } = await show();

    form.dispatchEvent(
      new CustomEvent('submitted', {
        detail: { Name: 'CR-000002', Status__c: 'Draft', Message__c: 'Manager undefined.' },
      }),
    );

    expect(toasts).toEqual(['Credit request CR-000002 is a draft: Manager undefined.']);
  });

  it('closes when the person leaves', async () => {
    const { form, toasts, closed } = await show();

    form.dispatchEvent(new CustomEvent('leave'));

    expect(toasts).toEqual([]);
    expect(closed).toHaveBeenCalledTimes(1);
  });
});
