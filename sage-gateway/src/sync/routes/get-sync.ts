import { z } from 'zod';
import { syncReply } from '../../contract/sync.ts';
import { route, type Route } from '../../http/route.ts';
import { feedStatuses, type SyncAbout } from '../status.ts';

/** `GET /v1/sync`: how each feed of each company stands, and how old its data in Salesforce is. */
export function getSync(about: SyncAbout): Route {
  return route({
    method: 'get',
    path: '/v1/sync',
    summary: 'Tell how true Salesforce is to Sage, by feed',
    query: z.strictObject({}),
    reply: { status: 200, description: 'Each feed of each company.', schema: syncReply },
    problems: ['NOT_READY'],
    async handle() {
      return { body: { feeds: await feedStatuses(about, about.database) } };
    },
  });
}
