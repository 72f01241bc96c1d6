import loading from '@salesforce/label/c.SageSetupLoading';
import intro from '@salesforce/label/c.SageSetupConnectionIntro';
import address from '@salesforce/label/c.SageSetupConnectionAddress';
import addressHelp from '@salesforce/label/c.SageSetupConnectionAddressHelp';
import key from '@salesforce/label/c.SageSetupConnectionKey';
import keyHelp from '@salesforce/label/c.SageSetupConnectionKeyHelp';
import keyKept from '@salesforce/label/c.SageSetupConnectionKeyKept';
import saveAndTest from '@salesforce/label/c.SageSetupConnectionSave';
import test from '@salesforce/label/c.SageSetupConnectionTest';
import testing from '@salesforce/label/c.SageSetupConnectionTesting';
import whole from '@salesforce/label/c.SageSetupConnectionWhole';
import fetches from '@salesforce/label/c.SageSetupConnectionFetches';
import broken from '@salesforce/label/c.SageSetupConnectionBroken';
import stations from '@salesforce/label/c.SageSetupConnectionStations';
import ok from '@salesforce/label/c.SageSetupHopOk';
import failed from '@salesforce/label/c.SageSetupHopFailed';
import skipped from '@salesforce/label/c.SageSetupHopSkipped';
import off from '@salesforce/label/c.SageSetupHopOff';
import milliseconds from '@salesforce/label/c.SageSetupHopMilliseconds';
import credential from '@salesforce/label/c.SageSetupHopCredential';
import keyHop from '@salesforce/label/c.SageSetupHopKey';
import access from '@salesforce/label/c.SageSetupHopAccess';
import right from '@salesforce/label/c.SageSetupHopRight';
import network from '@salesforce/label/c.SageSetupHopNetwork';
import gateway from '@salesforce/label/c.SageSetupHopGateway';
import database from '@salesforce/label/c.SageSetupHopDatabase';
import sageRead from '@salesforce/label/c.SageSetupHopSageRead';
import sageWrite from '@salesforce/label/c.SageSetupHopSageWrite';
import salesforce from '@salesforce/label/c.SageSetupHopSalesforce';

export const labels = {
  loading,
  intro,
  address,
  addressHelp,
  key,
  keyHelp,
  keyKept,
  saveAndTest,
  test,
  testing,
  whole,
  fetches,
  broken,
  stations,
  ok,
  failed,
  skipped,
  off,
  milliseconds,
  credential,
  keyHop,
  access,
  right,
  network,
  gateway,
  database,
  sageRead,
  sageWrite,
  salesforce,
};
