import { labels } from './labels';

/** States in the order of a request's way, each with its word, icon and the colour hook of its bar. */
export const STATES = [
  { value: 'Waiting', label: labels.waiting, icon: 'utility:clock' },
  { value: 'Accepted', label: labels.accepted, icon: 'utility:sync' },
  { value: 'Done', label: labels.done, icon: 'utility:success' },
  { value: 'Refused', label: labels.refused, icon: 'utility:ban' },
  { value: 'Failed', label: labels.failed, icon: 'utility:error' },
];

export const TYPES = [
  { value: 'PlaceOrder', label: labels.placeOrder },
  { value: 'HoldOrder', label: labels.holdOrder },
  { value: 'ReleaseOrder', label: labels.releaseOrder },
  { value: 'CancelOrder', label: labels.cancelOrder },
  { value: 'ChangeOrder', label: labels.changeOrder },
  { value: 'PromoteQuote', label: labels.promoteQuote },
  { value: 'ChangeCreditLimit', label: labels.changeCreditLimit },
  { value: 'UpdateCustomer', label: labels.updateCustomer },
  { value: 'ChangeItemPrice', label: labels.changeItemPrice },
];

/** The word for a state or type; one that is newer than this page is shown as it is. */
export function wordFor(list, value) {
  return list.find((each) => each.value === value)?.label ?? value;
}
