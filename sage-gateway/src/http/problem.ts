import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { errorCodes, type ErrorCode } from '../contract/errors.ts';
import { errorCode } from '../contract/request.ts';
import { isServerLost } from '../database/database.ts';
import { ProblemError, RetryableError } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** RFC 9457 problem details with the contract's code. */
export const problem = z
  .object({
    type: z.string().meta({ description: 'the code as a URN' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: errorCode,
    retryable: z.boolean().meta({ description: 'the same call may work later' }),
    path: z.string().optional().meta({ description: 'the member of the call it is about' }),
    requestId: z.string().meta({ description: "names this call in the gateway's log" }),
    next: z.string().meta({ description: 'what to do' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

export const problemType = 'application/problem+json';

/** The body of a problem; `status` only where the transport asks for another one than the code's. */
export function problemBody(
  error: ProblemError,
  requestId: string,
  status = errorCodes[error.code].status ?? 500,
): Problem {
  const { title, kind, next } = errorCodes[error.code];
  return {
    type: `urn:sage-100-connect:${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    retryable: kind === 'retry',
    ...(error.path === undefined ? {} : { path: error.path }),
    requestId,
    next,
  };
}

/** Answers a call by a problem. */
export function sendProblem(request: Request, response: Response, error: ProblemError): void {
  const body = problemBody(error, String(request.id));
  const { status } = body;
  if (error.code === 'UNAUTHENTICATED') response.set('WWW-Authenticate', 'Bearer realm="sage-gateway"');
  if (status === 503) response.set('Retry-After', '5');
  response.status(status).type(problemType).send(JSON.stringify(body));
}

/** Turns whatever a call threw into a problem. What is nobody's fault but ours is logged and told without its words. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, request, response, next) => {
    const known = problemOf(error);
    if (!known) logger.error({ err: error, requestId: request.id }, 'a call met an error of the gateway');
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(request, response, known ?? new ProblemError('INTERNAL'));
  };
}

/** 404 for addresses that do not exist. */
export const notFound: RequestHandler = (_request, _response) => {
  throw new ProblemError('NOT_FOUND');
};

/** Codes of errors that Express and its body parser throw, by their HTTP status. */
const byStatus: Partial<Record<number, ErrorCode>> = {
  400: 'MALFORMED_JSON',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

function problemOf(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (error instanceof RetryableError) return new ProblemError(error.code, error.message);
  if (isServerLost(error)) return new ProblemError('NOT_READY', "The gateway's database does not answer.");
  if (error instanceof URIError) return new ProblemError('NOT_FOUND'); // a path that is not percent-encoded UTF-8
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const code = byStatus[Number(error.status)];
  return code && new ProblemError(code);
}
