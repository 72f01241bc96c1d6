import { LightningElement, api } from 'lwc';
import { fill } from 'c/sageErrors';
import { STEPS } from 'c/sageMappingWords';
import { labels } from './labels';

const stepOf = (name) => STEPS.find(({ value }) => value === name);

/** The steps of a transform. Fires `stepschange` {steps}: as `cut:30` each. */
export default class SageMappingSteps extends LightningElement {
  labels = labels;
  options = STEPS.map(({ value, label }) => ({ value, label }));
  @api steps = [];

  get items() {
    return this.steps.map((step, index) => {
      const [name, parameter] = step.split(':');
      const { choices, number } = stepOf(name) ?? {};
      return {
        index,
        name,
        parameter,
        number,
        choices: choices?.map((value) => ({ value, label: value })),
        label: fill(labels.step, index + 1),
        detailLabel: fill(labels.detail, index + 1),
        removeText: fill(labels.remove, index + 1),
      };
    });
  }

  choose(event) {
    const { choices, number } = stepOf(event.detail.value);
    const first = choices?.[0] ?? number?.first;
    const name = event.detail.value;
    this.put(event.currentTarget.dataset.index, first === undefined ? name : `${name}:${first}`);
  }

  detail(event) {
    const { index } = event.currentTarget.dataset;
    const [name] = this.steps[index].split(':');
    this.put(index, `${name}:${event.detail.value}`);
  }

  add() {
    this.tell([...this.steps, STEPS[0].value]);
  }

  remove(event) {
    const index = Number(event.currentTarget.dataset.index);
    this.tell(this.steps.filter((_step, at) => at !== index));
  }

  put(index, step) {
    this.tell(this.steps.map((each, at) => (at === Number(index) ? step : each)));
  }

  tell(steps) {
    this.dispatchEvent(new CustomEvent('stepschange', { detail: { steps } }));
  }
}
