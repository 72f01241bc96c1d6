import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Queue } from '../queue/port.ts';

/** What the gateway counts. Labels hold types, codes and routes, never keys or names. */
export interface Metrics {
  readonly registry: Registry;
  readonly timeCalls: RequestHandler;
  countIntake(outcome: string, count: number): void;
  countTry(type: string, outcome: string): void;
  countMappingMismatch(): void;
  countFetch(outcome: 'ok' | 'failed'): void;
  tellDoorbell(hears: boolean): void;
  countDelivery(outcome: 'delivered' | 'failed' | 'given-up'): void;
  /** Tells how to learn, by subscription, the seconds since the oldest change was found that is still to be delivered. */
  followLags(lags: () => Promise<ReadonlyMap<string, number>>): void;
}

export function createMetrics(queue: Queue): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const calls = new Histogram({
    name: 'gateway_http_seconds',
    help: 'Time to answer a call',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const intake = new Counter({
    name: 'gateway_intake_total',
    help: 'Requests by what became of them at the door',
    labelNames: ['outcome'] as const,
    registers,
  });
  const tries = new Counter({
    name: 'gateway_tries_total',
    help: 'Tries in Sage by how they ended',
    labelNames: ['type', 'outcome'] as const,
    registers,
  });
  const mismatches = new Counter({
    name: 'gateway_mapping_mismatch_total',
    help: 'Requests that were made with another revision of the field mapping than the one in use here',
    registers,
  });
  const fetches = new Counter({
    name: 'gateway_fetches_total',
    help: 'Looks for waiting requests in Salesforce, where the gateway fetches them',
    labelNames: ['outcome'] as const,
    registers,
  });
  const doorbell = new Gauge({
    name: 'gateway_doorbell_heard',
    help: '1 while the doorbell of Salesforce is heard, where the gateway fetches its requests',
    registers,
  });
  const deliveries = new Counter({
    name: 'gateway_webhook_deliveries_total',
    help: 'Deliveries to subscribers by how they ended',
    labelNames: ['outcome'] as const,
    registers,
  });
  new Gauge({
    name: 'gateway_jobs_waiting',
    help: 'Jobs that wait or run',
    labelNames: ['queue'] as const,
    registers,
    async collect() {
      for (const [name, jobs] of await queue.backlog()) this.set({ queue: name }, jobs);
    },
  });

  return {
    registry,
    timeCalls(request, response, next) {
      const end = calls.startTimer();
      response.once('finish', () => {
        const route = (response.locals['route'] as string | undefined) ?? 'none';
        end({ method: request.method, route, status: response.statusCode });
      });
      next();
    },
    countIntake: (outcome, count) => intake.inc({ outcome }, count),
    countTry: (type, outcome) => tries.inc({ type, outcome }),
    countMappingMismatch: () => mismatches.inc(),
    countFetch: (outcome) => fetches.inc({ outcome }),
    tellDoorbell: (hears) => doorbell.set(hears ? 1 : 0),
    countDelivery: (outcome) => deliveries.inc({ outcome }),
    followLags(lags) {
      new Gauge({
        name: 'gateway_webhook_lag_seconds',
        help: 'Age of the oldest change that is still to be delivered, by subscription',
        labelNames: ['subscription'] as const,
        registers,
        async collect() {
          this.reset();
          for (const [subscription, seconds] of await lags()) this.set({ subscription }, seconds);
        },
      });
    },
  };
}
