import title from '@salesforce/label/c.SageListTitle';
import states from '@salesforce/label/c.SageListStates';
import type from '@salesforce/label/c.SageListType';
import allTypes from '@salesforce/label/c.SageListAllTypes';
import from from '@salesforce/label/c.SageListFrom';
import to from '@salesforce/label/c.SageListTo';
import search from '@salesforce/label/c.SageListSearch';
import replaced from '@salesforce/label/c.SageListReplaced';
import show from '@salesforce/label/c.SageListShow';
import more from '@salesforce/label/c.SageListMore';
import empty from '@salesforce/label/c.SageListEmpty';
import loading from '@salesforce/label/c.SageListLoading';
import request from '@salesforce/label/c.SageListRequest';
import state from '@salesforce/label/c.SageListState';
import record from '@salesforce/label/c.SageListRecord';
import orderNo from '@salesforce/label/c.SageListOrderNo';
import stored from '@salesforce/label/c.SageListStored';
import reason from '@salesforce/label/c.SageListReason';
import details from '@salesforce/label/c.SageListDetails';
import plan from '@salesforce/label/c.SageListPlan';
import confirmTitle from '@salesforce/label/c.SageListConfirmTitle';
import confirm from '@salesforce/label/c.SageListConfirm';
import nothing from '@salesforce/label/c.SageListNothing';
import progress from '@salesforce/label/c.SageListProgress';

export const labels = {
  title,
  states,
  type,
  allTypes,
  from,
  to,
  search,
  replaced,
  show,
  more,
  empty,
  loading,
  request,
  state,
  record,
  orderNo,
  stored,
  reason,
  details,
  plan,
  confirmTitle,
  confirm,
  nothing,
  progress,
};
