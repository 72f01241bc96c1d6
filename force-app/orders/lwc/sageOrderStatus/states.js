import notSent from '@salesforce/label/c.SageOrderStateNotSent';
import waiting from '@salesforce/label/c.SageOrderStateWaiting';
import accepted from '@salesforce/label/c.SageOrderStateAccepted';
import done from '@salesforce/label/c.SageOrderStateDone';
import refused from '@salesforce/label/c.SageOrderStateRefused';
import failed from '@salesforce/label/c.SageOrderStateFailed';
import onHold from '@salesforce/label/c.SageOrderStateOnHold';
import cancelled from '@salesforce/label/c.SageOrderStateCancelled';
import completed from '@salesforce/label/c.SageOrderStateCompleted';
import nextNotSent from '@salesforce/label/c.SageOrderNextNotSent';
import nextByButton from '@salesforce/label/c.SageOrderNextByButton';
import nextSend from '@salesforce/label/c.SageOrderNextSend';
import nextTwin from '@salesforce/label/c.SageOrderNextTwin';
import nextWaiting from '@salesforce/label/c.SageOrderNextWaiting';
import nextAccepted from '@salesforce/label/c.SageOrderNextAccepted';
import nextRefused from '@salesforce/label/c.SageOrderNextRefused';
import nextFailed from '@salesforce/label/c.SageOrderNextFailed';
import nextNoSale from '@salesforce/label/c.SageOrderNextNoSale';
import nextOnHold from '@salesforce/label/c.SageOrderNextOnHold';
import nextCancelled from '@salesforce/label/c.SageOrderNextCancelled';

/** Each state of SageOrderStatus.state: its words, its icon, and what to do next. */
const states = {
  NotSent: { text: notSent, icon: 'utility:record', next: nextNotSent },
  Waiting: { text: waiting, icon: 'utility:clock', next: nextWaiting },
  Accepted: { text: accepted, icon: 'utility:sync', next: nextAccepted },
  Done: { text: done, icon: 'utility:success', variant: 'success' },
  Refused: { text: refused, icon: 'utility:warning', variant: 'warning', next: nextRefused },
  Failed: { text: failed, icon: 'utility:error', variant: 'error', next: nextFailed },
  OnHold: { text: onHold, icon: 'utility:pause', variant: 'warning', next: nextOnHold },
  Cancelled: { text: cancelled, icon: 'utility:ban', next: nextCancelled },
  Completed: { text: completed, icon: 'utility:check', variant: 'success' },
};

/** Words, icon and next step of a status; a state that this version does not know reads as itself. */
export function stateOf(status) {
  const state = states[status.state] ?? { text: status.state, icon: 'utility:record' };
  if (status.state === 'NotSent') return { ...state, next: nextOfUnsent(status) };
  const isOver = status.state === 'Refused' || status.state === 'Failed';
  return isOver && !status.canSend ? { ...state, next: nextNoSale } : state;
}

function nextOfUnsent({ sentById, canSend, isAutomatic }) {
  if (sentById) return nextTwin;
  if (canSend) return nextSend;
  return isAutomatic ? nextNotSent : nextByButton;
}
