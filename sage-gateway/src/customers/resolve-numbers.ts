import { present } from '../mapping/fit.ts';
import { columnsOf, selectIn } from '../sage/read.ts';
import type { SageTables, Value } from '../sage/ports.ts';
import { divisionOf, numberSpellings } from './find-customer.ts';
import type { CustomerPolicy } from './policy.ts';

/** A customer as a caller names it. Without a division it is the default one's, or the only one of that number. */
export interface GivenCustomer {
  readonly divisionNo?: string | undefined;
  readonly customerNo: string;
}

export type CustomerRow = Readonly<Partial<Record<string, Value>>>;

/**
 * AR_Customer rows of customers by the numbers that people write (without zeros, in lower case), one answer each in their place; undefined for
 * one that Sage does not have. Reads by KCUSTOMERNO, 200 numbers a read.
 */
export async function readByNumbers(
  tables: SageTables,
  company: string,
  policy: CustomerPolicy,
  given: readonly GivenCustomer[],
  helpful: readonly string[],
): Promise<(CustomerRow | undefined)[]> {
  const catalogue = await columnsOf(tables, company, 'AR_Customer');
  const columns = ['ARDivisionNo', 'CustomerNo', 'CustomerName', ...present(catalogue, helpful)];
  const rows: CustomerRow[] = await selectIn<string>(tables, company, {
    table: 'AR_Customer',
    columns,
    column: 'CustomerNo',
    values: given.flatMap(({ customerNo }) => numberSpellings(customerNo, policy)),
  });
  return given.map(({ divisionNo, customerNo }) => {
    const division = divisionOf(divisionNo, policy);
    const isNamed = divisionNo !== undefined && divisionNo.trim() !== '';
    for (const spelled of numberSpellings(customerNo, policy)) {
      const same = rows.filter((row) => row['CustomerNo'] === spelled);
      const home = same.find((row) => row['ARDivisionNo'] === division);
      if (home !== undefined) return home;
      if (!isNamed && same.length === 1) return same[0];
    }
    return undefined;
  });
}
