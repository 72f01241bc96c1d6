import heading from '@salesforce/label/c.SageMapAddHeading';
import salesforceField from '@salesforce/label/c.SageMapSalesforceField';
import sageField from '@salesforce/label/c.SageMapSageField';
import add from '@salesforce/label/c.SageMapAdd';
import none from '@salesforce/label/c.SageMapNoneConstant';

export const labels = {
  heading,
  salesforceField,
  sageField,
  add,
  none,
};
