import { LightningElement, api } from 'lwc';
import { fill } from 'c/sageErrors';
import { verdictOf } from 'c/sageCreditVerdicts';
import { labels } from './labels';

/**
 * A customer's credit in words and figures. Asks nothing.
 */
export default class SageCreditFigures extends LightningElement {
  labels = labels;
  /** View of SageCreditController. */
  @api view;

  get credit() {
    return this.view.credit;
  }

  get verdict() {
    return verdictOf(this.credit.verdict);
  }

  get boxClass() {
    return `verdict ${this.verdict.box} slds-p-around_small slds-m-bottom_small slds-media slds-media_center`;
  }

  /** Limit less what counts against it: each with the amount, a limit that is not there in words. */
  get figures() {
    const { credit } = this;
    const hasLimit = typeof credit.remaining === 'number';
    const figure = (name, label, amount) => ({ name, label, amount, hasAmount: typeof amount === 'number' });
    return [
      figure('limit', labels.limit, hasLimit || credit.creditLimit ? credit.creditLimit : undefined),
      figure('balance', labels.balance, credit.balance),
      figure('openOrders', labels.openOrders, credit.openOrders),
      figure('thisOrder', labels.thisOrder, credit.orderAmount),
      figure('remaining', labels.remaining, credit.remaining),
    ];
  }

  /** The balance by age; each bar is as wide as its share of the largest. */
  get buckets() {
    const amounts = this.credit.aging ?? [];
    const largest = Math.max(...amounts, 0);
    return amounts.map((amount, index) => {
      const share = largest > 0 && amount > 0 ? Math.max(1, Math.round((amount / largest) * 100)) : 0;
      return {
        key: String(index),
        label: index === 0 ? labels.current : fill(labels.pastDue, index),
        amount,
        style: `width: ${share}%`,
        barClass: index === 0 ? 'bar' : 'bar past-due',
      };
    });
  }

  get termsText() {
    return [this.credit.termsCode, this.credit.termsDescription].filter(Boolean).join(' ');
  }

  get hasDaysToPay() {
    return typeof this.credit.averageDaysToPay === 'number';
  }

  get hasDaysOverdue() {
    return typeof this.credit.averageDaysOverdue === 'number';
  }

  get customerText() {
    return `${this.credit.customer} ${this.credit.customerName}`;
  }

  get rateText() {
    const { sageCurrency, rate } = this.view;
    if (!sageCurrency) return undefined;
    return rate
      ? fill(labels.rate, sageCurrency, rate, this.credit.currencyCode)
      : fill(labels.noRate, sageCurrency);
  }

  get inSageText() {
    return this.view.salesOrderNo ? fill(labels.inSage, this.view.salesOrderNo) : undefined;
  }
}
