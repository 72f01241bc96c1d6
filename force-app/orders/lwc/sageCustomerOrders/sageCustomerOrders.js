import { LightningElement, api } from 'lwc';
import read from '@salesforce/apex/SageCustomerOrdersController.read';
import { labels } from './labels';
import { rowOf } from './rows';

/** All orders that Sage has of an account, whoever entered them, with their status and lines. */
export default class SageCustomerOrders extends LightningElement {
  labels = labels;
  @api recordId;

  view;
  error;
  isBusy = false;
  openIds = new Set();

  connectedCallback() {
    this.load();
  }

  get isEmpty() {
    return this.view?.rows.length === 0;
  }

  get hasRows() {
    return this.view?.rows.length > 0;
  }

  /** Amounts without a known currency are plain numbers. */
  get amountStyle() {
    return this.view.currencyCode ? 'currency' : 'decimal';
  }

  get rows() {
    return this.view.rows.map((order) => rowOf(order, this.openIds.has(order.id)));
  }

  toggle(event) {
    const { id } = event.currentTarget.dataset;
    const open = new Set(this.openIds);
    if (!open.delete(id)) open.add(id);
    this.openIds = open;
  }

  async load() {
    if (this.isBusy) return;
    this.isBusy = true;
    this.error = undefined;
    try {
      this.view = await read({ recordId: this.recordId });
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}
