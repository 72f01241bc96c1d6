import { changeOrderMessage, type ChangeOrderMessage } from '../contract/change-messages.ts';
import { Findings } from '../mapping/findings.ts';
import { findItems, type ItemMatch } from '../products/find-items.ts';
import { spellingIndex, type SpellingIndex } from '../products/spelling-index.ts';
import { alreadySo, refused, unknownCompany } from '../requests/change-outcome.ts';
import type { OrderMemory, Outcome, RequestHandler, RequestRecord, Reservations } from '../requests/port.ts';
import { checkCodes, warehouses } from './check-codes.ts';
import { toWrite, type Wish } from './compare-values.ts';
import { findLines } from './find-lines.ts';
import type { ExistingOrder } from './find-order.ts';
import { findOpenOrder, invoiceFault, resultOf } from './find-open-order.ts';
import { readOrderRows, type OrderRows } from './order-rows.ts';
import { planHeaderChange } from './plan-header-change.ts';
import { planLineChanges, type PlannedEdit } from './plan-line-changes.ts';
import type { CompanyPolicy } from './policy.ts';
import { recoverChange } from './recover-change.ts';
import type { OrderChangeParts } from './set-order-status.ts';
import { codeOf } from './validate-lines.ts';
import { writeChange } from './write-change.ts';

export interface ChangeOrderParts extends OrderChangeParts {
  readonly reservations: Pick<Reservations, 'memoryOf' | 'remember'>;
  /** The policy of a company; undefined for a company that the gateway does not serve. */
  readonly policies: (company: string) => CompanyPolicy | undefined;
  /** Milliseconds; for the age of what is kept in memory. */
  readonly clock?: () => number;
}

/** One change on its way: what every step needs. */
export interface Changing {
  readonly request: RequestRecord;
  readonly message: ChangeOrderMessage;
  readonly policy: CompanyPolicy;
  readonly parts: ChangeOrderParts;
  readonly findings: Findings;
  readonly signal: AbortSignal;
}

/** What is to be written to an order. */
export interface PlannedChange {
  readonly header: readonly Wish[];
  readonly edits: readonly PlannedEdit[];
}

/**
 * Changes the orders of `ChangeOrder` requests. Each may be run any number of times, and what Sage has already is not written again:
 *
 *   1. recover   an earlier try deleted the order to create it again, or wrote lines and could not say so
 *   2. read      the order as Sage has it now
 *   3. plan      what differs from the wish, by reading alone; all faults are told together
 *   4. guard     a value that is not what was last seen is a fault, and nothing at all is written
 *   5. write     header and lines in one document, or the whole order anew, as the policy says
 */
export function changeOrder(parts: ChangeOrderParts): RequestHandler {
  const spellings = new Map<number, SpellingIndex>();

  return async (request, signal) => {
    const policy = parts.policies(request.company);
    if (policy === undefined) return unknownCompany(request.company);
    const message = changeOrderMessage.parse(request.payload);
    const priceOwner = message.policy?.prices ?? policy.priceOwner;
    const { spellingMinutes } = policy;
    const index =
      spellings.get(spellingMinutes) ?? spellingIndex(parts.tables, spellingMinutes, parts.clock ?? Date.now);
    spellings.set(spellingMinutes, index);
    const own = { ...policy, priceOwner };
    return work({ request, message, policy: own, parts, findings: new Findings(), signal }, index);
  };
}

async function work(changing: Changing, spellings: SpellingIndex): Promise<Outcome> {
  const { request, message, parts, findings, signal } = changing;
  const { company } = request;
  const recovered = await recoverChange(changing);
  if ('outcome' in recovered) return recovered.outcome;
  const found = await findOpenOrder(parts.tables, company, message.salesOrderNo);
  if (found.kind === 'closed') return refused([found.fault]);
  const { order } = found;
  const onInvoice = invoiceFault(order);
  if (onInvoice !== undefined) return refused([onInvoice]);
  const rows = await readOrderRows(parts.tables, company, order.salesOrderNo);
  if (rows === undefined)
    return refused([
      {
        code: 'SALES_ORDER_UNKNOWN',
        message: `Sales order ${order.salesOrderNo} is no longer open in Sage.`,
        path: 'salesOrderNo',
      },
    ]);

  const planned = await plan(changing, order, rows, recovered.memory, spellings);
  if (findings.faults.length > 0) return refused(findings.faults, findings.warnings);
  if (planned.header.length + planned.edits.length === 0) {
    const outcome = alreadySo(
      request,
      resultOf(order),
      `Sales order ${order.salesOrderNo} is as wished already.`,
      'salesOrderNo',
    );
    return 'warnings' in outcome
      ? { ...outcome, warnings: [...findings.warnings, ...outcome.warnings] }
      : outcome;
  }
  signal.throwIfAborted();
  return writeChange(changing, order, rows, planned, recovered.memory);
}

async function plan(
  changing: Changing,
  order: ExistingOrder,
  rows: OrderRows,
  memory: OrderMemory | undefined,
  spellings: SpellingIndex,
): Promise<PlannedChange> {
  const { request, message, policy, parts, findings } = changing;
  const { tables } = parts;
  const { company } = request;
  const { header = {}, seen = {}, lines = [], force = false } = message;
  const guard = { ours: [request.key, ...request.earlierKeys], force, findings };
  const wishes = await planHeaderChange(header, seen, {
    tables,
    company,
    policy,
    columns: rows.headerColumns,
    customer: order,
    findings,
  });
  const inHeader = (column: string) => rows.header[column] ?? null;
  const toSet = toWrite(wishes, inHeader, memory?.header ?? {}, guard);

  const items = await itemsOf(changing, order, rows, memory, spellings);
  const given = lines.flatMap(({ warehouseCode, op }, at) =>
    warehouseCode && op !== 'remove' ? [{ value: warehouseCode, path: `lines.${at}.warehouseCode` }] : [],
  );
  const warehouse = await checkCodes(tables, company, warehouses, given, findings);
  const found = findLines(lines, rows.lines, memory, items);
  const edits = planLineChanges(lines, found, {
    policy,
    columns: rows.lineColumns,
    items,
    warehouse,
    findings,
    guard,
    memory,
    rows: rows.lines,
  });
  mustKeepALine(rows, edits, findings);
  return { header: toSet, edits };
}

function itemsOf(
  { message, request, policy, parts: { tables } }: Changing,
  owner: ExistingOrder,
  rows: OrderRows,
  memory: OrderMemory | undefined,
  spellings: SpellingIndex,
): Promise<Map<string, ItemMatch>> {
  const codes = (message.lines ?? []).flatMap((line) => [
    codeOf({ ...line, id: '' }, policy),
    line.seen?.itemCode?.trim() ?? '',
  ]);
  const written = (memory?.lines ?? []).map(({ values }) => values['ItemCode']?.value ?? '');
  const known = [...rows.lines.map((row) => row['ItemCode'] ?? ''), ...written];
  const wanted = message.lines === undefined ? [] : [...codes, ...known].filter((code) => code !== '');
  return findItems({ tables, company: request.company, policy, spellings, owner }, new Set(wanted));
}

/** Sage keeps no order without an item. */
function mustKeepALine(rows: OrderRows, edits: readonly PlannedEdit[], findings: Findings): void {
  const removed = new Set(edits.flatMap(({ edit }) => (edit.op === 'remove' ? [edit.lineKey] : [])));
  if (removed.size === 0) return;
  const left = rows.lines.some((row) => row['ItemType'] !== '4' && !removed.has(row['LineKey'] ?? ''));
  const added = edits.some(({ edit }) => edit.op === 'add' && edit.line.comment !== true);
  if (!left && !added)
    findings.fault('ORDER_EMPTY', 'No item line would be left; cancel the order instead.', 'lines');
}
