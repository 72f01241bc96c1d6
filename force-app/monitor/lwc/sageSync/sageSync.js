import { LightningElement, api } from 'lwc';
import { fill } from 'c/sageErrors';
import feeds from '@salesforce/apex/SageSyncController.feeds';
import readNow from '@salesforce/apex/SageSyncController.readNow';
import { labels } from './labels';
import { progress, row } from './rows';

/** How often a first load is asked for; the gateway keeps its answer for five seconds. */
const WATCH_MILLISECONDS = 10_000;

/** Each kind of record from Sage: how old it is against its promise, what is still to be written and what is parked. */
export default class SageSync extends LightningElement {
  /** Shows how far the first load is, and asks again by itself until it is done. */
  @api isFirstLoad = false;

  labels = labels;
  feeds;
  error;
  isBusy = false;
  message = '';
  timer;

  connectedCallback() {
    this.load();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  get isEmpty() {
    return this.feeds?.length === 0;
  }

  get rows() {
    return this.feeds.map(row);
  }

  get progress() {
    return this.isFirstLoad && this.feeds?.length > 0 ? progress(this.feeds) : undefined;
  }

  async load() {
    await this.attempt(async () => {
      this.feeds = await feeds();
    });
    if (this.progress?.isDone === false && !this.error && this.isConnected) {
      clearTimeout(this.timer);
      // A first load takes minutes or hours, and no event tells of it.
      // eslint-disable-next-line @lwc/lwc/no-async-operation
      this.timer = setTimeout(() => this.load(), WATCH_MILLISECONDS);
    }
  }

  async read(event) {
    const { feed, company, mode, place } = event.currentTarget.dataset;
    const isAsked = await this.attempt(() => readNow({ feed, company, mode }));
    if (isAsked) this.message = fill(labels.asked, place);
  }

  async attempt(work) {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.error = undefined;
    this.message = '';
    try {
      await work();
      return true;
    } catch (error) {
      this.error = error;
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
