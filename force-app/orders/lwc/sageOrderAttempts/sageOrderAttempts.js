import { LightningElement, api } from 'lwc';
import wish from '@salesforce/label/c.SageOrderHistoryWish';
import state from '@salesforce/label/c.SageOrderHistoryState';
import stored from '@salesforce/label/c.SageOrderHistoryStored';
import sent from '@salesforce/label/c.SageOrderHistorySent';
import answered from '@salesforce/label/c.SageOrderHistoryAnswered';
import tries from '@salesforce/label/c.SageOrderHistoryTries';
import message from '@salesforce/label/c.SageOrderHistoryMessage';
import title from '@salesforce/label/c.SageOrderTitle';
import place from '@salesforce/label/c.SageOrderWishPlace';
import hold from '@salesforce/label/c.SageOrderWishHold';
import release from '@salesforce/label/c.SageOrderWishRelease';
import cancel from '@salesforce/label/c.SageOrderWishCancel';
import change from '@salesforce/label/c.SageTypeChangeOrder';
import promote from '@salesforce/label/c.SageTypePromoteQuote';
import waiting from '@salesforce/label/c.SageOrderStateWaiting';
import accepted from '@salesforce/label/c.SageOrderStateAccepted';
import done from '@salesforce/label/c.SageOrderAttemptDone';
import refused from '@salesforce/label/c.SageOrderStateRefused';
import failed from '@salesforce/label/c.SageOrderStateFailed';

const wishes = {
  PlaceOrder: place,
  HoldOrder: hold,
  ReleaseOrder: release,
  CancelOrder: cancel,
  ChangeOrder: change,
  PromoteQuote: promote,
};
const states = { Waiting: waiting, Accepted: accepted, Done: done, Refused: refused, Failed: failed };

/** The requests of a record, the newest first, as a table. */
export default class SageOrderAttempts extends LightningElement {
  labels = { wish, state, stored, sent, answered, tries, message, title };
  /** SageOrderStatus.Attempt of the controller. */
  @api attempts = [];

  get rows() {
    return this.attempts.map((attempt) => ({
      ...attempt,
      wish: `${wishes[attempt.type]} ${attempt.version}`,
      state: states[attempt.status],
      tries: `${attempt.sendAttempts ?? 0} / ${attempt.attempts ?? 0}`,
    }));
  }
}
