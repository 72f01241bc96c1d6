import { z } from 'zod';

const cell = z.tuple([z.string(), z.string()]);
const context = z.strictObject({ module: z.string(), date: z.string(), task: z.string() });
const line = z.strictObject({
  lineKey: z.string().optional(),
  delete: z.literal(true).optional(),
  set: z.array(cell),
  read: z.array(z.string()),
});
const document = { id: z.number(), context, object: z.string(), key: z.array(cell).min(1) };

/** Requests of contract/boi-host/README.md. */
export const requestSchema = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('open'),
    id: z.number(),
    progId: z.string(),
    home: z.string().min(1),
    company: z.string(),
    user: z.string(),
    password: z.string(),
  }),
  z.strictObject({
    op: z.literal('ping'),
    id: z.number(),
    context: context.optional(),
    object: z.string().optional(),
  }),
  z.strictObject({
    ...document,
    op: z.literal('next'),
    method: z.enum(['nGetNextSalesOrderNo', 'nGetNextCustomerNo']),
    key: z.array(cell).optional(),
  }),
  z.strictObject({
    ...document,
    op: z.literal('write'),
    mode: z.enum(['create', 'update', 'upsert']),
    set: z.array(cell),
    lines: z.array(line).optional(),
    read: z.array(z.string()).optional(),
  }),
  z.strictObject({ ...document, op: z.literal('delete') }),
  z.strictObject({
    ...document,
    op: z.literal('preview'),
    set: z.array(cell),
    lines: z.array(z.strictObject({ set: z.array(cell), read: z.array(z.string()) })),
  }),
  z.strictObject({ op: z.literal('close'), id: z.number() }),
]);

export type Request = z.infer<typeof requestSchema>;
export type RequestOf<Op extends Request['op']> = Extract<Request, { op: Op }>;
export type Cell = readonly [string, string];

export type ErrorKind =
  'unsupported' | 'refused' | 'locked' | 'exists' | 'missing' | 'logon' | 'closed' | 'com' | 'protocol';
export type Stage =
  'open' | 'context' | 'object' | 'key' | 'set' | 'line' | 'linewrite' | 'write' | 'next' | 'delete';

export interface ErrorBody {
  readonly kind: ErrorKind;
  readonly stage: Stage;
  readonly message: string;
  readonly column?: string;
  readonly line?: number;
}

export interface Warning {
  readonly column?: string;
  readonly line?: number;
  readonly message: string;
}

/** Ends the operation with an error reply. */
export class HostError extends Error {
  readonly body: ErrorBody;

  constructor(body: ErrorBody) {
    super(body.message);
    this.body = body;
  }
}
