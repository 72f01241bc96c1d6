import heading from '@salesforce/label/c.SageMapPreviewHeading';
import find from '@salesforce/label/c.SageMapFind';
import text from '@salesforce/label/c.SageMapFindRecord';
import record from '@salesforce/label/c.SageMapRecord';
import none from '@salesforce/label/c.SageMapNothingFound';
import trying from '@salesforce/label/c.SageMapTrying';
import tried from '@salesforce/label/c.SageMapTried';
import notInSage from '@salesforce/label/c.SageMapNotInSage';
import away from '@salesforce/label/c.SageMapPreviewAway';

export const labels = {
  heading,
  find,
  text,
  record,
  none,
  trying,
  tried,
  notInSage,
  away,
};
