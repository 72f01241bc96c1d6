import edit from '@salesforce/label/c.SageMapEdit';
import remove from '@salesforce/label/c.SageMapRemove';
import off from '@salesforce/label/c.SageMapOff';
import error from '@salesforce/label/c.SageMapError';
import warning from '@salesforce/label/c.SageMapWarning';
import inSage from '@salesforce/label/c.SageMapInSage';
import inSalesforce from '@salesforce/label/c.SageMapInSalesforce';
import noValue from '@salesforce/label/c.SageMapNoValue';
import directionOf from '@salesforce/label/c.SageMapDirectionOf';
import ownerOf from '@salesforce/label/c.SageMapOwnerOf';

export const labels = {
  edit,
  remove,
  off,
  error,
  warning,
  inSage,
  inSalesforce,
  noValue,
  directionOf,
  ownerOf,
};
