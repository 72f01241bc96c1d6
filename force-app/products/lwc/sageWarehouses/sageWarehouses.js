import { LightningElement, api } from 'lwc';
import { labels } from './labels';

/** Stock of one item by warehouse. */
export default class SageWarehouses extends LightningElement {
  labels = labels;
  /** Warehouses of SageAvailability.Item. */
  @api warehouses = [];

  get isEmpty() {
    return this.warehouses.length === 0;
  }
}
