import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { OrderResult, Outcome } from '../requests/port.ts';

const example = JSON.parse(
  readFileSync(new URL('../../../contract/examples/place-order.json', import.meta.url), 'utf8'),
) as { requests: [Record<string, unknown> & { payload: Record<string, unknown> }] };

/** A request as the contract's example, under a key and for a record of its own; `changes` replace members. */
export function placeOrderRequest(
  key: string,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const sourceId = `006${createHash('sha256').update(key).digest('hex').slice(0, 15)}`;
  return { ...structuredClone(example.requests[0]), key, sourceId, ...changes };
}

/** The same with members of the payload replaced. */
export function placeOrderWith(key: string, payload: Record<string, unknown>): Record<string, unknown> {
  return placeOrderRequest(key, { payload: { ...structuredClone(example.requests[0].payload), ...payload } });
}

export function orderResult(salesOrderNo = '0001001'): OrderResult {
  return {
    salesOrderNo,
    divisionNo: '01',
    customerNo: 'BETTER',
    customerCreated: false,
    lines: 2,
    quantity: '4',
    merchandise: '2127.86',
  };
}

export function done(salesOrderNo?: string): Outcome {
  return { state: 'Done', result: orderResult(salesOrderNo), warnings: [] };
}
