import { createElement } from 'lwc';
import SageCreditAction from 'c/sageCreditAction';
import check from '@salesforce/apex/SageCreditController.check';

jest.mock('@salesforce/apex/SageCreditController.check', () => ({ default: jest.fn() }), { virtual: true });

describe('c-sage-credit-action', () => {
  it('asks Sage as soon as the record is known', async () => {
    check.mockReturnValue(new Promise(() => undefined));
    const element = createElement('c-sage-credit-action', { is: SageCreditAction });
    document.body.append(element);
    expect(element.shadowRoot.querySelector('c-sage-credit-panel')).toBeNull();

    element.recordId = '001000000000001AAA';
    await Promise.resolve();

    expect(element.shadowRoot.querySelector('c-sage-credit-panel').recordId).toBe('001000000000001AAA');
    expect(check).toHaveBeenCalledWith({ recordId: '001000000000001AAA' });
    await expect(element).toBeAccessible();
  });
});
