import type { RequestOutcome, RequestView } from '../contract/request.ts';
import { isValueFault, type Database } from '../database/database.ts';
import type { Queue } from '../queue/port.ts';
import { acceptRequests } from './accept.ts';
import { replay, replayAll, type DeadLetterFilter } from './dead-letters.ts';
import { groupCommit } from './group-commit.ts';
import { parseRequest, type Companies, type ParsedRequest } from './parse.ts';
import type { Reporting } from './report.ts';
import type { RequestTypes } from './types.ts';

export interface InboxOptions {
  readonly database: Database;
  readonly queue: Queue;
  readonly types: RequestTypes;
  readonly companies: Companies;
  readonly reporting: Reporting;
  readonly maxWaiting: number;
  readonly onOutcome: (outcome: RequestOutcome['outcome'], count: number) => void;
  /** Told the revision of the field mapping that each accepted message was made with. */
  readonly onMapping: (revision: string) => void;
}

/** The door for requests, whichever way they come. */
export interface Inbox {
  /** Reads and stores requests; one outcome each, in order. A request that cannot be read is refused alone. */
  accept(values: readonly unknown[]): Promise<RequestOutcome[]>;
  replay(key: string): Promise<RequestView>;
  replayAll(
    filter: DeadLetterFilter,
    limit: number,
    dryRun: boolean,
  ): Promise<{ matched: number; replayed: number }>;
}

export function createInbox(options: InboxOptions): Inbox {
  const { database, queue, types, companies, reporting } = options;
  const store = groupCommit<ParsedRequest, RequestOutcome>(
    (items) => acceptRequests(database, queue, items),
    {
      maxGroup: 200,
      writers: 3,
      maxWaiting: options.maxWaiting,
      isItemFault: isValueFault,
    },
  );

  return {
    async accept(values) {
      const parsed = values.map((value, index) => parseRequest(value, index, types, companies));
      const fresh = parsed.filter((request) => 'payload' in request);
      const stored = fresh.length > 0 ? (await store(fresh)).values() : [].values();
      const outcomes = parsed.map((request): RequestOutcome => {
        if (!('payload' in request)) return { outcome: 'refused', ...request };
        const { value } = stored.next();
        if (!value) throw new Error('a stored request has no outcome');
        return value;
      });
      for (const { mappingRevision } of fresh)
        if (mappingRevision !== null) options.onMapping(mappingRevision);
      for (const [outcome, of] of Map.groupBy(outcomes, (one) => one.outcome))
        options.onOutcome(outcome, of.length);
      return outcomes;
    },
    replay: (key) => replay(database, queue, reporting, key),
    replayAll: (filter, limit, dryRun) => replayAll(database, queue, reporting, filter, limit, dryRun),
  };
}
