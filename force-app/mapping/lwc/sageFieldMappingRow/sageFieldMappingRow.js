import { LightningElement, api } from 'lwc';
import { fill } from 'c/sageErrors';
import { DIRECTIONS, KINDS, OWNERS, STEPS, labelOf } from 'c/sageMappingWords';
import { labels } from './labels';

/**
 * A row of the field mapping: both fields, which way, what was found wrong, and what a preview gave.
 * Fires `rowchange` {row}, `edit` {name} and `remove` {name}.
 */
export default class SageFieldMappingRow extends LightningElement {
  labels = labels;
  directions = DIRECTIONS;
  owners = OWNERS;
  /** The row in the contract's form. */
  @api row;
  /** Label of the Salesforce field, when it is known. */
  @api salesforceLabel;
  /** `{member, isError, message}` each. */
  @api findings = [];
  /** What a preview gave: `{direction, value, faults, warnings}` each. */
  @api preview = [];

  get source() {
    if (this.row.kind === 'Constant') return `"${this.row.constant ?? ''}"`;
    return this.salesforceLabel ?? this.row.salesforceField;
  }

  /** The field that a constant toward Salesforce is for. */
  get fieldName() {
    return this.row.salesforceField;
  }

  get kind() {
    const kind = labelOf(KINDS, this.row.kind);
    const steps = this.row.transforms.map((step) => {
      const [name, parameter] = step.split(':');
      return parameter ? `${labelOf(STEPS, name)} ${parameter}` : labelOf(STEPS, name);
    });
    return steps.length > 0 ? steps.join(', ') : kind;
  }

  get isOff() {
    return !this.row.active;
  }

  get goesBothWays() {
    return this.row.direction === 'Both';
  }

  get editText() {
    return fill(labels.edit, this.row.sageField);
  }

  get removeText() {
    return fill(labels.remove, this.row.sageField);
  }

  get directionText() {
    return fill(labels.directionOf, this.row.sageField);
  }

  get ownerText() {
    return fill(labels.ownerOf, this.row.sageField);
  }

  get notes() {
    const made = this.preview.flatMap(({ faults, warnings }) => [
      ...faults.map((message) => ({ isError: true, message })),
      ...warnings.map((message) => ({ isError: false, message })),
    ]);
    return [...this.findings, ...made].map(({ isError, message }, key) => ({
      key,
      message,
      icon: isError ? 'utility:error' : 'utility:warning',
      variant: isError ? 'error' : 'warning',
      word: isError ? labels.error : labels.warning,
    }));
  }

  get values() {
    return this.preview
      .filter(({ faults }) => faults.length === 0)
      .map(({ direction, value }) => ({
        direction,
        text: fill(direction === 'ToSage' ? labels.inSage : labels.inSalesforce, value ?? labels.noValue),
      }));
  }

  change(event) {
    const { member } = event.currentTarget.dataset;
    const row = { ...this.row, [member]: event.detail.value };
    this.dispatchEvent(new CustomEvent('rowchange', { detail: { row } }));
  }

  edit() {
    this.dispatchEvent(new CustomEvent('edit', { detail: { name: this.row.name } }));
  }

  remove() {
    this.dispatchEvent(new CustomEvent('remove', { detail: { name: this.row.name } }));
  }
}
