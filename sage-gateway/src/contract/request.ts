import { z } from 'zod';
import { errorCodes, type ErrorCode } from './errors.ts';
import { recordId, text } from './order-message.ts';
import { payloads, requestTypeNames } from './payloads.ts';

/** Requests in one call of `POST /v1/requests`. */
export const maxRequestsPerCall = 200;

/** Follows a request from trigger to gateway to Sage and back. */
export const requestKey = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,80}$/, 'must be 1 to 80 letters, digits, dots, colons, underscores or hyphens');

/** A Sage company code. */
export const companyCode = z.string().regex(/^[A-Z0-9]{3}$/, 'must be 3 upper-case letters or digits');

/** One request; its payload is read by the schema of its type. */
export const requestEnvelope = z.strictObject({
  key: requestKey,
  type: z.string().max(40),
  sourceId: recordId,
  company: companyCode.nullish(),
  mappingRevision: text(80).nullish(),
  payload: z.unknown(),
});

/** The body of the call: only its frame is checked here, each request on its own. */
export const requestsBody = z.strictObject({
  requests: z.array(z.unknown()).min(1, 'must hold at least one request').max(maxRequestsPerCall),
});

/** The same body as it is documented: with the messages of all types. */
export const documentedBody = z.strictObject({
  requests: z
    .array(
      z
        .union(
          requestTypeNames.map((name) =>
            requestEnvelope.extend({ type: z.literal(name), payload: payloads[name].meta({ id: name }) }),
          ),
        )
        .meta({ id: 'RequestMessage' }),
    )
    .min(1)
    .max(maxRequestsPerCall),
});

export const errorCode = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]);
export const requestState = z.enum(['Accepted', 'Done', 'Refused', 'Failed']);

/** What became of one request of a call. */
export const requestOutcome = z
  .object({
    key: z.string(),
    outcome: z.enum(['accepted', 'duplicate', 'conflict', 'refused']),
    state: requestState.optional(),
    code: errorCode.optional(),
    message: z.string().optional(),
    path: z.string().optional(),
  })
  .meta({ id: 'RequestOutcome' });
export type RequestOutcome = z.infer<typeof requestOutcome>;

export const fault = z
  .object({
    code: errorCode,
    message: z.string(),
    path: z.string().optional(),
    difference: z.object({ inSage: z.string(), expected: z.string() }).optional(),
  })
  .meta({ id: 'Fault' });
export const warning = z
  .object({ code: errorCode.optional(), message: z.string(), path: z.string().optional() })
  .meta({ id: 'Warning' });

/** A request as `GET /v1/requests/{key}` tells it: never its payload, which is the customer's data. */
export const requestView = z
  .object({
    key: z.string(),
    type: z.string(),
    sourceId: z.string(),
    company: z.string(),
    state: requestState,
    salesOrderNo: z.string().nullable(),
    reservedSalesOrderNo: z.string().nullable(),
    orderStatus: z.enum(['N', 'O', 'H', 'C', 'X']).nullable(),
    divisionNo: z.string().nullable(),
    customerNo: z.string().nullable(),
    customerCreated: z.boolean().nullable(),
    result: z
      .object({ lines: z.int(), quantity: z.string(), merchandise: z.string(), total: z.string().optional() })
      .nullable(),
    warnings: z.array(warning),
    errors: z.array(fault),
    attempts: z.int(),
    acceptedAt: z.string(),
    updatedAt: z.string(),
    reportedAt: z.string().nullable(),
    reportError: fault.nullable(),
  })
  .meta({ id: 'Request' });
export type RequestView = z.infer<typeof requestView>;
