import { blankRow, type Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';

/** A row of a table that takes over the columns which another row has too, UDFs included; the others are at their defaults. */
export function sameColumns(store: TableStore, tableName: string, row: Row): Row {
  const table = store.table(tableName);
  const target = blankRow(table);
  for (const name of table.columns.keys()) target[name] = row[name] ?? target[name] ?? '';
  return target;
}
