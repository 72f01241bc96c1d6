import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OdbcSettings } from './settings.ts';

/** The database that tables shared by all companies live in, beside `MAS_<company>`. */
export const systemDatabase = 'SYSTEM';

export interface Logon {
  readonly user: string;
  readonly password: string;
}

type Keyword = readonly [name: string, value: string | number];

/**
 * The connection string for one company (or `systemDatabase`). Every value is escaped, so that none can add a keyword of its own;
 * a value that cannot be escaped (a null character) throws.
 */
export function connectionString(settings: OdbcSettings, company: string, logon: Logon): string {
  return keywords(settings, company.toUpperCase(), logon)
    .map(([name, value]) => `${name}=${name === 'Driver' ? braced(String(value)) : escaped(String(value))}`)
    .join(';');
}

function keywords(settings: OdbcSettings, company: string, logon: Logon): Keyword[] {
  switch (settings.kind) {
    case 'sage':
      return [...sageKeywords(settings, company, logon)];
    case 'sage-server':
      return [
        ...sageKeywords(settings, company, logon),
        ['RemotePVKIOHost', settings.host],
        ['RemotePVKIOPort', settings.port],
      ];
    case 'sql-server':
      return [
        ['Driver', settings.driver],
        ['Server', settings.server],
        ['Database', `MAS_${company}`],
        ...(logon.user ? [...credentials(logon)] : [['Trusted_Connection', 'Yes'] as const]),
        ['Encrypt', 'Yes'],
        ['TrustServerCertificate', settings.trustServerCertificate ? 'Yes' : 'No'],
        ['ApplicationIntent', 'ReadOnly'],
        ['APP', 'sage-gateway'],
      ];
    case 'dsn':
      return [
        ['DSN', settings.dsn.replaceAll('%C$', company)],
        ...(logon.user ? credentials(logon) : []),
        ...(settings.dialect === 'sage' ? sageLogon(company) : []),
      ];
    case 'sqlite':
      return [
        ['Driver', settings.driver],
        // A URI opens the file read-only, which is not a keyword of the driver; a folder named `a?b` cannot change its meaning.
        [
          'Database',
          `${pathToFileURL(databaseFile(settings.folder, company)).href}?mode=ro`.replaceAll(';', '%3B'),
        ],
        // Rows are stepped through instead of being held as a whole by the driver.
        ['StepAPI', 1],
        ['NoCreat', 1],
        ['Timeout', Math.round(settings.readSeconds * 1000)],
      ];
    case 'sqlite-embedded':
      throw new Error('embedded SQLite has no connection string');
  }
}

/** The file that holds a company's tables in the sandbox. */
export function databaseFile(folder: string, company: string): string {
  return resolve(folder, `MAS_${company}.sqlite`);
}

function sageKeywords(
  settings: Extract<OdbcSettings, { kind: 'sage' | 'sage-server' }>,
  company: string,
  logon: Logon,
): Keyword[] {
  const root = settings.directory.replace(/[\\/]+$/, '');
  return [
    ['Driver', settings.driver],
    ['Directory', root],
    // The driver puts the company's code where a path says `==`; ours may say %C$ as Sage's own do.
    ['Prefix', settings.prefix?.replaceAll('%C$', company) ?? `${root}\\SY\\, ${root}\\==\\`],
    ['ViewDLL', settings.viewDll ?? `${root}\\HOME`],
    ['LogFile', '\\PVXODBC.LOG'],
    ['CacheSize', 4],
    ['DirtyReads', 1],
    ['BurstMode', 1],
    ['StripTrailingSpaces', 1],
    ['SERVER', 'NotTheServer'],
    ...credentials(logon),
    ...sageLogon(company),
    ...(settings.sid === undefined ? [] : [['SID', settings.sid] as const]),
  ];
}

/** The company, and no logon box: nobody sits before a service. */
function sageLogon(company: string): Keyword[] {
  return [
    ['Company', company],
    ['SILENT', 1],
  ];
}

function credentials(logon: Logon): Keyword[] {
  return [
    ['UID', logon.user],
    ['PWD', logon.password],
  ];
}

/**
 * A value with a character that could end it stands in braces, a closing brace inside it is doubled. Other values stay bare, because
 * Sage's paths (`...\\SY\\, ...\\==\\`) are only known to work so.
 */
function escaped(value: string): string {
  return /[;{}]|^\s|\s$/.test(value) ? braced(value) : checked(value);
}

function braced(value: string): string {
  return `{${checked(value).replaceAll('}', '}}')}}`;
}

function checked(value: string): string {
  if (value.includes('\0')) throw new Error('a connection setting must not contain a null character');
  return value;
}
