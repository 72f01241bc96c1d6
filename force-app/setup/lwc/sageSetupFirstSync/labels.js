import loading from '@salesforce/label/c.SageSetupLoading';
import intro from '@salesforce/label/c.SageSetupFirstSyncIntro';
import jobs from '@salesforce/label/c.SageSetupFirstSyncJobs';
import empty from '@salesforce/label/c.SageSetupFirstSyncEmpty';
import job from '@salesforce/label/c.SageSetupFirstSyncJob';
import nextTime from '@salesforce/label/c.SageSetupFirstSyncNext';
import lastTime from '@salesforce/label/c.SageSetupFirstSyncLast';
import start from '@salesforce/label/c.SageSetupFirstSyncStart';
import again from '@salesforce/label/c.SageSetupFirstSyncAgain';
import started from '@salesforce/label/c.SageSetupFirstSyncStarted';

export const labels = {
  loading,
  intro,
  jobs,
  empty,
  job,
  nextTime,
  lastTime,
  start,
  again,
  started,
};
