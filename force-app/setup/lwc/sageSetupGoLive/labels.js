import saving from '@salesforce/label/c.SageSetupSaving';
import unheard from '@salesforce/label/c.SageSetupUnheard';
import notSaved from '@salesforce/label/c.SageSetupNotSaved';
import intro from '@salesforce/label/c.SageSetupGoLiveIntro';
import checklist from '@salesforce/label/c.SageSetupGoLiveChecklist';
import goLive from '@salesforce/label/c.SageSetupGoLiveButton';
import goReadOnly from '@salesforce/label/c.SageSetupGoLiveBack';
import open from '@salesforce/label/c.SageSetupGoLiveOpen';
import isLive from '@salesforce/label/c.SageSetupGoLiveIs';
import wentLive from '@salesforce/label/c.SageSetupGoLiveDone';
import wentReadOnly from '@salesforce/label/c.SageSetupGoLiveBackDone';
import done from '@salesforce/label/c.SageSetupDone';
import notDone from '@salesforce/label/c.SageSetupNotDone';

export const labels = {
  saving,
  unheard,
  notSaved,
  intro,
  checklist,
  goLive,
  goReadOnly,
  open,
  isLive,
  wentLive,
  wentReadOnly,
  done,
  notDone,
};
