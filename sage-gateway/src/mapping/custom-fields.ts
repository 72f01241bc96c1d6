import { z } from 'zod';
import { decimalText } from '../contract/order-message.ts';
import type { UdfValue } from '../sage/ports.ts';
import { brief, fitCode, fitNumber, type Columns } from './fit.ts';
import type { Findings } from './findings.ts';

const date = z.iso.date();

export interface CustomFieldRules {
  /** Columns that the gateway keeps itself; a message that names one is at fault, for its value would be lost or do harm. */
  readonly own?: readonly (string | undefined)[];
  /** What becomes of a blank field: left to Sage's default (a new document has nothing to clear), or cleared. */
  readonly blank?: 'leave' | 'clear';
}

/** Custom fields of a message as UDFs of a table: each must be a column of it and take the value as it is; nothing is cut or rounded. */
export function customFields(
  fields: Readonly<Record<string, string | null>> | undefined,
  columns: Columns,
  table: string,
  path: string,
  findings: Findings,
  { own = [], blank = 'leave' }: CustomFieldRules = {},
): UdfValue[] {
  return Object.entries(fields ?? {}).flatMap(([name, given]) => {
    const at = `${path}.${name}`;
    if (own.some((column) => column?.toUpperCase() === name.toUpperCase())) {
      findings.fault('FIELD_INVALID', `${name} is kept by the gateway; take it out of the mapping.`, at);
      return [];
    }
    const value = given?.trim() ?? '';
    if (value === '' && blank === 'leave') return [];
    const column = columns.get(name.toUpperCase());
    if (column === undefined) {
      findings.fault('FIELD_UNKNOWN', `${table} has no field ${name}.`, at);
      return [];
    }
    if (value === '') return [{ name, kind: column.kind, value: column.kind === 'number' ? '0' : '' }];
    const fitted = fitField(value, column, at, findings);
    return fitted === undefined ? [] : [{ name, kind: column.kind, value: fitted }];
  });
}

function fitField(
  value: string,
  column: { kind: UdfValue['kind']; length: number; scale: number },
  path: string,
  findings: Findings,
): string | undefined {
  if (column.kind === 'text') {
    return fitCode(value, column.length > 0 ? column.length : Number.POSITIVE_INFINITY, path, findings);
  }
  if (column.kind === 'number') {
    if (!decimalText.safeParse(value).success) {
      findings.fault('FIELD_INVALID', `"${brief(value)}" is not a number such as "12.50".`, path);
      return undefined;
    }
    const width = { precision: column.length > 0 ? column.length : 15, scale: column.scale };
    return fitNumber(value, width, path, 'FIELD_INVALID', findings)?.toFixed();
  }
  if (!date.safeParse(value).success) {
    findings.fault('FIELD_INVALID', `"${brief(value)}" is not a date such as "2026-05-31".`, path);
    return undefined;
  }
  return value;
}
