import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeJwt, errors, importSPKI, importX509, jwtVerify, type CryptoKey, type JWTPayload } from 'jose';
import type { SessionUser } from './sessions.ts';

/** An External Client App as an administrator would register it. */
export interface ClientApp {
  readonly consumerKey: string;
  /** Turns the client-credentials flow on, together with `runAs`. */
  readonly consumerSecret?: string;
  /** Username that the client-credentials flow runs as. */
  readonly runAs?: string;
  /** X.509 certificate or public key (PEM): turns the JWT bearer flow on. */
  readonly certificate?: string;
  /** Usernames that are pre-authorised for the JWT bearer flow; all users when left out. */
  readonly users?: readonly string[];
}

export interface TokenRequest {
  readonly form: URLSearchParams;
  /** The Authorization header, if any. */
  readonly authorization: string | undefined;
}

/** An OAuth refusal: always HTTP 400 with these two members. */
export class OAuthError extends Error {
  readonly error: string;
  constructor(error: string, description: string) {
    super(description);
    this.name = 'OAuthError';
    this.error = error;
  }
}

export interface TokenRules {
  readonly apps: readonly ClientApp[];
  /** Audiences a JWT may name: the login hosts and the org's own address. */
  readonly audiences: () => readonly string[];
  readonly findUser: (username: string) => Promise<(SessionUser & { active: boolean }) | undefined>;
}

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Salesforce documents about 3 minutes and takes assertions of well-known clients that live 5. */
const LONGEST_ASSERTION_SECONDS = 5 * 60;
const CLOCK_TOLERANCE_SECONDS = 5;

/** Works out whose token is due, or throws OAuthError. */
export async function grant(rules: TokenRules, request: TokenRequest): Promise<SessionUser> {
  switch (request.form.get('grant_type')) {
    case JWT_BEARER:
      return jwtBearer(rules, request.form.get('assertion'));
    case 'client_credentials':
      return clientCredentials(rules, request);
    default:
      throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  }
}

async function clientCredentials(rules: TokenRules, request: TokenRequest): Promise<SessionUser> {
  const { id, secret } = clientOf(request);
  const app = rules.apps.find((candidate) => candidate.consumerKey === id);
  if (!app) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (!app.consumerSecret || !sameText(app.consumerSecret, secret)) {
    throw new OAuthError('invalid_client', 'invalid client credentials');
  }
  if (!app.runAs) throw new OAuthError('invalid_grant', 'no client credentials user enabled');
  return activeUser(rules, app.runAs);
}

function clientOf({ form, authorization }: TokenRequest): { id: string; secret: string } {
  const basic = /^Basic (.+)$/i.exec(authorization ?? '');
  if (!basic?.[1]) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const text = Buffer.from(basic[1], 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

/** Compares digests, so that neither length nor content shows in the time it takes. */
function sameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}

async function jwtBearer(rules: TokenRules, assertion: string | null): Promise<SessionUser> {
  const app = appOf(rules, assertion);
  const claims = await verified(app, assertion ?? '', rules.audiences());
  const username = typeof claims.sub === 'string' ? claims.sub : '';
  if (app.users && !app.users.includes(username)) {
    throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  }
  return activeUser(rules, username);
}

function appOf(rules: TokenRules, assertion: string | null): ClientApp {
  let issuer: unknown;
  try {
    issuer = decodeJwt(assertion ?? '').iss;
  } catch {
    throw new OAuthError('invalid_grant', 'invalid assertion');
  }
  const app = rules.apps.find((candidate) => candidate.consumerKey === issuer);
  if (!app) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (!app.certificate) throw new OAuthError('invalid_app_access', 'JWT bearer flow is not enabled');
  return app;
}

async function verified(
  app: ClientApp,
  assertion: string,
  audiences: readonly string[],
): Promise<JWTPayload> {
  const now = Math.floor(Date.now() / 1000);
  try {
    const { payload } = await jwtVerify(assertion, await publicKey(app.certificate ?? ''), {
      algorithms: ['RS256'],
      issuer: app.consumerKey,
      audience: [...audiences],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'sub'],
    });
    if ((payload.exp ?? 0) > now + LONGEST_ASSERTION_SECONDS + CLOCK_TOLERANCE_SECONDS) {
      throw new OAuthError('invalid_grant', 'invalid assertion');
    }
    return payload;
  } catch (error) {
    if (error instanceof OAuthError) throw error;
    if (error instanceof errors.JWTExpired)
      throw new OAuthError('invalid_grant', 'expired authorization code');
    if (error instanceof errors.JOSEError) throw new OAuthError('invalid_grant', 'invalid assertion');
    throw error;
  }
}

function publicKey(pem: string): Promise<CryptoKey> {
  return pem.includes('BEGIN CERTIFICATE') ? importX509(pem, 'RS256') : importSPKI(pem, 'RS256');
}

async function activeUser(rules: TokenRules, username: string): Promise<SessionUser> {
  const user = await rules.findUser(username);
  if (!user) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  if (!user.active) throw new OAuthError('inactive_user', 'user is inactive');
  return { id: user.id, username: user.username };
}
