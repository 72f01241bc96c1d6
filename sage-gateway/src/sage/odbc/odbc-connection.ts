import type odbcPackage from 'odbc';
import type { CatalogueRow, Connect, Connection, RawRow } from './connection.ts';
import { connectionString } from './connection-string.ts';
import { dialectOf } from './dialects.ts';
import type { OdbcOptions } from './settings.ts';

/** The npm package could not be loaded: no driver manager was there when it was installed. */
export class DriverManagerMissing extends Error {
  constructor(cause: unknown) {
    super(
      'the npm package odbc is not installed; install the driver manager (Windows has one; Debian: apt install unixodbc unixodbc-dev) ' +
        'and run npm install again, or, for the sandbox, set kind to sqlite-embedded',
      { cause },
    );
    this.name = 'DriverManagerMissing';
  }
}

type Odbc = typeof odbcPackage;

/** The package is optional and loaded when the first connection is made. */
async function loadOdbc(): Promise<Odbc> {
  try {
    const { default: odbc } = (await import('odbc')) as unknown as { default: Odbc };
    return odbc;
  } catch (cause) {
    throw new DriverManagerMissing(cause);
  }
}

/** Opens connections by the machine's driver manager. */
export function odbcConnect(options: OdbcOptions): Connect {
  const dialect = dialectOf(options);
  return async (database) => {
    const odbc = await loadOdbc();
    const user = options.users[database] ?? options.user;
    const password = options.password?.(database) ?? '';
    const raw = await odbc.connect({
      connectionString: connectionString(options, database, { user, password }),
      loginTimeout: Math.ceil(options.connectSeconds),
    });
    const connection = wrap(raw, options);
    for (const sql of dialect.onConnect) await raw.query(sql);
    return connection;
  };
}

function wrap(raw: Awaited<ReturnType<Odbc['connect']>>, options: OdbcOptions): Connection {
  // Not every driver knows the time limit as an attribute, and one that does not refuses the statement; Premium's does.
  const limit = options.kind === 'sql-server' ? { timeout: Math.ceil(options.readSeconds) } : {};
  return {
    async read(sql, parameters, most) {
      const fetchSize = Math.min(options.fetchSize, most);
      // Always a cursor: a whole result would stall the event loop and fill the memory.
      const cursor = await raw.query(sql, [...parameters], { cursor: true, fetchSize, ...limit });
      try {
        const rows: RawRow[] = [];
        while (rows.length < most && !cursor.noData) rows.push(...(await cursor.fetch<RawRow>()));
        return rows.slice(0, most);
      } finally {
        await cursor.close();
      }
    },
    async open(sql, parameters, fetchSize) {
      const cursor = await raw.query(sql, [...parameters], { cursor: true, fetchSize, ...limit });
      return {
        next: () => (cursor.noData ? Promise.resolve([]) : cursor.fetch<RawRow>()),
        close: () => cursor.close(),
      };
    },
    async catalogue(table) {
      // An underscore is a wildcard in a catalogue pattern, so similar names come back as well.
      const found = await raw.columns<CatalogueRow>(null, null, table, null);
      return found.filter((row) => String(row['TABLE_NAME']).toUpperCase() === table.toUpperCase());
    },
    close: () => raw.close(),
  };
}
