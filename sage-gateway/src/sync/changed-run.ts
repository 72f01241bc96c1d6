import type { Row } from '../sage/ports.ts';
import { valuesPerRead } from '../sage/read.ts';
import type { FeedSource, FeedStamp } from './feed.ts';
import { readingTime } from './feed-store.ts';
import { keepGone } from './gone.ts';
import { readSource, type SourceRead } from './read-source.ts';
import { comparison, saltOf, type Run, type RunCount } from './run.ts';
import { clockHours, dayOf, markAfter, readFrom, stampColumns, stampOf } from './stamps.ts';

/** Changed keys of another table that are kept in memory; of more, the whole source is read. */
const mostKeys = 50_000;

export interface ChangedRun extends RunCount {
  readonly beganAt: Date;
  readonly marks: Readonly<Record<string, number>>;
}

/**
 * Reads what the stamps say was written since the last run, with an overlap: what is read twice has the same digest and costs nothing. Rows that no
 * stamp tells of are found by the compare run.
 */
export async function runChanged(run: Run, overlapMinutes: number): Promise<ChangedRun> {
  const beganAt = await readingTime(run.database);
  const clock = clockHours(run.now());
  const count: RunCount = { read: 0, due: 0, added: 0 };
  const marks: Record<string, number> = {};
  const compare = comparison(run, beganAt, false, count);
  const reads: SourceRead = {
    streams: run.streams,
    company: run.site.company,
    version: saltOf(run),
    signal: run.signal,
    onRead(rows) {
      count.read += rows;
      run.onRead(rows);
    },
  };
  const found = new Set<string>();
  const asked = new Set<string>();

  for (const source of run.open.sources) {
    for (const stamp of source.stamps) {
      const known = run.state.marks[stamp.table];
      const from = readFrom(known, clock, overlapMinutes);
      const since = [{ column: 'DateUpdated', op: '>=', value: dayOf(from) }] as const;
      /** Whether a row of the table with the stamps counts; moves the mark. */
      const counts = (row: Row): boolean => {
        const at = stampOf(row as Row<(typeof stampColumns)[number]>);
        if (at === undefined || at.to < from) return false;
        marks[stamp.table] = markAfter(marks[stamp.table] ?? known, at, clock);
        return true;
      };
      if (stamp.table === source.table) {
        const part = { where: since, more: stampColumns, keep: counts };
        for await (const batch of readSource(reads, source, part)) await compare.add(source, batch);
        continue;
      }
      const changed = await changedKeys(reads, stamp, since, counts);
      if (changed === undefined) {
        for await (const batch of readSource(reads, source)) await compare.add(source, batch);
        continue;
      }
      for (const part of parts(stamp.columns, changed)) {
        for await (const batch of readSource(reads, source, part)) {
          for (const { key } of batch) found.add(key);
          await compare.add(source, batch);
        }
      }
      for (const key of wholeKeys(source, stamp, changed)) asked.add(key);
    }
  }
  await compare.end();
  // A key is in one source at a time: only of a single source it is sure that it is in none.
  const missing = run.open.sources.length === 1 ? [...asked].filter((key) => !found.has(key)) : [];
  count.due += await keepGone(run, missing, beganAt);
  return { ...count, beganAt, marks };
}

/** Keys of rows with a stamp that counts, each once; undefined when there are too many of them. */
async function changedKeys(
  { streams, company, signal, onRead }: SourceRead,
  { table, columns }: FeedStamp,
  where: readonly { readonly column: string; readonly op: '>='; readonly value: string }[],
  counts: (row: Row) => boolean,
): Promise<Row[] | undefined> {
  const keys = new Map<string, Row>();
  for await (const piece of streams.scan(
    company,
    { table, columns: [...columns, ...stampColumns], where },
    { signal },
  )) {
    onRead(piece.length);
    for (let index = 0; index < piece.length; index += 1) {
      const row = piece.glance(index);
      if (!counts(row)) continue;
      if (keys.size < mostKeys) keys.set(textOf(columns, row), piece.row(index));
    }
  }
  return keys.size < mostKeys ? [...keys.values()] : undefined;
}

function textOf(columns: readonly string[], row: Row): string {
  return columns.map((name) => row[name] ?? '').join('\u001f');
}

/** Reads of the source by the leading columns of its key: at most 200 values of each, and only rows of the keys that were asked for. */
function* parts(columns: readonly string[], keys: readonly Row[]) {
  for (let from = 0; from < keys.length; from += valuesPerRead) {
    const some = keys.slice(from, from + valuesPerRead);
    const wanted = new Set(some.map((row) => textOf(columns, row)));
    const where = columns.map((column) => {
      const values = [...new Set(some.map((row) => row[column] ?? ''))];
      const [only = ''] = values;
      return values.length === 1
        ? ({ column, op: '=', value: only } as const)
        : ({ column, op: 'in', values } as const);
    });
    yield { where, keep: (row: Row) => wanted.has(textOf(columns, row)) };
  }
}

/** Keys of the feed, where the table with the stamps names whole keys of the source. */
function wholeKeys(source: FeedSource, stamp: FeedStamp, changed: readonly Row[]): string[] {
  if (!source.keyColumns.every((name) => stamp.columns.includes(name))) return [];
  const blank = Object.fromEntries(source.columns.map((name) => [name, null]));
  return changed.flatMap((row) => {
    const key = Object.fromEntries(source.keyColumns.map((name) => [name, row[name] ?? null]));
    return source.keyOf({ ...blank, ...key }) ?? [];
  });
}
