import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { fill } from 'c/sageErrors';
import holdOf from '@salesforce/label/c.SageOrderHoldOf';
import releaseOf from '@salesforce/label/c.SageOrderReleaseOf';
import cancelOf from '@salesforce/label/c.SageOrderCancelOf';
import holdMeans from '@salesforce/label/c.SageOrderHoldMeans';
import releaseMeans from '@salesforce/label/c.SageOrderReleaseMeans';
import cancelMeans from '@salesforce/label/c.SageOrderCancelMeans';
import promoteOf from '@salesforce/label/c.SageOrderPromoteOf';
import promoteMeans from '@salesforce/label/c.SageOrderPromoteMeans';
import promote from '@salesforce/label/c.SageOrderPromote';
import hold from '@salesforce/label/c.SageOrderHold';
import release from '@salesforce/label/c.SageOrderRelease';
import cancel from '@salesforce/label/c.SageOrderCancel';
import reason from '@salesforce/label/c.SageOrderReason';
import reasonCode from '@salesforce/label/c.SageOrderReasonCode';
import keep from '@salesforce/label/c.SageOrderKeep';

const changes = {
  HoldOrder: { title: holdOf, means: holdMeans, action: hold, variant: 'brand' },
  ReleaseOrder: { title: releaseOf, means: releaseMeans, action: release, variant: 'brand' },
  CancelOrder: { title: cancelOf, means: cancelMeans, action: cancel, variant: 'destructive' },
  PromoteQuote: { title: promoteOf, means: promoteMeans, action: promote, variant: 'brand' },
};

/**
 * Asks before an order changes in Sage. Closes with `{reason}` when the person wants it, with nothing when not.
 */
export default class SageOrderChange extends LightningModal {
  labels = { reasonInWords: reason, reasonCode, keep };
  /** HoldOrder, ReleaseOrder, CancelOrder or PromoteQuote. */
  @api type;
  @api salesOrderNo;

  reason = '';

  get change() {
    return changes[this.type];
  }

  get title() {
    return fill(this.change.title, this.salesOrderNo);
  }

  get isHold() {
    return this.type === 'HoldOrder';
  }

  get isCancel() {
    return this.type === 'CancelOrder';
  }

  takeReason(event) {
    this.reason = event.target.value;
  }

  leave() {
    this.close();
  }

  confirm() {
    this.close({ reason: this.reason });
  }
}
