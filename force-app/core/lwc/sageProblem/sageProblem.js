import { LightningElement, api } from 'lwc';
import { readError } from 'c/sageErrors';
import error from '@salesforce/label/c.SageProblemError';
import tryAgain from '@salesforce/label/c.SageProblemTryAgain';

/**
 * An error in words, with "Try again" where that can help. Fires `retry`.
 */
export default class SageProblem extends LightningElement {
  labels = { error, tryAgain };
  /** The error as a wire or an Apex call gave it. */
  @api error;
  /** Whether "Try again" is offered. */
  @api canRetry = false;

  get text() {
    return readError(this.error).message;
  }

  retry() {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
