import type { KnownLine, OrderMemory, Remembered } from '../requests/port.ts';
import type { LineWritten, SalesOrder, SalesOrderLine, UdfValue } from '../sage/ports.ts';
import { shortId } from './find-lines.ts';
import { valuesOfLine } from './line-columns.ts';
import type { PlannedEdit } from './plan-line-changes.ts';

/** What the gateway knows of an order that it has written whole. `ids` are those of its lines, undefined where a line has none. */
export function memoryOfOrder(
  by: string,
  order: Pick<SalesOrder, 'lines'>,
  ids: readonly (string | null | undefined)[],
  written: readonly LineWritten[],
): OrderMemory {
  const lines = order.lines.flatMap((line, at) => knownLine(by, ids[at], line, written[at]));
  return { lines, header: {} };
}

/** The memory after a change of the header and of single lines; nothing is under way any more. */
export function memoryAfter(
  before: OrderMemory | undefined,
  by: string,
  header: readonly UdfValue[],
  edits: readonly PlannedEdit[],
  written: readonly LineWritten[],
): OrderMemory {
  const lines = new Map((before?.lines ?? []).map((line) => [shortId(line.id), line]));
  edits.forEach(({ edit, id }, at) => {
    const known = id === undefined ? findByKey(lines, edit) : lines.get(shortId(id));
    if (edit.op === 'remove') {
      if (known !== undefined) lines.delete(shortId(known.id));
    } else if (edit.op === 'add') {
      for (const line of knownLine(by, id, edit.line, written[at])) lines.set(shortId(line.id), line);
    } else if (known !== undefined || id !== undefined) {
      const values = { ...known?.values, ...remembered(by, edit.columns) };
      const line = { id: known?.id ?? id ?? '', lineKey: edit.lineKey, values };
      lines.set(shortId(line.id), line);
    }
  });
  return { lines: [...lines.values()], header: { ...before?.header, ...remembered(by, header) } };
}

/** Values by column. */
export function remembered(by: string, values: readonly UdfValue[]): Record<string, Remembered> {
  return Object.fromEntries(values.map(({ name, value }) => [name, { value, by }]));
}

function knownLine(
  by: string,
  id: string | null | undefined,
  line: SalesOrderLine,
  written: LineWritten | undefined,
): KnownLine[] {
  if (!id || !written?.lineKey) return [];
  const price = line.comment
    ? {}
    : remembered(by, [{ name: 'UnitPrice', kind: 'number', value: written.unitPrice }]);
  const item = remembered(by, [{ name: 'ItemCode', kind: 'text', value: line.itemCode }]);
  return [
    { id, lineKey: written.lineKey, values: { ...item, ...remembered(by, valuesOfLine(line)), ...price } },
  ];
}

function findByKey(lines: ReadonlyMap<string, KnownLine>, edit: PlannedEdit['edit']): KnownLine | undefined {
  if (edit.op === 'add') return undefined;
  return [...lines.values()].find(({ lineKey }) => lineKey === edit.lineKey);
}
