import { z } from 'zod';
import type { ErrorCode } from '../../contract/errors.ts';
import { subscriptionView } from '../../contract/subscriptions.ts';
import { route, type Route } from '../../http/route.ts';
import type { Subscriptions } from '../subscriptions.ts';

/** The path of a subscription. */
export const byId = z.strictObject({ id: z.uuid() });
/** What a call about one subscription may meet. */
export const problems: readonly ErrorCode[] = ['INVALID_REQUEST', 'SUBSCRIPTION_UNKNOWN', 'WEBHOOKS_OFF'];

/** `GET /v1/subscriptions/{id}`: how far a subscription is, and what holds it. */
export function getSubscription(of: () => Subscriptions): Route {
  return route({
    method: 'get',
    path: '/v1/subscriptions/{id}',
    summary: 'See a subscription',
    params: byId,
    reply: { status: 200, description: 'The subscription.', schema: subscriptionView },
    problems,
    handle: async ({ params }) => ({ body: await of().find(params.id) }),
  });
}

/** `DELETE /v1/subscriptions/{id}`: nothing is delivered any more; a delivery under way may still arrive. */
export function deleteSubscription(of: () => Subscriptions): Route {
  return route({
    method: 'delete',
    path: '/v1/subscriptions/{id}',
    summary: 'End a subscription',
    params: byId,
    reply: { status: 200, description: 'The subscription as it was.', schema: subscriptionView },
    problems,
    handle: async ({ params }) => ({ body: await of().remove(params.id) }),
  });
}
