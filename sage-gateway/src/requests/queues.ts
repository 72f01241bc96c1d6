import type { QueueSpec } from '../queue/port.ts';

/** The queue of all work that writes to a Sage company; serial, because Sage locks what an order touches. */
export function sageQueue(company: string): string {
  return `sage.${company}`;
}

/** The queue of answers to Salesforce. */
export const reportQueue = 'report';

/** Answers in one call to Salesforce; the most that a collection takes. */
export const reportsPerCall = 200;

export function queueSpecs(companies: Iterable<string>, reportRetry: QueueSpec['retry']): QueueSpec[] {
  const serial = [...companies].map((company) => ({
    name: sageQueue(company),
    serial: true,
    batchSize: 1,
    retry: { firstSeconds: 1, maxSeconds: 30 },
  }));
  return [...serial, { name: reportQueue, serial: false, batchSize: reportsPerCall, retry: reportRetry }];
}
