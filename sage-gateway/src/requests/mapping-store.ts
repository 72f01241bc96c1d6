import { z } from 'zod';
import { mappingRow } from '../contract/mapping.ts';
import type { Sql } from '../database/database.ts';
import type { MappingStore } from '../mapping/port.ts';

/** Keeps the newest field mapping in the gateway's database: one row. A row of an older program that cannot be read is as good as none. */
export function databaseMapping(sql: Sql): MappingStore {
  return {
    async read() {
      const { rows } = await sql.query<{ revision: string; rows: unknown; loaded_at: Date }>(
        'SELECT revision, rows, loaded_at FROM gateway.mapping',
      );
      const [stored] = rows;
      const parsed = z.array(mappingRow).safeParse(stored?.rows);
      return stored && parsed.success
        ? { revision: stored.revision, rows: parsed.data, loadedAt: stored.loaded_at }
        : undefined;
    },
    async write({ revision, rows, loadedAt }) {
      await sql.query(
        `INSERT INTO gateway.mapping (revision, rows, loaded_at) VALUES ($1, $2, $3)
         ON CONFLICT (only_one) DO UPDATE SET revision = excluded.revision, rows = excluded.rows, loaded_at = excluded.loaded_at`,
        [revision, JSON.stringify(rows), loadedAt],
      );
    },
  };
}
