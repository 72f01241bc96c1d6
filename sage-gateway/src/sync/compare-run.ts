import { readingTime } from './feed-store.ts';
import { findGone, type GoneFound } from './gone.ts';
import { KnownDigests } from './known-digests.ts';
import { missingFromDigests, missingFromSeen } from './missing.ts';
import { readSource, type SourceRead } from './read-source.ts';
import { forgetDelivered } from './rows.ts';
import { comparison, saltOf, type Run, type RunCount } from './run.ts';

export interface CompareRun extends RunCount {
  readonly beganAt: Date;
  readonly gone: GoneFound;
}

/** Reads all sources from end to end, and finds what is gone. */
export async function runCompare(run: Run): Promise<CompareRun> {
  const { database, state } = run;
  if (state.redeliver) await forgetDelivered(database, state.id, run.signal);
  const beganAt = await readingTime(database);
  const count: RunCount = { read: 0, due: 0, added: 0 };
  const known = await KnownDigests.load(database, state.id);
  if (!known) await forgetSeen(run);
  const compare = comparison(run, beganAt, known === undefined, count);
  const reads: SourceRead = {
    streams: run.streams,
    company: run.site.company,
    version: saltOf(run),
    known,
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
  const missing = known ? missingFromDigests(known, state.id, beganAt) : missingFromSeen(state.id, beganAt);
  const gone = await findGone(run, beganAt, missing);
  if (!known) await forgetSeen(run);
  return { ...count, due: count.due + gone.due, beganAt, gone };
}

async function forgetSeen({ database, state }: Run): Promise<void> {
  await database.query('DELETE FROM gateway.sync_seen WHERE feed_id = $1', [state.id]);
}
