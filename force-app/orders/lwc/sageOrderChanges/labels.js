import title from '@salesforce/label/c.SageOrderChangesTitle';
import send from '@salesforce/label/c.SageOrderChangesSend';
import force from '@salesforce/label/c.SageOrderChangesForce';
import take from '@salesforce/label/c.SageOrderChangesTake';
import conflict from '@salesforce/label/c.SageOrderChangesConflict';
import automatic from '@salesforce/label/c.SageOrderChangesAutomatic';
import what from '@salesforce/label/c.SageOrderChangesWhat';
import before from '@salesforce/label/c.SageOrderChangesBefore';
import after from '@salesforce/label/c.SageOrderChangesAfter';
import quantity from '@salesforce/label/c.SageMemberQuantity';
import unitPrice from '@salesforce/label/c.SageMemberUnitPrice';
import discountPercent from '@salesforce/label/c.SageMemberDiscount';
import promiseDate from '@salesforce/label/c.SageMemberPromiseDate';
import description from '@salesforce/label/c.SageMemberDescription';
import comment from '@salesforce/label/c.SageMemberComment';
import unitOfMeasure from '@salesforce/label/c.SageMemberUnit';
import warehouseCode from '@salesforce/label/c.SageMemberWarehouse';
import orderDate from '@salesforce/label/c.SageMemberOrderDate';
import shipDate from '@salesforce/label/c.SageMemberShipDate';
import customerPONo from '@salesforce/label/c.SageMemberPoNumber';
import shipVia from '@salesforce/label/c.SageMemberShipVia';
import termsCode from '@salesforce/label/c.SageMemberTerms';
import shipTo from '@salesforce/label/c.SageMemberShipTo';
import added from '@salesforce/label/c.SageMemberAdded';
import removed from '@salesforce/label/c.SageMemberRemoved';
import loading from '@salesforce/label/c.SageOrderLoading';

export const labels = { title, send, force, take, conflict, automatic, what, before, after, loading };

/** Members of the contract in words. */
export const members = {
  quantity,
  unitPrice,
  discountPercent,
  promiseDate,
  description,
  comment,
  unitOfMeasure,
  warehouseCode,
  orderDate,
  shipDate,
  customerPONo,
  shipVia,
  termsCode,
  shipTo,
  added,
  removed,
};
