import { exText, AEx } from '../runtime/values.ts';
import { NotModelled, R } from '../runtime/rt.ts';

/** What a report says of an exception. */
export interface ErrorInfo {
  /** `DmlException`; `NotModelled` for what this runtime does not have; `Internal` for its own faults. */
  readonly type: string;
  readonly message: string;
  /** The Apex stack, with those of the causes. */
  readonly stack: string;
}

export function errorInfo(error: unknown): ErrorInfo {
  if (error instanceof AEx) return { type: error.T.name, message: exText(error), stack: stacks(error) };
  if (error instanceof NotModelled) return { type: 'NotModelled', message: error.message, stack: '' };
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { type: 'Internal', message: `apex-runtime internal error: ${message}`, stack: stack ?? '' };
}

function stacks(error: AEx): string {
  const parts: string[] = [];
  for (let cause: AEx | null = error; cause; cause = cause.cause)
    parts.push([exText(cause), ...(cause.st ? indented(cause.st) : [])].join('\n'));
  return parts.join('\n  Caused by: ');
}

const indented = (text: string): string[] => text.split('\n').map((line) => `    ${line}`);

/** JavaScript's own stack ended before Apex's limit of 1,000 calls. */
export function isStackOverflow(error: unknown): error is RangeError {
  return error instanceof RangeError && error.message.includes('call stack');
}

/** An overflow of the stack as the exception that Apex would throw. */
export function asApexError(error: unknown): unknown {
  return isStackOverflow(error) ? R.caught(error, R.root) : error;
}
