import type { MappedTable, MappingRow } from '../contract/mapping.ts';
import type { Fault } from '../contract/errors.ts';
import { columnsOf } from '../sage/read.ts';
import type { Row, SageTables } from '../sage/ports.ts';
import { customFields } from './custom-fields.ts';
import { Findings } from './findings.ts';
import { readRecord } from './read-record.ts';
import { mayBeMapped } from './sage-fields.ts';
import { columnsToRead, goesToSalesforce, valuesForSalesforce, type RowValue } from './to-salesforce.ts';

export interface PreviewRequest {
  readonly table: MappedTable;
  readonly key?: string | undefined;
  readonly rows: readonly MappingRow[];
  readonly fields?: Readonly<Record<string, string | null>> | undefined;
}

export interface Preview {
  /** Whether there is a record with the key. */
  readonly found: boolean;
  readonly values: readonly RowValue[];
  /** What Sage would say of values toward it: each as it would be written, or why not. */
  readonly fields: readonly {
    readonly name: string;
    readonly value: string | null;
    readonly faults: readonly Fault[];
  }[];
}

/** What draft rows make of a real record of Sage, and whether values toward Sage fit its columns. Writes nothing. */
export async function preview(
  tables: SageTables,
  company: string,
  { table, key, rows, fields = {} }: PreviewRequest,
): Promise<Preview> {
  const columns = await columnsOf(tables, company, table);
  const toSalesforce = rows.filter((row) => row.table === table && goesToSalesforce(row));
  const known = columnsToRead(toSalesforce).filter(
    (name) => columns.has(name.toUpperCase()) && mayBeMapped(name),
  );
  const record =
    key === undefined || toSalesforce.length === 0
      ? undefined
      : await readRecord(tables, company, table, key, known.length > 0 ? known : [...keyColumn(table)]);
  return {
    found: record !== undefined,
    values: record === undefined ? [] : valuesForSalesforce(toSalesforce, only(record, known)),
    fields: Object.entries(fields).map(([name, value]) => {
      const findings = new Findings();
      const [fitted] = customFields({ [name]: value }, columns, table, 'fields', findings);
      return { name, value: fitted?.value ?? null, faults: findings.faults };
    }),
  };
}

/** A column that the table has in any case, to learn whether there is the record. */
const keyColumn = (table: MappedTable): [string] => {
  if (table === 'AR_Customer') return ['CustomerNo'];
  return table === 'CI_Item' ? ['ItemCode'] : ['SalesOrderNo'];
};

const only = (record: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, record[name] ?? null]));
