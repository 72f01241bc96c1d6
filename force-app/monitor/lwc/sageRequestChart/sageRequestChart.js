import { LightningElement, api } from 'lwc';
import { STATES } from 'c/sageMonitorWords';
import { labels } from './labels';
import { columnsOf } from './columns';

/** Requests by day as stacked bars, and the same figures as a table for whoever would rather read. */
export default class SageRequestChart extends LightningElement {
  labels = labels;
  states = STATES.map((state) => ({ ...state, swatch: `swatch ${state.value.toLowerCase()}` }));
  /** Counts of SageMonitorController.Overview. */
  @api counts = [];
  /** Number of days, today included. */
  @api days = 14;
  /** Today as YYYY-MM-DD in GMT, as the counts' days are; a test sets its own. */
  @api today = new Date().toISOString().slice(0, 10);

  get columns() {
    return columnsOf(this.counts, this.days, this.today);
  }

  get isEmpty() {
    return this.counts.length === 0;
  }
}
