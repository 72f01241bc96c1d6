import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** For tests of this adapter: an HTTP server that says what a test tells it to, and keeps what it was asked. */
export interface ScriptedOrg {
  readonly url: string;
  /** API calls, without logons. */
  readonly calls: Call[];
  /** Forms of the logons. */
  readonly logons: URLSearchParams[];
  /** Answers of the next API calls, one each; afterwards every row is written. */
  readonly script: Answer[];
  /** Answers of the next logons; afterwards each gets a token of its own: `token-1`, `token-2` ... */
  readonly logonScript: Answer[];
  stop(): Promise<void>;
}

export interface Call {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** What `text` is, where it is JSON. */
  readonly body: { readonly allOrNone?: boolean; readonly records?: readonly Record<string, unknown>[] };
}

export type Answer = (response: ServerResponse, call: Call) => void;

export const organizationId = '00D000000000001AAA';
export const userId = '005000000000001AAA';

export async function startScriptedOrg(): Promise<ScriptedOrg> {
  const calls: Call[] = [];
  const logons: URLSearchParams[] = [];
  const script: Answer[] = [];
  const logonScript: Answer[] = [];

  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request).catch(() => undefined);
      // the client gave up inside its request
      if (body === undefined) return;
      const call = { method: request.method, path: request.url, headers: request.headers, text: body };
      if (request.url === '/services/oauth2/token') {
        logons.push(new URLSearchParams(body));
        (logonScript.shift() ?? giveToken)(response, { ...call, body: {} });
        return;
      }
      const whole: Call = { ...call, body: parsed(call) };
      calls.push(whole);
      (script.shift() ?? writeAll)(response, whole);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function giveToken(response: ServerResponse): void {
    json(200, {
      access_token: `token-${logons.length}`,
      token_type: 'Bearer',
      instance_url: url,
      id: `${url}/id/${organizationId}/${userId}`,
    })(response);
  }

  return {
    url,
    calls,
    logons,
    script,
    logonScript,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function parsed({ headers, text: body }: Pick<Call, 'headers' | 'text'>): Call['body'] {
  const isJson = headers['content-type']?.startsWith('application/json') === true;
  return isJson ? (JSON.parse(body) as Call['body']) : {};
}

export function csv(text: string) {
  return (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/csv' });
    response.end(text);
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** The error body of a call that failed as a whole. */
export function failure(status: number, errorCode: string, message = 'told by the script') {
  return json(status, [{ errorCode, message }]);
}

/** One result a row: a status code makes it fail. */
export function rows(...results: readonly (string | readonly [code: string, message: string] | undefined)[]) {
  return json(
    200,
    results.map((result, index) => {
      if (result === undefined) return { id: recordId(index), success: true, created: false, errors: [] };
      const [statusCode, message] = typeof result === 'string' ? [result, 'told by the script'] : result;
      return { success: false, errors: [{ statusCode, message, fields: ['Quantity__c'] }] };
    }),
  );
}

const writeAll: Answer = (response, call) => {
  const results = (call.body.records ?? []).map((_record, index) => ({
    id: recordId(index),
    success: true,
    created: true,
    errors: [],
  }));
  json(200, results, { 'sforce-limit-info': 'api-usage=18/15000' })(response);
};

function recordId(index: number): string {
  return `a00${String(index).padStart(12, '0')}AAA`;
}
