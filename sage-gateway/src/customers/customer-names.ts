import { present } from '../mapping/fit.ts';
import { selectIn } from '../sage/read.ts';
import type { Row, SageTables } from '../sage/ports.ts';

/** Members that `addNames` adds to rows of AR_Customer. */
export const termsName = '+terms';
export const salespersonName = '+salesperson';

/** What the codes of a customer are called, where this site has the tables. */
export interface NameTables {
  readonly terms: boolean;
  readonly salespersons: boolean;
}

export async function nameTables(tables: SageTables, company: string): Promise<NameTables> {
  const [terms, salespersons] = await Promise.all([
    tables.columns(company, 'AR_TermsCode'),
    tables.columns(company, 'AR_Salesperson'),
  ]);
  return {
    terms: terms !== undefined && present(terms, ['TermsCode', 'TermsCodeDesc']).length === 2,
    salespersons:
      salespersons !== undefined &&
      present(salespersons, ['SalespersonDivisionNo', 'SalespersonNo', 'SalespersonName']).length === 3,
  };
}

/** Adds the description of the terms and the salesperson's name to customers: two short reads for 200 rows. */
export async function addNames(
  tables: SageTables,
  company: string,
  names: NameTables,
  rows: readonly Row[],
): Promise<Row[]> {
  const terms = names.terms ? await readTerms(tables, company, rows) : undefined;
  const persons = names.salespersons ? await readSalespersons(tables, company, rows) : undefined;
  return rows.map((row) => ({
    ...row,
    ...(terms && { [termsName]: terms.get(row['TermsCode'] ?? '') ?? null }),
    ...(persons && { [salespersonName]: persons.get(salespersonOf(row)) ?? null }),
  }));
}

const salespersonOf = (row: Row): string => `${row['SalespersonDivisionNo']}-${row['SalespersonNo']}`;

async function readTerms(tables: SageTables, company: string, rows: readonly Row[]) {
  const read = await selectIn(tables, company, {
    table: 'AR_TermsCode',
    columns: ['TermsCode', 'TermsCodeDesc'],
    column: 'TermsCode',
    values: rows.flatMap((row) => row['TermsCode'] ?? []),
  });
  return new Map(read.map((row) => [row.TermsCode, row.TermsCodeDesc]));
}

async function readSalespersons(tables: SageTables, company: string, rows: readonly Row[]) {
  const divisions = [...new Set(rows.flatMap((row) => row['SalespersonDivisionNo'] ?? []))];
  if (divisions.length === 0) return new Map<string, string | null>();
  const read = await selectIn(tables, company, {
    table: 'AR_Salesperson',
    columns: ['SalespersonDivisionNo', 'SalespersonNo', 'SalespersonName'],
    also: [{ column: 'SalespersonDivisionNo', op: 'in', values: divisions }],
    column: 'SalespersonNo',
    values: rows.flatMap((row) => row['SalespersonNo'] ?? []),
  });
  return new Map(read.map((row) => [salespersonOf(row), row.SalespersonName]));
}
