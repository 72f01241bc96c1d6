import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { companyTables, systemTables } from '../dictionary/index.ts';
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

/** Opens the company's tables, making the file when there is none. */
export function openCompany(dataFolder: string, company: string): TableStore {
  return new TableStore(companyFile(dataFolder, company), companyTables);
}

/** Opens the tables that all companies share. */
export function openSystem(dataFolder: string): TableStore {
  return new TableStore(join(dataFolder, 'MAS_SYSTEM.sqlite'), systemTables);
}
