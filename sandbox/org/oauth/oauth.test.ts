import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsforce from 'jsforce';
import {
  ADMIN,
  assertion,
  CONSUMER_KEY,
  CONSUMER_SECRET,
  openOrg,
  WRITER,
  type TestOrg,
} from '../test/harness.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
let org: TestOrg;

beforeAll(async () => {
  org = await openOrg();
});
afterAll(() => org.dispose());

async function askToken(form: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${org.url}/services/oauth2/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

async function whoAmI(token: string) {
  const response = await fetch(`${org.url}/services/oauth2/userinfo`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

describe('the JWT bearer flow', () => {
  it('lets jsforce log in as the user of the assertion', async () => {
    const conn = new jsforce.Connection({ loginUrl: org.url, instanceUrl: org.url, version: '66.0' });

    await conn.authorize({ grant_type: JWT_BEARER, assertion: await assertion({ sub: ADMIN }) });

    expect((await conn.identity()).username).toBe(ADMIN);
    expect(conn.instanceUrl).toBe(org.url);
  });

  it('takes an assertion that lives as long as well-known clients make it, and the org as audience', async () => {
    const signed = await assertion({ aud: org.url, exp: 300 });

    expect((await askToken({ grant_type: JWT_BEARER, assertion: signed })).status).toBe(200);
  });

  it.each([
    ['has expired', { exp: -60 }, 'invalid_grant', 'expired authorization code'],
    ['has an expiry in milliseconds', { exp: 1e12 }, 'invalid_grant', 'invalid assertion'],
    ['lives ten minutes', { exp: 600 }, 'invalid_grant', 'invalid assertion'],
    ['is meant for someone else', { aud: 'https://example.com' }, 'invalid_grant', 'invalid assertion'],
    ['names an unknown client', { iss: 'nobody' }, 'invalid_client_id', 'client identifier invalid'],
    [
      'names a client without a certificate',
      { iss: 'secret-only' },
      'invalid_app_access',
      'JWT bearer flow is not enabled',
    ],
    ['names an unknown user', { sub: 'x@y.example' }, 'invalid_grant', "user hasn't approved this consumer"],
  ])('refuses an assertion that %s', async (_what, claims, error, error_description) => {
    const answer = await askToken({ grant_type: JWT_BEARER, assertion: await assertion(claims) });

    expect(answer).toEqual({ status: 400, body: { error, error_description } });
  });

  it('refuses an assertion signed with another key, and one that is none', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const refused = { status: 400, body: { error: 'invalid_grant', error_description: 'invalid assertion' } };

    expect(await askToken({ grant_type: JWT_BEARER, assertion: await assertion({}, other) })).toEqual(
      refused,
    );
    expect(await askToken({ grant_type: JWT_BEARER, assertion: 'no.jwt' })).toEqual(refused);
    expect(await askToken({ grant_type: JWT_BEARER })).toEqual(refused);
  });
});

describe('the client credentials flow', () => {
  const credentials = { grant_type: 'client_credentials', client_id: CONSUMER_KEY };

  it('gives a token of the run-as user, with the secret in the body', async () => {
    const { status, body } = await askToken({ ...credentials, client_secret: CONSUMER_SECRET });

    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', instance_url: org.url, token_format: 'opaque' });
    expect((await whoAmI(body['access_token'] ?? '')).body['username']).toBe(WRITER);
  });

  it('gives a token with the secret in the Basic header', async () => {
    const basic = Buffer.from(`${CONSUMER_KEY}:${CONSUMER_SECRET}`).toString('base64');

    const { status } = await askToken(
      { grant_type: 'client_credentials' },
      { Authorization: `Basic ${basic}` },
    );

    expect(status).toBe(200);
  });

  it.each([
    ['the secret is wrong', { ...credentials, client_secret: 'wrong' }, 'invalid_client'],
    ['there is no secret', credentials, 'invalid_client'],
    [
      'the client is unknown',
      { ...credentials, client_id: 'nobody', client_secret: 'x' },
      'invalid_client_id',
    ],
    [
      'no run-as user is set',
      { ...credentials, client_id: 'secret-only', client_secret: CONSUMER_SECRET },
      'invalid_grant',
    ],
    ['the grant type is unknown', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('refuses when %s', async (_what, form, error) => {
    const { status, body } = await askToken(form);

    expect(status).toBe(400);
    expect(body['error']).toBe(error);
  });
});

describe('a session', () => {
  const ended = {
    status: 401,
    body: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
  };

  it('is refused without a token and with a made-up one', async () => {
    expect(await whoAmI('')).toEqual(ended);
    expect(await whoAmI('made-up')).toEqual(ended);
  });

  it('ends when its token is revoked', async () => {
    const token = await org.tokenFor(ADMIN);
    const revoke = () =>
      fetch(`${org.url}/services/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token }) });

    expect((await revoke()).status).toBe(200);

    expect(await whoAmI(token)).toEqual(ended);
    expect((await revoke()).status).toBe(400);
  });

  it('makes jsforce ask for a new token once and go on', async () => {
    let renewed = 0;
    const conn = new jsforce.Connection({
      instanceUrl: org.url,
      accessToken: 'ended',
      version: '66.0',
      refreshFn: (_conn, done) => {
        renewed++;
        org.tokenFor(ADMIN).then(
          (token) => done(null, token),
          (error: Error) => done(error),
        );
      },
    });

    expect((await conn.query('SELECT Id FROM Organization')).totalSize).toBe(1);
    expect(renewed).toBe(1);
  });
});
