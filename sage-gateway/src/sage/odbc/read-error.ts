import { RetryableError } from '../../errors.ts';
import { DriverManagerMissing } from './odbc-connection.ts';

/** What the driver said last: SQL state, its own number, its sentence. */
interface DriverError {
  readonly state: string;
  readonly code: number;
  readonly message: string;
}

function driverErrors(error: unknown): readonly DriverError[] {
  const list = (error as { odbcErrors?: unknown } | null)?.odbcErrors;
  return Array.isArray(list) ? (list as DriverError[]) : [];
}

const lostStates = /^(08|57P)/;
const lostTexts =
  /connection.*(closed|lost|broken|not open)|communication link|server closed|socket|database is not open/i;

/** The connection is of no use any more, and a new one may well be. */
export function isConnectionLost(error: unknown): boolean {
  const told = driverErrors(error);
  if (told.some(({ state }) => lostStates.test(state))) return true;
  // SQLite's driver, and the package itself, tell everything as HY000 or without a state.
  return [String((error as Error | null)?.message), ...told.map(({ message }) => message)].some((text) =>
    lostTexts.test(text),
  );
}

/** The driver does not describe or take `?` markers. */
export function refusesMarkers(error: unknown): boolean {
  const told = driverErrors(error);
  if (told.some(({ state }) => state === 'IM001' || state === 'HYC00')) return true;
  return /parameter/i.test(String((error as Error | null)?.message));
}

/** Known sentences of drivers, and what they mean to the person who must act. */
const meanings: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [
    /Table is not accessible/i,
    'a task such as period end has the company for itself, the company is wrong, the user has no right to this table, or it does not exist in this version of Sage',
  ],
  [
    /^IM002|data source name not found|can't open lib/i,
    'the ODBC driver or DSN is not installed for this bitness',
  ],
  [/^IM014|architecture mismatch/i, 'the DSN is of another bitness than the gateway'],
  [
    /\b3952\b|snapshot isolation/i,
    'the database does not allow snapshot isolation: allow it, or set isolation to read-committed',
  ],
  [/^28000|login failed|logon failed|invalid password/i, 'the user or password is wrong'],
];

/** The error a feature sees: the driver's state and sentence without any secret, and what it means where that is known. */
export function readError(error: unknown, what: string, secrets: readonly string[]): RetryableError {
  if (error instanceof RetryableError) return error;
  if (error instanceof DriverManagerMissing) return new RetryableError('SAGE_READ_FAILED', error.message);
  const told = driverErrors(error).map(({ state, message }) => `${state} ${message}`);
  const text = redacted(told.join('; ') || String((error as Error | null)?.message ?? error), secrets);
  const meaning = meanings.find(([pattern]) => pattern.test(text))?.[1];
  const sentence = meaning === undefined ? text : `${meaning} (${text})`;
  // The driver's error itself is not kept as the cause: it may repeat the connection string.
  return new RetryableError('SAGE_READ_FAILED', `${what} cannot be read: ${sentence}`);
}

/** Takes credentials out of a driver's sentence, whether it repeats a connection string or a bare value. */
export function redacted(text: string, secrets: readonly string[]): string {
  const keywords = /\b(UID|PWD|USER ID|USER|PASSWORD)\s*=\s*(\{(?:[^}]|\}\})*\}|[^;\s]*)/gi;
  const bare = secrets.filter((secret) => secret !== '');
  return bare.reduce(
    (clean, secret) => clean.replaceAll(secret, '***'),
    text.replace(keywords, (_all, keyword: string) => `${keyword}=***`),
  );
}
