import intro from '@salesforce/label/c.SageCreditFormIntro';
import now from '@salesforce/label/c.SageCreditFormNow';
import amount from '@salesforce/label/c.SageCreditFormAmount';
import amountIn from '@salesforce/label/c.SageCreditFormAmountIn';
import amountHelp from '@salesforce/label/c.SageCreditFormAmountHelp';
import amountWrong from '@salesforce/label/c.SageCreditAmountWrong';
import reason from '@salesforce/label/c.SageCreditFormReason';
import reasonMissing from '@salesforce/label/c.SageCreditReasonMissing';
import until from '@salesforce/label/c.SageCreditFormUntil';
import untilHelp from '@salesforce/label/c.SageCreditFormUntilHelp';
import untilPast from '@salesforce/label/c.SageCreditUntilPast';
import cancel from '@salesforce/label/c.SageCreditFormCancel';
import submit from '@salesforce/label/c.SageCreditFormSubmit';
import sending from '@salesforce/label/c.SageCreditFormSending';

export const labels = {
  intro,
  now,
  amount,
  amountIn,
  amountHelp,
  amountWrong,
  reason,
  reasonMissing,
  until,
  untilHelp,
  untilPast,
  cancel,
  submit,
  sending,
};
