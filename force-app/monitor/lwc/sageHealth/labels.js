import title from '@salesforce/label/c.SageHealthTitle';
import check from '@salesforce/label/c.SageHealthCheck';
import loading from '@salesforce/label/c.SageHealthLoading';
import ok from '@salesforce/label/c.SageHealthOk';
import failed from '@salesforce/label/c.SageHealthFailed';
import off from '@salesforce/label/c.SageHealthOff';
import gateway from '@salesforce/label/c.SageHealthGateway';
import database from '@salesforce/label/c.SageHealthDatabase';
import sageRead from '@salesforce/label/c.SageHealthSageRead';
import sageWrite from '@salesforce/label/c.SageHealthSageWrite';
import salesforce from '@salesforce/label/c.SageHealthSalesforce';
import milliseconds from '@salesforce/label/c.SageHealthMilliseconds';

export const labels = {
  title,
  check,
  loading,
  ok,
  failed,
  off,
  gateway,
  database,
  sageRead,
  sageWrite,
  salesforce,
  milliseconds,
};
