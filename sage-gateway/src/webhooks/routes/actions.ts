import {
  replayBody,
  rotateBody,
  subscriptionView,
  subscriptionWithSecret,
  testResult,
} from '../../contract/subscriptions.ts';
import { route, type Route } from '../../http/route.ts';
import type { Subscriptions } from '../subscriptions.ts';
import { byId, problems } from './subscription.ts';

/** `POST /v1/subscriptions/{id}/pause`: holds it; a delivery under way may still arrive, and come again after the pause. */
export function postPause(of: () => Subscriptions): Route {
  return route({
    method: 'post',
    path: '/v1/subscriptions/{id}/pause',
    summary: 'Hold a subscription',
    params: byId,
    reply: { status: 200, description: 'The subscription, paused.', schema: subscriptionView },
    problems,
    handle: async ({ params }) => ({ body: await of().pause(params.id) }),
  });
}

/** `POST /v1/subscriptions/{id}/resume`: goes on where it was, and does not wait for the next try. */
export function postResume(of: () => Subscriptions): Route {
  return route({
    method: 'post',
    path: '/v1/subscriptions/{id}/resume',
    summary: 'Let a subscription go on',
    params: byId,
    reply: { status: 200, description: 'The subscription, active.', schema: subscriptionView },
    problems,
    handle: async ({ params }) => ({ body: await of().resume(params.id) }),
  });
}

/** `POST /v1/subscriptions/{id}/replay`: delivers again from a change or a time on. */
export function postReplay(of: () => Subscriptions): Route {
  return route({
    method: 'post',
    path: '/v1/subscriptions/{id}/replay',
    summary: 'Deliver changes again from a point on',
    params: byId,
    body: replayBody,
    reply: { status: 200, description: 'The subscription, active from there.', schema: subscriptionView },
    problems,
    async handle({ params, body: { from } }) {
      return { body: await of().replay(params.id, typeof from === 'number' ? from : new Date(from)) };
    },
  });
}

/** `POST /v1/subscriptions/{id}/rotate-secret`: a new secret; the old one signs as well for a while. */
export function postRotate(of: () => Subscriptions): Route {
  return route({
    method: 'post',
    path: '/v1/subscriptions/{id}/rotate-secret',
    summary: 'Give a subscription a new secret',
    params: byId,
    body: rotateBody,
    reply: {
      status: 200,
      description: 'The subscription with its new secret, which is told this once.',
      schema: subscriptionWithSecret,
    },
    problems,
    handle: async ({ params, body }) => ({ body: await of().rotate(params.id, body.keepHours) }),
  });
}

/** `POST /v1/subscriptions/{id}/test`: sends a `sync.test` message and tells what became of it; within 15 seconds. */
export function postTest(of: () => Subscriptions): Route {
  return route({
    method: 'post',
    path: '/v1/subscriptions/{id}/test',
    summary: 'Try the address of a subscription',
    params: byId,
    reply: { status: 200, description: 'Whether the message was taken.', schema: testResult },
    problems,
    handle: async ({ params }) => ({ body: await of().test(params.id) }),
  });
}
