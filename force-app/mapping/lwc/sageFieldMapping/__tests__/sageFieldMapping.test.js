import { createElement } from 'lwc';
import SageFieldMapping from 'c/sageFieldMapping';
import SageFieldMappingEditor from 'c/sageFieldMappingEditor';
import SageFieldMappingFile from 'c/sageFieldMappingFile';
import { deploy } from 'c/sageDeployment';
import load from '@salesforce/apex/SageMappingController.load';
import gatewayRevision from '@salesforce/apex/SageMappingController.gatewayRevision';
import salesforceFields from '@salesforce/apex/SageMappingController.salesforceFields';
import sageFields from '@salesforce/apex/SageMappingController.sageFields';
import check from '@salesforce/apex/SageMappingController.check';
import save from '@salesforce/apex/SageMappingController.save';
import suggest from '@salesforce/apex/SageMappingController.suggest';
import exportFile from '@salesforce/apex/SageMappingController.exportFile';
import { download } from '../download';

jest.mock('../download', () => ({ download: jest.fn() }));
jest.mock('c/sageDeployment', () => ({ deploy: jest.fn() }));
jest.mock('@salesforce/apex/SageMappingController.load', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageMappingController.gatewayRevision', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageMappingController.salesforceFields', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageMappingController.sageFields', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageMappingController.check', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageMappingController.save', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageMappingController.suggest', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageMappingController.exportFile', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageMappingController.findRecords', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageMappingController.preview', () => ({ default: jest.fn() }), {
  virtual: true,
});

const rendered = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const findAll = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)];

const row = (changes = {}) => ({
  name: 'Opportunity_NOTE',
  object: 'Opportunity',
  table: 'SO_SalesOrderHeader',
  direction: 'ToSage',
  owner: 'Salesforce',
  kind: 'Field',
  salesforceField: 'Note__c',
  sageField: 'UDF_NOTE',
  constant: null,
  valueMap: null,
  values: [],
  transforms: [],
  defaultWhenBlank: null,
  active: true,
  order: 1,
  ...changes,
});
const objects = [
  { name: 'Opportunity', label: 'Opportunity', table: 'SO_SalesOrderHeader' },
  { name: 'Account', label: 'Account', table: 'AR_Customer' },
];
const headerFields = [
  { name: 'UDF_NOTE', kind: 'text', length: 30, scale: 0, udf: true },
  { name: 'UDF_RUSH', kind: 'text', length: 1, scale: 0, udf: true },
];

beforeEach(() => {
  gatewayRevision.mockResolvedValue({ revision: 'abc' });
  salesforceFields.mockResolvedValue([
    { name: 'Note__c', label: 'Ship note', kind: 'text', length: 80, values: [] },
    { name: 'Rush__c', label: 'Rush', kind: 'boolean', values: [] },
  ]);
  sageFields.mockResolvedValue({ fields: headerFields });
  check.mockResolvedValue([]);
});

async function show(rows = [row()]) {
  load.mockResolvedValue({ rows, revision: 'abc', objects });
  const element = createElement('c-sage-field-mapping', { is: SageFieldMapping });
  document.body.append(element);
  await rendered();
  return element;
}
const rowsOf = (element) => findAll(element, 'c-sage-field-mapping-row').map((each) => each.row);
const column = (element, side) => find(element, `c-sage-field-column[data-side="${side}"]`);
const status = (element) => find(element, '[data-status]').textContent;
async function tell(target, type, detail) {
  target.dispatchEvent(new CustomEvent(type, { detail }));
  await rendered();
}

describe('c-sage-field-mapping', () => {
  it('shows the rows of an object with the fields of both sides, and that both halves agree', async () => {
    const element = await show();

    expect(rowsOf(element)).toEqual([row()]);
    expect(find(element, 'c-sage-field-mapping-row').salesforceLabel).toBe('Ship note');
    expect(column(element, 'salesforce').mapped).toEqual(['Note__c']);
    expect(column(element, 'sage').fields).toEqual(headerFields);
    expect(find(element, '[data-revision]').textContent).toContain('same mapping (abc)');
    expect(find(element, '[data-unsaved]')).toBeNull();
    expect(find(element, '[data-save]').disabled).toBe(true);
    await expect(element).toBeAccessible();
  });

  it("shows the site's own fields first, and those of other records last", async () => {
    salesforceFields.mockResolvedValue([
      { name: 'Account.Rating', label: 'Account › Rating', kind: 'text' },
      { name: 'Amount', label: 'Amount', kind: 'number' },
      { name: 'Rush__c', label: 'Rush', kind: 'boolean', custom: true },
      { name: 'Note__c', label: 'Note', kind: 'text', custom: true },
    ]);
    const element = await show();

    expect(column(element, 'salesforce').fields.map(({ name }) => name)).toEqual([
      'Note__c',
      'Rush__c',
      'Amount',
      'Account.Rating',
    ]);
  });

  it('is loading, then says when nothing is mapped', async () => {
    load.mockReturnValue(new Promise(() => {}));
    const loading = createElement('c-sage-field-mapping', { is: SageFieldMapping });
    document.body.append(loading);
    await rendered();
    expect(find(loading, 'lightning-spinner')).not.toBeNull();

    const element = await show([]);
    expect(find(element, 'lightning-spinner')).toBeNull();
    expect(find(element, '[data-no-rows]')).not.toBeNull();
  });

  it('shows an error and tries again', async () => {
    load.mockRejectedValueOnce({ body: { message: 'NOT_ADMINISTRATOR\nNo.' } });
    const element = createElement('c-sage-field-mapping', { is: SageFieldMapping });
    document.body.append(element);
    await rendered();
    expect(find(element, 'c-sage-problem')).not.toBeNull();

    load.mockResolvedValue({ rows: [row()], revision: 'abc', objects });
    await tell(find(element, 'c-sage-problem'), 'retry');
    expect(rowsOf(element)).toEqual([row()]);
  });

  it('maps a field of Salesforce that is dropped on one of Sage, and back', async () => {
    const element = await show([]);

    await tell(column(element, 'salesforce'), 'grab', { name: 'Note__c' });
    expect(column(element, 'sage').dragged).toBe('Note__c');
    await tell(column(element, 'sage'), 'pair', { name: 'UDF_NOTE', other: 'Note__c' });
    await tell(column(element, 'sage'), 'grab', { name: 'UDF_RUSH' });
    expect(column(element, 'salesforce').dragged).toBe('UDF_RUSH');
    await tell(column(element, 'salesforce'), 'pair', { name: 'Rush__c', other: 'UDF_RUSH' });

    expect(rowsOf(element)).toMatchObject([
      { name: 'Opportunity_NOTE', salesforceField: 'Note__c', sageField: 'UDF_NOTE', kind: 'Field' },
      { name: 'Opportunity_RUSH', salesforceField: 'Rush__c', transforms: ['yesno'] },
    ]);
    expect(status(element)).toBe('UDF_RUSH is now mapped.');
    expect(find(element, '[data-unsaved]')).not.toBeNull();
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('does not map the same pair twice', async () => {
    const element = await show();

    await tell(find(element, 'c-sage-field-mapping-add'), 'add', {
      salesforceField: 'Note__c',
      sageField: 'UDF_NOTE',
    });

    expect(rowsOf(element)).toHaveLength(1);
    expect(status(element)).toBe('UDF_NOTE is mapped already.');
  });

  it('opens the editor for a constant that was added by keyboard', async () => {
    SageFieldMappingEditor.open = jest.fn(({ row: given }) => Promise.resolve({ ...given, constant: 'Web' }));
    const element = await show([]);

    await tell(find(element, 'c-sage-field-mapping-add'), 'add', {
      salesforceField: undefined,
      sageField: 'UDF_NOTE',
    });

    expect(rowsOf(element)).toMatchObject([{ kind: 'Constant', constant: 'Web' }]);
  });

  it('shows findings at their row, changes, removes and discards', async () => {
    check.mockResolvedValue([{ row: 'Opportunity_NOTE', member: 'kind', isError: true, message: 'No.' }]);
    SageFieldMappingEditor.open = jest.fn(() => Promise.resolve(undefined));
    const element = await show();

    await tell(find(element, 'c-sage-field-mapping-row'), 'rowchange', { row: row({ direction: 'Both' }) });
    expect(find(element, 'c-sage-field-mapping-row').findings).toHaveLength(1);
    await tell(find(element, 'c-sage-field-mapping-row'), 'edit', { name: 'Opportunity_NOTE' });
    expect(SageFieldMappingEditor.open.mock.calls[0][0].findings).toHaveLength(1);
    await tell(find(element, 'c-sage-field-mapping-row'), 'remove', { name: 'Opportunity_NOTE' });
    expect(rowsOf(element)).toEqual([]);
    expect(status(element)).toBe('UDF_NOTE is no longer mapped.');
    find(element, '[data-reset]').click();
    await rendered();

    expect(rowsOf(element)).toEqual([row()]);
    expect(find(element, '[data-unsaved]')).toBeNull();
  });

  it('searches, and hides rows that are switched off until they are asked for', async () => {
    const element = await show([row(), row({ name: 'Off', sageField: 'UDF_OFF', active: false })]);

    expect(rowsOf(element)).toHaveLength(1);
    find(element, '[data-show-off]').dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    await rendered();
    expect(rowsOf(element)).toHaveLength(2);
    await tell(find(element, '[data-search]'), 'change', { value: 'rush' });

    expect(rowsOf(element)).toEqual([]);
    expect(column(element, 'salesforce').fields.map(({ name }) => name)).toEqual(['Rush__c']);
    expect(column(element, 'sage').fields.map(({ name }) => name)).toEqual(['UDF_RUSH']);
  });

  it('goes on with the fields it knows while Sage is away', async () => {
    sageFields.mockResolvedValue({ problem: 'No route.' });
    gatewayRevision.mockRejectedValue({ body: { message: 'No route.' } });
    const element = await show();

    expect(find(element, '[data-away]').textContent).toContain('No route.');
    expect(column(element, 'sage').fields.map(({ name }) => name)).toEqual(['UDF_NOTE']);
    expect(find(element, '[data-revision]').textContent).toContain('cannot be asked');
    await tell(find(element, 'c-sage-field-mapping-row'), 'rowchange', { row: row({ direction: 'Both' }) });
    expect(JSON.parse(check.mock.calls[0][0].sageFields)).toEqual({});
  });

  it('shows another object, whose fields are asked for once', async () => {
    const element = await show([row(), row({ name: 'A', object: 'Account', table: 'AR_Customer' })]);
    const tab = find(element, '[data-object="Account"]');
    tab.value = 'Account';

    await tell(tab, 'active');
    expect(rowsOf(element).map(({ name }) => name)).toEqual(['A']);
    expect(sageFields.mock.calls.map(([{ table }]) => table)).toEqual(['SO_SalesOrderHeader', 'AR_Customer']);
    const back = find(element, '[data-object="Opportunity"]');
    back.value = 'Opportunity';
    await tell(back, 'active');

    expect(sageFields).toHaveBeenCalledTimes(2);
  });

  it('saves, and shows what was stored', async () => {
    deploy.mockImplementation(async (start) => ({ ok: true, heard: true, id: await start() }));
    save.mockResolvedValue({ jobId: '0Af', findings: [] });
    const element = await show();
    await tell(find(element, 'c-sage-field-mapping-row'), 'rowchange', { row: row({ direction: 'Both' }) });
    load.mockResolvedValue({ rows: [row({ direction: 'Both' })], revision: 'def', objects });

    find(element, '[data-save]').click();
    await rendered();

    expect(JSON.parse(save.mock.calls[0][0].rows)).toEqual([row({ direction: 'Both' })]);
    expect(save.mock.calls[0][0].revision).toBe('abc');
    expect(status(element)).toContain('Saved.');
    expect(find(element, '[data-unsaved]')).toBeNull();
    expect(find(element, '[data-revision]').textContent).toContain('def, the gateway still abc');
  });

  it.each([
    [{ ok: false, heard: true, message: 'Too long' }, [], 'Not saved: Too long'],
    [{ ok: true, heard: false }, [], 'did not say yet'],
    [
      { ok: true, heard: true },
      [{ row: 'Opportunity_NOTE', isError: true, message: 'No.' }],
      'correct the rows',
    ],
  ])('says when %j', async (outcome, findings, sentence) => {
    deploy.mockImplementation(async (start) => {
      await start();
      return outcome;
    });
    save.mockResolvedValue({ jobId: null, findings });
    const element = await show();
    await tell(find(element, 'c-sage-field-mapping-row'), 'rowchange', { row: row({ direction: 'Both' }) });

    find(element, '[data-save]').click();
    await rendered();

    expect(status(element)).toContain(sentence);
    expect(find(element, '[data-unsaved]')).not.toBeNull();
    expect(find(element, 'c-sage-field-mapping-row').findings).toEqual(findings);
  });

  it('shows why the org refused the saving as a whole', async () => {
    deploy.mockRejectedValue({ body: { message: 'MAPPING_CHANGED\nSomebody else.' } });
    const element = await show();
    await tell(find(element, 'c-sage-field-mapping-row'), 'rowchange', { row: row({ direction: 'Both' }) });

    find(element, '[data-save]').click();
    await rendered();

    expect(find(element, 'c-sage-problem').error.body.message).toContain('Somebody else.');
    expect(find(element, '[data-save]').disabled).toBe(false);
  });

  it('adds suggestions beside the rows there are', async () => {
    suggest.mockResolvedValue([row({ name: 'Opportunity_RUSH', sageField: 'UDF_RUSH' })]);
    const element = await show();

    find(element, '[data-suggest]').click();
    await rendered();

    expect(rowsOf(element)).toHaveLength(2);
    expect(status(element)).toBe('1 rows were suggested.');
  });

  it('exports the draft and takes one from a file', async () => {
    exportFile.mockResolvedValue('{}');
    SageFieldMappingFile.open = jest.fn(() =>
      Promise.resolve([row(), row({ name: 'B', sageField: 'UDF_B' })]),
    );
    const element = await show();

    find(element, '[data-export]').click();
    await rendered();
    find(element, '[data-import]').click();
    await rendered();

    expect(download).toHaveBeenCalledWith('field-mapping.json', '{}');
    expect(rowsOf(element)).toHaveLength(2);
    expect(status(element)).toContain('taken into the draft');
  });

  it('shows what a preview gives at the rows', async () => {
    const element = await show();
    const value = { row: 'Opportunity_NOTE', direction: 'ToSage', value: 'x', faults: [], warnings: [] };

    await tell(find(element, 'c-sage-field-mapping-preview'), 'preview', { values: [value] });

    expect(find(element, 'c-sage-field-mapping-row').preview).toEqual([value]);
    expect(find(element, 'c-sage-field-mapping-preview').objectName).toBe('Opportunity');
  });
});
