import { hash } from 'node:crypto';
import type { Condition, Row, SageStreams } from '../sage/ports.ts';
import type { FeedSource } from './feed.ts';
import type { KnownDigests } from './known-digests.ts';

/** Rows that `extend` takes at a time; so few also because such records may be large. */
const extendRows = 200;
const digestLength = 32;

/** A row that is a record of the feed: its key, what it is compared by, and how it is made into values. */
export interface ReadRow {
  readonly key: string;
  /** 16 bytes in hexadecimal, salted with the feed's version. */
  readonly digest: string;
  row(): Row;
}

export interface SourceRead {
  readonly streams: SageStreams;
  readonly company: string;
  readonly version: string;
  /** What is known: rows that are as they were are left out. */
  readonly known?: KnownDigests | undefined;
  readonly signal: AbortSignal;
  /** Counts rows as they come. */
  onRead(rows: number): void;
}

/** What of a source is read: its conditions, more columns that are not compared, and which rows then count. */
export interface SourcePart {
  readonly where?: readonly Condition[];
  readonly more?: readonly string[];
  readonly keep?: (row: Row) => boolean;
}

/** Digest of a row's text. Another version of the feed makes all of them differ. */
export function digestOf(version: string, text: string): string {
  return hash('sha256', `${version}\n${text}`, 'hex').slice(0, digestLength);
}

/** Reads a source by one cursor, batch by batch; a key is once in a batch. */
export async function* readSource(
  { streams, company, version, known, signal, onRead }: SourceRead,
  source: FeedSource,
  { where = [], more = [], keep }: SourcePart = {},
): AsyncGenerator<ReadRow[]> {
  const { table, columns, keyOf, extend } = source;
  // A compare knows digests and no keys: records that say the same, in two tables or for two price books, must differ in them.
  const salt = `${version}\n${table}`;
  const query = { table, columns: [...columns, ...more], where };
  const options = extend ? { rows: extendRows, signal } : { signal };
  for await (const piece of streams.scan(company, query, options)) {
    onRead(piece.length);
    const batch = new Map<string, ReadRow>();
    for (let index = 0; index < piece.length; index += 1) {
      const glance = piece.glance(index);
      if (keep?.(glance) === false) continue;
      const digest = extend ? '' : digestOf(salt, piece.text(index, columns.length));
      if (known && !extend && known.meets(digest)) continue;
      const key = keyOf(glance);
      if (key === undefined) continue;
      batch.set(key, { key, digest, row: () => piece.row(index) });
    }
    const rows = [...batch.values()];
    if (rows.length === 0) continue;
    const all = extend ? await extended(rows, source, extend.bind(source), salt) : rows;
    const fresh = known && extend ? all.filter(({ digest }) => !known.meets(digest)) : all;
    if (fresh.length > 0) yield fresh;
  }
}

async function extended(
  rows: readonly ReadRow[],
  { columns, keyOf }: FeedSource,
  extend: NonNullable<FeedSource['extend']>,
  version: string,
): Promise<ReadRow[]> {
  const all: ReadRow[] = [];
  for (let from = 0; from < rows.length; from += extendRows) {
    const part = rows.slice(from, from + extendRows).map(({ row }) => {
      const whole = row();
      return Object.fromEntries(columns.map((name) => [name, whole[name] ?? null]));
    });
    for (const row of await extend(part)) {
      const key = keyOf(row);
      if (key !== undefined)
        all.push({ key, digest: digestOf(version, `${key}\n${JSON.stringify(row)}`), row: () => row });
    }
  }
  return all;
}
