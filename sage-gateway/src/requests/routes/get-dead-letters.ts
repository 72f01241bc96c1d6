import { z } from 'zod';
import { companyCode, errorCode, requestView } from '../../contract/request.ts';
import type { Sql } from '../../database/database.ts';
import { route, type Route } from '../../http/route.ts';
import { listDeadLetters } from '../dead-letters.ts';

/** What may narrow a list of dead letters. */
export const deadLetterFilter = z.strictObject({
  state: z.enum(['Refused', 'Failed']).optional(),
  company: companyCode.optional(),
  code: errorCode.optional(),
});

/** `GET /v1/dead-letters`: requests that wait for a person or an operator, page by page. */
export function getDeadLetters(sql: Sql): Route {
  return route({
    method: 'get',
    path: '/v1/dead-letters',
    summary: 'List requests that were refused or have failed',
    query: deadLetterFilter.extend({
      limit: z
        .string()
        .regex(/^\d{1,3}$/, 'must be a number from 1 to 200')
        .transform(Number)
        .pipe(z.int().min(1).max(200))
        .default(50),
      after: z.string().max(200).optional(),
    }),
    reply: {
      status: 200,
      description: 'A page, the longest unchanged first; `next` is null at the end.',
      schema: z.object({ deadLetters: z.array(requestView), next: z.string().nullable() }),
    },
    problems: ['INVALID_REQUEST'],
    async handle({ query: { limit, after, ...filter } }) {
      const page = await listDeadLetters(sql, filter, limit, after);
      return { body: { deadLetters: [...page.deadLetters], next: page.next } };
    },
  });
}
