import type { OrderMemories, OrderMemory, PendingChange } from '../requests/port.ts';
import { RetryableError } from '../errors.ts';
import {
  DocumentExists,
  SageRefusal,
  type Row,
  type SageDocuments,
  type SalesOrder,
  type SalesOrderWritten,
} from '../sage/ports.ts';
import { equals } from './compare-values.ts';
import { valuesOfLine } from './line-columns.ts';
import { memoryOfOrder } from './remember-order.ts';

export type PendingReplace = Extract<PendingChange, { kind: 'replace' }>;

export interface ReplaceParts {
  readonly documents: SageDocuments;
  readonly memories: OrderMemories;
}

/** How it ended: the order is as wished, or Sage refused it and it is as it was. */
export type Replaced =
  | { readonly kind: 'done'; readonly written: SalesOrderWritten; readonly memory: OrderMemory }
  | { readonly kind: 'refused'; readonly refusal: SageRefusal; readonly memory: OrderMemory };

/**
 * Deletes an order and creates it again under its number. Both forms of it are stored before the deletion, so that whoever comes next
 * finds an order that is not there and goes on with `createAgain`.
 */
export async function replaceOrder(
  parts: ReplaceParts,
  company: string,
  salesOrderNo: string,
  pending: PendingReplace,
  memory: OrderMemory | undefined,
): Promise<Replaced> {
  const { memories, documents } = parts;
  const known = { lines: memory?.lines ?? [], header: memory?.header ?? {} };
  await memories.remember(company, salesOrderNo, { ...known, pending });
  try {
    await documents.deleteSalesOrder(company, salesOrderNo);
  } catch (error) {
    if (!(error instanceof SageRefusal)) throw error;
    await memories.remember(company, salesOrderNo, known);
    return { kind: 'refused', refusal: error, memory: known };
  }
  return createAgain(parts, company, salesOrderNo, pending, memory);
}

/** Creates an order that was deleted to be created again; when Sage refuses what it was to become, as it was. */
export async function createAgain(
  { documents, memories }: ReplaceParts,
  company: string,
  salesOrderNo: string,
  { by, before, beforeIds, after, ids }: PendingReplace,
  memory: OrderMemory | undefined,
): Promise<Replaced> {
  const create = async (order: SalesOrder, idsOfLines: readonly (string | null)[]) => {
    const written = await documents.createSalesOrder(company, salesOrderNo, order);
    const fresh = { ...memoryOfOrder(by, order, idsOfLines, written.lines), header: memory?.header ?? {} };
    await memories.remember(company, salesOrderNo, fresh);
    return { written, memory: fresh };
  };
  try {
    return { kind: 'done', ...(await create(after, ids)) };
  } catch (error) {
    if (error instanceof DocumentExists) throw notYetSeen(salesOrderNo, error);
    if (!(error instanceof SageRefusal)) throw error;
    return {
      kind: 'refused',
      refusal: error,
      memory: (await restore(() => create(before, beforeIds), salesOrderNo)).memory,
    };
  }
}

/** The order as it was, which Sage took once; that it refuses it now is for an operator, and is tried again until then. */
async function restore<T>(create: () => Promise<T>, salesOrderNo: string): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof SageRefusal)) throw error;
    const message = `Sales order ${salesOrderNo} was deleted to be created again, and Sage refuses it: ${error.message}`;
    throw new RetryableError('SAGE_FAILED', message, { cause: error });
  }
}

function notYetSeen(salesOrderNo: string, cause: Error): RetryableError {
  const message = `Sage says that order ${salesOrderNo} exists, but its tables do not show it yet.`;
  return new RetryableError('SAGE_RECORD_LOCKED', message, { cause });
}

/** Whether the lines in Sage are those of an order that was created again: an order whose replacement broke off is either all the one or all the other. */
export function hasLinesOf(order: SalesOrder, rows: readonly Row[]): boolean {
  return (
    rows.length === order.lines.length &&
    order.lines.every((line, at) => {
      const row = rows[at] ?? {};
      const values = valuesOfLine(line).filter(({ name }) => name in row);
      return (
        row['ItemCode'] === line.itemCode &&
        values.every(({ name, kind, value }) => equals(kind, row[name] ?? null, value))
      );
    })
  );
}

/** What the gateway knows of an order that was created again before it could say so. */
export function memoryOfReplaced(
  { by, after, ids }: PendingReplace,
  rows: readonly Row[],
  memory: OrderMemory,
): OrderMemory {
  const written = rows.map((row) => ({
    lineKey: row['LineKey'] ?? '',
    unitPrice: row['UnitPrice'] ?? '0',
    extensionAmt: row['ExtensionAmt'] ?? '0',
  }));
  return { ...memoryOfOrder(by, after, ids, written), header: memory.header };
}
