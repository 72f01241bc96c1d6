import { Decimal } from 'decimal.js';
import { SageRefusal, type LineEdit, type LineWritten, type SalesOrderLine } from '../sage/ports.ts';
import { cleared, udfs } from './memory-document-rows.ts';
import type { MemoryRow } from './memory-tables.ts';

/** The lines of all orders after the edits of one; nothing is changed in `rows`. New lines follow the last LineKey, as in Sage. */
export function editLines(
  rows: readonly MemoryRow[],
  salesOrderNo: string,
  edits: readonly LineEdit[],
  make: (line: SalesOrderLine, at: number) => MemoryRow,
): { readonly rows: MemoryRow[]; readonly written: LineWritten[] } {
  let all = rows.map((row) => ({ ...row }));
  const last = Math.max(0, ...all.filter((row) => row['SalesOrderNo'] === salesOrderNo).map(keyOf));
  let added = 0;
  const written = edits.map((edit, at): LineWritten => {
    if (edit.op === 'add') {
      const row = make(edit.line, last + added);
      added += 1;
      all.push(row);
      return told(row);
    }
    const row = all.find((one) => one['SalesOrderNo'] === salesOrderNo && one['LineKey'] === edit.lineKey);
    if (row === undefined) throw new SageRefusal(`The order has no line ${edit.lineKey}.`, undefined, at);
    if (edit.op === 'remove') {
      all = all.filter((one) => one !== row);
      return { lineKey: '', unitPrice: '0', extensionAmt: '0' };
    }
    Object.assign(row, cleared(udfs(edit.columns)));
    const rate = new Decimal(100).minus(row['LineDiscountPercent'] || 0).dividedBy(100);
    const extension = new Decimal(row['QuantityOrdered'] || 0).times(row['UnitPrice'] || 0).times(rate);
    row['ExtensionAmt'] = extension.toFixed(2, Decimal.ROUND_HALF_UP);
    return told(row);
  });
  return { rows: all, written };
}

function keyOf(row: MemoryRow): number {
  return Number(row['LineKey'] ?? 0);
}

function told(row: MemoryRow): LineWritten {
  return {
    lineKey: row['LineKey'] ?? '',
    unitPrice: row['UnitPrice'] ?? '0',
    extensionAmt: row['ExtensionAmt'] ?? '0',
  };
}
