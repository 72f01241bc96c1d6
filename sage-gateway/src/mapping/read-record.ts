import type { MappedTable } from '../contract/mapping.ts';
import type { Condition, Row, SageTables } from '../sage/ports.ts';

/** How a record of a table is found, and which of them when the key names a line by its place. */
interface Place {
  readonly where: readonly Condition[];
  /** The place of a line in its order, from 1. */
  readonly line?: number;
}

const is = (column: string, value: string): Condition => ({ column, op: '=', value });

/** What a person gives as key of a record; undefined when the text cannot be one. */
const places: Readonly<Record<MappedTable, (key: string) => Place | undefined>> = {
  SO_SalesOrderHeader: (key) => ({ where: [is('SalesOrderNo', key)] }),
  SO_SalesOrderDetail(key) {
    const [, order = '', line = '1'] = /^([^/]+)(?:\/(\d{1,4}))?$/.exec(key) ?? [];
    return order === '' ? undefined : { where: [is('SalesOrderNo', order)], line: Number(line) };
  },
  AR_Customer(key) {
    const [, division = '', customer = ''] = /^([^-]+)-(.+)$/.exec(key) ?? [];
    return division === ''
      ? undefined
      : { where: [is('ARDivisionNo', division), is('CustomerNo', customer)] };
  },
  CI_Item: (key) => ({ where: [is('ItemCode', key)] }),
};

/**
 * Reads columns of one record: a sales order by its number, a line as `number/place` (from 1), a customer as `division-number`, an item by
 * its code. Undefined when there is none. The columns must be of the table.
 */
export async function readRecord(
  tables: SageTables,
  company: string,
  table: MappedTable,
  key: string,
  columns: readonly string[],
): Promise<Row | undefined> {
  const place = places[table](key);
  if (place === undefined) return undefined;
  const { where, line } = place;
  if (line === undefined) return (await tables.select(company, { table, columns, where, limit: 1 }))[0];
  const rows = await tables.select(company, { table, columns: [...new Set([...columns, 'LineKey'])], where });
  return rows.sort((a, b) => (String(a['LineKey']) < String(b['LineKey']) ? -1 : 1))[line - 1];
}
