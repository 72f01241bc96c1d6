import { Decimal } from 'decimal.js';
import type { Row } from '../dictionary/table.ts';
import type { Session } from './session.ts';
import { numberText, sum } from './values.ts';

const NOT_TAXABLE = 'NT';

/** Quantity x price less the line discount, rounded half up to cents. */
export function extension(line: Row): string {
  const percent = new Decimal(100).minus(line['LineDiscountPercent'] ?? 0);
  return numberText(
    new Decimal(line['QuantityOrdered'] ?? 0)
      .times(line['UnitPrice'] ?? 0)
      .times(percent)
      .div(100)
      .toDecimalPlaces(2, Decimal.ROUND_HALF_UP),
  );
}

/** The header's amounts from its lines. A discount rate makes the discount amount; without one a given amount stands. */
export function totals(session: Session, header: Row, lines: readonly Row[]): Row {
  const schedule = header['TaxSchedule'] ?? '';
  const exempt = (line: Row): boolean =>
    line['SubjectToExemption'] === 'Y' && (header['TaxExemptNo'] ?? '') !== '';
  const isTaxable = (line: Row): boolean =>
    schedule !== '' && line['TaxClass'] !== NOT_TAXABLE && !exempt(line);
  const taxable = lines.filter(isTaxable);
  const nonTaxable = lines.filter((line) => !isTaxable(line));
  const discountable = (some: readonly Row[]): string =>
    amount(some.filter((line) => line['Discount'] === 'Y'));
  const rate = new Decimal(header['DiscountRate'] ?? 0).div(100);
  const tax = taxable.reduce((total, line) => {
    const base = new Decimal(line['ExtensionAmt'] ?? 0).times(
      line['Discount'] === 'Y' ? new Decimal(1).minus(rate) : 1,
    );
    return total.plus(base.times(taxRate(session, schedule, line['TaxClass'] ?? '')).div(100));
  }, new Decimal(0));
  const subject = { taxable: discountable(taxable), nonTaxable: discountable(nonTaxable) };
  const discount = cents(new Decimal(subject.taxable).plus(subject.nonTaxable).times(rate));
  return {
    TaxableAmt: amount(taxable),
    NonTaxableAmt: amount(nonTaxable),
    TaxableSubjectToDiscount: subject.taxable,
    NonTaxableSubjectToDiscount: subject.nonTaxable,
    SalesTaxAmt: cents(tax),
    DiscountAmt: rate.isZero() ? (header['DiscountAmt'] ?? '0') : discount,
  };
}

/** What the customer will owe: there is no such column on the header. */
export function orderTotal(header: Row): string {
  const minus = new Decimal(header['DiscountAmt'] ?? 0).negated();
  const parts = ['TaxableAmt', 'NonTaxableAmt', 'FreightAmt', 'SalesTaxAmt'].map(
    (column) => header[column] ?? '0',
  );
  return sum(...parts, minus);
}

/** Percent of a schedule for a tax class: all its codes together. */
function taxRate(session: Session, schedule: string, taxClass: string): string {
  const codes = session.system.select('SY_SalesTaxScheduleDetail', 'TaxSchedule = ?', [schedule]);
  const rates = codes.map((code) =>
    session.system.find('SY_SalesTaxCodeDetail', code['TaxCode'] ?? '', taxClass),
  );
  return sum(...rates.map((rate) => rate?.['TaxRate'] ?? '0'));
}

function amount(lines: readonly Row[]): string {
  return sum(...lines.map((line) => line['ExtensionAmt'] ?? '0'));
}

function cents(value: Decimal): string {
  return numberText(value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
}
