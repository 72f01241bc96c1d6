import title from '@salesforce/label/c.SageMapImportTitle';
import choose from '@salesforce/label/c.SageMapChooseFile';
import added from '@salesforce/label/c.SageMapPlanAdded';
import changed from '@salesforce/label/c.SageMapPlanChanged';
import same from '@salesforce/label/c.SageMapPlanSame';
import note from '@salesforce/label/c.SageMapPlanNote';
import take from '@salesforce/label/c.SageMapTake';
import cancel from '@salesforce/label/c.SageMapCancel';
import nothing from '@salesforce/label/c.SageMapNothing';

export const labels = {
  title,
  choose,
  added,
  changed,
  same,
  note,
  take,
  cancel,
  nothing,
};
