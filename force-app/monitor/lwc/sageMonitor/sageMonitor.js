import { LightningElement } from 'lwc';
import { STATES } from 'c/sageMonitorWords';
import overview from '@salesforce/apex/SageMonitorController.overview';
import { labels } from './labels';

const DAYS = [7, 14, 30, 90];

/** The admin's page: what waits, is refused or has failed, by day and one by one, and the hops on the way to Sage. */
export default class SageMonitor extends LightningElement {
  labels = labels;
  dayOptions = DAYS.map((days) => ({ value: String(days), label: String(days) }));
  days = 14;
  overview;
  error;
  isBusy = false;

  connectedCallback() {
    this.refresh();
  }

  get isReadOnly() {
    return this.overview?.isLive === false;
  }

  get daysText() {
    return String(this.days);
  }

  get tiles() {
    const open = new Map(this.overview.open.map((each) => [each.status, each]));
    return STATES.filter(({ value }) => open.has(value)).map((state) => ({
      ...state,
      amount: open.get(state.value).amount,
      oldest: open.get(state.value).oldest,
    }));
  }

  get isAllWell() {
    return this.overview?.open.length === 0;
  }

  changeDays(event) {
    this.days = Number(event.detail.value);
    return this.refresh();
  }

  async refresh() {
    this.isBusy = true;
    this.error = undefined;
    try {
      this.overview = await overview({ days: this.days });
    } catch (error) {
      this.error = error;
      this.overview = undefined;
    } finally {
      this.isBusy = false;
    }
  }
}
