import type { ErrorCode } from '../contract/errors.ts';
import { brief } from '../mapping/fit.ts';
import type { Findings } from '../mapping/findings.ts';
import { selectIn } from '../sage/read.ts';
import type { Condition, SageTables } from '../sage/ports.ts';

/** A kind of code that Sage keeps in a table of its own. */
export interface CodeKind {
  readonly code: ErrorCode;
  readonly noun: string;
  readonly table: string;
  readonly column: string;
  /** Digits to which an all-digit code is filled with zeros when it is not found as given; 0: never. */
  readonly zeroFill: number;
  /** Leading key columns. */
  readonly also?: readonly Condition[];
}

export const warehouses: CodeKind = {
  code: 'WAREHOUSE_UNKNOWN',
  noun: 'warehouse',
  table: 'IM_Warehouse',
  column: 'WarehouseCode',
  zeroFill: 3,
};

export const terms: CodeKind = {
  code: 'TERMS_UNKNOWN',
  noun: 'terms code',
  table: 'AR_TermsCode',
  column: 'TermsCode',
  zeroFill: 2,
};

/** A code of a message and where it stands. */
export interface GivenCode {
  readonly value: string;
  readonly path: string;
}

/** Turns codes as people write them into the codes that Sage has. */
export type CodeBook = (value: string) => string | undefined;

/**
 * Looks codes up in one read: as given, in upper case, then filled with zeros. Each one that Sage lacks is a fault at its path. A table
 * that cannot be seen is not checked: the codes pass in upper case and Sage decides.
 */
export async function checkCodes(
  tables: SageTables,
  company: string,
  kind: CodeKind,
  given: readonly GivenCode[],
  findings: Findings,
): Promise<CodeBook> {
  if (given.length === 0) return () => undefined;
  const { table, column, also = [] } = kind;
  const catalogue = await tables.columns(company, table);
  if (catalogue?.has(column.toUpperCase()) !== true) return (value) => value.trim().toUpperCase();
  const values = given.flatMap(({ value }) => spellings(value, kind.zeroFill));
  const rows = await selectIn(tables, company, { table, columns: [column], column, values, also });
  const known = new Set(rows.map((row) => row[column]));
  for (const { value, path } of given) {
    if (spellings(value, kind.zeroFill).some((spelled) => known.has(spelled))) continue;
    findings.fault(kind.code, `Sage has no ${kind.noun} "${brief(value)}".`, path);
  }
  return (value) => spellings(value, kind.zeroFill).find((spelled) => known.has(spelled));
}

function spellings(value: string, zeroFill: number): string[] {
  const plain = value.trim();
  const upper = plain.toUpperCase();
  return /^\d+$/.test(plain) ? [plain, plain.padStart(zeroFill, '0')] : [plain, upper];
}
