import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import { ProblemError } from '../errors.ts';

/**
 * Reads a JSON body of at most `limit` bytes, counted after inflation, so that a compressed bomb is refused like a large
 * body. Bytes that are not UTF-8 are refused; the parser alone would replace them and change the data.
 */
export function jsonBody(limit: number): RequestHandler {
  return express.json({ limit, strict: true, type: 'application/json', verify: assertUtf8 });
}

function assertUtf8(_request: IncomingMessage, _response: unknown, body: Buffer, encoding: string): void {
  if (encoding !== 'utf-8')
    throw new ProblemError('UNSUPPORTED_MEDIA_TYPE', 'The body must be encoded as UTF-8.');
  if (!isUtf8(body)) throw new ProblemError('MALFORMED_JSON', 'The body holds bytes that are not UTF-8.');
}
