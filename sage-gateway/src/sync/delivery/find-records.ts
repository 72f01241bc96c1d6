import type { SalesforceQueries } from '../../salesforce/port.ts';
import type { FeedFinder, FeedRecord, FeedSite, FeedTarget } from '../feed.ts';

/** Values that one query looks for, and what all its lists take in the address of a call, which holds 16,384. */
const valuesPerQuery = 200;
const charactersPerQuery = 12_000;

/** What the org has for a key. */
export type Found = { readonly id: string } | { readonly ambiguous: readonly string[] };

/** Finds the records of the org that stand for ours, by key of the feed. */
export async function findRecords(
  org: SalesforceQueries,
  target: FeedTarget,
  records: readonly FeedRecord[],
  site: FeedSite,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Found>> {
  const { find, externalId } = target;
  if (!find)
    return externalId === undefined ? new Map() : findByKey(org, target.object, externalId, records, signal);
  const values = [...new Set(records.flatMap((record) => find.values(record)))];
  const candidates = new Map<string, Map<string, Readonly<Record<string, unknown>>>>();
  for (const part of parts(values, find.fields.length)) {
    const list = part.map(quoted).join(', ');
    const where = find.fields.map((field) => `${field} IN (${list})`).join(' OR ');
    for (const found of await org.query(
      `SELECT ${selected(find)} FROM ${target.object} WHERE ${where}`,
      signal,
    )) {
      for (const key of find.keysOf(found, site)) {
        const own = candidates.get(key) ?? new Map();
        candidates.set(key, own.set(String(found['Id']), found));
      }
    }
  }
  return new Map([...candidates].map(([key, own]) => [key, chosen(find, own)]));
}

/** Fields that a finder needs, each once. */
export function selected({ select, fields }: FeedFinder): string {
  return [...new Set(['Id', ...fields, ...select])].join(', ');
}

/** A text as SOQL takes it (SOQL and SOSL Reference, "Quoted String Escape Sequences"). */
export function quoted(value: string): string {
  return `'${value.replaceAll(/[\\']/gu, (character) => `\\${character}`).replaceAll(/[\n\r]/gu, ' ')}'`;
}

function chosen(
  { standing = () => 0 }: FeedFinder,
  own: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): Found {
  const least = Math.min(...[...own.values()].map((found) => standing(found)));
  const ids = [...own].filter(([, found]) => standing(found) === least).map(([id]) => id);
  const [id] = ids;
  return id !== undefined && ids.length === 1 ? { id } : { ambiguous: ids };
}

async function findByKey(
  org: SalesforceQueries,
  object: string,
  field: string,
  records: readonly FeedRecord[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  for (const part of parts(
    records.map(({ key }) => key),
    1,
  )) {
    const soql = `SELECT Id, ${field} FROM ${object} WHERE ${field} IN (${part.map(quoted).join(', ')})`;
    for (const row of await org.query(soql, signal)) found.set(String(row[field]), { id: String(row['Id']) });
  }
  return found;
}

/** Characters of a value in the address of a call, where an apostrophe is three as well. */
function inAddress(value: string): number {
  return encodeURIComponent(`${quoted(value).toWellFormed()}, `).replaceAll("'", '%27').length;
}

/** Values in the parts of one query each, which has them in so many lists. */
function* parts(values: readonly string[], lists: number): Generator<string[]> {
  let part: string[] = [];
  let characters = 0;
  for (const value of values) {
    const length = lists * inAddress(value);
    if (part.length === valuesPerQuery || (part.length > 0 && characters + length > charactersPerQuery)) {
      yield part;
      part = [];
      characters = 0;
    }
    part.push(value);
    characters += length;
  }
  if (part.length > 0) yield part;
}
