import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProblemError } from '../errors.ts';
import { problemBody, problemType } from './problem.ts';

/** What Node's HTTP parser finds wrong, by its error code; anything else is 400. */
const byParser: Partial<Record<string, { status: number; detail: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'The headers of the call are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The call was not complete in time.' },
};

/**
 * Answers a call that is not HTTP (broken framing, headers that are too large or too slow) as every other refusal, then closes the
 * connection. Such a call never reaches Express.
 */
export function answerBrokenCall(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, detail } = byParser[error.code ?? ''] ?? {
    status: 400,
    detail: 'The call is not valid HTTP.',
  };
  const body = JSON.stringify(problemBody(new ProblemError('INVALID_REQUEST', detail), randomUUID(), status));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
