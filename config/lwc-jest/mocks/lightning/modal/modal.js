import { LightningElement, api } from 'lwc';

/** Tests open a modal as an element of its own; `close(result)` tells them by the event `privateclose`, `detail` the result. */
export default class Modal extends LightningElement {
  static open = jest.fn();

  @api label;
  @api description;
  @api size;
  @api disableClose;

  @api close(result) {
    this.dispatchEvent(new CustomEvent('privateclose', { detail: result }));
  }
}
