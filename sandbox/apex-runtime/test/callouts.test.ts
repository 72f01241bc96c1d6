import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

const CALLER = `
public class Caller implements Queueable, Database.AllowsCallouts {
  public static HttpResponse send(String path, String method, String body) {
    HttpRequest r = new HttpRequest();
    r.setEndpoint('callout:Gateway' + path);
    r.setMethod(method);
    r.setTimeout(1000);
    r.setHeader('X-Test', 'yes');
    if (body != null) { r.setBody(body); }
    return new Http().send(r);
  }
  public static Map<String, Object> get(String path) {
    HttpResponse s = send(path, 'GET', null);
    return new Map<String, Object>{ 'status' => s.getStatusCode(), 'body' => s.getBody(), 'type' => s.getHeader('content-TYPE') };
  }
  public static String post(String body) { return send('/echo', 'POST', body).getBody(); }
  public static void dmlFirst() { insert new Account(Name = 'x'); get('/ok'); }
  public static void enqueueFirst() { System.enqueueJob(new Caller()); get('/ok'); }
  public static void writeAfter() { get('/ok'); insert new Account(Name = 'after callout'); }
  public static void many() { for (Integer i = 0; i < 101; i++) { get('/ok'); } }
  public void execute(QueueableContext c) { String body = send('/calls-back', 'POST', '{}').getBody(); insert new Account(Name = 'job', Site = body); }
  public static void start() { System.enqueueJob(new Caller()); }
  public class Plain implements Queueable { public void execute(QueueableContext c) { Caller.get('/ok'); } }
  public static void startPlain() { System.enqueueJob(new Plain()); }
  public class Timed implements Schedulable { public void execute(SchedulableContext c) { Caller.get('/ok'); } }
  public static void plan() { System.schedule('Timed', '0 0 * * * ?', new Timed()); }
}`;

let t: TestOrg;
let server: http.Server;
let base = '';
let late: Promise<unknown> = Promise.resolve();
beforeAll(async () => {
  server = http.createServer((req, res) => {
    if (req.url === '/slow') return; // never answers
    if (req.url === '/calls-back') late = t.org.insert('Account', { Name: 'called back' });
    let body = '';
    req.on('data', (d: Buffer) => (body += d.toString('utf8')));
    req.on('end', () => {
      res.writeHead(req.url === '/missing' ? 404 : 200, { 'Content-Type': 'text/plain' });
      res.end(
        req.url === '/echo'
          ? `${req.method} ${req.headers['x-test'] ?? ''} ${req.headers['authorization'] ?? ''} ${body}`
          : 'fine',
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t = await openOrg(
    {
      'classes/Caller.cls': CALLER,
      'triggers/Calls.trigger': "trigger Calls on Contact (before insert) { Caller.get('/ok'); }",
    },
    { namedCredentials: { gateway: { url: base, headers: { Authorization: 'Bearer s' } } } },
  );
  await t.org.snapshot();
});
beforeEach(() => t.org.restore());
afterAll(async () => {
  await t.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

describe('a callout', () => {
  it('goes over real HTTP to the named credential, with its headers', async () => {
    expect(await t.org.call('Caller', 'post', ['hällo €'])).toBe('POST yes Bearer s hällo €');
  });
  it('answers status, body and headers whatever their case', async () => {
    expect(await t.org.call('Caller', 'get', ['/ok'])).toEqual({
      status: 200,
      body: 'fine',
      type: 'text/plain',
    });
  });
  it('does not throw for an HTTP error', async () => {
    expect(await t.org.call('Caller', 'get', ['/missing'])).toMatchObject({ status: 404 });
  });
  it('throws CalloutException "Read timed out" after its time-out', async () => {
    await expect(t.org.call('Caller', 'get', ['/slow'])).rejects.toMatchObject({
      type: 'CalloutException',
      message: expect.stringContaining('Read timed out'),
    });
    expect(await t.org.call('Caller', 'get', ['/ok'])).toMatchObject({ body: 'fine' });
  });
  it('is refused after DML in the same transaction', async () => {
    await expect(t.org.call('Caller', 'dmlFirst')).rejects.toMatchObject({
      type: 'CalloutException',
      message: expect.stringContaining(
        'You have uncommitted work pending. Please commit or rollback before calling out',
      ),
    });
  });
  it('is refused after enqueuing a job', async () => {
    await expect(t.org.call('Caller', 'enqueueFirst')).rejects.toThrow(/uncommitted work pending/);
  });
  it('may be followed by DML', async () => {
    await t.org.call('Caller', 'writeAfter');
    expect(await t.org.query("SELECT COUNT() FROM Account WHERE Name = 'after callout'")).toBe(1);
  });
  it('is refused in a trigger', async () => {
    await expect(t.org.insert('Contact', { LastName: 'x' })).rejects.toThrow(
      /Callout from triggers are currently not supported|uncommitted work/,
    );
  });
  it('is refused in a Queueable without Database.AllowsCallouts', async () => {
    await t.org.call('Caller', 'startPlain');
    expect((await t.org.drain()).errors).toMatchObject([{ type: 'CalloutException' }]);
  });
  it('is refused in scheduled Apex', async () => {
    await t.org.call('Caller', 'plan');
    expect((await t.org.runScheduled()).errors).toMatchObject([
      { message: expect.stringContaining('Callout from scheduled Apex not supported') },
    ]);
  });
  it('is limited to 100 in a transaction', async () => {
    await expect(t.org.call('Caller', 'many')).rejects.toMatchObject({
      type: 'LimitException',
      message: expect.stringContaining('Too many callouts: 101'),
    });
  });
  it('keeps operations that arrive meanwhile and runs them after the job', async () => {
    await t.org.call('Caller', 'start');
    await t.org.drain();
    await late;
    expect(await t.org.query("SELECT COUNT() FROM Account WHERE Name IN ('job', 'called back')")).toBe(2);
  });
});

describe('an endpoint', () => {
  it('of an unknown named credential cannot be reached', async () => {
    await expect(
      t.run(
        "HttpRequest r = new HttpRequest(); r.setEndpoint('callout:Nobody/x'); r.setMethod('GET'); return new Http().send(r).getBody();",
      ),
    ).rejects.toThrow(/Nobody/);
  });
  it('that refuses the connection throws CalloutException', async () => {
    const probe = http.createServer();
    await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
    const { port } = probe.address() as AddressInfo;
    await new Promise((done) => probe.close(done));
    await expect(
      t.run(
        `HttpRequest r = new HttpRequest(); r.setEndpoint('http://127.0.0.1:${port}/'); r.setMethod('GET'); return new Http().send(r).getBody();`,
      ),
    ).rejects.toMatchObject({
      type: 'CalloutException',
      message: expect.stringContaining('Connection refused'),
    });
  });
  it('has a time-out between 1 and 120,000 ms', async () => {
    await expect(
      t.run('HttpRequest r = new HttpRequest(); r.setTimeout(120001); return 0;'),
    ).rejects.toMatchObject({ type: 'CalloutException' });
  });
});
