import { z } from 'zod';
import { errorCode } from './request.ts';
import { feedName } from './sync.ts';

/** One way that a call or an answer takes. `company` is null where the hop is not of one. */
export const hop = z
  .object({
    hop: z.enum(['database', 'sage-read', 'sage-write', 'salesforce', 'doorbell']),
    company: z.string().nullable(),
    state: z.enum(['ok', 'failed', 'off']),
    code: errorCode.nullable(),
    message: z.string().nullable(),
    next: z.string().nullable().meta({ description: 'what to do, where something is to be done' }),
    milliseconds: z.int().nullable().meta({ description: 'how long the hop took to answer' }),
  })
  .meta({ id: 'Hop' });
export type Hop = z.infer<typeof hop>;

/** How old a feed's data in Salesforce is, in short (all of it: `GET /v1/sync`). `Waiting`: not loaded for the first time yet; what holds a feed up is in `code`. */
export const feedAge = z
  .object({
    company: z.string(),
    feed: feedName,
    state: z.enum(['Fresh', 'Late', 'Waiting', 'Off']),
    ageSeconds: z.int().nullable(),
    promiseSeconds: z.number(),
    due: z.int(),
    parked: z.int(),
    code: errorCode.nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: 'FeedAge' });
export type FeedAge = z.infer<typeof feedAge>;

export const health = z
  .object({
    version: z.string(),
    mappingRevision: z.string(),
    hops: z.array(hop),
    requests: z
      .object({ accepted: z.int(), refused: z.int(), failed: z.int() })
      .nullable()
      .meta({ description: 'null while the database does not answer' }),
    sync: z
      .array(feedAge)
      .meta({ description: 'empty where Sage is not followed, or the database does not answer' }),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof health>;
