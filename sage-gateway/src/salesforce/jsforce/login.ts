import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { RetryableError, SetupError } from '../../errors.ts';
import type { SalesforceOptions } from '../settings.ts';
import { sentence } from './errors.ts';
import { exchange } from './exchange.ts';

/** A token and where it holds. Neither flow gives a refresh token: when it has run out, the gateway logs on again. */
export interface Session {
  readonly accessToken: string;
  readonly instanceUrl: string;
  /** 18 characters each, from the identity URL of the token reply. */
  readonly organizationId: string;
  readonly userId: string;
}

/** Gets a new token. Throws RetryableError SALESFORCE_LOGON_REFUSED or SALESFORCE_UNAVAILABLE. */
export type Login = () => Promise<Session>;

const tokenReply = z.object({
  access_token: z.string().min(1),
  instance_url: z.url({ protocol: /^https?$/ }),
  id: z.string().regex(/\/id\/\w{15,18}\/\w{15,18}$/),
});
const tokenFault = z.object({ error: z.string(), error_description: z.string().optional() });

/** What to do about the refusals that a wrong set-up meets. */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /hasn't approved this consumer/iu,
    'Pre-authorise the integration user: assign the permission set of the External Client App.',
  ],
  [
    /invalid assertion|expired authorization code/iu,
    'Check the certificate of the app, the clock of this machine, and audience.',
  ],
  [/invalid_client_id/iu, 'Check clientId; a new app takes some minutes to become known.'],
  [/invalid_client\b|invalid client credentials/iu, 'Check the client secret.'],
  [
    /no client credentials user enabled/iu,
    'Enable the flow in the policies of the app and name its run-as user.',
  ],
  [/invalid_app_access/iu, 'Allow the integration user to use the External Client App.'],
];

/** Codes of the token address that say nothing about the credentials. */
const passing: ReadonlySet<string> = new Set(['unknown_error', 'server_error', 'temporarily_unavailable']);

/**
 * Prepares the flow of the settings. Throws SetupError when the private key cannot be used.
 * Flows: Salesforce help, "OAuth 2.0 JWT Bearer Flow" and "OAuth 2.0 Client Credentials Flow".
 */
export function createLogin(options: SalesforceOptions): Login {
  const grant = options.flow === 'jwt' ? jwtGrant(options) : clientCredentialsGrant(options);
  return async () => {
    const response = await exchange(
      {
        method: 'POST',
        url: `${options.loginUrl}/services/oauth2/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams(await grant()).toString(),
      },
      { seconds: options.callSeconds },
    );
    const body = parseJson(response.body);
    const reply = tokenReply.safeParse(body);
    if (response.statusCode !== 200 || !reply.success) throw refusal(response.statusCode, body);
    const [userId = '', organizationId = ''] = reply.data.id.split('/').reverse();
    return {
      accessToken: reply.data.access_token,
      instanceUrl: options.instanceUrl ?? secure(reply.data.instance_url, options.loginUrl),
      organizationId,
      userId,
    };
  };
}

/** `aud` for a login address: sandboxes and scratch orgs are known to test.salesforce.com. */
export function audienceOf(loginUrl: string): string {
  const { hostname, origin } = new URL(loginUrl);
  if (hostname === 'test.salesforce.com' || /\.(sandbox|scratch)\.my\.salesforce\.com$/u.test(hostname))
    return 'https://test.salesforce.com';
  if (hostname === 'login.salesforce.com' || hostname.endsWith('.my.salesforce.com'))
    return 'https://login.salesforce.com';
  return origin;
}

/** Seconds until an assertion expires; Salesforce takes about three minutes at most. */
const assertionLife = 120;

function jwtGrant(
  options: Extract<SalesforceOptions, { flow: 'jwt' }>,
): () => Promise<Record<string, string>> {
  const key = rsaKey(options.privateKey);
  const audience = options.audience ?? audienceOf(options.loginUrl);
  return async () => {
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(options.clientId)
      .setSubject(options.username)
      .setAudience(audience)
      .setExpirationTime(Math.floor(Date.now() / 1000) + assertionLife)
      .sign(key);
    return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
  };
}

function clientCredentialsGrant(
  options: Extract<SalesforceOptions, { flow: 'client-credentials' }>,
): () => Promise<Record<string, string>> {
  const form = {
    grant_type: 'client_credentials',
    client_id: options.clientId,
    client_secret: options.clientSecret,
  };
  return () => Promise.resolve(form);
}

function rsaKey(pem: string): KeyObject {
  const next =
    'Give the RSA private key, 2048 bits or more, whose certificate the External Client App has, as PEM without a passphrase.';
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // The cause is left out: it may quote the key.
    throw new SetupError('The private key for Salesforce cannot be read.', next);
  }
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    throw new SetupError('The private key for Salesforce is not an RSA key of 2048 bits or more.', next);
  return key;
}

function refusal(status: number, body: unknown): RetryableError {
  const fault = tokenFault.safeParse(body).data;
  if (!fault || status >= 500 || status === 420 || status === 429 || passing.has(fault.error)) {
    const code =
      fault || status >= 500 || status < 400 ? 'SALESFORCE_UNAVAILABLE' : 'SALESFORCE_LOGON_REFUSED';
    return new RetryableError(code, `The logon to Salesforce gave no token (HTTP ${status}).`);
  }
  const told = sentence(`${fault.error}: ${fault.error_description ?? ''}`).slice(0, 200);
  const hint = advice.find(([pattern]) => pattern.test(told))?.[1];
  return new RetryableError(
    'SALESFORCE_LOGON_REFUSED',
    `Salesforce refused the gateway's logon (${told}).${hint === undefined ? '' : ` ${hint}`}`,
  );
}

/** Tokens are not sent over plain http unless the logon itself was (a sandbox on this machine). */
function secure(instanceUrl: string, loginUrl: string): string {
  const { origin, protocol } = new URL(instanceUrl);
  if (protocol === 'https:' || loginUrl.startsWith('http:')) return origin;
  throw new RetryableError('SALESFORCE_LOGON_REFUSED', 'The logon named an address that is not https.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
