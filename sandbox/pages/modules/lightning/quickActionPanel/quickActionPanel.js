import { LightningElement, api } from 'lwc';

/** Frame of a quick action's screen. */
export default class QuickActionPanel extends LightningElement {
  @api header;
}
