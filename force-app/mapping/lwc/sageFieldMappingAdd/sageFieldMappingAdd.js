import { LightningElement, api } from 'lwc';
import { labels } from './labels';

/** No field of Salesforce: the row is a constant. */
const NONE = '';

/** Adds a row by choosing both fields: the way without a mouse. Fires `add` {salesforceField, sageField}. */
export default class SageFieldMappingAdd extends LightningElement {
  labels = labels;
  /** Options `{value, label}` of both sides. */
  @api salesforceOptions = [];
  @api sageOptions = [];
  salesforceField = NONE;
  sageField;

  get options() {
    return [{ value: NONE, label: labels.none }, ...this.salesforceOptions];
  }

  get cannotAdd() {
    return !this.sageField;
  }

  chooseSalesforce(event) {
    this.salesforceField = event.detail.value;
  }

  chooseSage(event) {
    this.sageField = event.detail.value;
  }

  add() {
    const { salesforceField, sageField } = this;
    this.dispatchEvent(
      new CustomEvent('add', { detail: { salesforceField: salesforceField || undefined, sageField } }),
    );
    this.salesforceField = NONE;
    this.sageField = undefined;
  }
}
