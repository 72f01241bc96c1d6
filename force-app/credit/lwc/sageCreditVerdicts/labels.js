import withinLimit from '@salesforce/label/c.SageCreditWithinLimit';
import withinLimitText from '@salesforce/label/c.SageCreditWithinLimitText';
import overLimit from '@salesforce/label/c.SageCreditOverLimit';
import overLimitText from '@salesforce/label/c.SageCreditOverLimitText';
import onHold from '@salesforce/label/c.SageCreditOnHold';
import onHoldText from '@salesforce/label/c.SageCreditOnHoldText';
import noLimit from '@salesforce/label/c.SageCreditNoLimit';
import noLimitText from '@salesforce/label/c.SageCreditNoLimitText';
import otherText from '@salesforce/label/c.SageCreditOtherText';

export const labels = {
  withinLimit,
  withinLimitText,
  overLimit,
  overLimitText,
  onHold,
  onHoldText,
  noLimit,
  noLimitText,
  otherText,
};
