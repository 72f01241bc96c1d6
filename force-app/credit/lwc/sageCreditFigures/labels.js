import limit from '@salesforce/label/c.SageCreditLimit';
import balance from '@salesforce/label/c.SageCreditBalance';
import openOrders from '@salesforce/label/c.SageCreditOpenOrders';
import thisOrder from '@salesforce/label/c.SageCreditThisOrder';
import remaining from '@salesforce/label/c.SageCreditRemaining';
import none from '@salesforce/label/c.SageCreditNone';
import agingTitle from '@salesforce/label/c.SageCreditAging';
import age from '@salesforce/label/c.SageCreditAge';
import amount from '@salesforce/label/c.SageCreditAmount';
import share from '@salesforce/label/c.SageCreditShare';
import current from '@salesforce/label/c.SageCreditCurrent';
import pastDue from '@salesforce/label/c.SageCreditPastDue';
import terms from '@salesforce/label/c.SageCreditTerms';
import daysToPay from '@salesforce/label/c.SageCreditDaysToPay';
import daysOverdue from '@salesforce/label/c.SageCreditDaysOverdue';
import lastPayment from '@salesforce/label/c.SageCreditLastPayment';
import onDay from '@salesforce/label/c.SageCreditOnDay';
import customer from '@salesforce/label/c.SageCreditCustomer';
import billTo from '@salesforce/label/c.SageCreditBillTo';
import rate from '@salesforce/label/c.SageCreditRate';
import noRate from '@salesforce/label/c.SageCreditNoRate';
import inSage from '@salesforce/label/c.SageCreditInSage';
import asOf from '@salesforce/label/c.SageCreditAsOf';

export const labels = {
  limit,
  balance,
  openOrders,
  thisOrder,
  remaining,
  none,
  agingTitle,
  age,
  amount,
  share,
  current,
  pastDue,
  terms,
  daysToPay,
  daysOverdue,
  lastPayment,
  onDay,
  customer,
  billTo,
  rate,
  noRate,
  inSage,
  asOf,
};
