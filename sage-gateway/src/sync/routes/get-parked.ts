import { z } from 'zod';
import { companyCode } from '../../contract/request.ts';
import { feedName, parkedReply, type FeedName, type ParkedRecord } from '../../contract/sync.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { route, type Route } from '../../http/route.ts';
import type { SyncAbout } from '../status.ts';
import { followed } from './post-sync.ts';

interface ParkedRow {
  readonly key: string;
  readonly code: ErrorCode | null;
  readonly message: string | null;
  readonly salesforce_id: string | null;
  readonly waits_feed: FeedName | null;
  readonly waits_key: string | null;
  readonly due_at: Date | null;
  readonly retry_at: Date | null;
}

/** `GET /v1/sync/{feed}/parked`: records of a feed that could not be delivered, by key, page by page. */
export function getParked(about: SyncAbout): Route {
  return route({
    method: 'get',
    path: '/v1/sync/{feed}/parked',
    summary: 'List records that wait for a person or another record',
    params: z.strictObject({ feed: feedName }),
    query: z.strictObject({
      company: companyCode.optional(),
      limit: z
        .string()
        .regex(/^\d{1,3}$/, 'must be a number from 1 to 200')
        .transform(Number)
        .pipe(z.int().min(1).max(200))
        .default(50),
      after: z.string().max(100).optional(),
    }),
    reply: { status: 200, description: 'A page; `next` is null at the end.', schema: parkedReply },
    problems: ['INVALID_REQUEST', 'UNKNOWN_COMPANY', 'NOT_READY'],
    async handle({ params: { feed }, query: { company = about.defaultCompany, limit, after = '' } }) {
      followed(about, feed, company);
      const { rows } = await about.database.query<ParkedRow>(
        `SELECT r.key, r.code, r.message, r.salesforce_id, r.waits_feed, r.waits_key, r.due_at, r.retry_at
         FROM gateway.sync_row r JOIN gateway.sync_feed f ON f.id = r.feed_id AND f.company = $1 AND f.feed = $2
         WHERE r.state = 'Parked' AND r.key > $3 COLLATE "C" ORDER BY r.key LIMIT $4`,
        [company, feed, after, limit + 1],
      );
      const page = rows.slice(0, limit);
      return {
        body: { parked: page.map(told), next: rows.length > limit ? (page.at(-1)?.key ?? null) : null },
      };
    },
  });
}

function told(row: ParkedRow): ParkedRecord {
  return {
    key: row.key,
    code: row.code,
    message: row.message,
    salesforceId: row.salesforce_id,
    waitsFor: row.waits_feed && row.waits_key ? { feed: row.waits_feed, key: row.waits_key } : null,
    dueAt: row.due_at?.toISOString() ?? null,
    retryAt: row.retry_at?.toISOString() ?? null,
  };
}
