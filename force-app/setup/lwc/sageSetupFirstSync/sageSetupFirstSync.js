import { LightningElement } from 'lwc';
import jobs from '@salesforce/apex/SageSetupController.jobs';
import startJobs from '@salesforce/apex/SageSetupController.startJobs';
import { labels } from './labels';

/**
 * Step 7: the jobs that run by the clock, and how far the first load of what comes from Sage is. Fires `changed`.
 */
export default class SageSetupFirstSync extends LightningElement {
  labels = labels;
  jobs;
  error;
  isBusy = true;
  message = '';

  connectedCallback() {
    this.load();
  }

  get isEmpty() {
    return this.jobs?.length === 0;
  }

  get startLabel() {
    return this.jobs?.length ? labels.again : labels.start;
  }

  load() {
    return this.read(jobs);
  }

  async start() {
    if (!(await this.read(startJobs))) return;
    this.message = labels.started;
    this.dispatchEvent(new CustomEvent('changed'));
  }

  async read(call) {
    this.isBusy = true;
    this.error = undefined;
    this.message = '';
    try {
      this.jobs = await call();
      return true;
    } catch (error) {
      this.error = error;
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
