import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemTables } from '../dictionary/index.ts';
import { layouts, NEWEST, tablesOf, type Layout } from '../dictionary/layouts.ts';
import { TableStore } from './table-store.ts';

/** The company's data file; readers open it by ODBC. */
export function companyFile(dataFolder: string, company: string): string {
  if (!/^[A-Z0-9]{3}$/.test(company))
    throw new Error(`a company code is 3 upper-case characters, not "${company}"`);
  return join(dataFolder, `MAS_${company}.sqlite`);
}

export function companyExists(dataFolder: string, company: string): boolean {
  return existsSync(companyFile(dataFolder, company));
}

/** Opens the company's tables in the layout of the file; where there is none it is made in the newest, or in the one that is given. */
export function openCompany(dataFolder: string, company: string, newLayout: Layout = NEWEST): TableStore {
  const path = companyFile(dataFolder, company);
  if (existsSync(path)) return new TableStore(path, tablesOf(layoutOf(path)));
  const store = new TableStore(path, tablesOf(newLayout));
  store.version = newLayout;
  return store;
}

/** Opens the tables that all companies share. */
export function openSystem(dataFolder: string): TableStore {
  return new TableStore(join(dataFolder, 'MAS_SYSTEM.sqlite'), systemTables);
}

/** Files keep the year of their layout; those that do not are of the newest. */
function layoutOf(path: string): Layout {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const year = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
    return layouts.find((layout) => layout === year) ?? NEWEST;
  } finally {
    db.close();
  }
}
