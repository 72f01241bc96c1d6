import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { fill } from 'c/sageErrors';
import { STATES, TYPES, wordFor } from 'c/sageMonitorWords';
import detail from '@salesforce/apex/SageMonitorController.detail';
import sendOneAgain from '@salesforce/apex/SageMonitorController.sendOneAgain';
import { labels } from './labels';
import { stepsOf } from './steps';

const MENDABLE = ['Refused', 'Failed'];

/** Everything about one request, in a modal; closes with true when it was sent again. */
export default class SageRequestDetail extends LightningModal {
  labels = labels;
  @api requestId;
  detail;
  error;
  isBusy = true;
  /** Why it was not sent again. */
  refusals = [];

  connectedCallback() {
    return this.wait(async () => {
      this.detail = await detail({ requestId: this.requestId });
    });
  }

  get request() {
    return this.detail.request;
  }

  get title() {
    return fill(labels.title, this.detail?.request.Name ?? '');
  }

  get facts() {
    const { request } = this;
    const facts = [
      [labels.state, wordFor(STATES, request.Status__c)],
      [labels.type, wordFor(TYPES, request.Type__c)],
      [labels.record, request.SourceId__c],
      [labels.key, request.Key__c],
      [labels.company, request.Company__c],
      [labels.orderNo, request.SalesOrderNo__c],
      [labels.customerNo, request.CustomerNo__c],
    ];
    return facts.filter(([, value]) => value).map(([name, value]) => ({ name, value }));
  }

  get steps() {
    return stepsOf(this.request);
  }

  get fieldText() {
    return this.request.ErrorPath__c && fill(labels.field, this.request.ErrorPath__c);
  }

  get canSend() {
    return this.detail !== undefined && MENDABLE.includes(this.request.Status__c) && !this.isBusy;
  }

  get cannotSend() {
    return !this.canSend;
  }

  sendAgain() {
    return this.wait(async () => {
      const { sent, refusals } = await sendOneAgain({ requestId: this.requestId });
      this.refusals = refusals;
      if (sent > 0) this.close(true);
    });
  }

  shut() {
    this.close(false);
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
  }
}
