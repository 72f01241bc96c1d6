import { z } from 'zod';
import { requestKey, requestView } from '../../contract/request.ts';
import type { Sql } from '../../database/database.ts';
import { ProblemError } from '../../errors.ts';
import { route, type Route } from '../../http/route.ts';
import { findRequest } from '../view.ts';

/** `GET /v1/requests/{key}`: what became of a request. */
export function getRequest(sql: Sql): Route {
  return route({
    method: 'get',
    path: '/v1/requests/{key}',
    summary: 'See what became of a request',
    params: z.strictObject({ key: requestKey }),
    reply: { status: 200, description: 'The request.', schema: requestView },
    problems: ['INVALID_REQUEST', 'REQUEST_NOT_FOUND'],
    async handle({ params }) {
      const view = await findRequest(sql, params.key);
      if (!view) throw new ProblemError('REQUEST_NOT_FOUND', undefined, 'key');
      return { body: view };
    },
  });
}
