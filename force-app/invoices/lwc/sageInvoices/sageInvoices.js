import { LightningElement, api } from 'lwc';
import { fill } from 'c/sageErrors';
import read from '@salesforce/apex/SageInvoiceController.read';
import { labels } from './labels';

const typeNames = { CM: labels.creditMemo, DM: labels.debitMemo };

/** Invoices of Sage with what is still to be paid, and packages with their tracking numbers: of an account, or of the order of an opportunity or order. */
export default class SageInvoices extends LightningElement {
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
    return this.view?.invoices.length === 0 && this.view.shipments.length === 0;
  }

  get hasInvoices() {
    return this.view?.invoices.length > 0;
  }

  get hasShipments() {
    return this.view?.shipments.length > 0;
  }

  /** Amounts without a known currency are plain numbers. */
  get amountStyle() {
    return this.view.currencyCode ? 'currency' : 'decimal';
  }

  get rows() {
    return this.view.invoices.map((invoice) => {
      const isOpen = this.openIds.has(invoice.id);
      return {
        ...invoice,
        typeName: typeNames[invoice.invoiceType],
        isOpen,
        hasLines: invoice.lines?.length > 0,
        lineKey: `${invoice.id}-lines`,
        toggleIcon: isOpen ? 'utility:chevrondown' : 'utility:chevronright',
        toggleText: fill(isOpen ? labels.hideLines : labels.showLines, invoice.invoiceNo),
      };
    });
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
