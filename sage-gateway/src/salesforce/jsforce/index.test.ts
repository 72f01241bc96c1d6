import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import { createLogger } from '../../logger.ts';
import type { RowResult, SalesforceRow } from '../port.ts';
import { salesforceSettings } from '../settings.ts';
import { openSalesforce, type SalesforceOrg } from './index.ts';
import {
  failure,
  json,
  organizationId,
  rows,
  startScriptedOrg,
  userId,
  type ScriptedOrg,
} from './scripted-org.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const username = 'integration@example.com';
const clientSecret = 'a-client-secret';

let org: ScriptedOrg;
let log: string[];
let clock: number;

beforeEach(async () => {
  org = await startScriptedOrg();
  log = [];
  clock = Date.parse('2026-11-21T08:00:00Z');
});
afterEach(() => org.stop());

/** A client of the scripted org; the clock stands still unless a test moves it. */
function open(settings: Record<string, unknown> = {}): SalesforceOrg {
  const parsed = salesforceSettings.parse({
    flow: 'client-credentials',
    loginUrl: org.url,
    clientId: 'consumer-key',
    ...settings,
  });
  const logger = createLogger('trace', { write: (line: string) => void log.push(line) });
  const options = parsed.flow === 'jwt' ? { ...parsed, privateKey } : { ...parsed, clientSecret };
  return openSalesforce(options, logger, () => clock);
}

function answers(count: number): SalesforceRow[] {
  return Array.from({ length: count }, (_, index) => ({ Key__c: `K-${index}`, Status__c: 'Done' }));
}

function upsert(salesforce: SalesforceOrg, count = 1, signal?: AbortSignal): Promise<RowResult[]> {
  return salesforce.upsert('SageRequest__c', 'Key__c', answers(count), signal);
}

describe('logging on', () => {
  it('signs a JWT assertion that the public key verifies and that expires within three minutes', async () => {
    await upsert(open({ flow: 'jwt', username }));

    const form = org.logons[0] ?? new URLSearchParams();
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const { payload, protectedHeader } = await jwtVerify(
      form.get('assertion') ?? '',
      createPublicKey(publicKey),
    );
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({ iss: 'consumer-key', sub: username, aud: org.url });
    const life = (payload.exp ?? 0) - Date.now() / 1000;
    expect(life).toBeGreaterThan(30);
    expect(life).toBeLessThanOrEqual(180);
  });

  it('asks with the client credentials in the form, not in the address', async () => {
    await upsert(open());

    expect(Object.fromEntries(org.logons[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: 'consumer-key',
      client_secret: clientSecret,
    });
  });

  it('uses one token for calls made at the same moment and for later ones', async () => {
    const salesforce = open();

    await Promise.all([upsert(salesforce), upsert(salesforce), upsert(salesforce)]);
    await upsert(salesforce);

    expect(org.logons).toHaveLength(1);
    expect(org.calls.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill('Bearer token-1'));
  });

  it('gets a new token once when the old one has run out, and repeats the call with it', async () => {
    const salesforce = open();
    await upsert(salesforce);
    org.script.push(failure(401, 'INVALID_SESSION_ID'));

    const results = await upsert(salesforce);

    expect(results).toMatchObject([{ ok: true }]);
    expect(org.logons).toHaveLength(2);
    expect(org.calls.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('gives up when a new token is not taken either', async () => {
    org.script.push(failure(401, 'INVALID_SESSION_ID'), failure(401, 'INVALID_SESSION_ID'));

    await expect(upsert(open())).rejects.toMatchObject({ code: 'SALESFORCE_LOGON_REFUSED' });
    expect(org.calls).toHaveLength(2);
    expect(org.logons).toHaveLength(2);
  });

  it('tells what to do when the user was not approved, and does not ask again for a while', async () => {
    const refusal = json(400, {
      error: 'invalid_grant',
      error_description: "user hasn't approved this consumer",
    });
    org.logonScript.push(refusal);
    const salesforce = open();

    await expect(upsert(salesforce)).rejects.toMatchObject({
      code: 'SALESFORCE_LOGON_REFUSED',
      message: expect.stringContaining('Pre-authorise the integration user'),
    });
    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_LOGON_REFUSED' });
    expect(org.logons).toHaveLength(1);

    clock += 31_000;
    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });

  it('tells a refusal that it met while it renewed a token', async () => {
    const salesforce = open();
    await upsert(salesforce);
    org.script.push(failure(401, 'INVALID_SESSION_ID'));
    org.logonScript.push(
      json(400, { error: 'invalid_client', error_description: 'invalid client credentials' }),
    );

    await expect(upsert(salesforce)).rejects.toMatchObject({
      code: 'SALESFORCE_LOGON_REFUSED',
      message: expect.stringContaining('Check the client secret'),
    });
  });

  it('takes an error of the logon server for one that passes', async () => {
    org.logonScript.push(json(503, { error: 'server_error' }));

    await expect(upsert(open())).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('refuses to start with a key that is not an RSA private key of 2048 bits', () => {
    const parsed = salesforceSettings.parse({ flow: 'jwt', loginUrl: org.url, clientId: 'c', username });
    if (parsed.flow !== 'jwt') throw new Error('the flow was lost');
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    const weakPem = weak.export({ type: 'pkcs1', format: 'pem' }).toString();

    for (const pem of ['-----BEGIN PRIVATE KEY-----\nnot a key\n', weakPem, ''])
      expect(() => openSalesforce({ ...parsed, privateKey: pem }, createLogger('silent'))).toThrow(
        /private key/u,
      );
  });
});

describe('upserting', () => {
  it('sends rows by their external id as this client and this API version', async () => {
    await open().upsert('SageRequest__c', 'Key__c', [{ Key__c: 'K-1', Status__c: 'Done', Attempts__c: 2 }]);

    const [call] = org.calls;
    expect(call?.method).toBe('PATCH');
    expect(call?.path).toBe('/services/data/v66.0/composite/sobjects/SageRequest__c/Key__c');
    expect(call?.headers['sforce-call-options']).toBe('client=SageGateway');
    expect(call?.body).toEqual({
      allOrNone: false,
      records: [{ attributes: { type: 'SageRequest__c' }, Key__c: 'K-1', Status__c: 'Done', Attempts__c: 2 }],
    });
  });

  it('sends 450 rows in three calls and answers in their order', async () => {
    org.script.push(
      rows(...answers(200).map(() => undefined)),
      rows(...answers(200).map((_, index) => (index === 7 ? 'DUPLICATE_VALUE' : undefined))),
    );

    const results = await upsert(open(), 450);

    expect(org.calls.map(({ body }) => body.records?.length)).toEqual([200, 200, 50]);
    expect(results).toHaveLength(450);
    expect(results.flatMap(({ ok }, index) => (ok ? [] : [index]))).toEqual([207]);
  });

  it('never sends two rows of one external id in one call, which the org would refuse', async () => {
    const twice = [{ Key__c: 'K-1' }, { Key__c: 'K-2' }, { Key__c: 'k-1' }];

    const results = await open().upsert('SageRequest__c', 'Key__c', twice);

    expect(org.calls.map(({ body }) => body.records?.map((record) => record['Key__c']))).toEqual([
      ['K-1', 'K-2'],
      ['k-1'],
    ]);
    expect(results).toHaveLength(3);
  });

  it('tells row by row what was refused and what may pass', async () => {
    org.script.push(
      rows(undefined, ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Quantity must be whole.'], 'UNABLE_TO_LOCK_ROW'),
    );

    const results = await upsert(open(), 3);

    expect(results).toEqual([
      { ok: true, id: expect.stringMatching(/^a00/u), created: false },
      {
        ok: false,
        verdict: 'refuse',
        code: 'SALESFORCE_REFUSED',
        message: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Quantity must be whole.',
        fields: ['Quantity__c'],
      },
      expect.objectContaining({ ok: false, verdict: 'retry', code: 'SALESFORCE_UNAVAILABLE' }),
    ]);
  });

  it('refuses every row when the org does not know the object, without asking again', async () => {
    org.script.push(failure(404, 'NOT_FOUND', 'The requested resource does not exist'));

    const results = await upsert(open(), 2);

    expect(org.calls).toHaveLength(1);
    expect(results).toMatchObject(
      Array(2).fill({ ok: false, verdict: 'refuse', code: 'SALESFORCE_REFUSED' }),
    );
  });

  it('keeps what was written when a later call fails as a whole', async () => {
    org.script.push(rows(...answers(200).map(() => undefined)), failure(503, 'SERVER_UNAVAILABLE'));

    const results = await upsert(open(), 450);

    expect(org.calls).toHaveLength(2);
    expect(results.slice(0, 200).every(({ ok }) => ok)).toBe(true);
    expect(results.slice(200)).toHaveLength(250);
    expect(results[200]).toMatchObject({ verdict: 'retry', code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('does not write a row without external id', async () => {
    await expect(open().upsert('SageRequest__c', 'Key__c', [{ Status__c: 'Done' }])).rejects.toThrow(
      'Key__c',
    );
    expect(org.calls).toHaveLength(0);
  });
});

describe('an org that is not there', () => {
  it.each([
    [500, 'UNKNOWN_EXCEPTION', 'SALESFORCE_UNAVAILABLE'],
    [503, 'SERVER_UNAVAILABLE', 'SALESFORCE_UNAVAILABLE'],
    [500, 'INVALID_FIELD', 'SALESFORCE_UNAVAILABLE'],
    [420, 'EDGE', 'SALESFORCE_UNAVAILABLE'],
    [403, 'REQUEST_LIMIT_EXCEEDED', 'SALESFORCE_LIMITED'],
    [403, 'API_DISABLED_FOR_ORG', 'SALESFORCE_LOGON_REFUSED'],
  ])('HTTP %d %s is tried again later, never here', async (status, errorCode, code) => {
    org.script.push(failure(status, errorCode));

    await expect(upsert(open())).rejects.toMatchObject({ name: 'RetryableError', code });
    expect(org.calls).toHaveLength(1);
  });

  it('tells a page of HTML for what it is', async () => {
    org.script.push((response) =>
      response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>'),
    );

    await expect(upsert(open())).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('does not believe an answer with too few results', async () => {
    org.script.push(rows(undefined));

    await expect(upsert(open(), 2)).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('waits no longer than its time limit, for the head of an answer and for its end', async () => {
    const salesforce = open({ callSeconds: 0.2 });
    org.script.push(
      () => undefined,
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('[{"id":'),
    );

    const late = {
      code: 'SALESFORCE_UNAVAILABLE',
      message: expect.stringContaining('within 0.2 seconds'),
    };
    await expect(upsert(salesforce)).rejects.toMatchObject(late);
    await expect(upsert(salesforce)).rejects.toMatchObject(late);
    expect(org.calls).toHaveLength(2);
  });

  it('survives a connection that breaks in the middle of an answer', async () => {
    org.script.push((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('[{"id":', () => response.destroy());
    });
    const salesforce = open();

    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });

  it('names the reason when nobody listens', async () => {
    await org.stop();

    await expect(upsert(open())).rejects.toMatchObject({
      code: 'SALESFORCE_UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('does not carry the token to another address', async () => {
    org.script.push((response) => response.writeHead(302, { location: 'https://elsewhere.example' }).end());

    await expect(upsert(open())).rejects.toMatchObject({ message: expect.stringContaining('moved') });
  });

  it('stops waiting when the caller does', async () => {
    const stop = new AbortController();
    org.script.push(() => stop.abort());

    await expect(upsert(open(), 1, stop.signal)).rejects.toMatchObject({
      code: 'SALESFORCE_UNAVAILABLE',
      message: expect.stringContaining('given up'),
    });
  });
});

describe('the API budget', () => {
  it('tells what the newest answer said about the limit', async () => {
    const salesforce = open();
    expect(salesforce.usage()).toBeUndefined();

    await upsert(salesforce);

    expect(salesforce.usage()).toEqual({ used: 18, limit: 15_000 });
  });

  it('leaves the reserve to others, and looks again after a quarter of an hour', async () => {
    const salesforce = open({ apiBudget: { share: 1, reserve: 100 } });
    org.script.push(
      json(200, [{ id: 'a', success: true, created: true }], {
        'sforce-limit-info': 'api-usage=14901/15000',
      }),
    );
    await upsert(salesforce);

    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_LIMITED' });
    expect(org.calls).toHaveLength(1);

    clock += 15 * 60_000;
    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });

  it('stays within its share of a day and may call again a day later', async () => {
    const salesforce = open({ apiBudget: { share: 0.0002, reserve: 0 } });
    await upsert(salesforce, 450);

    await expect(upsert(salesforce)).rejects.toMatchObject({
      code: 'SALESFORCE_LIMITED',
      message: expect.stringContaining('3 of its 3'),
    });
    expect(org.calls).toHaveLength(3);

    clock += 25 * 3_600_000;
    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });
});

describe('the check', () => {
  const describeReply = (field: Record<string, boolean>) =>
    json(200, {
      createable: true,
      updateable: true,
      fields: [
        { name: 'Key__c', createable: true, updateable: false, externalId: true },
        { name: 'Status__c', createable: true, updateable: true, ...field },
      ],
    });
  const needs = [{ object: 'SageRequest__c', fields: ['Key__c', 'Status__c', 'SalesOrderNo__c'] as const }];

  it('tells who the gateway is and which fields it may not write', async () => {
    org.script.push(describeReply({ updateable: false }));

    const report = await open().check(needs);

    expect(report).toMatchObject({ organizationId, userId, instanceUrl: org.url });
    expect(report.faults).toEqual([
      'SageRequest__c.Status__c may not be edited by the user.',
      'SageRequest__c.SalesOrderNo__c does not exist or cannot be seen by the user.',
    ]);
    expect(org.calls.map(({ method }) => method)).toEqual(['GET']);
  });

  it('tells when the object cannot be seen', async () => {
    org.script.push(failure(404, 'NOT_FOUND'));

    expect((await open().check(needs)).faults).toEqual([expect.stringContaining('install the package')]);
  });
});

it('writes no secret, token, user or row into the log or an error', async () => {
  const salesforce = open({ flow: 'jwt', username });
  org.script.push(
    rows(['FIELD_INTEGRITY_EXCEPTION', 'Jane Doe is no customer']),
    failure(500, 'X', 'Jane Doe'),
  );
  const [refused] = await upsert(salesforce);
  const failed = await upsert(salesforce).catch((error: unknown) => error);
  org.script.push(failure(401, 'INVALID_SESSION_ID'));
  org.logonScript.push(json(400, { error: 'invalid_grant', error_description: 'audience is invalid' }));
  const denied = await upsert(salesforce).catch((error: unknown) => error);

  expect(refused).toMatchObject({ ok: false, message: expect.stringContaining('Jane Doe') });
  const told = [...log, String(failed), JSON.stringify(failed), String(denied), JSON.stringify(denied)].join(
    '\n',
  );
  expect(told).toContain('SALESFORCE_LOGON_REFUSED');
  for (const secret of [
    'token-1',
    username,
    'Jane Doe',
    'K-0',
    'PRIVATE KEY',
    org.logons[0]?.get('assertion') ?? '-',
  ])
    expect(told).not.toContain(secret);
});
