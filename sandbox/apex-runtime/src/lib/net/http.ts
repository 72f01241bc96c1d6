import { define, interfacesOf, superT, t, type ApexType } from '../../compile/types.ts';
import type { CalloutResponse } from '../../api.ts';
import { count } from '../../runtime/limits.ts';
import { arg, callUser, mkEx, notModelled, R, throwEx } from '../../runtime/rt.ts';
import { AList, Blob, typeOf, type Value } from '../../runtime/values.ts';
import { XmlDocument } from '../dom/document.ts';
import { constructors, methodsOf } from '../typed.ts';

/** What requests and responses have in common. A body is a text or bytes. */
abstract class HttpMessage {
  readonly #headers = new Map<string, [name: string, value: string]>();
  body: string | null = null;
  blob: Blob | null = null;

  /** Names of headers in any case. */
  header(name: string): string | null {
    return this.#headers.get(arg(name).toLowerCase())?.[1] ?? null;
  }

  setHeader(name: string, value: string): void {
    this.#headers.set(arg(name).toLowerCase(), [name, value]);
  }

  headers(): [name: string, value: string][] {
    return [...this.#headers.values()];
  }

  text(): string {
    return this.body ?? this.blob?.b.toString('utf8') ?? '';
  }

  bytes(): Blob {
    return this.blob ?? new Blob(this.body ?? '');
  }

  setBody(body: string | Blob | null): void {
    this.body = typeof body === 'string' ? body : null;
    this.blob = body instanceof Blob ? body : null;
  }
}

/** System.HttpRequest */
export class HttpRequest extends HttpMessage {
  endpoint: string | null = null;
  method: string | null = null;
  /** Milliseconds. */
  timeout = 10_000;
  compressed = false;

  toText(): string {
    return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
  }
}

/** System.HttpResponse */
export class HttpResponse extends HttpMessage {
  code = 200;
  status = 'OK';

  toText(): string {
    return `System.HttpResponse[Status=${this.status}, StatusCode=${this.code}]`;
  }
}

const MAX_TIMEOUT = 120_000;
function setTimeoutOf(request: HttpRequest, ms: number): void {
  if (arg(ms) < 1 || ms > MAX_TIMEOUT) throwEx('System.CalloutException', 'Invalid timeout value');
  request.timeout = ms;
}

const headerMethods = methodsOf<HttpMessage>()({
  'getHeader(String):String': (message, name) => message.header(name),
  'setHeader(String,String):void': (message, name, value) => message.setHeader(name, value),
  'getHeaderKeys():List<String>': (message) =>
    new AList(
      t.string,
      message.headers().map(([name]) => name),
    ),
  'getBody():String': (message) => message.text(),
  'setBody(String):void': (message, body) => message.setBody(body),
  'getBodyAsBlob():Blob': (message) => message.bytes(),
  'setBodyAsBlob(Blob):void': (message, body) => message.setBody(body),
});
define('System.HttpRequest', {
  js: HttpRequest,
  ctor: constructors({ '()': () => new HttpRequest() }),
  i: {
    ...headerMethods,
    ...methodsOf<HttpRequest>()({
      'setEndpoint(String):void': (request, endpoint) => {
        request.endpoint = endpoint;
      },
      'getEndpoint():String': ({ endpoint }) => endpoint,
      'setMethod(String):void': (request, method) => {
        request.method = method;
      },
      'getMethod():String': ({ method }) => method,
      'setBodyDocument(Dom.Document):void': (request, document) => request.setBody(arg(document).xml()),
      'setTimeout(Integer):void': setTimeoutOf,
      'getTimeout():Integer': ({ timeout }) => timeout,
      'setCompressed(Boolean):void': (request, compressed) => {
        request.compressed = compressed;
      },
      'getCompressed():Boolean': ({ compressed }) => compressed,
      'setClientCertificateName(String):void': () => undefined,
      'setClientCertificate(String,String):void': () => undefined,
      'toString():String': (request) => request.toText(),
    }),
  },
});

function bodyDocument(response: HttpResponse): XmlDocument {
  const document = new XmlDocument();
  document.load(response.text());
  return document;
}
define('System.HttpResponse', {
  js: HttpResponse,
  ctor: constructors({ '()': () => new HttpResponse() }),
  i: {
    ...headerMethods,
    ...methodsOf<HttpResponse>()({
      'getStatusCode():Integer': ({ code }) => code,
      'setStatusCode(Integer):void': (response, code) => {
        response.code = code;
      },
      'getStatus():String': ({ status }) => status,
      'setStatus(String):void': (response, status) => {
        response.status = status;
      },
      'getXmlStreamReader():Object': () => notModelled('HttpResponse.getXmlStreamReader'),
      'getBodyDocument():Dom.Document': bodyDocument,
      'toString():String': (response) => response.toText(),
    }),
  },
});

const calloutError = (message: string): never => throwEx('System.CalloutException', message);

/** Does the class of an object implement an interface of the library? */
function implementsType(value: Value, key: string): boolean {
  const found = (type: ApexType | null): boolean =>
    type !== null &&
    ((type.kind === 'plat' && type.def.key === key) || interfacesOf(type).some(found) || found(superT(type)));
  return found(typeOf(value));
}

/** The rules of where Apex may call out. */
function checkPlace(): void {
  if (R.tx.kind === 'SCHEDULED') calloutError('Callout from scheduled Apex not supported.');
  if (R.tx.kind === 'QUEUEABLE' && !implementsType(R.async.current?.o ?? null, 'database.allowscallouts'))
    calloutError('Callout not allowed from this Queueable. Please implement Database.AllowsCallouts.');
  if (R.trigStack.length > 0) calloutError('Callout from triggers are currently not supported.');
}

/** Http.send: the mock of the running test answers, or else the callout handler of the org. */
function send(request: HttpRequest): Value {
  if (R.tx.dirty)
    calloutError('You have uncommitted work pending. Please commit or rollback before calling out');
  count('callouts', 1);
  const { endpoint, method, body, blob, timeout } = request;
  if (!endpoint) return calloutError('Missing endpoint URL');
  if (!method) return calloutError('Method must not be null');
  if (R.test) {
    const mock = R.test.mocks.get('httpcalloutmock');
    if (!mock)
      throw mkEx('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
    return callUser(mock, 'respond', [request]);
  }
  checkPlace();
  if (!R.callout) return notModelled('callouts without a callout handler (give createOrg a callout handler)');
  const headers = Object.fromEntries(request.headers());
  const answer = R.callout({ endpoint, method, headers, body: body ?? blob?.b ?? null, timeout });
  return 'error' in answer && answer.error
    ? calloutError(String(answer.error))
    : responseOf(answer as CalloutResponse); // without an error it is a response
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
function responseOf({ status, statusText, headers, body }: CalloutResponse): HttpResponse {
  const response = new HttpResponse();
  response.code = status;
  response.status = statusText || (REASONS[status] ?? '');
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, String(value));
  response.setBody(body instanceof Uint8Array ? new Blob(Buffer.from(body)) : String(body ?? ''));
  return response;
}

class Http {}
define('System.Http', {
  js: Http,
  ctor: constructors({ '()': () => new Http() }),
  i: methodsOf<Http>()({
    'send(HttpRequest):HttpResponse': (_http, request) => send(arg(request)) as HttpResponse, // by the mock's signature
    'toString():String': () => 'System.Http[]',
  }),
});
