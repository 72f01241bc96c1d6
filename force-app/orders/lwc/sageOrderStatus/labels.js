import title from '@salesforce/label/c.SageOrderTitle';
import loading from '@salesforce/label/c.SageOrderLoading';
import refresh from '@salesforce/label/c.SageOrderRefresh';
import noEvents from '@salesforce/label/c.SageOrderNoEvents';
import readOnly from '@salesforce/label/c.SageOrderReadOnly';
import notReached from '@salesforce/label/c.SageOrderNotReached';
import nextTry from '@salesforce/label/c.SageOrderNextTry';
import field from '@salesforce/label/c.SageOrderField';
import open from '@salesforce/label/c.SageOrderOpen';
import openOther from '@salesforce/label/c.SageOrderOpenOther';
import number from '@salesforce/label/c.SageOrderNumber';
import customer from '@salesforce/label/c.SageOrderCustomer';
import customerNew from '@salesforce/label/c.SageOrderCustomerNew';
import lines from '@salesforce/label/c.SageOrderLines';
import quantity from '@salesforce/label/c.SageOrderQuantity';
import merchandise from '@salesforce/label/c.SageOrderMerchandise';
import warnings from '@salesforce/label/c.SageOrderWarnings';
import send from '@salesforce/label/c.SageOrderSend';
import sendAgain from '@salesforce/label/c.SageOrderSendAgain';
import tellAgain from '@salesforce/label/c.SageOrderTellAgain';
import hold from '@salesforce/label/c.SageOrderHold';
import release from '@salesforce/label/c.SageOrderRelease';
import cancel from '@salesforce/label/c.SageOrderCancel';
import history from '@salesforce/label/c.SageOrderHistory';
import untold from '@salesforce/label/c.SageOrderUntold';
import refusedOrder from '@salesforce/label/c.SageOrderRefusedOrder';
import refusedHold from '@salesforce/label/c.SageOrderRefusedHold';
import refusedRelease from '@salesforce/label/c.SageOrderRefusedRelease';
import refusedCancel from '@salesforce/label/c.SageOrderRefusedCancel';
import holding from '@salesforce/label/c.SageOrderHolding';
import releasing from '@salesforce/label/c.SageOrderReleasing';
import cancelling from '@salesforce/label/c.SageOrderCancelling';
import changing from '@salesforce/label/c.SageOrderChanging';
import promoting from '@salesforce/label/c.SageOrderPromoting';
import refusedChange from '@salesforce/label/c.SageOrderRefusedChange';
import refusedPromote from '@salesforce/label/c.SageOrderRefusedPromote';
import promote from '@salesforce/label/c.SageOrderPromote';

export const labels = {
  title,
  loading,
  refresh,
  noEvents,
  readOnly,
  notReached,
  nextTry,
  field,
  open,
  openOther,
  number,
  customer,
  customerNew,
  lines,
  quantity,
  merchandise,
  warnings,
  send,
  sendAgain,
  tellAgain,
  hold,
  release,
  cancel,
  history,
  untold,
  refusedOrder,
  refusedHold,
  refusedRelease,
  refusedCancel,
  holding,
  releasing,
  cancelling,
  changing,
  promoting,
  refusedChange,
  refusedPromote,
  promote,
};
