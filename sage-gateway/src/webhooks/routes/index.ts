import { ProblemError } from '../../errors.ts';
import type { Route } from '../../http/route.ts';
import type { Subscriptions } from '../subscriptions.ts';
import { deleteSubscription, getSubscription } from './subscription.ts';
import { getSubscriptions, postSubscriptions } from './subscriptions.ts';
import { postPause, postReplay, postResume, postRotate, postTest } from './actions.ts';

/** All calls about subscriptions; `undefined`: each is answered by WEBHOOKS_OFF. */
export function subscriptionRoutes(subscriptions: Subscriptions | undefined): Route[] {
  const of = () => {
    if (!subscriptions) throw new ProblemError('WEBHOOKS_OFF');
    return subscriptions;
  };
  return [
    getSubscriptions(of),
    postSubscriptions(of),
    getSubscription(of),
    deleteSubscription(of),
    postPause(of),
    postResume(of),
    postReplay(of),
    postRotate(of),
    postTest(of),
  ];
}
