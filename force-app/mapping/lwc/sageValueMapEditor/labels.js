import values from '@salesforce/label/c.SageMapValues';
import salesforceValue from '@salesforce/label/c.SageMapSalesforceValue';
import sageValue from '@salesforce/label/c.SageMapSageValue';
import add from '@salesforce/label/c.SageMapAddValue';
import fillIn from '@salesforce/label/c.SageMapFillValues';
import remove from '@salesforce/label/c.SageMapRemoveValue';
import none from '@salesforce/label/c.SageMapNoValues';

export const labels = {
  values,
  salesforceValue,
  sageValue,
  add,
  fillIn,
  remove,
  none,
};
