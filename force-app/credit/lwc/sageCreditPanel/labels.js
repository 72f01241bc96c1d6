import title from '@salesforce/label/c.SageCreditTitle';
import check from '@salesforce/label/c.SageCreditCheckButton';
import checkAgain from '@salesforce/label/c.SageCreditCheckAgain';
import hint from '@salesforce/label/c.SageCreditHint';
import loading from '@salesforce/label/c.SageCreditLoading';
import record from '@salesforce/label/c.SageCreditRecordCheck';
import recorded from '@salesforce/label/c.SageCreditRecorded';
import request from '@salesforce/label/c.SageCreditRequestButton';
import submitted from '@salesforce/label/c.SageCreditSubmittedToast';
import drafted from '@salesforce/label/c.SageCreditDraftedToast';
import slow from '@salesforce/label/c.SageCreditSlow';
import notLinked from '@salesforce/label/c.SageCreditNotLinked';
import tryAgain from '@salesforce/label/c.SageCreditTryAgain';
import warning from '@salesforce/label/c.SageCreditWarning';
import information from '@salesforce/label/c.SageCreditInformation';
import last from '@salesforce/label/c.SageCreditLast';
import lastRemaining from '@salesforce/label/c.SageCreditLastRemaining';
import byButton from '@salesforce/label/c.SageCreditByButton';
import byOrder from '@salesforce/label/c.SageCreditByOrder';
import byFlow from '@salesforce/label/c.SageCreditByFlow';

export const labels = {
  title,
  check,
  checkAgain,
  hint,
  loading,
  record,
  recorded,
  request,
  submitted,
  drafted,
  slow,
  notLinked,
  tryAgain,
  warning,
  information,
  last,
  lastRemaining,
  byButton,
  byOrder,
  byFlow,
};
