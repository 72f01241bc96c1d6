import { Decimal } from 'decimal.js';
import type { OrderLine } from '../contract/order-message.ts';
import { fitNumber, numberWidth, type Columns } from '../mapping/fit.ts';
import type { Findings } from '../mapping/findings.ts';
import type { CompanyPolicy } from './policy.ts';

/** Widths of stock Sage, for a catalogue that does not tell. */
const widths = {
  quantity: { precision: 15, scale: 6 },
  unitPrice: { precision: 15, scale: 6 },
  discount: { precision: 8, scale: 3 },
  extension: { precision: 11, scale: 2 },
};

export type GivenAmounts = Pick<OrderLine, 'quantity' | 'unitPrice' | 'discountPercent' | 'priceOverridden'>;

export interface Amounts {
  readonly quantity: string;
  readonly unitPrice?: string;
  readonly discountPercent?: string;
}

/**
 * Quantity (above zero), unit price (not negative) and discount (0 to 100 %) of an item line, each exactly as Sage's column can hold it.
 * Where Sage owns the line's price, price and discount are not sent. Returns and credits are no part of an order: a negative quantity is refused.
 */
export function checkAmounts(
  line: GivenAmounts,
  path: string,
  policy: CompanyPolicy,
  columns: Columns,
  findings: Findings,
): Amounts | undefined {
  const quantity = checkQuantity(line, `${path}.quantity`, columns, findings);
  if (!isPricedBySalesforce(line, policy)) return quantity && { quantity: quantity.toFixed() };
  const unitPrice = checkPrice(line, `${path}.unitPrice`, columns, findings);
  const discount = checkDiscount(line, `${path}.discountPercent`, columns, findings);
  if (quantity === undefined) return undefined;
  if (unitPrice !== undefined) {
    const extension = quantity
      .times(unitPrice)
      .times(new Decimal(100).minus(discount ?? 0))
      .dividedBy(100);
    const width = numberWidth(columns, 'ExtensionAmt', widths.extension);
    fitNumber(extension.toFixed(width.scale), width, path, 'PRICE_INVALID', findings);
  }
  return {
    quantity: quantity.toFixed(),
    ...(unitPrice && { unitPrice: unitPrice.toFixed() }),
    ...(discount && { discountPercent: discount.toFixed() }),
  };
}

/** Whether price and discount of the line travel into Sage. */
export function isPricedBySalesforce(line: GivenAmounts, { priceOwner }: CompanyPolicy): boolean {
  if (priceOwner === 'sage-unless-overridden') return line.priceOverridden === true;
  return priceOwner === 'salesforce';
}

function checkQuantity(line: GivenAmounts, path: string, columns: Columns, findings: Findings) {
  if (line.quantity === undefined) {
    findings.fault('FIELD_REQUIRED', 'The line has no quantity.', path);
    return undefined;
  }
  const width = numberWidth(columns, 'QuantityOrdered', widths.quantity);
  const quantity = fitNumber(line.quantity, width, path, 'QUANTITY_INVALID', findings);
  if (quantity?.greaterThan(0) === false) {
    findings.fault('QUANTITY_INVALID', `The quantity ${line.quantity} is not above zero.`, path);
    return undefined;
  }
  return quantity;
}

function checkPrice(line: GivenAmounts, path: string, columns: Columns, findings: Findings) {
  if (line.unitPrice === undefined) return undefined;
  const width = numberWidth(columns, 'UnitPrice', widths.unitPrice);
  const price = fitNumber(line.unitPrice, width, path, 'PRICE_INVALID', findings);
  if (price?.lessThan(0) === true) {
    findings.fault('PRICE_INVALID', `The price ${line.unitPrice} is negative.`, path);
    return undefined;
  }
  return price;
}

function checkDiscount(line: GivenAmounts, path: string, columns: Columns, findings: Findings) {
  if (line.discountPercent === undefined) return undefined;
  const width = numberWidth(columns, 'LineDiscountPercent', widths.discount);
  const discount = fitNumber(line.discountPercent, width, path, 'PRICE_INVALID', findings);
  if (discount !== undefined && (discount.lessThan(0) || discount.greaterThan(100))) {
    findings.fault('PRICE_INVALID', `The discount ${line.discountPercent} is not between 0 and 100.`, path);
    return undefined;
  }
  return discount?.isZero() === true ? undefined : discount;
}
