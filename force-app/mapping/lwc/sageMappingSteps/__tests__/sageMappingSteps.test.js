import { createElement } from 'lwc';
import SageMappingSteps from 'c/sageMappingSteps';

function show(steps) {
  const element = createElement('c-sage-mapping-steps', { is: SageMappingSteps });
  element.steps = steps;
  const change = jest.fn();
  element.addEventListener('stepschange', ({ detail }) => change(detail.steps));
  document.body.append(element);
  return { element, change };
}
const findAll = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)];
const choose = (target, value) => target.dispatchEvent(new CustomEvent('change', { detail: { value } }));

describe('c-sage-mapping-steps', () => {
  it('shows each step with what it needs', async () => {
    const { element } = show(['trim', 'date:yyyyMMdd', 'cut:5']);

    expect(findAll(element, '[data-name]').map(({ value }) => value)).toEqual(['trim', 'date', 'cut']);
    expect(findAll(element, '[data-detail]').map(({ value }) => value)).toEqual(['yyyyMMdd', '5']);
    await expect(element).toBeAccessible();
  });

  it('begins a step with a detail that is valid', () => {
    const { element, change } = show(['trim']);
    const [name] = findAll(element, '[data-name]');

    choose(name, 'number');
    choose(name, 'cut');
    choose(name, 'upper');

    expect(change.mock.calls).toEqual([[['number:0']], [['cut:30']], [['upper']]]);
  });

  it('changes a detail, adds and removes', () => {
    const { element, change } = show(['trim', 'cut:5']);

    choose(findAll(element, '[data-detail]')[0], '8');
    findAll(element, '[data-add]')[0].click();
    findAll(element, '[data-remove]')[0].click();

    expect(change.mock.calls).toEqual([[['trim', 'cut:8']], [['trim', 'cut:5', 'trim']], [['cut:5']]]);
  });
});
