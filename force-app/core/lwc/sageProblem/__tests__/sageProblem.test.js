import { createElement } from 'lwc';
import SageProblem from 'c/sageProblem';

function show(properties) {
  const element = createElement('c-sage-problem', { is: SageProblem });
  Object.assign(element, properties);
  document.body.append(element);
  return element;
}

describe('c-sage-problem', () => {
  it('says what is wrong, without the code', async () => {
    const element = show({
      error: { body: { message: 'GATEWAY_UNREACHABLE\nThe gateway gave no answer.' } },
    });

    expect(element.shadowRoot.querySelector('.text').textContent).toBe('The gateway gave no answer.');
    expect(element.shadowRoot.querySelector('lightning-button')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('offers to try again where that can help', () => {
    const element = show({ error: new Error('x'), canRetry: true });
    let retries = 0;
    element.addEventListener('retry', () => (retries += 1));

    element.shadowRoot.querySelector('lightning-button').click();

    expect(retries).toBe(1);
  });
});
