import { z } from 'zod';
import { companyCode } from '../company-code.ts';

const text = z.string().min(1).max(1000);

const common = {
  /** User that reads; empty: Unified Logon or the Windows account. */
  user: z.string().max(128).default(''),
  /** Another user for single companies. */
  users: z.record(companyCode, z.string().max(128)).default({}),
  /** Connections of one company at most; each read that runs occupies a thread of libuv (UV_THREADPOOL_SIZE). */
  connections: z.int().min(1).max(8).default(3),
  /** A wrong company or password makes Sage's driver ask on the screen for ever: after this time the connection is given up. */
  connectSeconds: z.number().positive().max(600).default(30),
  /** One read, waiting for a free connection not counted. */
  readSeconds: z.number().positive().max(3600).default(120),
  /** Rows that one read may bring; more is an error, never a silent cut. */
  maxRows: z.int().min(1).max(1_000_000).default(10_000),
  fetchSize: z.int().min(1).max(10_000).default(500),
  /** How long the columns of a table are kept before they are looked up again. */
  catalogueMinutes: z.number().positive().max(1440).default(15),
};

/** Switches for what is not certain of Sage's own driver. */
const sageSwitches = {
  /** How values reach the driver: `?` markers, escaped literals, or markers until the driver turns out not to take them. */
  values: z.enum(['auto', 'bound', 'literal']).default('auto'),
  /** How numbers come back: cast to text in SQL, or as the driver gives them (15 digits are exact either way). */
  numbers: z.enum(['cast', 'driver']).default('cast'),
};

const sageDriver = {
  driver: text.default('MAS 90 4.0 ODBC Driver'),
  /** The MAS90 folder, local or UNC. */
  directory: text,
  /** Search path of the data folders; left out: SY and the company's own below `directory`. */
  prefix: text.optional(),
  /** The folder HOME; left out: below `directory`. */
  viewDll: text.optional(),
  /** The keyword SID, which some sites carry in their DSN. */
  sid: text.optional(),
};

/** How Sage's tables are read. Passwords are never part of the settings file. */
export const odbcSettings = z.discriminatedUnion('kind', [
  /** Sage's driver opens the data files itself, over the file share. */
  z.strictObject({ kind: z.literal('sage'), ...sageDriver, ...sageSwitches, ...common }),
  /** Sage's driver asks the client/server ODBC service on the Sage server. */
  z.strictObject({
    kind: z.literal('sage-server'),
    ...sageDriver,
    host: z.string().regex(/^[A-Za-z0-9._:-]{1,255}$/, 'must be a host name or address'),
    port: z.int().min(1).max(65_535).default(20_222),
    ...sageSwitches,
    ...common,
  }),
  /** Sage 100 Premium: its SQL Server databases MAS_<company>. */
  z.strictObject({
    kind: z.literal('sql-server'),
    driver: text.default('ODBC Driver 18 for SQL Server'),
    /** host, host,port or host\instance. */
    server: text,
    /** Only for a server whose certificate cannot be checked. */
    trustServerCertificate: z.boolean().default(false),
    /** Snapshot never blocks Sage; the database must allow it (ALLOW_SNAPSHOT_ISOLATION). */
    isolation: z.enum(['snapshot', 'read-committed']).default('snapshot'),
    ...common,
  }),
  /** A system DSN; `%C$` in its name stands for the company. */
  z.strictObject({
    kind: z.literal('dsn'),
    dsn: text,
    dialect: z.enum(['sage', 'sql-server']).default('sage'),
    ...sageSwitches,
    ...common,
  }),
  /** The sandbox's tables, files MAS_<company>.sqlite, by unixODBC and the SQLite driver. */
  z.strictObject({
    kind: z.literal('sqlite'),
    folder: text,
    driver: text.default('SQLite3'),
    ...common,
  }),
  /** The same files, read by Node itself where no driver manager is installed. */
  z.strictObject({ kind: z.literal('sqlite-embedded'), folder: text, ...common }),
]);

export type OdbcSettings = z.output<typeof odbcSettings>;
export type OdbcKind = OdbcSettings['kind'];

/** Settings and the secret that goes with them: the password of the company's user, empty for Unified Logon. */
export type OdbcOptions = OdbcSettings & { readonly password?: (company: string) => string };
