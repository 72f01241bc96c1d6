import { createHash, randomBytes } from 'node:crypto';

/** Who a call runs as. */
export interface SessionUser {
  readonly id: string;
  readonly username: string;
}

interface Session extends SessionUser {
  expires: number;
}

const MOST_SESSIONS = 2000;
const digest = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * The access tokens of the org: opaque, kept as digests in memory only, valid until `timeoutMs` after their last use.
 * A restart of the org ends every session, as an administrator could at any moment.
 */
export class Sessions {
  readonly #byDigest = new Map<string, Session>();
  readonly #timeoutMs: number;
  readonly #now: () => number;

  constructor(timeoutMs: number, now: () => number = Date.now) {
    this.#timeoutMs = timeoutMs;
    this.#now = now;
  }

  issue(orgId: string, user: SessionUser): string {
    const token = `${orgId.slice(0, 15)}!AQ${randomBytes(60).toString('base64url')}`;
    if (this.#byDigest.size >= MOST_SESSIONS) this.#forgetOldest();
    this.#byDigest.set(digest(token), { ...user, expires: this.#now() + this.#timeoutMs });
    return token;
  }

  /** The user of a valid token; using it makes it last longer. */
  find(token: string): SessionUser | undefined {
    const session = this.#byDigest.get(digest(token));
    if (!session) return undefined;
    if (session.expires <= this.#now()) {
      this.#byDigest.delete(digest(token));
      return undefined;
    }
    session.expires = this.#now() + this.#timeoutMs;
    return session;
  }

  /** Says whether the token was one of ours. */
  revoke(token: string): boolean {
    return this.#byDigest.delete(digest(token));
  }

  revokeAll(): void {
    this.#byDigest.clear();
  }

  #forgetOldest(): void {
    const oldest = this.#byDigest.keys().next();
    if (!oldest.done) this.#byDigest.delete(oldest.value);
  }
}
