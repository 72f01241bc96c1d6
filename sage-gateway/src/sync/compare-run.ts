import { readingTime } from './feed-store.ts';
import { findGone, type GoneFound } from './gone.ts';
import { readSource, type SourceRead } from './read-source.ts';
import { comparison, type Run, type RunCount } from './run.ts';

export interface CompareRun extends RunCount {
  readonly beganAt: Date;
  readonly gone: GoneFound;
}

/** Reads all sources from end to end, and finds what is gone. */
export async function runCompare(run: Run): Promise<CompareRun> {
  const { database, state } = run;
  const beganAt = await readingTime(database);
  const count: RunCount = { read: 0, due: 0, added: 0 };
  await database.query('DELETE FROM gateway.sync_seen WHERE feed_id = $1', [state.id]);
  const compare = comparison(run, beganAt, true, count);
  const reads: SourceRead = {
    streams: run.streams,
    company: run.site.company,
    version: run.open.version,
    signal: run.signal,
    onRead(rows) {
      count.read += rows;
      run.onRead(rows);
    },
  };
  for (const source of run.open.sources) {
    for await (const batch of readSource(reads, source)) await compare.add(source, batch);
  }
  await compare.end();
  const gone = await findGone(run, beganAt);
  await database.query('DELETE FROM gateway.sync_seen WHERE feed_id = $1', [state.id]);
  return { ...count, due: count.due + gone.due, beganAt, gone };
}
