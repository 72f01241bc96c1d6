import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import read from '@salesforce/apex/SageOrderChangeController.read';
import send from '@salesforce/apex/SageOrderChangeController.send';
import takeFromSage from '@salesforce/apex/SageOrderChangeController.takeFromSage';
import { labels, members } from './labels';

/**
 * What was changed on a record and is not in Sage yet, with the ways to bring both together. Shows nothing when nothing differs.
 * Fires `sent` when something was done, and `quote` with whether Sage has the order as a quote.
 */
export default class SageOrderChanges extends LightningElement {
  labels = labels;
  @api recordId;
  /** Whether the user may change orders, and this one can be changed now. */
  @api canChange = false;

  changes;
  error;
  isBusy = false;
  shown;

  /** Whatever tells that the order may have changed: the differences are read anew when it is another. */
  @api
  get moment() {
    return this.shown;
  }

  set moment(value) {
    if (value === this.shown) return;
    this.shown = value;
    this.load();
  }

  get isFirstLoad() {
    return this.isBusy && !this.changes;
  }

  get differences() {
    return (this.changes?.differences ?? []).map(({ member, line, before, after }, key) => ({
      key,
      what: [line, nameOf(member)].filter(Boolean).join(': '),
      before: before ?? '',
      after: after ?? '',
    }));
  }

  get hasDifferences() {
    return this.differences.length > 0;
  }

  get isAutomatic() {
    return this.changes.mode === 'Automatic';
  }

  get canSend() {
    return this.canChange && !this.changes.isConflict;
  }

  get canResolve() {
    return this.canChange && this.changes.isConflict;
  }

  load() {
    return this.wait(() => this.ask());
  }

  async ask() {
    this.changes = await read({ recordId: this.recordId });
    this.dispatchEvent(new CustomEvent('quote', { detail: this.changes.isQuote }));
  }

  sendChanges() {
    return this.act(() => send({ recordId: this.recordId, force: false }));
  }

  sendAnyway() {
    return this.act(() => send({ recordId: this.recordId, force: true }));
  }

  take() {
    return this.act(() => takeFromSage({ recordId: this.recordId }));
  }

  async act(call) {
    await this.wait(async () => {
      const message = await call();
      this.dispatchEvent(new ShowToastEvent({ title: message, variant: 'info' }));
      this.dispatchEvent(new CustomEvent('sent'));
      await this.ask();
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

/** A custom field is called by its own name. */
function nameOf(member) {
  return members[member] ?? member.replace('fields.', '');
}
