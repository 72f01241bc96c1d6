import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { databaseFile } from './connection-string.ts';
import type { CatalogueRow, Connect, RawRow } from './connection.ts';

/**
 * Opens the sandbox's files in this process, read-only. Never used in a process that also opens them by ODBC: two SQLite libraries in one
 * process undo each other's file locks.
 */
export function embeddedConnect(folder: string, busyMs: number): Connect {
  return async (database) => {
    const file = databaseFile(folder, database);
    if (!existsSync(file)) throw new Error(`there is no file MAS_${database}.sqlite`);
    const db = new DatabaseSync(file, { readOnly: true, timeout: busyMs });
    return {
      async read(sql, parameters, most) {
        const rows: RawRow[] = [];
        for (const row of db.prepare(sql).iterate(...parameters)) {
          if (rows.length >= most) break;
          rows.push(row);
        }
        return rows;
      },
      async open(sql, parameters, most) {
        const iterator = db.prepare(sql).iterate(...parameters);
        return {
          async next() {
            // SQLite reads in this thread; others have their turn between two pieces.
            await turn();
            const rows: RawRow[] = [];
            while (rows.length < most) {
              const { done, value } = iterator.next();
              if (done === true) break;
              rows.push(value);
            }
            return rows;
          },
          close: () => Promise.resolve(void iterator.return?.()),
        };
      },
      async catalogue(table) {
        const found = db
          .prepare(
            'SELECT name, type FROM pragma_table_info((SELECT name FROM sqlite_schema WHERE lower(name) = lower(?)))',
          )
          .all(table);
        return found.map((row): CatalogueRow => ({ COLUMN_NAME: row['name'], TYPE_NAME: row['type'] }));
      },
      async close() {
        db.close();
      },
    };
  };
}
