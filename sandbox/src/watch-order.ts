import { setTimeout as pause } from 'node:timers/promises';
import type { GatewayClient } from './gateway-client.ts';
import type { SageReader } from './sage-reader.ts';
import type { SalesforceClient } from './salesforce-client.ts';

/** One thing that was seen to happen to the order, and when (milliseconds since the opportunity was closed). */
export interface Stop {
  readonly where: 'Salesforce' | 'gateway' | 'Sage 100';
  readonly what: string;
  readonly after: number;
}

interface Request {
  readonly Name: string;
  readonly Key__c: string;
  readonly Status__c: string;
  readonly ErrorMessage__c: string | null;
}

/**
 * Follows one order from the closed opportunity to the number on it, and tells each stop the first time it is seen. Ends when the
 * request is answered and the record shows it; throws after `patience` milliseconds.
 */
export async function watchOrder(
  opportunityId: string,
  parts: { org: SalesforceClient; gateway: GatewayClient; sage: SageReader },
  tell: (stop: Stop) => void,
  patience = 60_000,
): Promise<void> {
  const begin = Date.now();
  const seen = new Set<string>();
  const once = (name: string, where: Stop['where'], what: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    tell({ where, what, after: Date.now() - begin });
  };
  while (Date.now() - begin < patience) {
    const [request] = await parts.org.query<Request>(
      `SELECT Name, Key__c, Status__c, ErrorMessage__c FROM SageRequest__c WHERE Opportunity__c = '${opportunityId}' ORDER BY Version__c DESC LIMIT 1`,
    );
    if (request) {
      once(
        'outbox',
        'Salesforce',
        `request ${request.Name} stored in the same transaction, key ${request.Key__c}`,
      );
      const taken = await parts.gateway.request(request.Key__c);
      if (taken) once('accepted', 'gateway', 'stored durably and acknowledged (202); a job works on it');
      if (taken?.salesOrderNo)
        once('reserved', 'gateway', `sales order number ${taken.salesOrderNo} reserved before the write`);
      const order = taken?.salesOrderNo ? await parts.sage.order(taken.salesOrderNo) : undefined;
      if (order) {
        const sums = `${order.lines} lines, quantity ${order.quantity}, merchandise ${order.merchandise}`;
        once(
          'placed',
          'Sage 100',
          `order ${order.salesOrderNo} of customer ${order.customer} (${order.name}): ${sums}`,
        );
      }
      if (taken?.reportedAt) once('reported', 'gateway', `answer written back to ${request.Name}`);
      if (request.Status__c === 'Refused' || request.Status__c === 'Failed') {
        once('refused', 'Salesforce', `${request.Status__c}: ${request.ErrorMessage__c ?? ''}`);
        return;
      }
    }
    const [record] = await parts.org.query<{ SageOrderNo__c: string | null; SageStatus__c: string | null }>(
      `SELECT SageOrderNo__c, SageStatus__c FROM Opportunity WHERE Id = '${opportunityId}'`,
    );
    if (record?.SageOrderNo__c && seen.has('reported')) {
      once(
        'shown',
        'Salesforce',
        `the opportunity shows Sage order ${record.SageOrderNo__c}, status ${record.SageStatus__c}`,
      );
      return;
    }
    await pause(15);
  }
  throw new Error(
    `the order was not answered within ${patience / 1000} s; seen so far: ${[...seen].join(', ')}`,
  );
}
