import { Decimal } from 'decimal.js';
import type { LineChange } from '../contract/change-messages.ts';
import type { OrderLine } from '../contract/order-message.ts';
import { customFields } from '../mapping/custom-fields.ts';
import { defined } from '../mapping/defined.ts';
import { Findings } from '../mapping/findings.ts';
import type { OrderMemory } from '../requests/port.ts';
import type { LineEdit, Row, SalesOrderLine } from '../sage/ports.ts';
import { checkAmounts, isPricedBySalesforce } from './check-amounts.ts';
import { check, conflict, equals, toWrite, type Guard, type Wish } from './compare-values.ts';
import { sageItemOf, shortId, type FoundLine } from './find-lines.ts';
import { differences } from './line-columns.ts';
import { lineTexts, planLine, unitOf, type LineChecks } from './validate-lines.ts';

/** An edit, the Salesforce id of its line, and the index of the message's line it comes from. */
export interface PlannedEdit {
  readonly edit: LineEdit;
  readonly id: string | undefined;
  readonly origin: number;
}

export interface LineChangeChecks extends LineChecks {
  readonly guard: Guard;
  readonly memory: OrderMemory | undefined;
  /** The lines of the order in Sage, in their order. */
  readonly rows: readonly Row[];
}

/** What is to be done with the lines of an order. Every fault is in the findings; what Sage has already is left out. */
export function planLineChanges(
  changes: readonly LineChange[],
  found: readonly FoundLine[],
  checks: LineChangeChecks,
): PlannedEdit[] {
  return changes.flatMap((change, origin): PlannedEdit[] => {
    const edits = planOne(change, found[origin] ?? { kind: 'unknown' }, origin, checks);
    // A further line, such as the rest of a long comment, has no id of its own.
    return edits.map((made, at) => ({ edit: made, id: at === 0 ? change.id : undefined, origin }));
  });
}

function planOne(change: LineChange, line: FoundLine, at: number, checks: LineChangeChecks): LineEdit[] {
  const { findings } = checks;
  const path = `lines.${at}`;
  if (line.kind === 'several') {
    const message = `The order has several lines of ${code(change)}, and it is not known which is meant; name its LineKey.`;
    findings.fault('ORDER_LINE_UNKNOWN', message, path);
    return [];
  }
  if (line.kind === 'found') {
    return change.op === 'remove' ? remove(change, line.row, at, checks) : edit(change, line.row, at, checks);
  }
  if (change.op === 'add') return add(change, at, checks);
  if (change.op === 'remove') return [];
  return missing(change, line.kind, at, checks);
}

function remove(change: LineChange, row: Row, at: number, checks: LineChangeChecks): LineEdit[] {
  const { guard, findings } = checks;
  const path = `lines.${at}`;
  const label = nameOf(row, checks.rows);
  const remembered = memoriesOf(change, checks.memory);
  if (!guard.force) {
    mustBeItem(change, row, path, checks);
    const seen = defined({ seen: change.seen?.quantity });
    const wish = {
      kind: 'number' as const,
      ...seen,
      path: `${path}.quantity`,
      label: `quantity of ${label}`,
    };
    check(wish, row['QuantityOrdered'] ?? null, remembered['QuantityOrdered'], guard);
  }
  if (shipped(row).greaterThan(0)) {
    const message = `Of ${label} ${shipped(row).toFixed()} were shipped; it cannot be removed.`;
    findings.fault('ORDER_LINE_SHIPPED', message, path);
  }
  return [{ op: 'remove', lineKey: row['LineKey'] ?? '' }];
}

function edit(change: LineChange, row: Row, at: number, checks: LineChangeChecks): LineEdit[] {
  const { guard, findings, columns } = checks;
  const path = `lines.${at}`;
  const label = nameOf(row, checks.rows);
  if (!guard.force) mustBeItem(change, row, path, checks);
  const { priceOverridden } = change;
  const seen: OrderLine = { ...asLine(defined(change.seen ?? {}), row), priceOverridden };
  const wished: OrderLine = { ...seen, ...defined(change), priceOverridden };
  const quiet = { ...checks, findings: new Findings() };
  const before = layOut(seen, row, at, quiet);
  const after = layOut(wished, row, at, checks);
  if (before === undefined || after === undefined) return [];
  if (!isPricedBySalesforce(wished, checks.policy) && change.unitPrice !== change.seen?.unitPrice) {
    findings.warn(`The price of ${label} is Sage's; it was not changed.`, `${path}.unitPrice`);
  }
  const wishes = differences(before, after, columns).map((value): Wish => {
    const { member } = value;
    const known = isSeen(change, member) ? valueIn(before, value.name, columns) : undefined;
    return {
      ...value,
      path: `${path}.${member}`,
      label: `${value.label} of ${label}`,
      ...(known !== undefined && { seen: known }),
    };
  });
  const toSet = toWrite(wishes, (column) => row[column] ?? null, memoriesOf(change, checks.memory), guard);
  const quantity = toSet.find(({ name }) => name === 'QuantityOrdered')?.value;
  if (quantity !== undefined && shipped(row).greaterThan(quantity)) {
    const message = `Of ${label} ${shipped(row).toFixed()} were shipped; it cannot be reduced to ${quantity}.`;
    findings.fault('ORDER_LINE_SHIPPED', message, `${path}.quantity`);
  }
  if (toSet.length === 0) return [];
  const plain = toSet.map(({ name, kind, value }) => ({ name, kind, value }));
  return [{ op: 'change', lineKey: row['LineKey'] ?? '', columns: plain }];
}

function add(line: Omit<OrderLine, 'id'>, at: number, checks: LineChangeChecks): LineEdit[] {
  return planLine({ ...line, id: '' }, at, checks).map((planned) => ({ op: 'add', line: planned }));
}

/** A line to be changed that is not there: somebody removed it in Sage, or it is not known. */
function missing(
  change: LineChange,
  kind: 'gone' | 'unknown',
  at: number,
  checks: LineChangeChecks,
): LineEdit[] {
  const { guard, findings, memory } = checks;
  const path = `lines.${at}`;
  const remembered = memoriesOf(change, memory);
  const itemCode = change.itemCode ?? change.seen?.itemCode ?? remembered['ItemCode']?.value;
  const quantity = change.quantity ?? change.seen?.quantity ?? remembered['QuantityOrdered']?.value;
  if (kind === 'gone' && !guard.force) {
    const message = `The line of ${itemCode ?? code(change)} was removed in Sage.`;
    conflict(findings, message, path, null, quantity ?? '');
    return [];
  }
  if (guard.force && itemCode !== undefined && quantity !== undefined) {
    return add({ ...defined(change.seen ?? {}), ...defined(change), itemCode, quantity }, at, checks);
  }
  findings.fault('ORDER_LINE_UNKNOWN', `The order in Sage has no line of ${code(change)}.`, path);
  return [];
}

/** A line as it is laid out for Sage. The item is the one that the line has: an inactive one may be reduced. */
function layOut(line: OrderLine, row: Row, at: number, checks: LineChangeChecks): SalesOrderLine | undefined {
  const { policy, columns, findings, items } = checks;
  const path = `lines.${at}`;
  const itemCode = row['ItemCode'] ?? '';
  if (row['ItemType'] === '4') {
    return { itemCode, comment: true, ...defined({ commentText: line.comment?.trim() }) };
  }
  const amounts = checkAmounts(line, path, policy, columns, findings);
  if (amounts === undefined) return undefined;
  const match = items.get(itemCode);
  const item = match?.kind === 'found' ? match.item : undefined;
  const fields = customFields(line.fields, columns, 'SO_SalesOrderDetail', `${path}.fields`, findings);
  const texts = lineTexts(line, path, checks);
  return {
    itemCode,
    ...amounts,
    ...defined({
      warehouseCode: line.warehouseCode && checks.warehouse(line.warehouseCode),
      unitOfMeasure: unitOf(line, item, `${path}.unitOfMeasure`, findings),
      promiseDate: line.promiseDate,
      description: texts.description,
      commentText: texts.commentText,
      fields: fields.length > 0 ? fields : undefined,
    }),
  };
}

/** The item of a line is never changed; another one in Sage means that somebody exchanged it. */
function mustBeItem(
  change: LineChange,
  row: Row,
  path: string,
  { items, guard, rows }: LineChangeChecks,
): void {
  const expected = sageItemOf(change.seen?.itemCode ?? change.itemCode, items);
  if (expected === undefined || equals('text', row['ItemCode'] ?? null, expected)) return;
  const message = `The item of ${nameOf(row, rows)} is ${row['ItemCode'] ?? 'blank'} in Sage, ${expected} was expected.`;
  conflict(guard.findings, message, `${path}.itemCode`, row['ItemCode'] ?? null, expected);
}

function asLine(seen: Partial<OrderLine>, row: Row): OrderLine {
  const quantity = new Decimal(row['QuantityOrdered'] || '0').toFixed();
  return { quantity, ...seen, id: '', itemCode: row['ItemCode'] ?? '' };
}

function isSeen({ seen }: LineChange, member: string): boolean {
  const [name, field] = member.split('.');
  if (seen === undefined || name === undefined) return false;
  if (field !== undefined) return seen.fields?.[field] !== undefined;
  return seen[name as keyof typeof seen] !== undefined;
}

function valueIn(line: SalesOrderLine, column: string, columns: LineChecks['columns']): string {
  return differences({ itemCode: '' }, line, columns).find(({ name }) => name === column)?.value ?? '';
}

function memoriesOf({ id }: LineChange, memory: OrderMemory | undefined): OrderMemory['header'] {
  if (id === undefined) return {};
  return memory?.lines.find((line) => shortId(line.id) === shortId(id))?.values ?? {};
}

/** How a person finds a line: its place in the order, and its item. */
function nameOf(row: Row, rows: readonly Row[]): string {
  return `line ${rows.indexOf(row) + 1} (${row['ItemCode'] ?? ''})`;
}

function shipped(row: Row): Decimal {
  return new Decimal(row['QuantityShipped'] || '0');
}

function code({ itemCode, seen, lineKey, id }: LineChange): string {
  return itemCode ?? seen?.itemCode ?? lineKey ?? id ?? '';
}
