import { LightningElement, api } from 'lwc';
import { fill } from 'c/sageErrors';
import findRecords from '@salesforce/apex/SageMappingController.findRecords';
import preview from '@salesforce/apex/SageMappingController.preview';
import { labels } from './labels';

/** Finds a record and tries the draft on it. Fires `preview` {values}: what each row gives; empty when the record is left. */
export default class SageFieldMappingPreview extends LightningElement {
  labels = labels;
  /** Rows of the draft. */
  @api rows = [];
  text = '';
  found;
  recordId;
  result;
  error;
  isBusy = false;
  _objectName;

  /** API name of the object whose records are tried. */
  @api
  get objectName() {
    return this._objectName;
  }
  set objectName(name) {
    this._objectName = name;
    this.found = undefined;
    this.recordId = undefined;
    this.result = undefined;
  }

  get options() {
    return this.found.map(({ id, label }) => ({ value: id, label }));
  }

  get hasFound() {
    return this.found?.length > 0;
  }

  get status() {
    if (this.isBusy) return labels.trying;
    if (this.found?.length === 0) return labels.none;
    if (!this.result) return '';
    const { gatewayProblem, foundInSage } = this.result;
    if (gatewayProblem) return fill(labels.away, gatewayProblem);
    return foundInSage ? labels.tried : `${labels.tried} ${labels.notInSage}`;
  }

  write(event) {
    this.text = event.detail.value;
  }

  async find() {
    await this.ask(async () => {
      this.found = await findRecords({ objectName: this._objectName, text: this.text });
      this.recordId = undefined;
      this.result = undefined;
    });
    if (this.found?.length === 1) await this.tryOn(this.found[0].id);
  }

  choose(event) {
    return this.tryOn(event.detail.value);
  }

  /** Tries the rows as they are now on the record that is chosen; nothing without one. */
  @api
  async again() {
    if (this.recordId) await this.tryOn(this.recordId);
  }

  async tryOn(recordId) {
    this.recordId = recordId;
    await this.ask(async () => {
      this.result = await preview({
        objectName: this._objectName,
        recordId,
        rows: JSON.stringify(this.rows),
      });
    });
    const values = this.result?.values ?? [];
    this.dispatchEvent(new CustomEvent('preview', { detail: { values } }));
  }

  async ask(work) {
    this.isBusy = true;
    this.error = undefined;
    try {
      await work();
    } catch (error) {
      this.error = error;
      this.result = undefined;
    } finally {
      this.isBusy = false;
    }
  }
}
