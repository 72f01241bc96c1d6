import { errorCodes, type ErrorCode } from './contract/errors.ts';

/** An answer to a call that could not be done: becomes application/problem+json. */
export class ProblemError extends Error {
  readonly code: ErrorCode;
  readonly path: string | undefined;
  constructor(code: ErrorCode, message?: string, path?: string) {
    super(message ?? errorCodes[code].title);
    this.name = 'ProblemError';
    this.code = code;
    this.path = path;
  }
}

/** A failure that may pass by itself; the job is tried again with back-off. */
export class RetryableError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RetryableError';
    this.code = code;
  }
}

/** The gateway cannot start as it is set up; `next` says how to mend it. */
export class SetupError extends Error {
  readonly next: string;
  constructor(message: string, next: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SetupError';
    this.next = next;
  }
}
