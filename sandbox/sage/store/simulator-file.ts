import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS logon (UserLogon TEXT PRIMARY KEY, salt TEXT NOT NULL, hash TEXT NOT NULL, windowsUser TEXT);
CREATE TABLE IF NOT EXISTS record_lock (company TEXT, tableName TEXT, recordKey TEXT, pid INTEGER, PRIMARY KEY (company, tableName, recordKey));
CREATE TABLE IF NOT EXISTS fault (id INTEGER PRIMARY KEY, op TEXT, company TEXT, object TEXT, kind TEXT NOT NULL, moment TEXT NOT NULL,
  delayMs INTEGER, message TEXT, remaining INTEGER);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);`;

/**
 * What belongs to the simulator and not to Sage: logons, record locks, injected faults and settings (`simulator.sqlite`).
 * Survives the end of any process, but not a power cut: nothing here is a business record, and locks are taken twice an order.
 */
export function openSimulatorFile(dataFolder: string): DatabaseSync {
  const db = new DatabaseSync(join(dataFolder, 'simulator.sqlite'), { timeout: 10_000 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  db.exec(SCHEMA);
  return db;
}

/** Works on the file and closes it. */
export function onSimulatorFile<T>(dataFolder: string, work: (db: DatabaseSync) => T): T {
  const db = openSimulatorFile(dataFolder);
  try {
    return work(db);
  } finally {
    db.close();
  }
}
