import { RetryableError } from '../../errors.ts';
import { checkSpare, type Delivered, type Delivery } from './context.ts';
import { countDue, dueRows, storeOutcomes, type DuePart, type DueRow, type Outcome } from './due-rows.ts';
import { hasJob, startJob } from './bulk-job.ts';
import { reviewParents } from './lost-parents.ts';
import { prepare, send } from './send.ts';

/** Rows of one call, and those that are prepared and sent together: five collections. */
const rowsOfCall = 200;
const rowsAtOnce = 1_000;
/** While a run goes on, a call that is not full waits for more rows so long. */
const fillSeconds = 20;

/**
 * Delivers what is due of a feed. Throws RetryableError when Salesforce as a whole does not take it; what was not sent stays due. While a bulk
 * job of the feed runs, its rows wait.
 */
export async function deliverFeed(delivery: Delivery, to: Delivered, signal: AbortSignal): Promise<void> {
  const { database, bulkFrom } = delivery;
  const { target } = to.feed;
  if (await hasJob(database, to.state.id)) return;
  // Records that are found by more than a key are found, or made, in collections; what then has an id may go by a job.
  if (target.find) await collections(delivery, to, { hasId: false }, signal);
  for (const deletes of [true, false]) {
    const part: DuePart = { deletes, ...(target.find || deletes ? { hasId: true } : {}) };
    if ((await countDue(database, to.state.id, part, bulkFrom + 1)) > bulkFrom) {
      const kind = deletes ? 'delete' : target.externalId === undefined ? 'update' : 'upsert';
      if (await startJob(delivery, to, kind, part, signal)) return;
    }
  }
  await collections(delivery, to, {}, signal);
}

async function collections(
  delivery: Delivery,
  to: Delivered,
  part: DuePart,
  signal: AbortSignal,
): Promise<void> {
  const { database, onDelivered } = delivery;
  let last: DueRow | undefined;
  for (;;) {
    signal.throwIfAborted();
    checkSpare(delivery);
    const due = await dueRows(database, to.state.id, part, rowsAtOnce, last);
    const rows = delivery.isReading(to.state.id) ? fullCalls(due) : due;
    last = rows.at(-1);
    if (!last) return;
    const { ready, others } = await prepare(delivery, to, rows, signal);
    await storeOutcomes(database, to.state.company, to.feed.name, others);
    const now = await keepLarge(delivery, to, part, ready);
    await send(delivery, to, now, signal, async (outcomes) => {
      await storeOutcomes(database, to.state.company, to.feed.name, outcomes);
      onDelivered(to.state.company, to.feed.name, outcomes.filter(isDone).length);
      await reviewParents(delivery, to, outcomes, signal);
      stopWhenAway(outcomes);
    });
  }
}

/** What fills calls, and all of it when one has waited long enough: each call is one of the org's daily ones, and its rows are promised soon. */
function fullCalls(due: readonly DueRow[]): readonly DueRow[] {
  const hasWaited = due.some(({ waited }) => waited > fillSeconds);
  return hasWaited ? due : due.slice(0, due.length - (due.length % rowsOfCall));
}

/** Of rows that were only now found, those that are many go by a job: what was found is kept, and they stay due. */
async function keepLarge(
  { database, bulkFrom }: Delivery,
  to: Delivered,
  { hasId }: DuePart,
  ready: Awaited<ReturnType<typeof prepare>>['ready'],
): Promise<typeof ready> {
  if (hasId !== false || (await countDue(database, to.state.id, {}, bulkFrom + 1)) <= bulkFrom) return ready;
  const found = ready.filter(({ action }) => action === 'update');
  await storeOutcomes(
    database,
    to.state.company,
    to.feed.name,
    found.map(({ row: { id, version }, salesforceId }) => ({ id, version, outcome: 'found', salesforceId })),
  );
  return ready.filter(({ action }) => action !== 'update');
}

const noRoom = 'STORAGE_LIMIT_EXCEEDED';

const isDone = ({ outcome }: Outcome) => outcome === 'delivered' || outcome === 'deleted';

/**
 * Rows that came back because Salesforce as a whole is away or limited end the round: the next rows would fare no better. An org without room takes no new
 * records, but changes of those it has: only the feed waits.
 */
export function stopWhenAway(outcomes: readonly Outcome[]): void {
  const full = outcomes.find(({ outcome, message }) => outcome === 'retry' && message?.startsWith(noRoom));
  if (full?.message) throw new RetryableError('SALESFORCE_UNAVAILABLE', full.message);
  const away = outcomes.find(
    ({ outcome, code }) =>
      outcome === 'retry' && (code === 'SALESFORCE_LIMITED' || code === 'SALESFORCE_LOGON_REFUSED'),
  );
  if (away?.code) throw new RetryableError(away.code, away.message ?? 'Salesforce takes no more for now.');
}
