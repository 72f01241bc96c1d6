import { present } from '../mapping/fit.ts';
import { isSageText } from '../mapping/sage-text.ts';
import { columnsOf } from '../sage/read.ts';
import type { Condition, SageTables, Value } from '../sage/ports.ts';

/** A customer in Sage, as far as matching needs it. */
export interface Customer {
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly zipCode: string;
  readonly inactive: boolean;
}

const needed = ['ARDivisionNo', 'CustomerNo', 'CustomerName'] as const;
const helpful = ['AddressLine1', 'City', 'ZipCode', 'CustomerStatus'] as const;

/** Customers who meet the conditions, at most `limit`. Put the columns of a key first (KPRIMARY, KCUSTOMERNO, KNAME, KZIPCODE): anything else reads all customers. Values that Sage cannot hold are not asked for. */
export async function readCustomers(
  tables: SageTables,
  company: string,
  where: readonly Condition[],
  limit: number,
): Promise<Customer[]> {
  const catalogue = await columnsOf(tables, company, 'AR_Customer');
  const columns = [...needed, ...present(catalogue, helpful)];
  const asked = where.map((condition) =>
    condition.op === 'in' ? { ...condition, values: condition.values.filter(isSageText) } : condition,
  );
  if (asked.some((condition) => condition.op === 'in' && condition.values.length === 0)) return [];
  const rows = await tables.select(company, { table: 'AR_Customer', columns, where: asked, limit });
  return rows.map((row: Readonly<Partial<Record<string, Value>>>) => ({
    divisionNo: row['ARDivisionNo'] ?? '',
    customerNo: row['CustomerNo'] ?? '',
    name: row['CustomerName'] ?? '',
    street: row['AddressLine1'] ?? '',
    city: row['City'] ?? '',
    zipCode: row['ZipCode'] ?? '',
    inactive: row['CustomerStatus'] === 'I',
  }));
}

/** The customer with this number, or undefined. */
export async function readCustomer(
  tables: SageTables,
  company: string,
  divisionNo: string,
  customerNo: string,
): Promise<Customer | undefined> {
  const where = [
    { column: 'ARDivisionNo', op: '=', value: divisionNo },
    { column: 'CustomerNo', op: '=', value: customerNo },
  ] as const;
  return (await readCustomers(tables, company, where, 1))[0];
}

/** "01-0000676 Better Bike Shop, Austell": how a customer is named to a person. */
export function label(customer: Customer): string {
  const city = customer.city === '' ? '' : `, ${customer.city}`;
  return `${customer.divisionNo}-${customer.customerNo} ${customer.name}${city}`;
}
