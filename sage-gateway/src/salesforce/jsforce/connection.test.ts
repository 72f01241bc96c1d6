import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { upsert, username, openBench, type Bench } from './testing/client.ts';
import { failure, json, rows } from './testing/scripted-org.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.org.stop());

describe('an org that is not there', () => {
  it.each([
    [500, 'UNKNOWN_EXCEPTION', 'SALESFORCE_UNAVAILABLE'],
    [503, 'SERVER_UNAVAILABLE', 'SALESFORCE_UNAVAILABLE'],
    [500, 'INVALID_FIELD', 'SALESFORCE_UNAVAILABLE'],
    [420, 'EDGE', 'SALESFORCE_UNAVAILABLE'],
    [403, 'REQUEST_LIMIT_EXCEEDED', 'SALESFORCE_LIMITED'],
    [403, 'API_DISABLED_FOR_ORG', 'SALESFORCE_LOGON_REFUSED'],
  ])('HTTP %d %s is tried again later, never here', async (status, errorCode, code) => {
    bench.org.script.push(failure(status, errorCode));

    await expect(upsert(bench.open())).rejects.toMatchObject({ name: 'RetryableError', code });
    expect(bench.org.calls).toHaveLength(1);
  });

  it('tells a page of HTML for what it is', async () => {
    bench.org.script.push((response) =>
      response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>'),
    );

    await expect(upsert(bench.open())).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('does not believe an answer with too few results', async () => {
    bench.org.script.push(rows(undefined));

    await expect(upsert(bench.open(), 2)).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('waits no longer than its time limit, for the head of an answer and for its end', async () => {
    const salesforce = bench.open({ callSeconds: 0.2 });
    bench.org.script.push(
      () => undefined,
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('[{"id":'),
    );

    const late = {
      code: 'SALESFORCE_UNAVAILABLE',
      message: expect.stringContaining('within 0.2 seconds'),
    };
    await expect(upsert(salesforce)).rejects.toMatchObject(late);
    await expect(upsert(salesforce)).rejects.toMatchObject(late);
    expect(bench.org.calls).toHaveLength(2);
  });

  it('survives a connection that breaks in the middle of an answer', async () => {
    bench.org.script.push((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('[{"id":', () => response.destroy());
    });
    const salesforce = bench.open();

    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });

  it('names the reason when nobody listens', async () => {
    await bench.org.stop();

    await expect(upsert(bench.open())).rejects.toMatchObject({
      code: 'SALESFORCE_UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('does not carry the token to another address', async () => {
    bench.org.script.push((response) =>
      response.writeHead(302, { location: 'https://elsewhere.example' }).end(),
    );

    await expect(upsert(bench.open())).rejects.toMatchObject({ message: expect.stringContaining('moved') });
  });

  it('stops waiting when the caller does', async () => {
    const stop = new AbortController();
    bench.org.script.push(() => stop.abort());

    await expect(upsert(bench.open(), 1, stop.signal)).rejects.toMatchObject({
      code: 'SALESFORCE_UNAVAILABLE',
      message: expect.stringContaining('given up'),
    });
  });
});

it('writes no secret, token, user or row into the log or an error', async () => {
  const salesforce = bench.open({ flow: 'jwt', username });
  bench.org.script.push(
    rows(['FIELD_INTEGRITY_EXCEPTION', 'Jane Doe is no customer']),
    failure(500, 'X', 'Jane Doe'),
  );
  const [refused] = await upsert(salesforce);
  const failed = await upsert(salesforce).catch((error: unknown) => error);
  bench.org.script.push(failure(401, 'INVALID_SESSION_ID'));
  bench.org.logonScript.push(json(400, { error: 'invalid_grant', error_description: 'audience is invalid' }));
  const denied = await upsert(salesforce).catch((error: unknown) => error);

  expect(refused).toMatchObject({ ok: false, message: expect.stringContaining('Jane Doe') });
  const told = [
    ...bench.log,
    String(failed),
    JSON.stringify(failed),
    String(denied),
    JSON.stringify(denied),
  ].join('\n');
  expect(told).toContain('SALESFORCE_LOGON_REFUSED');
  for (const secret of [
    'token-1',
    username,
    'Jane Doe',
    'K-0',
    'PRIVATE KEY',
    bench.org.logons[0]?.get('assertion') ?? '-',
  ])
    expect(told).not.toContain(secret);
});
