import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stockFeed } from '../../src/inventory/stock-feed.ts';
import { createLogger } from '../../src/logger.ts';
import { companyPolicy } from '../../src/orders/policy.ts';
import { connectionString } from '../../src/sage/odbc/connection-string.ts';
import { dialectOf } from '../../src/sage/odbc/dialects.ts';
import { odbcSettings, openOdbc } from '../../src/sage/odbc/index.ts';
import { compile } from '../../src/sage/odbc/query.ts';
import { pieceRows } from '../../src/sage/odbc/streams.ts';

export interface CursorFigures {
  readonly rows: number;
  readonly seconds: number;
  readonly peakMb: number;
}

/** A bare cursor over the very query by which the gateway reads the stock of a company; each call is a process of its own. */
export async function bareCursor(data: string, company: string): Promise<() => Promise<CursorFigures>> {
  const settings = odbcSettings.parse({ kind: 'sqlite', folder: data });
  const logger = createLogger('silent');
  const tables = openOdbc(settings, logger);
  try {
    const open = await stockFeed.open({
      company,
      isDefault: true,
      tables,
      policy: companyPolicy.parse({}),
      mapping: [],
      logger,
    });
    const source = open?.sources[0];
    const catalogue = source && (await tables.columns(company, source.table));
    if (!source || !catalogue) throw new Error('the company has no stock');
    const query = { table: source.table, columns: source.columns };
    const { sql } = compile(query, catalogue, dialectOf(settings), true);
    const connect = connectionString(settings, company, { user: '', password: '' });
    const args = [
      '--no-warnings',
      join(import.meta.dirname, 'cursor-loop.ts'),
      connect,
      sql,
      String(pieceRows),
    ];
    return async () => {
      const { stdout } = await promisify(execFile)(process.execPath, args);
      return JSON.parse(stdout) as CursorFigures;
    };
  } finally {
    await tables.close();
  }
}
