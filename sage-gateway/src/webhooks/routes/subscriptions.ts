import { z } from 'zod';
import { newSubscription, subscriptionView, subscriptionWithSecret } from '../../contract/subscriptions.ts';
import { route, type Route } from '../../http/route.ts';
import type { Subscriptions } from '../subscriptions.ts';

/** `GET /v1/subscriptions`: all of them; there are at most 50. */
export function getSubscriptions(of: () => Subscriptions): Route {
  return route({
    method: 'get',
    path: '/v1/subscriptions',
    summary: 'List the subscriptions to changes in Sage',
    reply: {
      status: 200,
      description: 'All subscriptions, the oldest first.',
      schema: z.object({ subscriptions: z.array(subscriptionView) }),
    },
    problems: ['WEBHOOKS_OFF'],
    handle: async () => ({ body: { subscriptions: await of().list() } }),
  });
}

/** `POST /v1/subscriptions`: subscribes an address to what is found changed from now on. */
export function postSubscriptions(of: () => Subscriptions): Route {
  return route({
    method: 'post',
    path: '/v1/subscriptions',
    summary: 'Subscribe to changes in Sage',
    body: newSubscription,
    reply: {
      status: 201,
      description: 'The subscription with its secret, which is told this once.',
      schema: subscriptionWithSecret,
    },
    problems: ['WEBHOOKS_OFF', 'WEBHOOK_URL_REFUSED', 'SUBSCRIPTION_LIMIT'],
    handle: async ({ body }) => ({ body: await of().create(body) }),
  });
}
