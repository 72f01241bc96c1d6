import { LightningElement } from 'lwc';
import { isEmpEnabled, subscribe, unsubscribe } from 'lightning/empApi';
import { deploy } from 'c/sageDeployment';
import { fill } from 'c/sageErrors';
import accept from '@salesforce/apex/SageMatchController.accept';
import allowWriting from '@salesforce/apex/SageMatchController.allowWriting';
import ignore from '@salesforce/apex/SageMatchController.ignore';
import overview from '@salesforce/apex/SageMatchController.overview';
import page from '@salesforce/apex/SageMatchController.page';
import start from '@salesforce/apex/SageMatchController.start';
import stop from '@salesforce/apex/SageMatchController.stop';
import { labels } from './labels';
import { countText, matchOf, progressOf } from './words';

const CHANNEL = '/event/SageSetupChanged__e';
const ONLY_NEW = -1;
/** As many a page as the gateway compares a call; counting ends at the other. */
const PAGE = 200;
const MAX_COUNT = 10000;

/**
 * Step 3: accounts and products without a number of Sage, with what Sage may know them as; one accepted at a time, or all sure
 * ones by a job. Fires `changed`.
 */
export default class SageSetupMatching extends LightningElement {
  labels = labels;
  overview;
  kind = 'Account';
  company;
  found;
  error;
  isBusy = true;
  message = '';
  subscription;
  isGone = false;

  connectedCallback() {
    this.isGone = false;
    this.load();
    this.listen();
  }

  disconnectedCallback() {
    this.isGone = true;
    this.stopListening();
  }

  get kinds() {
    return [
      { value: 'Account', label: labels.accounts },
      { value: 'Product2', label: labels.products },
    ];
  }

  get companies() {
    return this.overview.companies.map((value) => ({ value, label: value }));
  }

  get hasNoCompany() {
    return this.overview.companies.length === 0;
  }

  get isReadOnly() {
    return !this.overview.writes;
  }

  get cannotRun() {
    return this.isBusy || this.isReadOnly;
  }

  get count() {
    return this.overview.counts.find(({ kind }) => kind === this.kind);
  }

  get countText() {
    const { matched, unmatched } = this.count;
    return fill(labels.counts, countText(matched, MAX_COUNT), countText(unmatched, MAX_COUNT));
  }

  get progress() {
    return progressOf(this.count.run);
  }

  get runLabel() {
    return this.progress?.goesOn ? labels.goOn : labels.run;
  }

  get matches() {
    const { kind, isBusy } = this;
    return this.found.matches.map((match) => matchOf(match, { kind, isBusy, writes: this.overview.writes }));
  }

  get isEmpty() {
    return this.found?.matches.length === 0 && !this.found.next;
  }

  get nextLabel() {
    return fill(labels.next, PAGE);
  }

  load() {
    return this.wait(() => this.read());
  }

  async read() {
    this.overview = await overview();
    this.company ??= this.overview.companies[0];
  }

  setKind(event) {
    this.kind = event.detail.value;
    this.found = undefined;
  }

  setCompany(event) {
    this.company = event.detail.value;
    this.found = undefined;
  }

  async setWriting(event) {
    const allowed = event.detail.checked;
    this.message = labels.saving;
    let said = '';
    await this.wait(async () => {
      const { ok, heard, message } = await deploy(() => allowWriting({ allowed }));
      if (!ok) said = fill(labels.notSaved, message);
      else if (!heard) said = labels.unheard;
      await this.read();
    });
    this.message = said;
  }

  show() {
    return this.ask(null);
  }

  showNext() {
    return this.ask(this.found.next);
  }

  ask(after) {
    return this.wait(async () => {
      this.found = await page({ kind: this.kind, after, company: this.company });
    });
  }

  async accept(event) {
    const { record, index } = event.target.dataset;
    const { divisionNo, code } = this.find(record).candidates[Number(index)];
    const choices = [{ recordId: record, divisionNo, code }];
    await this.write(
      record,
      () => accept({ kind: this.kind, company: this.company, choices }),
      labels.accepted,
    );
  }

  async ignore(event) {
    const { record } = event.target.dataset;
    await this.write(record, () => ignore({ kind: this.kind, recordIds: [record] }), labels.ignored);
  }

  start() {
    return this.run(() => start({ kind: this.kind, company: this.company }));
  }

  stop() {
    return this.run(() => stop({ kind: this.kind }));
  }

  run(call) {
    return this.wait(async () => {
      await call();
      await this.read();
    });
  }

  /** What was written leaves the list; what the org refused stays with its sentence. */
  async write(record, call, success) {
    await this.wait(async () => {
      const { count, refused } = await call();
      const error = refused[record];
      const matches = this.found.matches.map((match) =>
        match.recordId === record ? { ...match, error } : match,
      );
      this.found = {
        ...this.found,
        matches: error ? matches : matches.filter(({ recordId }) => recordId !== record),
      };
      this.message = error ? '' : fill(success, count);
      await this.read();
      this.dispatchEvent(new CustomEvent('changed'));
    });
  }

  find(record) {
    return this.found.matches.find(({ recordId }) => recordId === record);
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

  /** Where the platform has no events for the page, the button refreshes it. */
  async listen() {
    try {
      if ((await isEmpEnabled()) !== true) return;
      this.subscription = await subscribe(CHANNEL, ONLY_NEW, ({ data }) => this.hear(data.payload.JobId__c));
      if (this.isGone) this.stopListening();
    } catch {
      this.subscription = undefined;
    }
  }

  stopListening() {
    if (this.subscription) unsubscribe(this.subscription);
    this.subscription = undefined;
  }

  /** A run tells after each of its pages; other events are of deployments. */
  async hear(id) {
    const isRun = this.overview?.counts.some(({ run }) => run?.Id.slice(0, 15) === id?.slice(0, 15));
    if (!isRun || this.isGone) return;
    try {
      await this.read();
    } catch (error) {
      this.error = error;
    }
  }
}
