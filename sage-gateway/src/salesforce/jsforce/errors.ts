import { z } from 'zod';
import { RetryableError } from '../../errors.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { RowResult } from '../port.ts';

/** What an error code of the org means: `retry` may pass by itself, `refuse` needs a person. */
export interface Verdict {
  readonly verdict: 'retry' | 'refuse';
  readonly code: ErrorCode;
}

const soon: Verdict = { verdict: 'retry', code: 'SALESFORCE_UNAVAILABLE' };
const muchLater: Verdict = { verdict: 'retry', code: 'SALESFORCE_LIMITED' };
const logon: Verdict = { verdict: 'retry', code: 'SALESFORCE_LOGON_REFUSED' };
const never: Verdict = { verdict: 'refuse', code: 'SALESFORCE_REFUSED' };

/**
 * Error codes of the REST API (REST API Developer Guide, "Status Codes and Error Responses"; SOAP API Developer Guide,
 * StatusCode). A code that is not here is refused, so that a person sees it.
 */
export const verdicts: Readonly<Record<string, Verdict>> = {
  UNABLE_TO_LOCK_ROW: soon,
  SERVER_UNAVAILABLE: soon,
  QUERY_TIMEOUT: soon,
  REQUEST_RUNNING_TOO_LONG: soon,
  UNKNOWN_EXCEPTION: soon,

  REQUEST_LIMIT_EXCEEDED: muchLater,
  API_CURRENTLY_DISABLED: muchLater,
  STORAGE_LIMIT_EXCEEDED: muchLater,

  INVALID_SESSION_ID: logon,
  API_DISABLED_FOR_ORG: logon,

  DUPLICATE_VALUE: never,
  DUPLICATES_DETECTED: never,
  FIELD_CUSTOM_VALIDATION_EXCEPTION: never,
  REQUIRED_FIELD_MISSING: never,
  INVALID_CROSS_REFERENCE_KEY: never,
  ENTITY_IS_DELETED: never,
  ENTITY_IS_LOCKED: never,
  FIELD_INTEGRITY_EXCEPTION: never,
  INSUFFICIENT_ACCESS_OR_READONLY: never,
  INVALID_FIELD: never,
  INVALID_FIELD_FOR_INSERT_UPDATE: never,
};

/** A trigger or flow of the org failed; its message names the code that it met. */
const wrapper = 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';

/** The row was well; another row of its call sank it. */
const siblings: ReadonlySet<string> = new Set(['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'PROCESSING_HALTED']);

/** One error of the org, as REST tells it. */
export interface OrgError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** What one error means; undefined when it only points to a sibling's error. */
export function verdictOf({ statusCode, message }: OrgError): Verdict | undefined {
  if (siblings.has(statusCode)) return undefined;
  if (statusCode === wrapper) {
    const inner = Object.keys(verdicts).find(
      (code) => verdicts[code]?.verdict === 'retry' && new RegExp(`\\b${code}\\b`, 'u').test(message),
    );
    return (inner === undefined ? undefined : verdicts[inner]) ?? never;
  }
  return Object.hasOwn(verdicts, statusCode) ? verdicts[statusCode] : never;
}

/** What the errors of one row mean together: one that needs a person outweighs those that may pass. */
export function verdictOfAll(errors: readonly OrgError[]): Verdict | undefined {
  const known = errors.flatMap((error) => verdictOf(error) ?? []);
  return known.find(({ verdict }) => verdict === 'refuse') ?? known[0];
}

/** The limit of calls that run at once has the code of the daily one; it passes with them. */
function isCrowded({ statusCode, message }: OrgError): boolean {
  return statusCode === 'REQUEST_LIMIT_EXCEEDED' && /concurrent/iu.test(message);
}

/** What a call that failed as a whole means. A 5xx may always pass, whatever its body says. */
export function verdictOfCall(status: number, errors: readonly OrgError[]): Verdict {
  const known = errors.flatMap((error) => (isCrowded(error) ? soon : (verdicts[error.statusCode] ?? [])))[0];
  if (known && (known.verdict === 'retry' || status < 500)) return known;
  if (status === 401) return logon;
  return status >= 500 || status === 408 || status === 420 || status === 429 ? soon : never;
}

/** The result of a row that was not written. `followed` is what its siblings met; without any, it is tried again. */
export function failedRow(errors: readonly OrgError[], followed: Verdict | undefined): RowResult {
  const { verdict, code } = verdictOfAll(errors) ?? followed ?? soon;
  return {
    ok: false,
    verdict,
    code,
    message: errors.map(({ statusCode, message }) => sentence(`${statusCode}: ${message}`)).join('\n'),
    fields: [...new Set(errors.flatMap(({ fields }) => fields))],
  };
}

/** Longest sentence of the org that is kept. */
const longest = 1000;

/** The org's words in one line without control characters. */
export function sentence(words: string): string {
  return words
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, longest)
    .toWellFormed()
    .trim();
}

/** The error body of a call: one error, or a list of them. */
const orgFault = z
  .object({ errorCode: z.string(), message: z.string().default(''), fields: z.array(z.string()).default([]) })
  .transform(({ errorCode, ...rest }): OrgError => ({ statusCode: errorCode, ...rest }));
const orgFaults = z.union([orgFault.transform((fault) => [fault]), z.array(orgFault)]);

/** A call that failed as a whole, from its parsed error body; `told` is its code where the body cannot be read. */
export function failureOfCall(
  status: number,
  body: unknown,
  told = `HTTP ${status}`,
): OrgRefusal | RetryableError {
  const faults = orgFaults.safeParse(body).data ?? [];
  const { verdict, code } = verdictOfCall(status, faults);
  const first = faults[0]?.statusCode ?? told;
  if (verdict === 'refuse')
    return new OrgRefusal(
      faults.length > 0 ? faults : [{ statusCode: first, message: `HTTP ${status}`, fields: [] }],
    );
  return new RetryableError(code, `Salesforce did not take the call (HTTP ${status}, ${first}).`);
}

/** Whether the org said that its limit is used up. */
export function isLimited(error: unknown): boolean {
  return error instanceof RetryableError && error.code === 'SALESFORCE_LIMITED';
}

/** The org understood a call and said no to all of it: wrong object, field or permission. */
export class OrgRefusal extends Error {
  readonly errors: readonly OrgError[];
  constructor(errors: readonly OrgError[]) {
    super(`Salesforce refused the call (${errors.map(({ statusCode }) => statusCode).join(', ')}).`);
    this.name = 'OrgRefusal';
    this.errors = errors;
  }
}
