import { LightningElement, api } from 'lwc';
import title from '@salesforce/label/c.SageCreditCheckButton';

/**
 * Quick action "Check Credit": the panel, which asks Sage as soon as the record is known.
 */
export default class SageCreditAction extends LightningElement {
  labels = { title };
  /** Arrives after the component is connected. */
  @api recordId;
  @api objectApiName;
}
