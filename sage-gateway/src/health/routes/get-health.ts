import { z } from 'zod';
import { health, type FeedAge, type Health, type Hop } from '../../contract/health.ts';
import { route, type Route } from '../../http/route.ts';

export interface HealthParts {
  readonly version: string;
  readonly mappingRevision: () => string;
  readonly hops: () => Promise<Hop[]>;
  readonly requests: () => Promise<NonNullable<Health['requests']>>;
  readonly sync: () => Promise<FeedAge[]>;
}

/** `GET /v1/health`: every hop, tried within 5 s and told with its mend; 200 also when some have failed. */
export function getHealth({ version, mappingRevision, hops, requests, sync }: HealthParts): Route {
  return route({
    method: 'get',
    path: '/v1/health',
    summary: 'Try every hop between Salesforce and Sage',
    query: z.strictObject({}),
    reply: { status: 200, description: 'Each hop with its state, and what waits.', schema: health },
    problems: ['NOT_READY'],
    async handle() {
      const tried = await hops();
      const counted = tried.some(({ hop, state }) => hop === 'database' && state === 'ok');
      return {
        body: {
          version,
          mappingRevision: mappingRevision(),
          hops: tried,
          requests: counted ? await requests() : null,
          sync: counted ? await sync() : [],
        },
      };
    },
  });
}
