import { LightningElement, api } from 'lwc';
import { fill } from 'c/sageErrors';
import { labels } from './labels';

/** The lines of a value map. Fires `valueschange` {values}: `{salesforce, sage}` each; `change` of the inputs inside bubbles up to here. */
export default class SageValueMapEditor extends LightningElement {
  labels = labels;
  @api values = [];
  /** Values that the field's picklist has; empty for other fields. */
  @api picklist = [];

  get lines() {
    return this.values.map((line, index) => ({
      ...line,
      index,
      salesforceLabel: `${labels.salesforceValue} ${index + 1}`,
      sageLabel: `${labels.sageValue} ${index + 1}`,
      removeText: fill(labels.remove, line.salesforce || index + 1),
    }));
  }

  get isEmpty() {
    return this.values.length === 0;
  }

  /** Values of the picklist that have no line yet. */
  get missing() {
    const known = new Set(this.values.map(({ salesforce }) => salesforce));
    return this.picklist.filter((value) => !known.has(value));
  }

  get canFill() {
    return this.missing.length > 0;
  }

  write(event) {
    const { index, member } = event.currentTarget.dataset;
    const { value } = event.detail;
    this.tell(this.values.map((line, at) => (at === Number(index) ? { ...line, [member]: value } : line)));
  }

  add() {
    this.tell([...this.values, { salesforce: '', sage: '' }]);
  }

  fillIn() {
    this.tell([...this.values, ...this.missing.map((salesforce) => ({ salesforce, sage: '' }))]);
  }

  remove(event) {
    const index = Number(event.currentTarget.dataset.index);
    this.tell(this.values.filter((_line, at) => at !== index));
  }

  tell(values) {
    this.dispatchEvent(new CustomEvent('valueschange', { detail: { values } }));
  }
}
