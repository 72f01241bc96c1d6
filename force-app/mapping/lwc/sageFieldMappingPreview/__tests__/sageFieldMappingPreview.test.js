import { createElement } from 'lwc';
import SageFieldMappingPreview from 'c/sageFieldMappingPreview';
import findRecords from '@salesforce/apex/SageMappingController.findRecords';
import preview from '@salesforce/apex/SageMappingController.preview';

jest.mock('@salesforce/apex/SageMappingController.findRecords', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageMappingController.preview', () => ({ default: jest.fn() }), {
  virtual: true,
});

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const rendered = () => new Promise((resolve) => setTimeout(resolve));
const values = [{ row: 'A', direction: 'ToSage', value: 'x', faults: [], warnings: [] }];

function show() {
  const element = createElement('c-sage-field-mapping-preview', { is: SageFieldMappingPreview });
  Object.assign(element, { objectName: 'Account', rows: [{ name: 'A' }] });
  const previewed = jest.fn();
  element.addEventListener('preview', ({ detail }) => previewed(detail.values));
  document.body.append(element);
  return { element, previewed };
}
async function search(element, text) {
  find(element, '[data-text]').dispatchEvent(new CustomEvent('change', { detail: { value: text } }));
  find(element, '[data-find]').click();
  await rendered();
}
const status = (element) => find(element, '[data-status]').textContent;

describe('c-sage-field-mapping-preview', () => {
  it('tries the rows on a record that is chosen of several', async () => {
    findRecords.mockResolvedValue([
      { id: '001A', label: 'Shop' },
      { id: '001B', label: 'Shop two' },
    ]);
    preview.mockResolvedValue({ values, foundInSage: true });
    const { element, previewed } = show();

    await search(element, 'Shop');
    find(element, '[data-record]').dispatchEvent(new CustomEvent('change', { detail: { value: '001B' } }));
    await rendered();

    expect(findRecords).toHaveBeenCalledWith({ objectName: 'Account', text: 'Shop' });
    expect(preview).toHaveBeenCalledWith({ objectName: 'Account', recordId: '001B', rows: '[{"name":"A"}]' });
    expect(previewed).toHaveBeenCalledWith(values);
    expect(status(element)).toBe('Values are shown at the rows.');
    await expect(element).toBeAccessible();
  });

  it('tries at once when one record is found, and again when the rows change', async () => {
    findRecords.mockResolvedValue([{ id: '001A', label: 'Shop' }]);
    preview.mockResolvedValue({ values, foundInSage: false });
    const { element } = show();

    await search(element, 'Shop');
    await element.again();

    expect(preview).toHaveBeenCalledTimes(2);
    expect(status(element)).toContain('not in Sage yet');
  });

  it('says when nothing was found and when the gateway is away', async () => {
    findRecords.mockResolvedValueOnce([]).mockResolvedValueOnce([{ id: '001A', label: 'Shop' }]);
    preview.mockResolvedValue({ values, gatewayProblem: 'No route.' });
    const { element } = show();

    await search(element, 'none');
    expect(status(element)).toBe('No record has this text.');
    await element.again();
    expect(preview).not.toHaveBeenCalled();

    await search(element, 'Shop');
    expect(status(element)).toContain('No route.');
  });

  it('shows an error, and forgets the record when the object changes', async () => {
    findRecords.mockResolvedValue([{ id: '001A', label: 'Shop' }]);
    preview.mockRejectedValue({ body: { message: 'NOT_FOUND\nIt is gone.' } });
    const { element, previewed } = show();

    await search(element, 'Shop');
    expect(find(element, 'c-sage-problem')).not.toBeNull();
    expect(previewed).toHaveBeenCalledWith([]);

    element.objectName = 'Order';
    await rendered();
    expect(find(element, '[data-record]')).toBeNull();
    expect(status(element)).toBe('');
  });
});
