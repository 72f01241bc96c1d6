import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { isEmpEnabled, subscribe, unsubscribe } from 'lightning/empApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { fill } from 'c/sageErrors';
import load from '@salesforce/apex/SageCreditRequestController.load';
import decide from '@salesforce/apex/SageCreditRequestController.decide';
import sendAgain from '@salesforce/apex/SageCreditRequestController.sendAgain';
import { labels } from './labels';
import { stateOf } from './states';

const CHANNEL = '/event/SageRequestChanged__e';
const ONLY_NEW = -1;

/**
 * What became of a credit limit request, and its decision by a credit manager. While Sage has not answered, it listens for the
 * answer; where the org has no events, "Refresh" shows it.
 */
export default class SageCreditDecision extends LightningElement {
  labels = labels;
  @api recordId;

  view;
  loadError;
  error;
  isBusy = false;
  listening;
  comment = '';
  result;

  @wire(load, { requestId: '$recordId' })
  take(result) {
    this.result = result;
    this.view = result.data;
    this.loadError = result.error;
    if (result.data?.request.Status__c === 'Sending') this.listen();
    else this.stopListening();
  }

  disconnectedCallback() {
    this.stopListening();
  }

  get request() {
    return this.view.request;
  }

  get isLoading() {
    return !this.view && !this.loadError;
  }

  get shownError() {
    return this.error ?? this.loadError;
  }

  get state() {
    return stateOf(this.request.Status__c);
  }

  get hasCurrentLimit() {
    return typeof this.request.CurrentLimit__c === 'number';
  }

  get requesterName() {
    return this.request.CreatedBy?.Name;
  }

  get decidedText() {
    const name = this.request.DecidedBy__r?.Name;
    return name ? fill(labels.decidedBy, name) : undefined;
  }

  takeComment(event) {
    this.comment = event.detail.value ?? '';
  }

  approve() {
    return this.settle(true);
  }

  reject() {
    return this.settle(false);
  }

  settle(isApproved) {
    return this.save(labels.saved, () =>
      decide({ requestId: this.recordId, approve: isApproved, comment: this.comment }),
    );
  }

  again() {
    return this.save(labels.sent, () => sendAgain({ requestId: this.recordId }));
  }

  refresh() {
    return this.wait(() => this.reload());
  }

  save(title, work) {
    return this.wait(async () => {
      await work();
      this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
      await this.reload();
    });
  }

  /** The record's own fields on the page change with it. */
  async reload() {
    await refreshApex(this.result);
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }

  async listen() {
    if (this.listening) return;
    const own = {};
    this.listening = own;
    try {
      if (!(await isEmpEnabled())) return;
      const subscription = await subscribe(CHANNEL, ONLY_NEW, (event) => this.hear(event));
      if (this.listening !== own) {
        unsubscribe(subscription);
        return;
      }
      own.subscription = subscription;
      // What happened between the first reading and the subscription was not heard.
      await refreshApex(this.result);
    } catch {
      // The page shows the answer when somebody refreshes it.
      this.listening = undefined;
    }
  }

  stopListening() {
    if (this.listening?.subscription) unsubscribe(this.listening.subscription);
    this.listening = undefined;
  }

  /** Every page hears of every record; only this one's request counts. */
  async hear(event) {
    if (event.data.payload.SourceId__c === this.recordId) await this.reload();
  }

  /** Runs what asks the server: one at a time, and an error is shown in place. */
  async wait(work) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.error = undefined;
    try {
      await work();
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}
