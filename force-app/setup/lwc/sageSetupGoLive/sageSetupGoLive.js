import { LightningElement, api } from 'lwc';
import { deploy } from 'c/sageDeployment';
import { fill } from 'c/sageErrors';
import goLive from '@salesforce/apex/SageSetupController.goLive';
import goReadOnly from '@salesforce/apex/SageSetupController.goReadOnly';
import { labels } from './labels';

/**
 * Step 8: the required steps as a list, going live, and the way back. Fires `changed`.
 */
export default class SageSetupGoLive extends LightningElement {
  labels = labels;
  /** Whether records become orders in Sage. */
  @api live = false;
  /** The steps with `title`, `required` and `done`. */
  @api steps = [];

  error;
  isBusy = false;
  message = '';

  get required() {
    return this.steps
      .filter(({ required, name }) => required && name !== 'goLive')
      .map(({ name, title, done }) => ({
        name,
        title,
        done,
        icon: done ? 'utility:success' : 'utility:routing_offline',
        variant: done ? 'success' : undefined,
        standing: done ? labels.done : labels.notDone,
      }));
  }

  get open() {
    const titles = this.required.filter(({ done }) => !done).map(({ title }) => title);
    return titles.length > 0 ? fill(labels.open, titles.join(', ')) : '';
  }

  get cannotGo() {
    return this.isBusy || this.open !== '';
  }

  goLive() {
    return this.deploy(goLive, labels.wentLive);
  }

  goReadOnly() {
    return this.deploy(goReadOnly, labels.wentReadOnly);
  }

  async deploy(start, success) {
    this.isBusy = true;
    this.error = undefined;
    this.message = labels.saving;
    try {
      const { ok, heard, message } = await deploy(() => start());
      if (ok) this.message = heard ? success : labels.unheard;
      else this.message = fill(labels.notSaved, message);
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.error = error;
      this.message = '';
    } finally {
      this.isBusy = false;
    }
  }
}
