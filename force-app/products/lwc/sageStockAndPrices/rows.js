import { fill } from 'c/sageErrors';
import { labels } from './labels';

/**
 * A line as the table shows it.
 *
 * @param {object} line SageStockLine of the controller
 * @param {string | undefined} currencyCode currency of the record; undefined for a product
 * @param {boolean} isOpen whether its warehouses are shown
 * @param {boolean} isProduct whether it is a product, which has no price to replace
 */
export function rowOf(line, currencyCode, isOpen, isProduct) {
  const { stock, price } = line;
  const fault = line.itemCode ? (stock?.error?.message ?? price?.error?.message) : labels.noItemCode;
  const hasStock = stock !== undefined && stock !== null && !stock.error;
  const hasPrice = typeof price?.unitPrice === 'number';
  const isShort = hasStock && stock.available < line.quantity;
  return {
    id: line.id,
    productName: line.productName,
    itemCode: hasStock ? stock.sageItemCode : line.itemCode,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    hasUnitPrice: typeof line.unitPrice === 'number',
    discountText: line.discountPercent ? fill(labels.lessPercent, line.discountPercent) : undefined,
    fault,
    hasStock,
    available: hasStock ? stock.available : undefined,
    unitOfMeasure: hasStock ? stock.unitOfMeasure : undefined,
    isShort,
    hasPrice,
    sagePrice: hasPrice ? price.unitPrice : undefined,
    sageCurrency: price?.currencyCode,
    sageDiscountText: price?.discountPercent ? fill(labels.lessPercent, price.discountPercent) : undefined,
    rule: price?.ruleText,
    canUse: !isProduct && hasPrice && price.currencyCode === currencyCode && differs(line, price),
    isOtherCurrency: !isProduct && hasPrice && price.currencyCode !== currencyCode,
    isOpen,
    warehouses: hasStock ? stock.warehouses : [],
    detailId: `warehouses-${line.id}`,
    detailKey: `${line.id}-warehouses`,
    toggleIcon: isOpen ? 'utility:chevrondown' : 'utility:chevronright',
    toggleText: fill(isOpen ? labels.hideWarehouses : labels.showWarehouses, line.productName),
    useText: fill(labels.useFor, line.productName),
  };
}

/** Whether the line has not got Sage's price yet. A discount of none and of 0 are the same. */
function differs(line, price) {
  const sameApart =
    line.unitPrice === price.unitPrice && (line.discountPercent ?? 0) === (price.discountPercent ?? 0);
  const sameNet = line.unitPrice === price.netPrice && !line.discountPercent;
  return !sameApart && !sameNet;
}
