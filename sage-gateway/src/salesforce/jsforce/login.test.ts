import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import { createLogger } from '../../logger.ts';
import { salesforceSettings } from '../settings.ts';
import { openSalesforce } from './index.ts';
import { audienceOf } from './login.ts';
import { clientSecret, publicKey, upsert, username, openBench, type Bench } from './testing/client.ts';
import { failure, json } from './testing/scripted-org.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.org.stop());

describe('logging on', () => {
  it('signs a JWT assertion that the public key verifies and that expires within three minutes', async () => {
    await upsert(bench.open({ flow: 'jwt', username }));

    const form = bench.org.logons[0] ?? new URLSearchParams();
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const { payload, protectedHeader } = await jwtVerify(
      form.get('assertion') ?? '',
      createPublicKey(publicKey),
    );
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({ iss: 'consumer-key', sub: username, aud: bench.org.url });
    const life = (payload.exp ?? 0) - Date.now() / 1000;
    expect(life).toBeGreaterThan(30);
    expect(life).toBeLessThanOrEqual(180);
  });

  it('asks with the client credentials in the form, not in the address', async () => {
    await upsert(bench.open());

    expect(Object.fromEntries(bench.org.logons[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: 'consumer-key',
      client_secret: clientSecret,
    });
  });

  it('uses one token for calls made at the same moment and for later ones', async () => {
    const salesforce = bench.open();

    await Promise.all([upsert(salesforce), upsert(salesforce), upsert(salesforce)]);
    await upsert(salesforce);

    expect(bench.org.logons).toHaveLength(1);
    expect(bench.org.calls.map(({ headers }) => headers.authorization)).toEqual(
      Array(4).fill('Bearer token-1'),
    );
  });

  it('gets a new token once when the old one has run out, and repeats the call with it', async () => {
    const salesforce = bench.open();
    await upsert(salesforce);
    bench.org.script.push(failure(401, 'INVALID_SESSION_ID'));

    const results = await upsert(salesforce);

    expect(results).toMatchObject([{ ok: true }]);
    expect(bench.org.logons).toHaveLength(2);
    expect(bench.org.calls.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('gives up when a new token is not taken either', async () => {
    bench.org.script.push(failure(401, 'INVALID_SESSION_ID'), failure(401, 'INVALID_SESSION_ID'));

    await expect(upsert(bench.open())).rejects.toMatchObject({ code: 'SALESFORCE_LOGON_REFUSED' });
    expect(bench.org.calls).toHaveLength(2);
    expect(bench.org.logons).toHaveLength(2);
  });

  it('tells what to do when the user was not approved, and does not ask again for a while', async () => {
    const refusal = json(400, {
      error: 'invalid_grant',
      error_description: "user hasn't approved this consumer",
    });
    bench.org.logonScript.push(refusal);
    const salesforce = bench.open();

    await expect(upsert(salesforce)).rejects.toMatchObject({
      code: 'SALESFORCE_LOGON_REFUSED',
      message: expect.stringContaining('Pre-authorise the integration user'),
    });
    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_LOGON_REFUSED' });
    expect(bench.org.logons).toHaveLength(1);

    bench.clock += 31_000;
    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });

  it('tells a refusal that it met while it renewed a token', async () => {
    const salesforce = bench.open();
    await upsert(salesforce);
    bench.org.script.push(failure(401, 'INVALID_SESSION_ID'));
    bench.org.logonScript.push(
      json(400, { error: 'invalid_client', error_description: 'invalid client credentials' }),
    );

    await expect(upsert(salesforce)).rejects.toMatchObject({
      code: 'SALESFORCE_LOGON_REFUSED',
      message: expect.stringContaining('Check the client secret'),
    });
  });

  it('takes an error of the logon server for one that passes', async () => {
    bench.org.logonScript.push(json(503, { error: 'server_error' }));

    await expect(upsert(bench.open())).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('refuses to start with a key that is not an RSA private key of 2048 bits', () => {
    const parsed = salesforceSettings.parse({
      flow: 'jwt',
      loginUrl: bench.org.url,
      clientId: 'c',
      username,
    });
    if (parsed.flow !== 'jwt') throw new Error('the flow was lost');
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    const weakPem = weak.export({ type: 'pkcs1', format: 'pem' }).toString();

    for (const pem of ['-----BEGIN PRIVATE KEY-----\nnot a key\n', weakPem, ''])
      expect(() => openSalesforce({ ...parsed, privateKey: pem }, createLogger('silent'))).toThrow(
        /private key/u,
      );
  });
});

it.each([
  ['https://login.salesforce.com', 'https://login.salesforce.com'],
  ['https://test.salesforce.com', 'https://test.salesforce.com'],
  ['https://example.my.salesforce.com', 'https://login.salesforce.com'],
  ['https://example-dev-ed.develop.my.salesforce.com', 'https://login.salesforce.com'],
  ['https://example--uat.sandbox.my.salesforce.com', 'https://test.salesforce.com'],
  ['https://power-tool-1.scratch.my.salesforce.com', 'https://test.salesforce.com'],
  ['https://portal.example.com', 'https://portal.example.com'],
])('an assertion for %s is meant for %s', (loginUrl, audience) => {
  expect(audienceOf(loginUrl)).toBe(audience);
});
