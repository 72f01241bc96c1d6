import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { fill } from 'c/sageErrors';
import planImport from '@salesforce/apex/SageMappingController.planImport';
import { labels } from './labels';

/** Shows what a file would do to the draft before it is taken. Closes with the draft's new rows, or with nothing. */
export default class SageFieldMappingFile extends LightningModal {
  labels = labels;
  /** Rows of the draft. */
  @api rows = [];
  plan;
  error;

  get lines() {
    const { added, changed, same } = this.plan;
    return [
      { key: 'added', text: fill(labels.added, added.join(', ') || labels.nothing) },
      { key: 'changed', text: fill(labels.changed, changed.join(', ') || labels.nothing) },
      { key: 'same', text: fill(labels.same, same) },
    ];
  }

  get cannotTake() {
    return !this.plan || this.plan.added.length + this.plan.changed.length === 0;
  }

  async choose(event) {
    const [file] = event.target.files ?? [];
    this.plan = undefined;
    this.error = undefined;
    if (!file) return;
    try {
      this.plan = await planImport({ file: await file.text(), rows: JSON.stringify(this.rows) });
    } catch (error) {
      this.error = error;
    }
  }

  take() {
    this.close(this.plan.rows);
  }

  cancel() {
    this.close();
  }
}
