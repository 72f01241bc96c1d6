import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Json, RecordChange } from 'apex-runtime';

const SCHEMA = `CREATE TABLE IF NOT EXISTS record (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, object TEXT NOT NULL, fields TEXT NOT NULL)`;
const UPSERT = `INSERT INTO record (id, object, fields) VALUES (?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET fields = excluded.fields`;

/**
 * The org's rows on disk: `org.sqlite` in the data folder, one SQLite transaction for each committed Apex transaction.
 * What was answered survives kill -9 of the process. One process at a time may have the folder open.
 */
export class RecordStore {
  readonly #db: DatabaseSync;
  readonly #upsert;
  readonly #remove;

  constructor(dataFolder: string) {
    mkdirSync(dataFolder, { recursive: true });
    const file = join(dataFolder, 'org.sqlite');
    this.#db = new DatabaseSync(file);
    try {
      this.#db.exec(
        'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL',
      );
      this.#db.exec(SCHEMA);
    } catch (error) {
      this.#db.close();
      throw new Error(`${file} cannot be opened; is another org running on this data folder?`, {
        cause: error,
      });
    }
    this.#upsert = this.#db.prepare(UPSERT);
    this.#remove = this.#db.prepare('DELETE FROM record WHERE id = ?');
  }

  /** Writes one transaction's changes, all or none. */
  save(changes: readonly RecordChange[]): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      for (const change of changes) this.#apply(change);
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** All rows, in the order they were first written. */
  all(): RecordChange[] {
    const rows = this.#db.prepare('SELECT id, object, fields FROM record ORDER BY seq').all();
    return rows.map((row) => ({
      op: 'upsert',
      object: String(row['object']),
      id: String(row['id']),
      fields: JSON.parse(String(row['fields'])) as Record<string, Json>,
    }));
  }

  close(): void {
    this.#db.close();
  }

  #apply(change: RecordChange): void {
    if (change.op === 'delete') this.#remove.run(change.id);
    else this.#upsert.run(change.id, change.object, JSON.stringify(change.fields));
  }
}
