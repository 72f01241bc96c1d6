import { LightningElement, api } from 'lwc';
import { isEmpEnabled, subscribe, unsubscribe } from 'lightning/empApi';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import OrderChange from 'c/sageOrderChange';
import { fill } from 'c/sageErrors';
import read from '@salesforce/apex/SageOrderStatusController.read';
import send from '@salesforce/apex/SageOrderStatusController.send';
import change from '@salesforce/apex/SageOrderStatusController.change';
import { labels } from './labels';
import { stateOf } from './states';

const CHANNEL = '/event/SageRequestChanged__e';
const ONLY_NEW = -1;
const underWay = {
  HoldOrder: labels.holding,
  ReleaseOrder: labels.releasing,
  CancelOrder: labels.cancelling,
  ChangeOrder: labels.changing,
  PromoteQuote: labels.promoting,
};
const refused = {
  PlaceOrder: labels.refusedOrder,
  HoldOrder: labels.refusedHold,
  ReleaseOrder: labels.refusedRelease,
  CancelOrder: labels.refusedCancel,
  ChangeOrder: labels.refusedChange,
  PromoteQuote: labels.refusedPromote,
};

/**
 * What became of the order of an opportunity or order in Sage, with what to do next. Refreshes itself when one of the
 * record's requests changes.
 */
export default class SageOrderStatus extends NavigationMixin(LightningElement) {
  labels = labels;
  /** The history is closed until someone opens it. */
  openSections = [];
  @api recordId;

  status;
  error;
  isBusy = false;
  /** Sage has the order as a quote. */
  isQuote = false;
  /** Whether the platform tells this page of changes; unknown until it was asked. */
  hearsEvents;
  readings = 0;
  subscription;
  isGone = false;
  /** Something changed while an answer was on its way. */
  isLate = false;

  connectedCallback() {
    this.isGone = false;
    this.load();
    this.listen();
  }

  disconnectedCallback() {
    this.isGone = true;
    this.stopListening();
  }

  get isFirstLoad() {
    return this.isBusy && !this.status;
  }

  get state() {
    return stateOf(this.status);
  }

  get changeUnderWay() {
    return underWay[this.status.changeUnderWay];
  }

  get isReadOnly() {
    return !this.status.isLive;
  }

  get isDeaf() {
    return this.hearsEvents === false;
  }

  get sendLabel() {
    if (this.status.state === 'NotSent') return labels.send;
    return this.status.attempts.some(isRefused) ? labels.sendAgain : labels.tellAgain;
  }

  get canHold() {
    return this.status.mayChange && this.status.canChange && this.status.state !== 'OnHold';
  }

  get canRelease() {
    return this.status.mayChange && this.status.canChange && this.status.state === 'OnHold';
  }

  get canCancel() {
    return this.canChange;
  }

  get canChange() {
    return this.status.mayChange && this.status.canChange;
  }

  get canPromote() {
    return this.canChange && this.isQuote;
  }

  /** Another text whenever something became of the order, so that what differs is read anew. */
  get moment() {
    return this.status.attempts.map(({ id, status }) => `${id}${status}`).join() + this.readings;
  }

  get problemTitle() {
    const isDone = newest(this.status.attempts, this.status.problemType)?.status === 'Done';
    return isDone ? labels.untold : refused[this.status.problemType];
  }

  get problems() {
    return this.status.problems.map(({ message, next, place }, index) => ({
      key: index,
      message,
      next,
      field: place?.fieldLabel,
      recordId: place?.recordName ? place.recordId : undefined,
      openText: place?.recordName ? fill(labels.open, place.recordName) : undefined,
    }));
  }

  get warnings() {
    return this.status.warnings.map((text, key) => ({ key, text }));
  }

  get historyTitle() {
    return fill(labels.history, this.status.attempts.length);
  }

  /** Asks again; what changes while an answer is on its way is asked for once more after it. */
  async load() {
    if (this.isBusy) {
      this.isLate = true;
      return;
    }
    await this.wait(() => this.ask());
  }

  async ask() {
    this.status = await read({ recordId: this.recordId });
    this.readings += 1;
  }

  async sendOrder() {
    await this.act(() => send({ recordId: this.recordId }));
  }

  hold() {
    return this.changeOrder('HoldOrder');
  }

  release() {
    return this.changeOrder('ReleaseOrder');
  }

  cancel() {
    return this.changeOrder('CancelOrder');
  }

  promote() {
    return this.changeOrder('PromoteQuote');
  }

  takeQuote(event) {
    this.isQuote = event.detail;
  }

  async changeOrder(type) {
    const { salesOrderNo } = this.status;
    const answer = await OrderChange.open({ size: 'small', label: labels.title, type, salesOrderNo });
    if (answer) await this.act(() => change({ recordId: this.recordId, type, reason: answer.reason }));
  }

  openPlace(event) {
    this.open(event.target.dataset.id);
  }

  openTwin() {
    this.open(this.status.sentById);
  }

  open(recordId) {
    this[NavigationMixin.Navigate]({
      type: 'standard__recordPage',
      attributes: { recordId, actionName: 'view' },
    });
  }

  async act(call) {
    await this.wait(async () => {
      const message = await call();
      this.dispatchEvent(new ShowToastEvent({ title: message, variant: 'info' }));
      await this.ask();
      await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    });
  }

  async wait(work) {
    this.isBusy = true;
    this.error = undefined;
    try {
      await work();
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
    if (this.isLate && !this.isGone) {
      this.isLate = false;
      await this.load();
    }
  }

  /** Where the platform has no events for the page (mobile, no permission), the button refreshes it. */
  async listen() {
    try {
      this.hearsEvents = (await isEmpEnabled()) === true;
      if (!this.hearsEvents) return;
      this.subscription = await subscribe(CHANNEL, ONLY_NEW, (event) => this.hear(event));
    } catch {
      this.hearsEvents = false;
      return;
    }
    if (this.isGone) this.stopListening();
    // What happened between the first reading and the subscription was not heard.
    else await this.load();
  }

  stopListening() {
    if (this.subscription) unsubscribe(this.subscription);
    this.subscription = undefined;
  }

  /** Every page hears of every record; only this record's changes count. */
  async hear(event) {
    if (event.data.payload.SourceId__c !== this.recordId || this.isGone) return;
    await this.load();
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }
}

function newest(attempts, type) {
  return attempts.find((attempt) => attempt.type === type);
}

function isRefused(attempt, index, attempts) {
  return (
    attempt === newest(attempts, 'PlaceOrder') &&
    (attempt.status === 'Refused' || attempt.status === 'Failed')
  );
}
