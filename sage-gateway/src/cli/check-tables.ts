import { SetupError } from '../errors.ts';
import type { CompanyPolicy } from '../orders/policy.ts';
import type { SageTables } from '../sage/ports.ts';

/** What the gateway reads of each table, with the first column of its key first. No order can be placed without these. */
const needed: Readonly<Record<string, readonly [keyColumn: string, ...others: string[]]>> = {
  SO_SalesOrderHeader: ['SalesOrderNo', 'ARDivisionNo', 'CustomerNo', 'CustomerPONo', 'OrderStatus'],
  SO_SalesOrderDetail: ['SalesOrderNo', 'LineKey', 'ItemType', 'QuantityOrdered', 'ExtensionAmt'],
  SO_SalesOrderHistoryHeader: ['SalesOrderNo', 'ARDivisionNo', 'CustomerNo', 'CustomerPONo', 'OrderStatus'],
  SO_SalesOrderHistoryDetail: [
    'SalesOrderNo',
    'LineKey',
    'ItemType',
    'QuantityOrderedOriginal',
    'LastExtensionAmt',
  ],
  AR_Customer: ['ARDivisionNo', 'CustomerNo', 'CustomerName'],
  AR_CustomerContact: ['ARDivisionNo', 'CustomerNo', 'ContactCode'],
  SO_ShipToAddress: ['ARDivisionNo', 'CustomerNo', 'ShipToCode'],
  CI_Item: ['ItemCode', 'ItemType', 'StandardUnitPrice'],
};

/**
 * Reads a row of each table that orders need as the gateway reads it, and looks for the columns that the settings name: so it tries the
 * rights of the user and what is not certain of Sage's driver (`?` markers, numbers as text, names of results). Answers what was found
 * as a sentence; throws SetupError with all faults.
 */
export async function checkTables(
  tables: SageTables,
  company: string,
  policy: CompanyPolicy,
): Promise<string> {
  const faults: string[] = [];
  for (const [table, columns] of Object.entries(needed)) {
    const known = await tables.columns(company, table);
    const lacking = columns.filter((name) => known?.has(name.toUpperCase()) !== true);
    if (known === undefined) faults.push(`${table} cannot be seen.`);
    else if (lacking.length > 0) faults.push(`${table} has no column ${lacking.join(', ')}.`);
    else await readOne(tables, company, table, columns);
  }
  faults.push(...(await lackingSettings(tables, company, policy)));
  if (faults.length > 0) {
    throw new SetupError(
      faults.join(' '),
      "Check the company code, the modules of the company, the role of the ODBC user, and the columns that the company's settings name.",
    );
  }
  const header = await tables.columns(company, 'SO_SalesOrderHeader');
  const custom = [...(header?.keys() ?? [])].filter((name) => name.startsWith('UDF_')).length;
  const unseen = await unseenCodeTables(tables, company, policy);
  const unchecked = unseen.length === 0 ? '' : `; codes of ${unseen.join(', ')} are left to Sage to check`;
  return `${Object.keys(needed).length} tables were read, SO_SalesOrderHeader has ${custom} UDFs${unchecked}`;
}

/** A row of any key, and one of a key that hardly exists: without and with a value to compare. */
async function readOne(
  tables: SageTables,
  company: string,
  table: string,
  columns: readonly [string, ...string[]],
): Promise<void> {
  const where = [{ column: columns[0], op: '=', value: '00' } as const];
  await tables.select(company, { table, columns, where, limit: 1 });
  if (table === 'CI_Item') await tables.select(company, { table, columns, limit: 1 });
}

/** Columns that the settings name and the company does not have. */
async function lackingSettings(
  tables: SageTables,
  company: string,
  { keyUdf, customerKeys }: CompanyPolicy,
): Promise<string[]> {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['SO_SalesOrderHeader', keyUdf],
    ['AR_Customer', customerKeys.accountId],
    ['AR_Customer', customerKeys.accountNumber],
  ];
  const faults: string[] = [];
  for (const [table, column] of named) {
    if (column === undefined) continue;
    const known = await tables.columns(company, table);
    if (known?.has(column.toUpperCase()) === false)
      faults.push(`${table} has no column ${column}, which the settings name.`);
  }
  return faults;
}

/** Tables of codes that may be missing or forbidden: what they would tell is then left to Sage. */
async function unseenCodeTables(
  tables: SageTables,
  company: string,
  { shipViaCodes }: CompanyPolicy,
): Promise<string[]> {
  const unseen: string[] = [];
  for (const table of ['AR_TermsCode', 'IM_Warehouse', 'IM_AliasItem', shipViaCodes.table]) {
    if ((await tables.columns(company, table)) === undefined) unseen.push(table);
  }
  return unseen;
}
