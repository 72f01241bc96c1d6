import title from '@salesforce/label/c.SageMapEditorTitle';
import salesforceField from '@salesforce/label/c.SageMapSalesforceField';
import sageField from '@salesforce/label/c.SageMapSageField';
import direction from '@salesforce/label/c.SageMapDirection';
import owner from '@salesforce/label/c.SageMapOwner';
import ownerHelp from '@salesforce/label/c.SageMapOwnerHelp';
import kind from '@salesforce/label/c.SageMapKind';
import constant from '@salesforce/label/c.SageMapConstant';
import defaultWhenBlank from '@salesforce/label/c.SageMapDefault';
import defaultHelp from '@salesforce/label/c.SageMapDefaultHelp';
import active from '@salesforce/label/c.SageMapActive';
import apply from '@salesforce/label/c.SageMapApply';
import cancel from '@salesforce/label/c.SageMapCancel';
import error from '@salesforce/label/c.SageMapError';
import warning from '@salesforce/label/c.SageMapWarning';
import noField from '@salesforce/label/c.SageMapNoneConstant';

export const labels = {
  title,
  salesforceField,
  sageField,
  direction,
  owner,
  ownerHelp,
  kind,
  constant,
  defaultWhenBlank,
  defaultHelp,
  active,
  apply,
  cancel,
  error,
  warning,
  noField,
};
