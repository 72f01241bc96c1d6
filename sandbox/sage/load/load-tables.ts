import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createdBy } from '../boi/audit.ts';
import { blankRow, type Row, type Table } from '../dictionary/table.ts';
import { createCompany, tablesOfNewCompany } from '../seed/company.ts';
import { companyExists, openCompany, openSystem } from '../store/files.ts';
import type { TableStore } from '../store/table-store.ts';
import { checkFile, readRows, type CheckedFile } from './csv-table.ts';
import { FaultList, type LoadReport } from './load-report.ts';
import { addSetupCodes, chooseDefaultWarehouse, noteOrphans } from './setup-codes.ts';

const ROWS_PER_TRANSACTION = 1000;
const LOADER_USER_KEY = '0000000001';

/**
 * Loads `<csvFolder>/<Table>.csv` files (header line with Sage's column names) into a company, which is made when there is none. A column that
 * Sage does not know becomes the field UDF_<NAME>. All files are checked first: on any fault a LoadError names all of them, nothing is loaded and no company is made.
 * Rows whose key exists stay as they are, so that loading again changes no order, quantity or balance.
 */
export async function loadTables(
  dataFolder: string,
  company: string,
  csvFolder: string,
): Promise<LoadReport> {
  const files = await checkFolder(knownTables(dataFolder, company), csvFolder);
  createCompany(dataFolder, { company });
  const store = openCompany(dataFolder, company);
  const system = openSystem(dataFolder);
  try {
    const tables: LoadReport['tables'][number][] = [];
    for (const file of files) tables.push(await loadFile(store, file));
    const setupAdded = store.transaction(() => system.transaction(() => addSetupCodes(store, system)));
    chooseDefaultWarehouse(store);
    return { company, tables, fields: files.flatMap(fieldsOf), setupAdded, notes: noteOrphans(store) };
  } finally {
    system.close();
    store.close();
  }
}

function knownTables(dataFolder: string, company: string): ReadonlyMap<string, Table> {
  if (!companyExists(dataFolder, company)) return tablesOfNewCompany();
  const store = openCompany(dataFolder, company);
  store.close();
  return store.tables;
}

async function checkFolder(tables: ReadonlyMap<string, Table>, csvFolder: string): Promise<CheckedFile[]> {
  const faults = new FaultList();
  const names = (await readdir(csvFolder)).filter((name) => name.toLowerCase().endsWith('.csv')).sort();
  if (names.length === 0) faults.add(csvFolder, 'there are no .csv files');
  const files: CheckedFile[] = [];
  for (const name of names) {
    const table = tables.get(name.slice(0, -'.csv'.length));
    if (table === undefined) faults.add(name, 'there is no such table');
    else files.push(await checkFile(join(csvFolder, name), table, faults));
  }
  faults.check();
  return files;
}

async function loadFile(store: TableStore, file: CheckedFile): Promise<LoadReport['tables'][number]> {
  const { name } = file.table;
  for (const { column, isNew } of file.columns) if (isNew) store.addField(name, column);
  const blank = blankRow(store.table(name));
  const stamp = store.table(name).columns.has('DateCreated') ? createdBy(LOADER_USER_KEY, new Date()) : {};
  const faults = new FaultList();
  let rows = 0;
  let added = 0;
  const insert = (batch: readonly Row[]): void =>
    store.transaction(() => {
      for (const row of batch) if (store.insertIfNew(name, { ...blank, ...stamp, ...row })) added += 1;
    });
  let batch: Row[] = [];
  for await (const row of readRows(file, faults)) {
    rows += 1;
    batch.push(row);
    if (batch.length === ROWS_PER_TRANSACTION) {
      insert(batch);
      batch = [];
    }
  }
  insert(batch);
  faults.check();
  return { table: name, rows, added, kept: rows - added };
}

function fieldsOf({ table, columns }: CheckedFile): LoadReport['fields'] {
  return columns
    .filter(({ heading, column }) => column.name.startsWith('UDF_') && heading.toUpperCase() !== column.name)
    .map(({ heading, column }) => ({
      table: table.name,
      column: heading,
      field: column.name,
      length: column.length,
    }));
}
