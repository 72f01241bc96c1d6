import { z } from 'zod';
import { requestKey, requestView } from '../../contract/request.ts';
import { route, type Route } from '../../http/route.ts';
import type { Inbox } from '../inbox.ts';
import { deadLetterFilter } from './get-dead-letters.ts';

/** `POST /v1/dead-letters/{key}/replay`: works on one dead letter again. */
export function postReplay(inbox: Inbox): Route {
  return route({
    method: 'post',
    path: '/v1/dead-letters/{key}/replay',
    summary: 'Work on one dead letter again',
    params: z.strictObject({ key: requestKey }),
    reply: { status: 202, description: 'The request, accepted again.', schema: requestView },
    problems: ['INVALID_REQUEST', 'REQUEST_NOT_FOUND', 'STATE_CONFLICT', 'SUPERSEDED'],
    handle: async ({ params }) => ({ body: await inbox.replay(params.key) }),
  });
}

/** `POST /v1/dead-letters/replay`: works on all that match a filter again, or counts them. */
export function postReplayAll(inbox: Inbox): Route {
  return route({
    method: 'post',
    path: '/v1/dead-letters/replay',
    summary: 'Work on many dead letters again',
    body: z.strictObject({
      filter: deadLetterFilter,
      dryRun: z.boolean().default(false),
      limit: z.int().min(1).max(1000).default(100),
    }),
    reply: {
      status: 202,
      description: 'How many match, and how many of them were accepted again; none in a dry run.',
      schema: z.object({ matched: z.int(), replayed: z.int() }),
    },
    problems: ['INVALID_REQUEST'],
    handle: async ({ body }) => ({ body: await inbox.replayAll(body.filter, body.limit, body.dryRun) }),
  });
}
