import title from '@salesforce/label/c.SageCreditDecisionTitle';
import loading from '@salesforce/label/c.SageCreditDecisionLoading';
import from from '@salesforce/label/c.SageCreditDecisionFrom';
import to from '@salesforce/label/c.SageCreditDecisionTo';
import unknown from '@salesforce/label/c.SageCreditDecisionUnknown';
import requestedBy from '@salesforce/label/c.SageCreditDecisionRequestedBy';
import until from '@salesforce/label/c.SageCreditFormUntil';
import reason from '@salesforce/label/c.SageCreditFormReason';
import comment from '@salesforce/label/c.SageCreditDecisionComment';
import approve from '@salesforce/label/c.SageCreditDecisionApprove';
import reject from '@salesforce/label/c.SageCreditDecisionReject';
import sendAgain from '@salesforce/label/c.SageCreditDecisionSendAgain';
import refresh from '@salesforce/label/c.SageCreditDecisionRefresh';
import draft from '@salesforce/label/c.SageCreditStateDraft';
import submitted from '@salesforce/label/c.SageCreditStateSubmitted';
import approved from '@salesforce/label/c.SageCreditStateApproved';
import rejected from '@salesforce/label/c.SageCreditStateRejected';
import sending from '@salesforce/label/c.SageCreditStateSending';
import done from '@salesforce/label/c.SageCreditStateDone';
import refused from '@salesforce/label/c.SageCreditStateRefused';
import failed from '@salesforce/label/c.SageCreditStateFailed';
import decidedBy from '@salesforce/label/c.SageCreditDecisionDecidedBy';
import saved from '@salesforce/label/c.SageCreditDecisionSaved';
import sent from '@salesforce/label/c.SageCreditDecisionSent';

export const labels = {
  title,
  loading,
  from,
  to,
  unknown,
  requestedBy,
  until,
  reason,
  comment,
  approve,
  reject,
  sendAgain,
  refresh,
  draft,
  submitted,
  approved,
  rejected,
  sending,
  done,
  refused,
  failed,
  decidedBy,
  saved,
  sent,
};
