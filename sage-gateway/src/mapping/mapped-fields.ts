import { tableOfObject, type MappedObject, type MappingRow } from '../contract/mapping.ts';
import type { Row, Value } from '../sage/ports.ts';
import type { FeedSite } from '../sync/feed.ts';
import { versionOf } from './feed-fields.ts';
import { sageTime } from '../sage/sage-time.ts';
import { stampColumns } from './agreement.ts';
import { present, type Columns } from './fit.ts';
import { mayBeMapped } from './sage-fields.ts';
import { columnsToRead, goesToSalesforce, valuesForSalesforce } from './to-salesforce.ts';

/** Values of the field mapping for one object of Salesforce, made of rows that a feed reads. */
export interface MappedFields {
  /** Whatever decides about the values. */
  readonly rows: readonly MappingRow[];
  /** The feed's own columns, and those that the mapping reads besides. */
  readonly columns: readonly string[];
  /** Values by field, as the contract's texts; null is blank. A row of the mapping that has a fault gives no value. */
  valuesOf(row: Row): Readonly<Record<string, string | null>>;
  /** When the row was changed in Sage (UTC); only where a row of the mapping goes both ways and the latest change counts, so that no other row is due for a new stamp alone. */
  changedAt(row: Row): string | undefined;
}

/** Faults of the mapping that were told in the log; kept by a feed for as long as the gateway runs. */
export type ToldFaults = Set<string>;

/** Beyond that the oldest is told again. */
const mostTold = 5_000;

/** What the rows toward Salesforce make of rows that a feed reads with the columns `own`. Columns that the site lacks, or that hold secrets, are faults of their rows. */
export function mappedFields(
  site: Pick<FeedSite, 'mapping' | 'company' | 'logger'>,
  object: MappedObject,
  catalogue: Columns,
  own: readonly string[],
  told: ToldFaults,
): MappedFields {
  const rows = site.mapping.filter((row) => row.object === object && goesToSalesforce(row));
  const ownByName = new Map(own.map((name) => [name.toUpperCase(), name]));
  const spelled = columnsToRead(rows).flatMap((name) => {
    const column = catalogue.get(name.toUpperCase());
    return column && mayBeMapped(name)
      ? [{ name, column: ownByName.get(name.toUpperCase()) ?? column.name }]
      : [];
  });
  const latest = rows.some(({ direction, owner }) => direction === 'Both' && owner === 'Latest');
  const stamps = latest ? present(catalogue, stampColumns) : [];
  const tell = (row: string, code: string, field: string | undefined): void => {
    const once = versionOf(
      0,
      site.company,
      rows.find(({ name }) => name === row),
    );
    if (told.has(once)) return;
    if (told.size >= mostTold) told.clear();
    told.add(once);
    const table = tableOfObject[object];
    // The sentence of the fault is not logged, because it quotes the value.
    site.logger.warn({ company: site.company, table, row, field, code }, 'a row of the field mapping fails');
  };
  return {
    rows,
    columns: [...new Set([...own, ...spelled.map(({ column }) => column), ...stamps])],
    valuesOf(row) {
      const record: Record<string, Value> = {};
      for (const { name, column } of spelled) record[name] = row[column] ?? null;
      const values = valuesForSalesforce(rows, record);
      for (const { row: name, faults } of values) for (const { code, path } of faults) tell(name, code, path);
      const sound = values.filter(({ faults, field }) => faults.length === 0 && field !== '');
      return Object.fromEntries(sound.map(({ field, value }) => [field, value]));
    },
    changedAt: (row) =>
      latest ? sageTime(row['DateUpdated'], row['TimeUpdated'])?.toISOString() : undefined,
  };
}

/**
 * The one place where mapped values enter a record of Account or Product2: as JSON into a field, from which a trigger puts them into the
 * mapped fields under the rows' owner rules. Without rows the field stays as it is.
 */
export function fieldsFromSage(mapped: MappedFields, row: Row): Readonly<Record<string, string>> {
  if (mapped.rows.length === 0) return {};
  return {
    SageFields__c: JSON.stringify({ changedAt: mapped.changedAt(row), fields: mapped.valuesOf(row) }),
  };
}
