import { Dec } from '../../runtime/decimal.ts';
import { R } from '../../runtime/rt.ts';
import type { RowError } from '../../runtime/values.ts';
import type { SObjectInfo } from '../../schema/model.ts';
import { edited, idOf, textOf, valueOf, type Row, type RowDraft } from '../row.ts';
import { editLock, isActivated, newOrderItem } from './orders.ts';
import { integrity, joined, numberOf, setIfEmpty, type SaveRule } from './rule.ts';

const isFor = (so: SObjectInfo, parent: 'Opportunity' | 'Order' | 'Quote'): boolean =>
  so.name === { Opportunity: 'OpportunityLineItem', Order: 'OrderItem', Quote: 'QuoteLineItem' }[parent];

/** Opportunity products, order products and quote lines: product and price of the price book entry, and the totals. */
export const saveLine: SaveRule = (row, old, so) => {
  const entryId = textOf(row, 'pricebookentryid');
  const entry = entryId ? R.org.db.get('pricebookentry', entryId) : null;
  if (entry) takeEntry(row, entry, so);
  return (
    takeCurrency(row, old, so, entry) ??
    setTotals(row, old, so) ??
    (isFor(so, 'Opportunity') ? joinOpportunity(row, old, entry) : null) ??
    (isFor(so, 'Order') ? joinOrder(row, old, entry) : null)
  );
};

const PARENTS: Readonly<Record<string, string>> = {
  OpportunityLineItem: 'opportunity',
  OrderItem: 'order',
  QuoteLineItem: 'quote',
};

/** A line has the currency of its parent, and takes only prices of this currency. */
function takeCurrency(row: RowDraft, old: Row | null, so: SObjectInfo, entry: Row | null): RowError | null {
  const parentKey = PARENTS[so.name] ?? '';
  const parent = R.org.db.get(parentKey, textOf(row, `${parentKey}id`) ?? '');
  if (!so.fields.has('currencyisocode') || !parent) return null;
  const currency = valueOf(parent, 'currencyisocode');
  row.set('currencyisocode', currency);
  if (old || !entry || valueOf(entry, 'currencyisocode') === currency) return null;
  return integrity(`The currency of the pricebook entry does not match the currency of the ${parentKey}`, [
    'PricebookEntryId',
  ]);
}

function takeEntry(row: RowDraft, entry: Row, so: SObjectInfo): void {
  const product = R.org.db.get('product2', textOf(entry, 'product2id') ?? '');
  row.set('product2id', valueOf(entry, 'product2id'));
  row.set('listprice', valueOf(entry, 'unitprice'));
  if (so.fields.has('productcode')) row.set('productcode', product && valueOf(product, 'productcode'));
  if (!isFor(so, 'Opportunity') || valueOf(row, 'totalprice') === null)
    setIfEmpty(row, 'unitprice', valueOf(entry, 'unitprice'));
}

/** The total follows from price and quantity; of an opportunity product the price may follow from the total instead. */
function setTotals(row: RowDraft, old: Row | null, so: SObjectInfo): RowError | null {
  const quantity = numberOf(row, 'quantity');
  const price = numberOf(row, 'unitprice');
  const total = numberOf(row, 'totalprice');
  if (!old && isFor(so, 'Opportunity') && price && total)
    return integrity(
      'field integrity exception: unknown (only one may be specified: unit price, total price)',
      ['UnitPrice', 'TotalPrice'],
    );
  if (quantity?.isZero() && !isFor(so, 'Quote')) return integrity('Quantity must be nonzero', ['Quantity']);
  const before = old && numberOf(old, 'totalprice');
  const isTotalGiven = isFor(so, 'Opportunity') && total !== null && (!old || before?.cmp(total) !== 0);
  if (isTotalGiven && (!price || old)) {
    row.set('unitprice', quantity ? (total.div(quantity)?.setScale(2) ?? null) : null);
    return null;
  }
  if (!quantity || !price) return null;
  const subtotal = quantity.mul(price);
  if (so.fields.has('subtotal')) row.set('subtotal', subtotal.setScale(2));
  const discount = so.fields.has('discount') ? numberOf(row, 'discount') : null;
  const factor = discount && Dec.int(100).sub(discount).mul(new Dec(1n, 2));
  row.set('totalprice', (factor ? subtotal.mul(factor) : subtotal).setScale(2));
  return null;
}

/** The first product gives the opportunity its price book. */
function joinOpportunity(row: RowDraft, old: Row | null, entry: Row | null): RowError | null {
  const { db } = R.org;
  const opportunity = db.get('opportunity', textOf(row, 'opportunityid') ?? '');
  if (!old && opportunity && entry) {
    const ofEntry = valueOf(entry, 'pricebook2id');
    const ofOpportunity = valueOf(opportunity, 'pricebook2id');
    if (ofOpportunity === null)
      db.write('opportunity', idOf(opportunity), edited(opportunity, { pricebook2id: ofEntry }));
    else if (ofOpportunity !== ofEntry)
      return integrity(
        'The pricebook entry is in a different pricebook than the one assigned to the opportunity',
        ['PricebookEntryId'],
      );
  }
  const product = db.get('product2', textOf(row, 'product2id') ?? '');
  row.set('name', joined(opportunity && textOf(opportunity, 'name'), product && textOf(product, 'name')));
  return null;
}

function joinOrder(row: RowDraft, old: Row | null, entry: Row | null): RowError | null {
  if (old) return isActivated(textOf(row, 'orderid')) ? editLock() : null;
  return entry && newOrderItem(row, entry);
}
