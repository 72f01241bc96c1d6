import { LightningElement } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import { fill } from 'c/sageErrors';
import { STATES, TYPES } from 'c/sageMonitorWords';
import SageRequestDetail from 'c/sageRequestDetail';
import requests from '@salesforce/apex/SageMonitorController.requests';
import plan from '@salesforce/apex/SageMonitorController.plan';
import sendAgain from '@salesforce/apex/SageMonitorController.sendAgain';
import { labels } from './labels';
import { COLUMNS, rowOf } from './rows';

/** Requests by filter, page by page; one can be looked at, and all that match can be sent again after a plan. */
export default class SageRequestList extends LightningElement {
  labels = labels;
  columns = COLUMNS;
  stateOptions = STATES.map(({ value, label }) => ({ value, label }));
  typeOptions = [{ value: '', label: labels.allTypes }, ...TYPES];
  filter = {
    states: ['Refused', 'Failed'],
    type: '',
    fromDay: null,
    toDay: null,
    text: '',
    withReplaced: false,
  };
  rows;
  hasMore = false;
  error;
  isBusy = false;
  progress = '';
  refusals = [];

  connectedCallback() {
    this.show();
  }

  get isEmpty() {
    return this.rows?.length === 0;
  }

  get hasRows() {
    return this.rows?.length > 0;
  }

  change(event) {
    const { name } = event.target.dataset;
    const { detail } = event;
    this.filter = { ...this.filter, [name]: detail.checked ?? detail.value };
  }

  show() {
    return this.load([]);
  }

  showMore() {
    return this.load(this.rows);
  }

  async look(event) {
    const { id } = event.detail.row;
    const wasSent = await SageRequestDetail.open({
      size: 'medium',
      label: labels.details,
      requestId: id,
    });
    if (wasSent) await this.changed();
  }

  /** Says how many it would be, asks, then sends them part by part. */
  async sendMatching() {
    this.progress = '';
    this.refusals = [];
    let count = 0;
    await this.wait(async () => {
      count = await plan({ filter: this.wanted });
    });
    if (this.error) return;
    if (count === 0) {
      this.progress = labels.nothing;
      return;
    }
    const message = fill(labels.confirm, count);
    if (!(await LightningConfirm.open({ label: labels.confirmTitle, message }))) return;
    await this.wait(() => this.sendParts(count));
    await this.changed();
  }

  async sendParts(count) {
    const refusals = new Set();
    let sent = 0;
    let lastId = null;
    do {
      // One part after the other: each is a transaction with its own limits.
      // eslint-disable-next-line no-await-in-loop
      const part = await sendAgain({ filter: this.wanted, lastId });
      sent += part.sent;
      lastId = part.lastId;
      part.refusals.forEach((sentence) => refusals.add(sentence));
      this.progress = fill(labels.progress, sent, count);
    } while (lastId);
    this.refusals = [...refusals];
  }

  /** The filter as Apex wants it: what is empty is null. */
  get wanted() {
    return { ...this.filter, fromDay: this.filter.fromDay || null, toDay: this.filter.toDay || null };
  }

  async changed() {
    this.dispatchEvent(new CustomEvent('sent'));
    await this.load([]);
  }

  load(before) {
    return this.wait(async () => {
      const lastId = before.length ? before[before.length - 1].id : null;
      const page = await requests({ filter: this.wanted, lastId });
      this.rows = [...before, ...page.rows.map(rowOf)];
      this.hasMore = page.hasMore;
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
  }
}
