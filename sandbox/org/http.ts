import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { clientName, type CallLog } from './call-log.ts';
import { invalidSession, SalesforceError } from './errors.ts';
import type { Fault, Faults } from './faults.ts';
import { grant, OAuthError, type TokenRules } from './oauth/token.ts';
import type { SessionUser, Sessions } from './oauth/sessions.ts';
import { checkVersion, runCall, versionList } from './rest/api.ts';
import type { Reply, Services } from './rest/call.ts';

const BODY_LIMIT = '10mb';

export interface HttpParts extends Services {
  readonly sessions: Sessions;
  readonly faults: Faults;
  readonly tokenRules: TokenRules;
  readonly orgId: string;
  readonly calls: CallLog;
  readonly url: () => string;
  readonly log: (event: 'call-failed', detail: { path: string; message: string }) => void;
}

/** The org's public face: OAuth, REST and Apex REST, below /services. */
export function createApp(parts: HttpParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(compression());
  app.use('/services', (req, res, next) => {
    noted(parts.calls, req, res);
    next();
  });
  app.use(['/services/oauth2', '/id'], express.urlencoded({ extended: false, limit: '64kb' }));
  app.use('/services', express.json({ limit: BODY_LIMIT, strict: false, type: isJson }));
  app.post('/services/oauth2/token', (req, res) => token(parts, req, res));
  app.post('/services/oauth2/revoke', (req, res) => {
    const known = parts.sessions.revoke(String(form(req).get('token') ?? ''));
    if (known) res.status(200).end();
    else
      res
        .status(400)
        .json({ error: 'unsupported_token_type', error_description: 'invalid token: not found' });
  });
  app.get('/services/oauth2/userinfo', (req, res) => serve(parts, req, res, identity));
  app.get('/id/:org/:user', (req, res) => serve(parts, req, res, identity));
  app.get('/services/data', (_req, res) => void res.json(versionList()));
  app.all('/services/data/*path', (req, res) => serve(parts, req, res, restCall));
  app.all('/services/apexrest/*path', (req, res) => serve(parts, req, res, apexRest));
  return app;
}

/** Goes behind all routes: what no route serves, and what went wrong outside of one. */
export function finish(app: Express, log: HttpParts['log']): void {
  app.use((_req, res) => {
    res.status(404).json([{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }]);
  });
  const onError: ErrorRequestHandler = (error: { status?: number; message: string }, req, res, _next) => {
    const status = typeof error.status === 'number' && error.status < 500 ? error.status : 500;
    if (status === 500) log('call-failed', { path: req.path, message: error.message });
    const code =
      status === 500 ? 'UNKNOWN_EXCEPTION' : status === 413 ? 'REQUEST_TOO_LARGE' : 'JSON_PARSER_ERROR';
    res.status(status).json([{ message: error.message, errorCode: code }]);
  };
  app.use(onError);
}

/** Keeps the call, once it is answered or cut, for whoever watches the sandbox. */
function noted(calls: CallLog, req: Request, res: Response): void {
  const start = Date.now();
  const path = req.baseUrl + req.path;
  res.once('close', () => {
    calls.add({
      at: new Date(start).toISOString(),
      method: req.method,
      path,
      status: res.writableFinished ? res.statusCode : null,
      milliseconds: Date.now() - start,
      client: clientName(req.get('sforce-call-options')),
    });
  });
}

const notJson = (req: Request) =>
  new SalesforceError(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    `Content type '${req.get('content-type') ?? ''}' is not supported`,
  );

const isJson = (req: { headers: Record<string, string | string[] | undefined> }) =>
  /^application\/json\b/i.test(String(req.headers['content-type'] ?? ''));

/** Rows of a bulk job are CSV, and stay on the wire until the job takes them. */
const isCsv = (req: Request) =>
  req.path.endsWith('/batches') && /^text\/csv\b/i.test(req.get('content-type') ?? '');

const form = (req: Request) => new URLSearchParams((req.body ?? {}) as Record<string, string>);

async function token(parts: HttpParts, req: Request, res: Response): Promise<void> {
  const fault = parts.faults.hit(req.method, req.path);
  if (fault && (await disturbed(fault, req, res))) return;
  res.set('Cache-Control', 'no-store');
  try {
    const user = await grant(parts.tokenRules, { form: form(req), authorization: req.get('authorization') });
    res.json({
      access_token: parts.sessions.issue(parts.orgId, user),
      scope: 'api',
      instance_url: parts.url(),
      id: `${parts.url()}/id/${parts.orgId}/${user.id}`,
      token_type: 'Bearer',
      issued_at: String(Date.now()),
      token_format: 'opaque',
    });
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    res.status(400).json({ error: error.error, error_description: error.message });
  }
}

type Work = (parts: HttpParts, req: Request, user: SessionUser, fault: Fault | undefined) => Promise<Reply>;

/** Authenticates, counts and answers one call, with the fault that a scenario has asked for. */
async function serve(parts: HttpParts, req: Request, res: Response, work: Work): Promise<void> {
  const fault = parts.faults.hit(req.method, req.originalUrl);
  if (fault && (await disturbed(fault, req, res))) return;
  const reply = await answered(parts, req, fault, work);
  if (fault?.dropReply) {
    req.socket.destroy();
    return;
  }
  res.set('Sforce-Limit-Info', parts.usage.header());
  await send(res, reply);
}

async function answered(
  parts: HttpParts,
  req: Request,
  fault: Fault | undefined,
  work: Work,
): Promise<Reply> {
  try {
    const user = sessionUser(parts.sessions, req);
    if (!parts.usage.take()) throw limitExceeded();
    return await work(parts, req, user, fault);
  } catch (error) {
    if (error instanceof SalesforceError) return { status: error.status, body: error.errors };
    throw error;
  }
}

const limitExceeded = () =>
  new SalesforceError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');

function sessionUser(sessions: Sessions, req: Request): SessionUser {
  const bearer = /^(?:Bearer|OAuth) (\S+)$/i.exec(req.get('authorization') ?? '')?.[1];
  const user = bearer ? sessions.find(bearer) : undefined;
  if (!user) throw invalidSession();
  return user;
}

/** Carries a fault out as far as it comes before the work; true when there is nothing left to do. */
async function disturbed(fault: Fault, req: Request, res: Response): Promise<boolean> {
  if (fault.delayMs) await delay(fault.delayMs);
  if (fault.dropRequest) {
    req.socket.destroy();
    return true;
  }
  if (fault.status === undefined) return false;
  const errorCode = fault.errorCode ?? (fault.status === 503 ? 'SERVER_UNAVAILABLE' : 'UNKNOWN_EXCEPTION');
  res.status(fault.status).json([{ message: fault.message ?? 'asked for by a scenario', errorCode }]);
  return true;
}

async function send(res: Response, reply: Reply): Promise<void> {
  res.status(reply.status).set(reply.headers ?? {});
  if (reply.csv) {
    res.type('text/csv');
    await pipeline(Readable.from(reply.csv), res);
    return;
  }
  if (reply.body === undefined) res.end();
  else res.json(reply.body);
}

const restCall: Work = async (parts, req, user, fault) => {
  const [, version = '', path = ''] = /^\/services\/data\/v([\d.]+)(.*)$/.exec(req.path) ?? [];
  checkVersion(version);
  const upload = isCsv(req) ? { upload: req } : {};
  if (Number(req.get('content-length') ?? 0) > 0 && req.method !== 'GET' && !isJson(req) && !isCsv(req))
    throw notJson(req);
  const query = new URL(req.originalUrl, 'http://org').searchParams;
  return runCall(parts, {
    method: req.method,
    path,
    query,
    header: (name) => req.get(name),
    body: req.body,
    version,
    user,
    ...upload,
    ...(fault?.rowError ? { rowError: fault.rowError } : {}),
  });
};

const apexRest: Work = async ({ org }, req, user) => {
  const answer = await org
    .rest(req.method, req.originalUrl, req.body, {}, { user: user.id })
    .catch((error: Error & { type?: string }) => {
      if (!error.type || error.type === 'Internal' || error.type === 'NotModelled') throw error;
      throw new SalesforceError(500, 'APEX_ERROR', error.message);
    });
  return { status: answer.status, body: parsed(answer.body) };
};

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

const identity: Work = async (parts, _req, user) => ({
  status: 200,
  body: {
    id: `${parts.url()}/id/${parts.orgId}/${user.id}`,
    user_id: user.id,
    organization_id: parts.orgId,
    username: user.username,
    urls: { rest: `${parts.url()}/services/data/v{version}/` },
  },
});
