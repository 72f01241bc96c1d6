import { mkdirSync } from 'node:fs';
import { companyTables } from '../dictionary/index.ts';
import type { Layout } from '../dictionary/layouts.ts';
import { blankRow, parseColumn, type Row, type Table } from '../dictionary/table.ts';
import { setLogon } from '../store/logons.ts';
import { openCompany, openSystem } from '../store/files.ts';
import { openSimulatorFile } from '../store/simulator-file.ts';
import type { TableStore } from '../store/table-store.ts';

export interface CompanySetup {
  readonly company: string;
  readonly name?: string;
  /** Sage user of the gateway; default `gateway` / `secret`. */
  readonly user?: string;
  readonly password?: string;
  /** Of a company that is new; default the newest. */
  readonly layout?: Layout;
}

/** The person whose name stands on what is done by the desk (folder desk/). */
export const CLERK = { userKey: '0000000099', logon: 'clerk', password: 'clerk' } as const;

/** Fields that Custom Office adds at a site: Salesforce's keys, and what the site itself wants to know. */
const orderFields = [
  'UDF_SF_KEY C80',
  'UDF_CAMPAIGN C30',
  'UDF_PRIORITY C1',
  'UDF_RUSH C1',
  'UDF_ORIGIN C20',
  'UDF_PROMO_DATE D',
  'UDF_BUDGET N9.2',
];
const lineFields = ['UDF_GIFT_TEXT C60', 'UDF_WARRANTY C1'];
const siteFields: readonly (readonly [table: string, notations: readonly string[]])[] = [
  ['AR_Customer', ['UDF_SF_ACCOUNT C18', 'UDF_ACCOUNTNUMBER C40', 'UDF_TIER C10', 'UDF_SINCE D']],
  ['SO_SalesOrderHeader', orderFields],
  ['SO_SalesOrderHistoryHeader', orderFields],
  ['SO_SalesOrderDetail', lineFields],
  ['SO_SalesOrderHistoryDetail', lineFields],
  ['CI_Item', ['UDF_BRAND C30', 'UDF_COLOR C20']],
];

/** The tables of a new company: the dictionary's with the site's fields. */
export function tablesOfNewCompany(): ReadonlyMap<string, Table> {
  const tables = new Map(companyTables);
  for (const [name, notations] of siteFields) {
    const table = tables.get(name);
    if (table === undefined) throw new Error(`no table ${name}`);
    const added = notations.map(parseColumn).map((column) => [column.name, column] as const);
    tables.set(name, { ...table, columns: new Map([...table.columns, ...added]) });
  }
  return tables;
}

const tasks: readonly (readonly [program: string, module: string])[] = [
  ['SO_SalesOrder_ui', 'S/O'],
  ['SO_Invoice_ui', 'S/O'],
  ['SO_ShipToAddress_ui', 'S/O'],
  ['AR_Customer_ui', 'A/R'],
  ['AR_CustomerContact_ui', 'A/R'],
  ['AR_InvoiceHistoryInquiry_ui', 'A/R'],
  ['CI_ItemCode_ui', 'C/I'],
  ['SY_SalesTaxCode_ui', 'S/Y'],
];

/**
 * Makes a company that can take orders as soon as it has customers and items: options and number counters, terms 00, division 00, comment
 * item /C, payment types, the site's fields, the gateway's user. What exists already is left as it is.
 */
export function createCompany(dataFolder: string, setup: CompanySetup): void {
  mkdirSync(dataFolder, { recursive: true });
  createSystem(dataFolder, setup);
  const store = openCompany(dataFolder, setup.company, setup.layout);
  try {
    for (const [table, notations] of siteFields)
      for (const notation of notations) store.addField(table, parseColumn(notation));
    store.transaction(() => {
      addRows(store, 'SO_Options', [{ NextSalesOrderNo: '0000101' }]);
      addRows(store, 'AR_Options', [{}]);
      addRows(store, 'AR_TermsCode', [{ TermsCode: '00', TermsCodeDesc: 'No Terms' }]);
      addRows(store, 'AR_Division', [{ ARDivisionNo: '00', ARDivisionDesc: 'Head Office' }]);
      addRows(store, 'AR_PaymentType', [
        { PaymentType: 'CHECK', PaymentTypeDesc: 'Check' },
        { PaymentType: 'CASH', PaymentTypeDesc: 'Cash' },
      ]);
      addRows(store, 'CI_Item', [
        {
          ItemCode: '/C',
          ItemType: '4',
          ItemCodeDesc: 'Comment',
          StandardUnitOfMeasure: '',
          TaxClass: '',
          Valuation: '',
        },
      ]);
    });
  } finally {
    store.close();
  }
}

/** Inserts rows with the dictionary's defaults where a column is left out; rows whose key exists are left alone. */
export function addRows(store: TableStore, table: string, rows: readonly Row[]): void {
  const blank = blankRow(store.table(table));
  for (const row of rows) store.insertIfNew(table, { ...blank, ...row });
}

function createSystem(dataFolder: string, setup: CompanySetup): void {
  const { company, name = `Company ${company}`, user = 'gateway', password = 'secret' } = setup;
  const system = openSystem(dataFolder);
  const simulator = openSimulatorFile(dataFolder);
  try {
    system.transaction(() => {
      addRows(system, 'SY_Company', [{ CompanyCode: company, CompanyName: name }]);
      addRows(
        system,
        'SY_Task',
        tasks.map(([ProgramName, ModuleCode], i) => ({ TaskID: String(i + 101), ProgramName, ModuleCode })),
      );
      const UserKey = String(system.count('SY_User') + 1).padStart(10, '0');
      addUser(system, { UserKey, UserCode: 'GWY', UserLogon: user, FirstName: 'Gateway' });
      addUser(system, {
        UserKey: CLERK.userKey,
        UserCode: 'CLK',
        UserLogon: CLERK.logon,
        FirstName: 'Clerk',
      });
    });
    setLogon(simulator, user, password, null);
    setLogon(simulator, CLERK.logon, CLERK.password, null);
  } finally {
    system.close();
    simulator.close();
  }
}

function addUser(system: TableStore, user: Row & { readonly UserLogon: string }): void {
  if (system.select('SY_User', 'UserLogon = ?', [user.UserLogon]).length > 0) return;
  addRows(system, 'SY_User', [user]);
}

/** Company Maintenance, Preferences: Allow External Access. Throws when the company is not there. */
export function setExternalAccess(dataFolder: string, company: string, allowed: boolean): void {
  const system = openSystem(dataFolder);
  try {
    system.update('SY_Company', [company], { AllowExternalAccess: allowed ? 'Y' : 'N' });
  } finally {
    system.close();
  }
}
