import { LightningElement } from 'lwc';
import { deploy } from 'c/sageDeployment';
import { fill, readError } from 'c/sageErrors';
import SageFieldMappingEditor from 'c/sageFieldMappingEditor';
import SageFieldMappingFile from 'c/sageFieldMappingFile';
import { matches, newRow, replaced, same } from 'c/sageMappingDraft';
import load from '@salesforce/apex/SageMappingController.load';
import gatewayRevision from '@salesforce/apex/SageMappingController.gatewayRevision';
import check from '@salesforce/apex/SageMappingController.check';
import save from '@salesforce/apex/SageMappingController.save';
import suggest from '@salesforce/apex/SageMappingController.suggest';
import exportFile from '@salesforce/apex/SageMappingController.exportFile';
import { download } from './download';
import { noFields, optionsOf, sageFieldsOf, withObject } from './fields';
import { labels } from './labels';
import { deploymentFault, isMapped, revisionText, rowsToShow } from './view';

/** The page Field Mapping: fields of both sides, the rows between them, and a draft until it is saved. */
export default class SageFieldMapping extends LightningElement {
  labels = labels;
  /** As it is stored: `{rows, revision, objects}`. */
  stored;
  gateway;
  fields = noFields();
  rows = [];
  findings = [];
  previews = [];
  objectName;
  search = '';
  showsOff = false;
  /** Field that is being dragged. */
  dragged = {};
  error;
  isBusy = true;
  status = '';

  connectedCallback() {
    this.start();
  }

  get object() {
    return this.stored.objects.find(({ name }) => name === this.objectName);
  }

  get tabs() {
    return this.stored.objects.map(({ name, label }) => ({ name, label }));
  }

  get isChanged() {
    return this.stored !== undefined && !same(this.rows, this.stored.rows);
  }

  get cannotSave() {
    return this.isBusy || !this.isChanged;
  }

  get revisionText() {
    return revisionText(this.stored.revision, this.gateway);
  }

  get sageProblem() {
    const problem = this.fields.problems[this.object.table];
    return problem && fill(labels.sageAway, problem);
  }

  get salesforceFields() {
    return this.fields.salesforce[this.objectName] ?? [];
  }

  get sageFields() {
    return sageFieldsOf(this.fields, this.object.table, this.rows);
  }

  get salesforceOptions() {
    return optionsOf(this.salesforceFields);
  }

  get sageOptions() {
    return optionsOf(this.sageFields);
  }

  get shownSalesforceFields() {
    return this.salesforceFields.filter(({ name, label }) => matches(this.search, name, label));
  }

  get shownSageFields() {
    return this.sageFields.filter(({ name }) => matches(this.search, name));
  }

  get objectRows() {
    return this.rows.filter(({ object }) => object === this.objectName);
  }

  get mappedSalesforce() {
    return this.objectRows.map(({ salesforceField }) => salesforceField);
  }

  get mappedSage() {
    return this.objectRows.map(({ sageField }) => sageField);
  }

  get shownRows() {
    return rowsToShow(this.objectRows, this);
  }

  get hasNoRows() {
    return this.shownRows.length === 0;
  }

  get sageFieldsText() {
    return JSON.stringify(this.fields.sage);
  }

  /** Loads the stored mapping; the gateway's revision may come later. */
  async start() {
    await this.work(async () => {
      this.stored = await load();
      this.rows = this.stored.rows;
      this.findings = [];
      this.previews = [];
      this.objectName ??= this.stored.objects[0]?.name;
      this.fields = await withObject(this.fields, this.object);
    });
    if (this.error) return;
    try {
      this.gateway = await gatewayRevision();
    } catch (error) {
      this.gateway = { problem: readError(error).message };
    }
  }

  async chooseObject(event) {
    const name = event.target.value;
    if (name === this.objectName || !this.stored) return;
    this.objectName = name;
    this.previews = [];
    await this.work(async () => {
      this.fields = await withObject(this.fields, this.object);
    });
  }

  find(event) {
    this.search = event.detail.value;
  }

  toggleOff(event) {
    this.showsOff = event.detail.checked;
  }

  grabSalesforce(event) {
    this.dragged = { salesforce: event.detail.name };
  }

  grabSage(event) {
    this.dragged = { sage: event.detail.name };
  }

  letGo() {
    this.dragged = {};
  }

  pairOnSage({ detail: { name, other } }) {
    return this.add(other, name);
  }

  pairOnSalesforce({ detail: { name, other } }) {
    return this.add(name, other);
  }

  addChosen({ detail: { salesforceField, sageField } }) {
    return this.add(salesforceField, sageField);
  }

  async add(salesforceField, sageField) {
    this.dragged = {};
    if (isMapped(this.objectRows, salesforceField, sageField)) {
      this.status = fill(labels.already, sageField);
      return;
    }
    const salesforce = this.salesforceFields.find(({ name }) => name === salesforceField);
    const sage = this.sageFields.find(({ name }) => name === sageField);
    const row = newRow(this.rows, this.object, salesforce, sage);
    await this.put([...this.rows, row], fill(labels.added, sageField));
    if (row.kind === 'Constant') await this.openEditor(row);
  }

  change({ detail: { row } }) {
    return this.put(replaced(this.rows, row), '');
  }

  edit({ detail: { name } }) {
    return this.openEditor(this.rows.find((row) => row.name === name));
  }

  async openEditor(row) {
    const edited = await SageFieldMappingEditor.open({
      size: 'medium',
      label: labels.title,
      row,
      salesforceOptions: this.salesforceOptions,
      sageOptions: this.sageOptions,
      salesforceFields: this.salesforceFields,
      findings: this.findings.filter((finding) => finding.row === row.name),
    });
    if (edited) await this.put(replaced(this.rows, edited), '');
  }

  remove({ detail: { name } }) {
    const { sageField } = this.rows.find((row) => row.name === name);
    return this.put(
      this.rows.filter((row) => row.name !== name),
      fill(labels.removed, sageField),
    );
  }

  async suggest() {
    await this.work(async () => {
      const found = await suggest({
        objectName: this.objectName,
        rows: JSON.stringify(this.rows),
        sageFields: this.sageFieldsText,
      });
      await this.put([...this.rows, ...found], fill(labels.suggested, found.length));
    });
  }

  async exportFile() {
    await this.work(async () => {
      download('field-mapping.json', await exportFile({ rows: JSON.stringify(this.rows) }));
    });
  }

  async importFile() {
    const rows = await SageFieldMappingFile.open({
      size: 'small',
      label: labels.importFile,
      rows: this.rows,
    });
    if (rows) await this.put(rows, labels.taken);
  }

  reset() {
    this.rows = this.stored.rows;
    this.findings = [];
    this.previews = [];
    this.status = '';
  }

  showPreview({ detail: { values } }) {
    this.previews = values;
  }

  async save() {
    await this.work(async () => {
      this.status = labels.saving;
      const { rows, sageFieldsText: sageFields } = this;
      let stopped = false;
      const outcome = await deploy(async () => {
        const { revision } = this.stored;
        const { jobId, findings } = await save({ rows: JSON.stringify(rows), sageFields, revision });
        this.findings = findings;
        stopped = findings.some(({ isError }) => isError);
        return jobId;
      });
      const fault = stopped ? labels.hasErrors : deploymentFault(outcome);
      if (!fault) await this.start();
      this.status = fault ?? labels.saved;
    });
  }

  /** Puts rows into the draft, says it, and has them checked and tried again. */
  async put(rows, status) {
    this.rows = rows;
    this.status = status;
    await this.work(async () => {
      this.findings = await check({ rows: JSON.stringify(rows), sageFields: this.sageFieldsText });
    });
    if (this.previews.length > 0) await this.refs.preview?.again();
  }

  async work(task) {
    this.isBusy = true;
    this.error = undefined;
    try {
      await task();
    } catch (error) {
      this.error = error;
      this.status = '';
    } finally {
      this.isBusy = false;
    }
  }
}
