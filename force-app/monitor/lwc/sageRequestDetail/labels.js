import title from '@salesforce/label/c.SageDetailTitle';
import loading from '@salesforce/label/c.SageDetailLoading';
import close from '@salesforce/label/c.SageDetailClose';
import sendAgain from '@salesforce/label/c.SageDetailSendAgain';
import sent from '@salesforce/label/c.SageDetailSent';
import state from '@salesforce/label/c.SageDetailState';
import type from '@salesforce/label/c.SageDetailType';
import key from '@salesforce/label/c.SageDetailKey';
import record from '@salesforce/label/c.SageDetailRecord';
import company from '@salesforce/label/c.SageDetailCompany';
import orderNo from '@salesforce/label/c.SageDetailOrderNo';
import customerNo from '@salesforce/label/c.SageDetailCustomerNo';
import way from '@salesforce/label/c.SageDetailWay';
import stored from '@salesforce/label/c.SageDetailStored';
import lastSent from '@salesforce/label/c.SageDetailLastSent';
import accepted from '@salesforce/label/c.SageDetailAccepted';
import answered from '@salesforce/label/c.SageDetailAnswered';
import nextSend from '@salesforce/label/c.SageDetailNextSend';
import reason from '@salesforce/label/c.SageDetailReason';
import field from '@salesforce/label/c.SageDetailField';
import warnings from '@salesforce/label/c.SageDetailWarnings';
import message from '@salesforce/label/c.SageDetailMessage';
import noMessage from '@salesforce/label/c.SageDetailNoMessage';

export const labels = {
  title,
  loading,
  close,
  sendAgain,
  sent,
  state,
  type,
  key,
  record,
  company,
  orderNo,
  customerNo,
  way,
  stored,
  lastSent,
  accepted,
  answered,
  nextSend,
  reason,
  field,
  warnings,
  message,
  noMessage,
};
