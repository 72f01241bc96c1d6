import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Who holds a record that {@link holdRecord} locked by hand: a desk, not a process. */
const DESK = 0;

/**
 * Records that somebody has open for change. A `_bus` object takes one at nSetKey and gives it back at nWrite, nClear or drop.
 * A lock whose process is gone counts for nothing, as the file server frees a dead workstation's locks.
 */
export class RecordLocks {
  readonly #find: StatementSync;
  readonly #take: StatementSync;
  readonly #free: StatementSync;
  readonly #company: string;
  readonly #pid: number;

  constructor(db: DatabaseSync, company: string, pid: number = process.pid) {
    this.#company = company;
    this.#pid = pid;
    const where = 'WHERE company = ? AND tableName = ? AND recordKey = ?';
    this.#find = db.prepare(`SELECT pid FROM record_lock ${where}`);
    this.#free = db.prepare(`DELETE FROM record_lock ${where} AND pid = ?`);
    this.#take = db.prepare(
      'INSERT INTO record_lock VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET pid = excluded.pid WHERE pid = ?',
    );
  }

  /** Takes the record; false when someone else has it. Taking one's own again is fine. */
  take(tableName: string, key: readonly string[]): boolean {
    const record = [this.#company, tableName, key.join('+')];
    const found = this.#find.get(...record)?.['pid'];
    const holder = found === undefined ? this.#pid : Number(found);
    if (holder !== this.#pid && (holder === DESK || isAlive(holder))) return false;
    return Number(this.#take.run(...record, this.#pid, holder).changes) === 1;
  }

  free(tableName: string, key: readonly string[]): void {
    this.#free.run(this.#company, tableName, key.join('+'), this.#pid);
  }
}

/** Holds a record as if a colleague had it open at the desk, until {@link releaseRecord}. Durable over restarts of hosts. */
export function holdRecord(
  db: DatabaseSync,
  company: string,
  tableName: string,
  key: readonly string[],
): void {
  db.prepare('INSERT OR REPLACE INTO record_lock VALUES (?, ?, ?, ?)').run(
    company,
    tableName,
    key.join('+'),
    DESK,
  );
}

export function releaseRecord(
  db: DatabaseSync,
  company: string,
  tableName: string,
  key: readonly string[],
): void {
  db.prepare('DELETE FROM record_lock WHERE company = ? AND tableName = ? AND recordKey = ?').run(
    company,
    tableName,
    key.join('+'),
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process exists but is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
