import type { Fault, Warning } from '../contract/errors.ts';
import { refused } from '../requests/change-outcome.ts';
import type { OrderMemory, Outcome } from '../requests/port.ts';
import { LinesNotEditable, SageRefusal, type SageWarning } from '../sage/ports.ts';
import type { Changing, PlannedChange } from './change-order.ts';
import { resultOf } from './find-open-order.ts';
import type { ExistingOrder } from './find-order.ts';
import type { OrderRows } from './order-rows.ts';
import { memoryAfter } from './remember-order.ts';
import { replaceOrder } from './replace-order.ts';
import { lossOf, wholeOrder, withChanges } from './whole-order.ts';

/** Writes what was planned, in the way that the policy says. Lines are added and headers changed in one document in every case. */
export async function writeChange(
  changing: Changing,
  order: ExistingOrder,
  rows: OrderRows,
  planned: PlannedChange,
  memory: OrderMemory | undefined,
): Promise<Outcome> {
  const { policy } = changing;
  const needsEdit = planned.edits.some(({ edit }) => edit.op !== 'add');
  if (!needsEdit || policy.lineChanges === 'edit') {
    try {
      return await editOrder(changing, order, rows, planned, memory);
    } catch (error) {
      if (!(error instanceof LinesNotEditable)) throw error;
      if (policy.lineChangesFallback === 'refuse') return notChangeable(changing, error.message);
    }
  } else if (policy.lineChanges === 'refuse') {
    return notChangeable(changing, 'the settings say that lines are not changed');
  }
  return replace(changing, order, rows, planned, memory);
}

async function editOrder(
  { request, parts, findings }: Changing,
  order: ExistingOrder,
  rows: OrderRows,
  { header, edits }: PlannedChange,
  memory: OrderMemory | undefined,
): Promise<Outcome> {
  const { company, key } = request;
  const { documents, reservations } = parts;
  const { salesOrderNo } = order;
  const known = { lines: memory?.lines ?? [], header: memory?.header ?? {} };
  if (edits.some(({ edit }) => edit.op === 'add')) {
    const lineKeys = rows.lines.map((row) => row['LineKey'] ?? '');
    await reservations.remember(company, salesOrderNo, {
      ...known,
      pending: { kind: 'add', by: key, lineKeys },
    });
  }
  const columns = header.map(({ name, kind, value }) => ({ name, kind, value }));
  const lines = edits.map(({ edit }) => edit);
  try {
    const written = await documents.changeSalesOrder(company, salesOrderNo, { columns, lines });
    await reservations.remember(
      company,
      salesOrderNo,
      memoryAfter(known, key, columns, edits, written.lines),
    );
    return done(order, findings.warnings, written.warnings, [header, edits]);
  } catch (error) {
    const isNothingWritten = error instanceof SageRefusal || error instanceof LinesNotEditable;
    // Else lines that a colleague adds later would be taken for those of this request.
    if (isNothingWritten) await reservations.remember(company, salesOrderNo, known);
    if (!(error instanceof SageRefusal)) throw error;
    return refused([faultOf(error, header, edits)], findings.warnings);
  }
}

async function replace(
  changing: Changing,
  order: ExistingOrder,
  rows: OrderRows,
  { header, edits }: PlannedChange,
  memory: OrderMemory | undefined,
): Promise<Outcome> {
  const { request, parts, findings } = changing;
  const loss = lossOf(rows);
  if (loss !== undefined) {
    return notChangeable(changing, `the order cannot be created again under its number, because ${loss}`);
  }
  const columns = header.map(({ name, kind, value }) => ({ name, kind, value }));
  const idsByKey = new Map(
    [
      ...(memory?.lines ?? []),
      ...edits.flatMap(({ id, edit }) => (id && 'lineKey' in edit ? [{ id, lineKey: edit.lineKey }] : [])),
    ].map(({ id, lineKey }) => [lineKey, id]),
  );
  const removed = new Set(edits.flatMap(({ edit }) => (edit.op === 'remove' ? [edit.lineKey] : [])));
  const keys = rows.lines.map((row) => row['LineKey'] ?? '');
  const idOf = (lineKey: string) => idsByKey.get(lineKey) ?? null;
  const pending = {
    kind: 'replace' as const,
    by: request.key,
    before: wholeOrder(rows),
    beforeIds: keys.map(idOf),
    after: withChanges(
      rows,
      columns,
      edits.map(({ edit }) => edit),
    ),
    ids: [
      ...keys.filter((lineKey) => !removed.has(lineKey)).map(idOf),
      ...edits.flatMap(({ edit, id }) => (edit.op === 'add' ? [id ?? null] : [])),
    ],
  };
  const made = { documents: parts.documents, memories: parts.reservations };
  const replaced = await replaceOrder(made, request.company, order.salesOrderNo, pending, memory);
  if (replaced.kind === 'refused') {
    return refused(
      [{ code: 'SAGE_REFUSED', message: replaced.refusal.message, path: 'lines' }],
      findings.warnings,
    );
  }
  findings.warn(
    'The order was deleted and created again under its number, because its lines cannot be changed.',
    'lines',
  );
  return done(order, findings.warnings, replaced.written.warnings, [header, []]);
}

type Written = readonly [header: PlannedChange['header'], edits: PlannedChange['edits']];

function done(
  order: ExistingOrder,
  before: readonly Warning[],
  warnings: readonly SageWarning[],
  [header, edits]: Written,
): Outcome {
  const told = warnings.map((warning) => ({
    message: warning.message,
    path: pathOf(warning, header, edits),
  }));
  return { state: 'Done', result: resultOf(order), warnings: [...before, ...told] };
}

function faultOf(
  refusal: SageRefusal,
  header: PlannedChange['header'],
  edits: PlannedChange['edits'],
): Fault {
  return { code: 'SAGE_REFUSED', message: refusal.message, path: pathOf(refusal, header, edits) };
}

/** The member of the message that Sage speaks of: a line of the document is one of the edits. */
function pathOf(
  { column, line }: Pick<SageWarning, 'column' | 'line'> | SageRefusal,
  header: PlannedChange['header'],
  edits: PlannedChange['edits'],
): string {
  if (line !== undefined) {
    const origin = edits[line]?.origin;
    return origin === undefined ? 'lines' : `lines.${origin}`;
  }
  const name = column?.replace(/\$$/, '');
  return header.find((wish) => wish.name === name)?.path ?? 'salesOrderNo';
}

function notChangeable({ findings }: Changing, why: string): Outcome {
  const message = `The lines of this order cannot be changed by the gateway: ${why}.`;
  return refused([{ code: 'LINES_NOT_CHANGEABLE', message, path: 'lines' }], findings.warnings);
}
