import type { Fault, Warning } from '../contract/errors.ts';
import type { MappingRow } from '../contract/mapping.ts';
import type { Row } from '../sage/ports.ts';
import { transform, type Transformed } from './transforms.ts';
import { mapped } from './value-map.ts';

/** What a row makes of a record of Sage: text as the contract has it, null when it is blank. */
export interface RowValue {
  readonly row: string;
  /** The field of Salesforce that it is for. */
  readonly field: string;
  readonly value: string | null;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
}

/** Whether values of a row go to Salesforce. */
export const goesToSalesforce = ({ active, direction }: MappingRow): boolean =>
  active && direction !== 'ToSage';

/** Columns of Sage that the rows read. */
export function columnsToRead(rows: readonly MappingRow[]): string[] {
  return [...new Set(rows.filter(({ kind }) => kind !== 'Constant').map(({ sageField }) => sageField))];
}

/**
 * What the rows toward Salesforce make of a record of Sage, in the order of the rows. `record` holds the columns of `columnsToRead` by
 * the rows' own spelling; a column that it lacks is a fault of its row.
 */
export function valuesForSalesforce(rows: readonly MappingRow[], record: Row): RowValue[] {
  return rows.filter(goesToSalesforce).map((row) => {
    const result = valueOf(row, record);
    const of = { row: row.name, field: row.salesforceField ?? '' };
    if (!result.ok) {
      const { code, message } = result;
      return { ...of, value: null, faults: [{ code, message, path: row.sageField }], warnings: [] };
    }
    // A default of a row that goes both ways is Sage's: given back here it would become Salesforce's own value.
    const value = result.value ?? (row.direction === 'Both' ? null : (row.defaultWhenBlank ?? null));
    const warnings = result.warning === undefined ? [] : [{ message: result.warning, path: row.sageField }];
    return { ...of, value, faults: [], warnings };
  });
}

function valueOf(row: MappingRow, record: Row): Transformed {
  if (row.kind === 'Constant') return transform([], row.constant ?? null);
  const value = record[row.sageField];
  if (value === undefined)
    return { ok: false, code: 'FIELD_UNKNOWN', message: `${row.table} has no field ${row.sageField}.` };
  const text = transform([], value);
  if (row.kind !== 'ValueMap') return transform(row.transforms, value);
  return text.ok && text.value !== null ? mapped(row.values, text.value) : text;
}
