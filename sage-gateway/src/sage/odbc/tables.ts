import type { Logger } from 'pino';
import { RetryableError } from '../../errors.ts';
import type { Row, SageStreams, SageTables, TableQuery } from '../ports.ts';
import { withStream } from '../streams.ts';
import { Catalogue } from './catalogue.ts';
import type { Connect, Connection } from './connection.ts';
import { dialectOf } from './dialects.ts';
import { Pool } from './pool.ts';
import { BadQuery, checkedName, compile } from './query.ts';
import { readError, refusesMarkers } from './read-error.ts';
import type { OdbcOptions } from './settings.ts';
import { pieceRows, pieces, type OpenScan } from './streams.ts';

/** Sage's tables over any way to connect: a pool for each database, one catalogue for all. */
export function sageTables(options: OdbcOptions, connect: Connect, logger: Logger): SageTables & SageStreams {
  const dialect = dialectOf(options);
  const pools = new Map<string, Pool>();
  let markers = !('values' in options) || options.values !== 'literal';
  const mayDoWithoutMarkers = 'values' in options && options.values === 'auto';

  const poolOf = (company: string, table: string): Pool => {
    const database = dialect.database(company, table);
    const known = pools.get(database);
    if (known) return known;
    const pool = new Pool({
      connect,
      database,
      connections: options.connections,
      connectMs: options.connectSeconds * 1000,
      readMs: options.readSeconds * 1000,
      logger,
    });
    pools.set(database, pool);
    return pool;
  };

  const told = (error: unknown, company: string, table: string): RetryableError => {
    const secrets = [options.password?.(company) ?? '', options.users[company] ?? options.user];
    return readError(error, `${table} of company ${company}`, secrets);
  };

  /** Runs a read and tells any failure as SAGE_READ_FAILED, naming company and table. */
  const use = async <T>(company: string, table: string, work: (c: Connection) => Promise<T>): Promise<T> => {
    if (!/^[A-Z0-9]{3}$/.test(company)) throw failed(`"${company.slice(0, 20)}" is not a company code.`);
    try {
      checkedName(table);
      return await poolOf(company, table).use(work);
    } catch (error) {
      throw told(error, company, table);
    }
  };

  /** Does a read with markers, and again without when it turns out that the driver takes none. */
  const withMarkers = async <T>(read: (markers: boolean) => Promise<T>): Promise<T> => {
    if (!markers || !mayDoWithoutMarkers) return read(markers);
    try {
      return await read(true);
    } catch (error) {
      if (!refusesMarkers(error)) throw error;
      markers = false;
      logger.warn(
        'the ODBC driver takes no parameter markers; values are sent as escaped literals from now on',
      );
      return read(false);
    }
  };

  const catalogue = new Catalogue(
    (company, table) => use(company, table, (connection) => connection.catalogue(table)),
    dialect.column,
    options.catalogueMinutes,
  );

  const read = async <C extends string>(company: string, query: TableQuery<C>): Promise<Row<C>[]> => {
    const columns = await catalogue.columns(company, query.table);
    if (!columns) throw failed(missing(query.table, company));
    const most = Math.min(query.limit ?? Infinity, options.maxRows + 1);
    const compiled = compile(query, columns, dialect, markers, most);
    const raw = await use(company, query.table, (connection) =>
      withMarkers((bound) => {
        const { sql, parameters } = compile(query, columns, dialect, bound, most);
        return connection.read(sql, parameters, most);
      }),
    );
    if (raw.length <= options.maxRows) return raw.map((row) => compiled.row(row));
    throw failed(`${query.table} of company ${company} has more than ${options.maxRows} rows for one read.`);
  };

  const openScan = async <C extends string>(
    company: string,
    query: TableQuery<C>,
    rows: number,
  ): Promise<OpenScan<C>> => {
    const columns = await catalogue.columns(company, query.table);
    if (!columns) throw failed(missing(query.table, company));
    return {
      pool: poolOf(company, query.table),
      compiled: compile(query, columns, dialect, markers),
      open: (connection) =>
        withMarkers((bound) => {
          const { sql, parameters } = compile(query, columns, dialect, bound);
          return connection.open(sql, parameters, rows);
        }),
      failed: (error) => told(error, company, query.table),
    };
  };

  const checked = async <T>(company: string, table: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof BadQuery) throw failed(`${table} of company ${company}: ${error.message}.`);
      throw error;
    }
  };

  return {
    ...withStream(async function* (company, query, { rows = pieceRows, signal } = {}) {
      yield* pieces(await checked(company, query.table, () => openScan(company, query, rows)), signal);
    }),
    select: (company, query) => checked(company, query.table, () => read(company, query)),
    columns: (company, table) => catalogue.columns(company, table),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

function missing(table: string, company: string): string {
  return `${table} of company ${company} cannot be read: the company is wrong, the user has no right to it, or it does not exist.`;
}

function failed(sentence: string): RetryableError {
  return new RetryableError('SAGE_READ_FAILED', sentence);
}
