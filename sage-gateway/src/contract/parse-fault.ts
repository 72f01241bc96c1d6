import type { z } from 'zod';
import type { ErrorCode, Fault } from './errors.ts';

/** One fault for the first issue of a parse, in words that need no knowledge of zod. */
export function faultOf(
  error: z.ZodError,
  at: readonly PropertyKey[],
  code: ErrorCode = 'INVALID_REQUEST',
): Fault {
  const issue = error.issues[0];
  if (!issue) return { code, message: 'The call does not match the contract.' };
  const member = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = pathOf([...at, ...issue.path, ...member]);
  const more = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : '';
  const message =
    issue.code === 'unrecognized_keys'
      ? `${path} is not a member of the contract`
      : `${path || 'the body'}: ${issue.message}`;
  return { code, message: printable(message, 400) + more, path };
}

/** `requests.3.payload.lines.0.quantity`, at most 200 characters. */
export function pathOf(path: readonly PropertyKey[]): string {
  return printable(path.map(String).join('.'), 200);
}

/** A caller's text in an answer or a log: cut, well-formed, and without control characters. */
export function printable(value: string, max = 80): string {
  return value
    .slice(0, max)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '\u{FFFD}');
}
