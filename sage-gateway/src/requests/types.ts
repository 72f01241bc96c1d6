import type { z } from 'zod';
import type { ErrorCode } from '../contract/errors.ts';
import { payloads, requestTypeNames, type RequestTypeName } from '../contract/payloads.ts';
import type { RequestHandler } from './port.ts';

/** A type of request: how its payload is read and who does its work in Sage. */
export interface RequestType {
  readonly payload: z.ZodType;
  /** A code that says more of a payload's issue than INVALID_REQUEST. */
  readonly faultCode?: (issue: z.core.$ZodIssue | undefined) => ErrorCode | undefined;
  readonly handle: RequestHandler;
}

/** All types that the gateway takes, by the name in the envelope. */
export type RequestTypes = ReadonlyMap<string, RequestType>;

/** Who works on each type. */
export type RequestHandlers = Readonly<Record<RequestTypeName, RequestHandler>>;

/** The registry of this version: one entry a type. */
export function requestTypes(handlers: RequestHandlers): RequestTypes {
  return new Map(
    requestTypeNames.map((name): [string, RequestType] => [
      name,
      {
        payload: payloads[name],
        handle: handlers[name],
        ...(name === 'PlaceOrder' && { faultCode: orderFaultCode }),
      },
    ]),
  );
}

function orderFaultCode(issue: z.core.$ZodIssue | undefined): ErrorCode | undefined {
  const [first, , member] = issue?.path ?? [];
  if (first !== 'lines') return undefined;
  if (issue?.path.length === 1 && issue.code === 'too_small') return 'ORDER_EMPTY';
  if (issue?.path.length === 1 && issue.code === 'too_big') return 'ORDER_TOO_LARGE';
  if (member === 'quantity') return 'QUANTITY_INVALID';
  if (member === 'unitPrice' || member === 'discountPercent') return 'PRICE_INVALID';
  return undefined;
}
