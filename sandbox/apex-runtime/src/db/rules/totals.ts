import { Dec } from '../../runtime/decimal.ts';
import { R } from '../../runtime/rt.ts';
import type { SObjectInfo } from '../../schema/model.ts';
import { indexedBy } from '../indexed.ts';
import { textOf, type Row, type RowDraft } from '../row.ts';
import { setExpectedRevenue } from './opportunities.ts';
import { numberOf } from './rule.ts';

interface Totals {
  /** The parent's key, and the line's field that refers to it. */
  readonly parent: string;
  readonly foreignKey: string;
  /** Sets the totals of a parent; `deleted` when lines were deleted. */
  fill(parent: RowDraft, lines: readonly Row[], deleted: boolean): void;
}

/** What lines keep up to date on their parent. */
const TOTALS: Readonly<Record<string, Totals>> = {
  OpportunityLineItem: {
    parent: 'opportunity',
    foreignKey: 'opportunityid',
    fill(opportunity, lines, deleted) {
      if (lines.length > 0 || deleted) opportunity.set('amount', sum(lines, 'totalprice'));
      opportunity.set('hasopportunitylineitem', lines.length > 0);
      opportunity.set('totalopportunityquantity', sum(lines, 'quantity'));
      setExpectedRevenue(opportunity);
    },
  },
  OrderItem: {
    parent: 'order',
    foreignKey: 'orderid',
    fill: (order, lines) => void order.set('totalamount', sum(lines, 'totalprice')),
  },
  QuoteLineItem: {
    parent: 'quote',
    foreignKey: 'quoteid',
    fill(quote, lines) {
      const total = sum(lines, 'totalprice');
      for (const key of ['totalprice', 'subtotal', 'grandtotal']) quote.set(key, total);
    },
  },
};

const ZERO = new Dec(0n, 2);

function sum(lines: readonly Row[], key: string): Dec | null {
  return lines.reduce<Dec>((total, line) => total.add(numberOf(line, key) ?? ZERO), ZERO).setScale(2);
}

/** Remembers the parent of a line that was saved or deleted: totals are summed once a chunk, not once a line. */
export function noteParent(parents: Set<string>, so: SObjectInfo, row: Row): void {
  const totals = TOTALS[so.name];
  const parent = totals && textOf(row, totals.foreignKey);
  if (parent) parents.add(parent);
}

/** Sets the totals of these parents. */
export function rollUp(so: SObjectInfo, parents: ReadonlySet<string>, deleted: boolean): void {
  const totals = TOTALS[so.name];
  if (!totals) return;
  const { db } = R.org;
  for (const id of parents) {
    const parent = db.get(totals.parent, id);
    if (!parent) continue;
    const next = new Map(parent);
    totals.fill(next, indexedBy(so.name, totals.foreignKey, id), deleted);
    db.write(totals.parent, id, next);
  }
}
