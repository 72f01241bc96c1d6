import { api } from 'lwc';
import LightningModal from 'lightning/modal';

/** Shows a quick action of a record. As on the platform it learns its record only after it is connected. */
export default class ActionScreen extends LightningModal {
  @api action;
  @api recordId;
  @api objectApiName;

  renderedCallback() {
    const { action } = this.refs;
    action.recordId = this.recordId;
    action.objectApiName = this.objectApiName;
  }

  handleClose(event) {
    event.stopPropagation();
    this.close();
  }
}
