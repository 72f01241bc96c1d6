import { createElement } from 'lwc';
import SageFieldMappingFile from 'c/sageFieldMappingFile';
import planImport from '@salesforce/apex/SageMappingController.planImport';

jest.mock('@salesforce/apex/SageMappingController.planImport', () => ({ default: jest.fn() }), {
  virtual: true,
});

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const rendered = () => new Promise((resolve) => setTimeout(resolve));

function show() {
  const element = createElement('c-sage-field-mapping-file', { is: SageFieldMappingFile });
  element.rows = [{ name: 'A' }];
  const closed = jest.fn();
  element.addEventListener('privateclose', ({ detail }) => closed(detail));
  document.body.append(element);
  return { element, closed };
}
async function choose(element, text) {
  const input = find(element, '[data-file]');
  input.files = text === undefined ? [] : [{ text: () => Promise.resolve(text) }];
  input.dispatchEvent(new CustomEvent('change'));
  await rendered();
}
const plan = { rows: [{ name: 'A' }, { name: 'B' }], added: ['B'], changed: [], same: 1 };

describe('c-sage-field-mapping-file', () => {
  it('shows the plan of a file before it is taken', async () => {
    planImport.mockResolvedValue(plan);
    const { element, closed } = show();
    expect(find(element, '[data-take]').disabled).toBe(true);

    await choose(element, '{"rows":[]}');
    expect(planImport).toHaveBeenCalledWith({ file: '{"rows":[]}', rows: '[{"name":"A"}]' });
    expect(
      [...element.shadowRoot.querySelectorAll('[data-plan]')].map(({ textContent }) => textContent),
    ).toEqual(['New rows: B', 'Rows that change: none', 'Rows that stay as they are: 1']);
    await expect(element).toBeAccessible();
    find(element, '[data-take]').click();

    expect(closed).toHaveBeenCalledWith(plan.rows);
  });

  it('says why a file cannot be taken', async () => {
    planImport.mockRejectedValue({ body: { message: 'MAPPING_INVALID\nNo such file.' } });
    const { element, closed } = show();

    await choose(element, 'hello');
    expect(find(element, 'c-sage-problem').error.body.message).toContain('No such file.');
    expect(find(element, '[data-take]').disabled).toBe(true);
    await choose(element, undefined);
    expect(find(element, 'c-sage-problem')).toBeNull();
    find(element, '[data-cancel]').click();

    expect(closed.mock.calls[0][0]).toBeFalsy();
  });
});
