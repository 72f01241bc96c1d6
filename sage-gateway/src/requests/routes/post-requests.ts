import { z } from 'zod';
import { documentedBody, requestOutcome, requestsBody } from '../../contract/request.ts';
import { route, type Route } from '../../http/route.ts';
import type { Inbox } from '../inbox.ts';

/** `POST /v1/requests`: takes up to 200 requests; answers one outcome each, after all accepted ones are on disk. */
export function postRequests(inbox: Inbox): Route {
  return route({
    method: 'post',
    path: '/v1/requests',
    summary: 'Send requests to Sage',
    largeBody: true,
    body: requestsBody,
    documentedBody,
    reply: {
      status: 202,
      description: 'One outcome a request, in the order given. Accepted requests are stored durably.',
      schema: z.object({ results: z.array(requestOutcome) }),
    },
    problems: ['BATCH_TOO_LARGE', 'NOT_READY'],
    handle: async ({ body }) => ({ body: { results: await inbox.accept(body.requests) } }),
  });
}
