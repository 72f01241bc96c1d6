import { define, interfacesOf, superT, type ApexType } from '../../compile/types.ts';
import type { CalloutResponse } from '../../api.ts';
import { count } from '../../runtime/limits.ts';
import { arg, callUser, mkEx, notModelled, R, throwEx } from '../../runtime/rt.ts';
import { Blob, typeOf, type Value } from '../../runtime/values.ts';
import { constructors, methodsOf } from '../typed.ts';
import { HttpResponse, type HttpRequest } from './http-messages.ts';
import { resolveEndpoint } from './named-credentials.ts';

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
  const { endpoint, method, text, bytes, timeout } = request;
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
  const { headers: own, ...target } = resolveEndpoint(endpoint);
  const headers = { ...own, ...request.headers.toObject() };
  const body = text ?? bytes?.b ?? null;
  const answer = R.callout({ endpoint, ...target, method, headers, body, timeout });
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
  for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, String(value));
  if (body instanceof Uint8Array) response.setBytes(new Blob(Buffer.from(body)));
  else response.setText(String(body ?? ''));
  return response;
}

class Http {
  toText(): string {
    return 'System.Http[]';
  }
}
define('System.Http', {
  js: Http,
  ctor: constructors({ '()': () => new Http() }),
  i: methodsOf<Http>()({
    'send(HttpRequest):HttpResponse': (_http, request) => send(arg(request)) as HttpResponse, // by the mock's signature
    'toString():String': (http) => http.toText(),
  }),
});
