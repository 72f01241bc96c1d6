import waiting from '@salesforce/label/c.SageStateWaiting';
import accepted from '@salesforce/label/c.SageStateAccepted';
import done from '@salesforce/label/c.SageStateDone';
import refused from '@salesforce/label/c.SageStateRefused';
import failed from '@salesforce/label/c.SageStateFailed';
import placeOrder from '@salesforce/label/c.SageTypePlaceOrder';
import holdOrder from '@salesforce/label/c.SageTypeHoldOrder';
import releaseOrder from '@salesforce/label/c.SageTypeReleaseOrder';
import cancelOrder from '@salesforce/label/c.SageTypeCancelOrder';
import changeOrder from '@salesforce/label/c.SageTypeChangeOrder';
import promoteQuote from '@salesforce/label/c.SageTypePromoteQuote';
import changeCreditLimit from '@salesforce/label/c.SageTypeChangeCreditLimit';
import updateCustomer from '@salesforce/label/c.SageTypeUpdateCustomer';
import changeItemPrice from '@salesforce/label/c.SageTypeChangeItemPrice';

export const labels = {
  waiting,
  accepted,
  done,
  refused,
  failed,
  placeOrder,
  holdOrder,
  releaseOrder,
  cancelOrder,
  changeOrder,
  promoteQuote,
  changeCreditLimit,
  updateCustomer,
  changeItemPrice,
};
