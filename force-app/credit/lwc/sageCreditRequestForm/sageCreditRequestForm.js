import { LightningElement, api } from 'lwc';
import { fill } from 'c/sageErrors';
import submit from '@salesforce/apex/SageCreditRequestController.submit';
import { labels } from './labels';

/** A day as YYYY-MM-DD, where the user is. */
const dayOf = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

/**
 * Asks for another credit limit. Fires `submitted` with the stored SageCreditRequest__c, or `leave`.
 */
export default class SageCreditRequestForm extends LightningElement {
  labels = labels;
  /** An account, opportunity or order. */
  @api recordId;
  /** The limit in Sage, in Sage's currency, where it is known. */
  @api currentLimit;
  /** Currency of the Sage company, where it is known. */
  @api currencyCode;

  error;
  isBusy = false;
  amountText = '';
  reasonText = '';
  untilDay = '';

  get hasCurrentLimit() {
    return typeof this.currentLimit === 'number' && Boolean(this.currencyCode);
  }

  get amountLabel() {
    return this.currencyCode ? fill(labels.amountIn, this.currencyCode) : labels.amount;
  }

  get today() {
    return dayOf(new Date());
  }

  takeAmount(event) {
    this.amountText = String(event.detail.value ?? '').trim();
    this.validate('amount', event.target);
  }

  takeReason(event) {
    this.reasonText = event.detail.value ?? '';
    this.validate('reason', event.target);
  }

  takeUntil(event) {
    this.untilDay = event.detail.value ?? '';
    this.validate('until', event.target);
  }

  leave() {
    this.dispatchEvent(new CustomEvent('leave'));
  }

  async send() {
    if (this.isBusy || !this.allIsWell()) return;
    this.isBusy = true;
    this.error = undefined;
    try {
      const detail = await submit({
        recordId: this.recordId,
        amount: this.amountText,
        reason: this.reasonText.trim(),
        validUntil: this.untilDay || null,
      });
      this.dispatchEvent(new CustomEvent('submitted', { detail }));
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }

  /** Checks all fields, says what is wrong at each, and moves to the first. */
  allIsWell() {
    const fields = [...this.template.querySelectorAll('[data-field]')];
    const wrong = fields.filter((field) => !this.validate(field.dataset.field, field));
    wrong[0]?.focus();
    return wrong.length === 0;
  }

  validate(name, field) {
    const message = this.messageOf(name);
    field.setCustomValidity(message);
    field.reportValidity();
    return message === '';
  }

  messageOf(name) {
    if (name === 'amount')
      return /^\d{1,11}(\.\d{1,2})?$/.test(this.amountText) && Number(this.amountText) > 0
        ? ''
        : labels.amountWrong;
    if (name === 'reason') return this.reasonText.trim() ? '' : labels.reasonMissing;
    return !this.untilDay || this.untilDay >= this.today ? '' : labels.untilPast;
  }
}
