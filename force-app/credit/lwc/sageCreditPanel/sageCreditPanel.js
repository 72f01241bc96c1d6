import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { fill, readError } from 'c/sageErrors';
import { verdictOf } from 'c/sageCreditVerdicts';
import RequestModal from 'c/sageCreditRequestModal';
import check from '@salesforce/apex/SageCreditController.check';
import record from '@salesforce/apex/SageCreditController.record';
import lastCheck from '@salesforce/apex/SageCreditController.lastCheck';
import { kindOf } from './faults';
import { labels } from './labels';

/**
 * Credit of the record's customer in Sage. Asks when a person wishes it, or at once where the admin chose so.
 */
export default class SageCreditPanel extends LightningElement {
  labels = labels;
  @api objectApiName;
  /** Asks Sage as soon as the record is known. */
  @api checkOnLoad = false;

  view;
  error;
  isBusy = false;
  status = '';
  last;
  lastResult;
  _recordId;
  askedOnLoad = false;

  /** An account, opportunity or order; a quick action gives it late. */
  @api
  get recordId() {
    return this._recordId;
  }
  set recordId(value) {
    this._recordId = value;
    this.askOnLoad();
  }

  connectedCallback() {
    this.askOnLoad();
  }

  @wire(lastCheck, { recordId: '$recordId' })
  takeLast(result) {
    this.lastResult = result;
    // An error here leaves the line out; whatever is wrong shows when Sage is asked.
    this.last = result.data ?? undefined;
  }

  get errorKind() {
    return this.error && kindOf(readError(this.error).code);
  }

  get isSlow() {
    return this.errorKind === 'slow';
  }

  get isNotLinked() {
    return this.errorKind === 'notLinked';
  }

  get isOtherError() {
    return this.errorKind === 'error';
  }

  get isUnasked() {
    return !this.view && !this.error && !this.isBusy;
  }

  get checkLabel() {
    return this.view ? labels.checkAgain : labels.check;
  }

  get hasLastRemaining() {
    return typeof this.last.Remaining__c === 'number';
  }

  get lastText() {
    const how = {
      Button: fill(labels.byButton, this.last.CreatedBy?.Name ?? ''),
      Order: labels.byOrder,
      Flow: labels.byFlow,
    }[this.last.How__c];
    return fill(labels.last, verdictOf(this.last.Verdict__c).text, how);
  }

  askOnLoad() {
    if (!this.checkOnLoad || !this.recordId || this.askedOnLoad || !this.isConnected) return;
    this.askedOnLoad = true;
    this.check();
  }

  check() {
    return this.wait(async () => {
      this.view = await check({ recordId: this.recordId });
    });
  }

  recordCheck() {
    return this.wait(async () => {
      this.view = await record({ recordId: this.recordId });
      this.status = labels.recorded;
      await refreshApex(this.lastResult);
    });
  }

  async requestLimit() {
    const request = await RequestModal.open({
      size: 'small',
      label: labels.request,
      recordId: this.recordId,
      currentLimit: this.view?.sageLimit,
      currencyCode: this.view?.sageCurrency ?? this.view?.credit.currencyCode,
    });
    if (!request) return;
    const isDraft = request.Status__c === 'Draft';
    const title = isDraft
      ? fill(labels.drafted, request.Name, request.Message__c ?? '')
      : fill(labels.submitted, request.Name);
    this.dispatchEvent(new ShowToastEvent({ title, variant: isDraft ? 'warning' : 'success' }));
  }

  /** Runs what asks the server: one at a time, and an error is shown in place of old figures. */
  async wait(work) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.error = undefined;
    this.status = '';
    try {
      await work();
    } catch (error) {
      this.view = undefined;
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}
