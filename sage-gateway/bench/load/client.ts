/** The client of a load test, in a process of its own: reads a plan from standard input, writes what it saw to standard output. */
import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';
import type { LoadPlan, LoadResult } from './run-load.ts';
import { callBody } from './order-template.ts';

const plan = JSON.parse(await text(process.stdin)) as LoadPlan;
let sent = 0;

const result = await autocannon({
  url: plan.url,
  connections: plan.connections,
  duration: plan.seconds,
  timeout: 60,
  headers: { 'content-type': 'application/json', ...plan.headers },
  requests: [
    {
      method: 'POST',
      setupRequest: (request) => {
        const body = callBody(plan.template, plan.run, sent, plan.ordersPerCall);
        sent += plan.ordersPerCall;
        return { ...request, body };
      },
    },
  ],
});

const answer: LoadResult = {
  calls: result['2xx'],
  seconds: result.duration,
  failed: result.non2xx + result.errors + result.timeouts,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
};
process.stdout.write(JSON.stringify(answer));
