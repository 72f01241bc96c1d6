import type { OrderMemory, Outcome } from '../requests/port.ts';
import { refused } from '../requests/change-outcome.ts';
import type { Row } from '../sage/ports.ts';
import type { Changing } from './change-order.ts';
import { sageItemOf } from './find-lines.ts';
import { findOpenOrder } from './find-open-order.ts';
import { readOrderRows } from './order-rows.ts';
import { orderNoOf } from './order-no.ts';
import { remembered } from './remember-order.ts';
import { createAgain, hasLinesOf, memoryOfReplaced, type PendingReplace } from './replace-order.ts';

/** Either the request is answered, or what is known of the order to go on with. */
export type RecoveredChange = { readonly outcome: Outcome } | { readonly memory: OrderMemory | undefined };

/** Brings to an end what an earlier try, of this request or of an older one, left half done in Sage. */
export async function recoverChange(changing: Changing): Promise<RecoveredChange> {
  const { request, message, parts } = changing;
  const salesOrderNo = orderNoOf(message.salesOrderNo);
  const memory = await parts.reservations.memoryOf(request.company, salesOrderNo);
  const pending = memory?.pending;
  if (memory === undefined || pending === undefined) return { memory };
  if (pending.kind === 'replace') return recoverReplaced(changing, salesOrderNo, memory, pending);
  return { memory: await withAddedLines(changing, salesOrderNo, memory, pending.lineKeys, pending.by) };
}

async function recoverReplaced(
  { request, parts }: Changing,
  salesOrderNo: string,
  memory: OrderMemory,
  pending: PendingReplace,
): Promise<RecoveredChange> {
  const { company } = request;
  const found = await findOpenOrder(parts.tables, company, salesOrderNo);
  if (found.kind === 'open') {
    const rows = await readOrderRows(parts.tables, company, salesOrderNo);
    if (rows === undefined || !hasLinesOf(pending.after, rows.lines))
      return { memory: withoutPending(memory) };
    return {
      memory: await keep(parts, company, salesOrderNo, memoryOfReplaced(pending, rows.lines, memory)),
    };
  }
  const made = { documents: parts.documents, memories: parts.reservations };
  const replaced = await createAgain(made, company, salesOrderNo, pending, memory);
  if (replaced.kind === 'refused' && pending.by === request.key) {
    const { message, column } = replaced.refusal;
    return {
      outcome: refused([{ code: 'SAGE_REFUSED', message, path: column === undefined ? 'lines' : 'header' }]),
    };
  }
  return { memory: replaced.memory };
}

/** Lines that an earlier try added before it could say so: those that were not there before it. */
async function withAddedLines(
  { request, message, parts }: Changing,
  salesOrderNo: string,
  memory: OrderMemory,
  before: readonly string[],
  by: string,
): Promise<OrderMemory> {
  if (by !== request.key) return withoutPending(memory);
  const rows = await readOrderRows(parts.tables, request.company, salesOrderNo);
  const fresh = (rows?.lines ?? []).filter((row) => !before.includes(row['LineKey'] ?? ''));
  const adds = (message.lines ?? []).filter(({ op }) => op === 'add');
  const lines = adds.flatMap(({ id, itemCode }) => {
    const at = fresh.findIndex((row) => row['ItemCode'] === sageItemOf(itemCode, new Map()));
    const [row] = fresh.splice(at < 0 ? 0 : at, 1);
    return id === undefined || row === undefined ? [] : [knownLine(id, row, by)];
  });
  return keep(parts, request.company, salesOrderNo, {
    ...withoutPending(memory),
    lines: [...memory.lines, ...lines],
  });
}

function knownLine(id: string, row: Row, by: string) {
  const values = ['ItemCode', 'QuantityOrdered'].map((name) => ({
    name,
    kind: 'text' as const,
    value: row[name] ?? '',
  }));
  return { id, lineKey: row['LineKey'] ?? '', values: remembered(by, values) };
}

async function keep(
  parts: Changing['parts'],
  company: string,
  salesOrderNo: string,
  memory: OrderMemory,
): Promise<OrderMemory> {
  await parts.reservations.remember(company, salesOrderNo, memory);
  return memory;
}

function withoutPending({ lines, header }: OrderMemory): OrderMemory {
  return { lines, header };
}
