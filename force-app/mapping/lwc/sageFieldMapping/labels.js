import title from '@salesforce/label/c.SageMapTitle';
import loading from '@salesforce/label/c.SageMapLoading';
import save from '@salesforce/label/c.SageMapSave';
import reset from '@salesforce/label/c.SageMapReset';
import suggest from '@salesforce/label/c.SageMapSuggest';
import exportFile from '@salesforce/label/c.SageMapExport';
import importFile from '@salesforce/label/c.SageMapImport';
import unsaved from '@salesforce/label/c.SageMapUnsaved';
import saving from '@salesforce/label/c.SageMapSaving';
import saved from '@salesforce/label/c.SageMapSaved';
import unheard from '@salesforce/label/c.SageMapSavedUnheard';
import notSaved from '@salesforce/label/c.SageMapNotSaved';
import hasErrors from '@salesforce/label/c.SageMapHasErrors';
import added from '@salesforce/label/c.SageMapAdded';
import removed from '@salesforce/label/c.SageMapRemoved';
import suggested from '@salesforce/label/c.SageMapSuggested';
import taken from '@salesforce/label/c.SageMapTaken';
import already from '@salesforce/label/c.SageMapAlready';
import search from '@salesforce/label/c.SageMapSearch';
import showOff from '@salesforce/label/c.SageMapShowOff';
import noRows from '@salesforce/label/c.SageMapNoRows';
import sageAway from '@salesforce/label/c.SageMapSageAway';
import revisionSame from '@salesforce/label/c.SageMapRevisionSame';
import revisionOther from '@salesforce/label/c.SageMapRevisionOther';
import revisionAway from '@salesforce/label/c.SageMapRevisionAway';
import rows from '@salesforce/label/c.SageMapRows';
import salesforce from '@salesforce/label/c.SageMapSalesforceFields';
import sage from '@salesforce/label/c.SageMapSageFields';
import objects from '@salesforce/label/c.SageMapObjects';

export const labels = {
  title,
  loading,
  save,
  reset,
  suggest,
  exportFile,
  importFile,
  unsaved,
  saving,
  saved,
  unheard,
  notSaved,
  hasErrors,
  added,
  removed,
  suggested,
  taken,
  already,
  search,
  showOff,
  noRows,
  sageAway,
  revisionSame,
  revisionOther,
  revisionAway,
  rows,
  salesforce,
  sage,
  objects,
};
