import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import type { SalesforceClient } from './salesforce-client.ts';

export type Tally = Readonly<Record<'Waiting' | 'Accepted' | 'Done' | 'Refused' | 'Failed', number>>;

/**
 * Shows a progress bar (none with `quiet`) until every request in the org is Done, Refused or Failed. Gives up when nothing has moved for
 * `patience` milliseconds (a stopped gateway, say), and says what still waits.
 */
export async function untilAnswered(
  org: SalesforceClient,
  { patience = 120_000, quiet = false } = {},
): Promise<Tally> {
  const bar = new SingleBar({
    noTTYOutput: !quiet,
    stream: quiet ? new PassThrough().resume() : process.stderr,
    format:
      ' orders [{bar}] {percentage}% | {value} of {total} | done {done}, refused {refused}, failed {failed} | {duration_formatted}',
    hideCursor: true,
    notTTYSchedule: 5_000,
  });
  let tally = await count(org);
  let movedAt = Date.now();
  bar.start(total(tally), answered(tally), labels(tally));
  try {
    while (answered(tally) < total(tally)) {
      await pause(250);
      const next = await count(org);
      if (JSON.stringify(next) !== JSON.stringify(tally)) movedAt = Date.now();
      tally = next;
      bar.setTotal(total(tally));
      bar.update(answered(tally), labels(tally));
      if (Date.now() - movedAt > patience) {
        throw new Error(
          `nothing has moved for ${patience / 1000} s: ${tally.Waiting} waiting, ${tally.Accepted} accepted`,
        );
      }
    }
  } finally {
    bar.stop();
  }
  return tally;
}

async function count(org: SalesforceClient): Promise<Tally> {
  const rows = await org.query<{ Status__c: keyof Tally; n: number }>(
    'SELECT Status__c, COUNT(Id) n FROM SageRequest__c GROUP BY Status__c',
  );
  const none: Tally = { Waiting: 0, Accepted: 0, Done: 0, Refused: 0, Failed: 0 };
  return rows.reduce((tally, row) => ({ ...tally, [row.Status__c]: row.n }), none);
}

function answered(tally: Tally): number {
  return tally.Done + tally.Refused + tally.Failed;
}

function total(tally: Tally): number {
  return answered(tally) + tally.Waiting + tally.Accepted;
}

function labels(tally: Tally) {
  return { done: tally.Done, refused: tally.Refused, failed: tally.Failed };
}
