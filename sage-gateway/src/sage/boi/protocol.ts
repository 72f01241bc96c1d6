import { z } from 'zod';

/*
 * The messages of contract/boi-host/README.md. Requests are plain types (we make them); answers are parsed (a host makes them).
 */

/** A column as BOI spells it and its value: text for `$` columns, otherwise a decimal number as text. */
export type Cell = readonly [column: string, value: string];

/** The accounting context a document is written in: module, date `YYYYMMDD` (blank: none is set), task of the security check. */
export interface HostContext {
  readonly module: string;
  readonly date: string;
  readonly task: string;
}

export interface OpenMessage {
  readonly op: 'open';
  readonly progId: string;
  readonly home: string;
  readonly company: string;
  readonly user: string;
  readonly password: string;
}

export interface NextMessage {
  readonly op: 'next';
  readonly context: HostContext;
  readonly object: string;
  readonly method: 'nGetNextSalesOrderNo' | 'nGetNextCustomerNo';
  readonly key?: readonly Cell[];
}

/** A new line; with `lineKey` one that the document has, which is changed or deleted. */
export interface LineMessage {
  readonly lineKey?: string;
  readonly delete?: true;
  readonly set: readonly Cell[];
  readonly read: readonly string[];
}

export interface WriteMessage {
  readonly op: 'write';
  readonly context: HostContext;
  readonly object: string;
  readonly key: readonly Cell[];
  readonly mode: 'create' | 'update' | 'upsert';
  readonly set: readonly Cell[];
  readonly lines?: readonly LineMessage[];
  readonly read?: readonly string[];
}

/** Deletes a document; one that is not there is no error. */
export interface DeleteMessage {
  readonly op: 'delete';
  readonly context: HostContext;
  readonly object: string;
  readonly key: readonly Cell[];
}

/** Fills a new document and drops it: what Sage would make of its lines. Nothing is written. */
export interface PreviewMessage {
  readonly op: 'preview';
  readonly context: HostContext;
  readonly object: string;
  readonly key: readonly Cell[];
  readonly set: readonly Cell[];
  readonly lines: readonly LineMessage[];
}

/** Makes an object and drops it, which tries whether the user's role allows it. */
export interface PingMessage {
  readonly op: 'ping';
  readonly context: HostContext;
  readonly object: string;
}

/** What is asked of an open session. */
export type SessionMessage = PingMessage | NextMessage | WriteMessage | DeleteMessage | PreviewMessage;
export type HostMessage = OpenMessage | SessionMessage | { readonly op: 'close' };

const hostError = z.object({
  kind: z.enum([
    'refused',
    'locked',
    'exists',
    'missing',
    'unsupported',
    'logon',
    'closed',
    'com',
    'protocol',
  ]),
  stage: z.string().max(40).default(''),
  message: z.string().default(''),
  column: z.string().nullish(),
  line: z.int().nonnegative().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
});

/** What every answer has: the id of its request, and either its members or an error. */
export const answer = z.discriminatedUnion('ok', [
  z.looseObject({ id: z.int(), ok: z.literal(true) }),
  z.object({ id: z.int(), ok: z.literal(false), error: hostError }),
]);

export const openAnswer = z.object({
  protocol: z.literal(1),
  host: z.string().max(40),
  pid: z.int().positive(),
  serverPid: z.int().positive().nullish(),
});

export const pingAnswer = z.object({ company: z.string().max(40) });

export const nextAnswer = z.object({ value: z.string().min(1).max(40) });

const values = z.record(z.string(), z.string());

export const writeAnswer = z.object({
  existed: z.boolean(),
  warnings: z.array(
    z.object({
      column: z.string().nullish(),
      line: z.int().nonnegative().nullish(),
      message: z.string(),
    }),
  ),
  read: values,
  lines: z.array(z.object({ read: values })),
});

export const previewAnswer = z.object({
  lines: z.array(
    z.object({
      read: values,
      refused: z.object({ message: z.string(), column: z.string().nullish() }).nullish(),
    }),
  ),
});

export const deleteAnswer = z.object({ existed: z.boolean() });

export type Answer = z.output<typeof answer>;
export type HostErrorBody = z.output<typeof hostError>;
export type PreviewAnswer = z.output<typeof previewAnswer>;
export type WriteAnswer = z.output<typeof writeAnswer>;
