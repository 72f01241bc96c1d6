import { LightningElement, api } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { fill } from 'c/sageErrors';
import title from '@salesforce/label/c.SageCreditRequestButton';
import submitted from '@salesforce/label/c.SageCreditSubmittedToast';
import drafted from '@salesforce/label/c.SageCreditDraftedToast';

/**
 * Quick action "Request a credit limit".
 */
export default class SageCreditRequestAction extends LightningElement {
  labels = { title };
  /** Arrives after the component is connected. */
  @api recordId;

  leave() {
    this.dispatchEvent(new CloseActionScreenEvent());
  }

  done(event) {
    const { Name, Status__c, Message__c } = event.detail;
    const isDraft = Status__c === 'Draft';
    const text = isDraft ? fill(drafted, Name, Message__c ?? '') : fill(submitted, Name);
    this.dispatchEvent(new ShowToastEvent({ title: text, variant: isDraft ? 'warning' : 'success' }));
    this.leave();
  }
}
