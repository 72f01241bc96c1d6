import { LightningElement } from 'lwc';
import { deploy } from 'c/sageDeployment';
import { fill } from 'c/sageErrors';
import policies from '@salesforce/apex/SageChoicesController.policies';
import savePolicies from '@salesforce/apex/SageChoicesController.savePolicies';
import { formOf, valueOf } from './fields';
import { labels } from './labels';

/**
 * Step 5: what is sent, with which credit, prices and currency; alerts and housekeeping; the value maps. Fires `changed`.
 */
export default class SageSetupPolicies extends LightningElement {
  labels = labels;
  form;
  /** Only what was changed; the rest stays as it is. */
  changes = {};
  lines = [];
  faults = {};
  error;
  isBusy = true;
  message = '';

  connectedCallback() {
    this.load();
  }

  get sections() {
    return formOf({ ...this.form.values, ...this.changes }, this.form.choices, this.faults);
  }

  get rows() {
    return this.lines.map((line, index) => ({
      ...line,
      index,
      mapLabel: `${labels.map} ${index + 1}`,
      salesforceLabel: `${labels.salesforceValue} ${index + 1}`,
      sageLabel: `${labels.sageValue} ${index + 1}`,
      removeText: fill(labels.remove, index + 1),
      fault: this.faults[`line${index}`] && fill(labels.line, index + 1, this.faults[`line${index}`]),
    }));
  }

  get hasNoLines() {
    return this.lines.length === 0;
  }

  get mapChoices() {
    return this.form.maps.map((value) => ({ value, label: labels[value] }));
  }

  async load() {
    this.isBusy = true;
    this.error = undefined;
    try {
      this.form = await policies();
      this.lines = this.form.lines.map((line, key) => ({ ...line, key }));
      this.changes = {};
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }

  change(event) {
    const { name } = event.target.dataset;
    this.changes = { ...this.changes, [name]: valueOf(name, event.detail.value) };
    this.message = '';
  }

  changeLine(event) {
    const { index, member } = event.target.dataset;
    const value = event.detail.value;
    this.lines = this.lines.map((line, at) => (at === Number(index) ? { ...line, [member]: value } : line));
  }

  addLine() {
    const key = Math.max(-1, ...this.lines.map((line) => line.key)) + 1;
    const mapName = this.lines.at(-1)?.mapName ?? this.form.maps[0];
    this.lines = [...this.lines, { key, mapName, salesforceValue: '', sageValue: '' }];
  }

  removeLine(event) {
    const { index } = event.target.dataset;
    this.lines = this.lines.filter((_, at) => at !== Number(index));
  }

  async save() {
    this.isBusy = true;
    this.error = undefined;
    this.message = labels.saving;
    try {
      const { ok, heard, message } = await deploy(() => this.send());
      if (Object.keys(this.faults).length > 0) this.message = labels.faults;
      else if (!ok) this.message = fill(labels.notSaved, message);
      else this.message = heard ? labels.saved : labels.unheard;
      if (this.message === labels.saved) this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.error = error;
      this.message = '';
    } finally {
      this.isBusy = false;
    }
  }

  /** Answers the deployment's id; nothing when something is wrong, which is then in `faults`. */
  async send() {
    const lines = this.lines.map(({ mapName, salesforceValue, sageValue }) => ({
      mapName,
      salesforceValue,
      sageValue,
    }));
    const { jobId, faults } = await savePolicies({ values: this.changes, lines });
    this.faults = faults ?? {};
    return jobId;
  }
}
