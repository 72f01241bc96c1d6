import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ProblemError } from '../errors.ts';

/**
 * Lets calls pass that carry one of the keys as a bearer token. Two keys may be valid, so that they can be changed
 * without a gap. All are compared each time, by digest, so that the time taken tells nothing of a key.
 */
export function authenticate(keys: readonly string[]): RequestHandler {
  const digests = keys.map(digest);
  return (request, _response, next) => {
    const [, token = ''] = /^Bearer +([^\s]+) *$/i.exec(request.headers.authorization ?? '') ?? [];
    const given = digest(token);
    const matches = digests.filter((known) => timingSafeEqual(known, given)).length;
    next(matches > 0 ? undefined : new ProblemError('UNAUTHENTICATED'));
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
