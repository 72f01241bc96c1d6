import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { DIRECTIONS, KINDS, OWNERS } from 'c/sageMappingWords';
import { labels } from './labels';

/** Members that belong to one kind only; a row of another kind is without them. */
const EMPTY = { constant: null, valueMap: null, values: [], transforms: [] };

/** Edits a row of the field mapping. Closes with the row, or with nothing. */
export default class SageFieldMappingEditor extends LightningModal {
  labels = labels;
  directions = DIRECTIONS;
  owners = OWNERS;
  kinds = KINDS;
  /** The row in the contract's form; it is not changed. */
  @api row;
  /** Options `{value, label}` of both sides. */
  @api salesforceOptions = [];
  @api sageOptions = [];
  /** Fields of Salesforce with their picklist values. */
  @api salesforceFields = [];
  /** `{member, isError, message}` each, of the row as it was opened. */
  @api findings = [];
  changes = {};

  get draft() {
    return { ...this.row, ...this.changes };
  }

  get isConstant() {
    return this.draft.kind === 'Constant';
  }

  get isValueMap() {
    return this.draft.kind === 'ValueMap';
  }

  get isTransform() {
    return this.draft.kind === 'Transform';
  }

  get goesBothWays() {
    return this.draft.direction === 'Both';
  }

  get fieldOptions() {
    return this.isConstant
      ? [{ value: '', label: labels.noField }, ...this.salesforceOptions]
      : this.salesforceOptions;
  }

  get salesforceField() {
    return this.draft.salesforceField ?? '';
  }

  get picklist() {
    const field = this.salesforceFields.find(({ name }) => name === this.draft.salesforceField);
    return field?.values ?? [];
  }

  get notes() {
    return this.findings.map(({ isError, message }, key) => ({
      key,
      text: `${isError ? labels.error : labels.warning}: ${message}`,
    }));
  }

  change(event) {
    const { member } = event.currentTarget.dataset;
    const { value, checked } = event.detail;
    this.changes = { ...this.changes, [member]: member === 'active' ? checked : value || null };
  }

  changeValues(event) {
    this.changes = { ...this.changes, values: event.detail.values };
  }

  changeSteps(event) {
    this.changes = { ...this.changes, transforms: event.detail.steps };
  }

  apply() {
    const { kind, constant, values, transforms } = this.draft;
    this.close({
      ...this.draft,
      ...EMPTY,
      ...(kind === 'Constant' && { constant }),
      ...(kind === 'ValueMap' && { values }),
      ...(kind === 'Transform' && { transforms }),
    });
  }

  cancel() {
    this.close();
  }
}
