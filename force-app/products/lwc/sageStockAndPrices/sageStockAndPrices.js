import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { fill } from 'c/sageErrors';
import read from '@salesforce/apex/SageStockController.read';
import usePrices from '@salesforce/apex/SageStockController.usePrices';
import findAccounts from '@salesforce/apex/SageStockController.findAccounts';
import { labels } from './labels';
import { rowOf } from './rows';

/**
 * Stock by warehouse and the customer's Sage price of each line of an opportunity or order, or of a product. Sage is asked
 * when a person wishes it, or at once where the admin chose so.
 */
export default class SageStockAndPrices extends LightningElement {
  labels = labels;
  @api recordId;
  @api objectApiName;
  /** Asks Sage as soon as the page opens. */
  @api askOnLoad = false;

  view;
  error;
  isBusy = false;
  /** Lines whose prices were not taken, with the reason. */
  leftOut = [];
  openLineIds = new Set();
  quantity = '1';
  accounts = [];
  accountId;
  accountSearchDone = false;

  connectedCallback() {
    if (this.askOnLoad) this.ask();
  }

  get isProduct() {
    return this.objectApiName === 'Product2';
  }

  /** A product has no line to put a price on. */
  get showsUse() {
    return !this.isProduct;
  }

  get isUnasked() {
    return !this.view && !this.error && !this.isBusy;
  }

  get isEmpty() {
    return this.view?.lines.length === 0;
  }

  get hasLines() {
    return this.view?.lines.length > 0;
  }

  get askLabel() {
    return this.view ? labels.refresh : labels.ask;
  }

  get customerText() {
    if (!this.view.hasCustomerNo) return labels.everybody;
    return fill(labels.customer, this.view.customerName);
  }

  get rows() {
    return this.view.lines.map((line) =>
      rowOf(line, this.view.currencyCode, this.openLineIds.has(line.id), this.isProduct),
    );
  }

  get usableLineIds() {
    return this.rows.filter(({ canUse }) => canUse).map(({ id }) => id);
  }

  get cannotUseAny() {
    return this.isBusy || this.usableLineIds.length === 0;
  }

  get accountOptions() {
    return this.accounts.map(({ accountId, name, customerNo }) => ({
      value: accountId,
      label: `${name} (${customerNo})`,
    }));
  }

  get foundNoAccount() {
    return this.accountSearchDone && this.accounts.length === 0;
  }

  get tableClass() {
    return this.isBusy ? 'waiting' : '';
  }

  async ask() {
    await this.wait(async () => {
      this.view = await read({
        recordId: this.recordId,
        accountId: this.accountId ?? null,
        quantity: this.isProduct ? Number(this.quantity) : null,
      });
    });
  }

  useOne(event) {
    return this.take([event.target.dataset.id]);
  }

  useAll() {
    return this.take(this.usableLineIds);
  }

  toggle(event) {
    const { id } = event.currentTarget.dataset;
    const open = new Set(this.openLineIds);
    if (!open.delete(id)) open.add(id);
    this.openLineIds = open;
  }

  changeQuantity(event) {
    if (event.target.checkValidity() && event.target.value) this.quantity = event.target.value;
  }

  async searchAccounts(event) {
    const text = event.target.value;
    await this.wait(async () => {
      this.accounts = await findAccounts({ text });
      this.accountSearchDone = text.trim() !== '';
      this.accountId = this.accounts.length === 1 ? this.accounts[0].accountId : undefined;
    });
  }

  chooseAccount(event) {
    this.accountId = event.detail.value;
  }

  async take(lineIds) {
    await this.wait(async () => {
      this.leftOut = await usePrices({ recordId: this.recordId, lineIds });
      const taken = lineIds.length - this.leftOut.length;
      if (taken > 0) {
        this.dispatchEvent(new ShowToastEvent({ title: fill(labels.taken, taken), variant: 'success' }));
        await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
        this.view = await read({ recordId: this.recordId, accountId: null, quantity: null });
      }
    });
  }

  /** Runs what asks the server: one at a time, and an error is shown in place. */
  async wait(work) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.error = undefined;
    this.leftOut = [];
    try {
      await work();
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}
