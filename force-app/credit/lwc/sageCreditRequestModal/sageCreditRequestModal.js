import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import title from '@salesforce/label/c.SageCreditRequestButton';

/**
 * The form in a modal. Closes with the stored SageCreditRequest__c, with nothing when the person leaves.
 */
export default class SageCreditRequestModal extends LightningModal {
  labels = { title };
  @api recordId;
  @api currentLimit;
  @api currencyCode;

  leave() {
    this.close();
  }

  done(event) {
    this.close(event.detail);
  }
}
