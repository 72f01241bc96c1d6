import { DatabaseSync } from 'node:sqlite';
import { companyExists, companyFile } from './files.ts';
import { setSetting } from './settings.ts';
import { onSimulatorFile } from './simulator-file.ts';

const HELD = 'exclusive_';
/** What the ODBC driver says of a table that another task holds. SQLite's own error repeats it, because it is no JSON path. */
const NOT_ACCESSIBLE = '[ProvideX][ODBC Driver][FILEIO]Table is not accessible';
/** How long the task waits for a document that is being written. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Period end processing takes the company for itself: BOI refuses it and every read by ODBC fails, while the catalogue still tells its
 * columns. Begun twice is begun once. False: there is no such company.
 */
export function beginMonthEnd(dataFolder: string, company: string): boolean {
  if (!companyExists(dataFolder, company)) return false;
  onSimulatorFile(dataFolder, (db) => setSetting(db, `exclusive.${company}`, 'Period End Processing'));
  inFile(dataFolder, company, (db) =>
    names(db, 'table')
      .filter((name) => !name.startsWith(HELD))
      .flatMap((name) => [
        `ALTER TABLE ${name} RENAME TO ${HELD}${name}`,
        `CREATE VIEW ${name} AS SELECT * FROM ${HELD}${name} WHERE json_extract('{}', '${NOT_ACCESSIBLE}')`,
      ]),
  );
  return true;
}

/** The company is open again. */
export function endMonthEnd(dataFolder: string, company: string): boolean {
  if (!companyExists(dataFolder, company)) return false;
  inFile(dataFolder, company, (db) =>
    names(db, 'view').flatMap((name) => [
      `DROP VIEW ${name}`,
      `ALTER TABLE ${HELD}${name} RENAME TO ${name}`,
    ]),
  );
  onSimulatorFile(dataFolder, (db) => setSetting(db, `exclusive.${company}`, ''));
  return true;
}

/** Carries out statements in one transaction. */
function inFile(dataFolder: string, company: string, statements: (db: DatabaseSync) => string[]): void {
  const db = new DatabaseSync(companyFile(dataFolder, company), { timeout: BUSY_TIMEOUT_MS });
  try {
    db.exec('BEGIN IMMEDIATE');
    db.exec([...statements(db), 'COMMIT'].join(';'));
  } finally {
    db.close();
  }
}

function names(db: DatabaseSync, type: 'table' | 'view'): string[] {
  const found = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite%'")
    .all(type);
  return found.map(({ name }) => String(name));
}
