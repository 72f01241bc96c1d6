import { api } from 'lwc';
import LightningModal from 'lightning/modal';

/** Shows a quick action of a record. As on the platform it learns its record only after it is connected. */
export default class ActionScreen extends LightningModal {
  @api action;
  @api recordId;
  @api objectApiName;

  renderedCallback() {
    const { action } = this.refs;
    for (const name of ['recordId', 'objectApiName']) if (name in action) action[name] = this[name];
  }

  handleClose(event) {
    event.stopPropagation();
    this.close();
  }
}
