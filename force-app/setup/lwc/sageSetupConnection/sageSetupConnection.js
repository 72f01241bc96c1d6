import { LightningElement } from 'lwc';
import { fill } from 'c/sageErrors';
import connection from '@salesforce/apex/SageSetupController.connection';
import connect from '@salesforce/apex/SageSetupController.connect';
import testConnection from '@salesforce/apex/SageSetupController.testConnection';
import { labels } from './labels';

const names = {
  credential: labels.credential,
  key: labels.keyHop,
  access: labels.access,
  right: labels.right,
  network: labels.network,
  gateway: labels.gateway,
  database: labels.database,
  'sage-read': labels.sageRead,
  'sage-write': labels.sageWrite,
  salesforce: labels.salesforce,
};
const states = {
  ok: { icon: 'utility:success', variant: 'success', text: labels.ok },
  failed: { icon: 'utility:error', variant: 'error', text: labels.failed },
  skipped: { icon: 'utility:dash', text: labels.skipped },
  off: { icon: 'utility:ban', text: labels.off },
};

/**
 * Step 1: address and key of the gateway, and every station on the way to Sage with the mend of its fault. Fires `changed`.
 */
export default class SageSetupConnection extends LightningElement {
  labels = labels;
  address = '';
  /** Only while it is typed; emptied as soon as it was handed over. */
  key = '';
  hasKey = false;
  hops;
  error;
  isBusy = true;
  isTesting = false;

  connectedCallback() {
    this.load();
  }

  get keyHelp() {
    return this.hasKey ? labels.keyKept : labels.keyHelp;
  }

  get isKeyRequired() {
    return !this.hasKey;
  }

  get stations() {
    return this.hops.map((hop, index) => ({
      key: index,
      ...hop,
      ...states[hop.state],
      title: hop.company ? `${names[hop.name]} (${hop.company})` : (names[hop.name] ?? hop.name),
      time: hop.milliseconds == null ? '' : fill(labels.milliseconds, hop.milliseconds),
    }));
  }

  get verdict() {
    if (this.hops.some(({ code }) => code === 'NO_DIRECT_CONNECTION')) return labels.fetches;
    const isWhole = this.hops.every(({ state }) => state === 'ok' || state === 'off');
    return isWhole ? labels.whole : labels.broken;
  }

  setAddress(event) {
    this.address = event.detail.value;
  }

  setKey(event) {
    this.key = event.detail.value;
  }

  load() {
    return this.wait(async () => {
      const found = await connection();
      this.address = found.address ?? '';
      this.hasKey = found.hasKey;
    });
  }

  async save() {
    const inputs = [...this.template.querySelectorAll('lightning-input')];
    if (!inputs.map((input) => input.reportValidity()).every((valid) => valid !== false)) return;
    const isSaved = await this.wait(async () => {
      await connect({ address: this.address, key: this.key });
      this.key = '';
      this.hasKey = true;
    });
    if (isSaved) await this.test();
  }

  async test() {
    this.isTesting = true;
    await this.wait(async () => {
      this.hops = await testConnection();
    });
    this.isTesting = false;
    this.dispatchEvent(new CustomEvent('changed'));
  }

  async wait(work) {
    this.isBusy = true;
    this.error = undefined;
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
