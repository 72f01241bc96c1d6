import { LightningElement } from 'lwc';
import state from '@salesforce/apex/SageSetupController.state';
import { labels } from './labels';

/**
 * The setup assistant: eight steps, each with how it stands in the org. A step can be opened at any time.
 */
export default class SageSetup extends LightningElement {
  labels = labels;
  state;
  error;
  isBusy = false;
  /** Name of the open step; undefined until the state is known, '' when all are closed. */
  openStep;

  connectedCallback() {
    this.load();
  }

  get isFirstLoad() {
    return this.isBusy && !this.state;
  }

  get isReadOnly() {
    return !this.state.live;
  }

  get steps() {
    return this.state.steps.map((step, index) => ({
      ...step,
      number: index + 1,
      title: labels[step.name],
      bodyId: `body-${step.name}`,
      isOpen: step.name === this.openStep,
      chevron: step.name === this.openStep ? 'utility:chevrondown' : 'utility:chevronright',
      icon: step.done ? 'utility:success' : 'utility:routing_offline',
      variant: step.done ? 'success' : undefined,
      need: step.required ? labels.required : labels.optional,
      standing: step.done ? labels.done : labels.notDone,
      [step.name]: true,
    }));
  }

  get features() {
    return this.state.features.map((feature) => ({
      ...feature,
      icon: feature.isOn ? 'utility:check' : 'utility:ban',
      standing: feature.isOn ? labels.on : labels.off,
    }));
  }

  toggle(event) {
    const { name } = event.currentTarget.dataset;
    this.openStep = this.openStep === name ? '' : name;
  }

  /** Reads the state anew, after a step has changed something too. */
  async load() {
    this.isBusy = true;
    this.error = undefined;
    try {
      this.state = await state();
      this.openStep ??= this.state.steps.find(({ required, done }) => required && !done)?.name ?? '';
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}
