import loading from '@salesforce/label/c.SageSetupLoading';
import refresh from '@salesforce/label/c.SageSetupRefresh';
import title from '@salesforce/label/c.SageSetupTitle';
import readOnly from '@salesforce/label/c.SageSetupReadOnly';
import live from '@salesforce/label/c.SageSetupLive';
import required from '@salesforce/label/c.SageSetupRequired';
import optional from '@salesforce/label/c.SageSetupOptional';
import done from '@salesforce/label/c.SageSetupDone';
import notDone from '@salesforce/label/c.SageSetupNotDone';
import features from '@salesforce/label/c.SageSetupFeatures';
import on from '@salesforce/label/c.SageSetupOn';
import off from '@salesforce/label/c.SageSetupOff';
import connection from '@salesforce/label/c.SageSetupStepConnection';
import companies from '@salesforce/label/c.SageSetupStepCompanies';
import matching from '@salesforce/label/c.SageSetupStepMatching';
import mapping from '@salesforce/label/c.SageSetupStepMapping';
import policies from '@salesforce/label/c.SageSetupStepPolicies';
import permissions from '@salesforce/label/c.SageSetupStepPermissions';
import firstSync from '@salesforce/label/c.SageSetupStepFirstSync';
import goLive from '@salesforce/label/c.SageSetupStepGoLive';

export const labels = {
  loading,
  refresh,
  title,
  readOnly,
  live,
  required,
  optional,
  done,
  notDone,
  features,
  on,
  off,
  connection,
  companies,
  matching,
  mapping,
  policies,
  permissions,
  firstSync,
  goLive,
};
