import { t } from '../compile/types.ts';
import { RestRequest, RestResponse } from '../lib/net/rest-context.ts';
import { toJson } from '../lib/json/writer.ts';
import { R } from '../runtime/rt.ts';
import { Blob } from '../runtime/values.ts';
import { toApex } from './json-values.ts';
import type { StaticMethod } from './static-call.ts';

export interface RestCall {
  readonly method: string;
  readonly uri: string;
  /** A text as it is, or what becomes JSON. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}
export interface RestAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}
interface RestMethod extends StaticMethod {
  /** `/orders/*` */
  readonly mapping: string;
}

const pathOf = (uri: string): string => (uri.split('?')[0] ?? '').replace(/^\/services\/apexrest/, '');

/** The @RestResource method that answers a request. */
export function findRestMethod({ method, uri }: RestCall): RestMethod | null {
  const annotation = `http${method.toLowerCase()}`;
  for (const decl of R.org.project.list) {
    const mapping = decl.ann('restresource')?.values.urlmapping;
    if (mapping === undefined || !mappingPattern(mapping).test(pathOf(uri))) continue;
    const found = [...decl.methods.values()]
      .flat()
      .find(({ ann }) => ann.some(({ name }) => name === annotation));
    if (found) return { decl, method: found, mapping };
  }
  return null;
}

function mappingPattern(mapping: string): RegExp {
  const source = mapping
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\/\*$/, '(/.*)?')
    .replace(/\*/g, '.*');
  return new RegExp(`^${source}$`, 'i');
}

/** Calls it within the running transaction; its parameters are read from the JSON of the body. */
export function callRest({ decl, method, mapping }: RestMethod, call: RestCall): RestAnswer {
  const request = restRequest(call, mapping);
  const response = new RestResponse();
  R.rest.request = request;
  R.rest.response = response;
  decl.init();
  const given = bodyFields(call.body);
  const args = method.params.map((type, position) =>
    toApex(given[method.ast.parameters[position]?.name ?? ''], type),
  );
  const result = decl.callStatic(method.js, ...args);
  const headers = [...(response.headers?.entries() ?? [])];
  return {
    status: response.statusCode ?? 200,
    headers: Object.fromEntries(headers.map(([name, value]) => [String(name), String(value)])),
    body: response.responseBody?.b.toString('utf8') ?? (method.ret === t.void ? '' : toJson(result)),
  };
}

function restRequest({ method, uri, body, headers }: RestCall, mapping: string): RestRequest {
  const request = new RestRequest();
  request.requestURI = pathOf(uri);
  request.httpMethod = method.toUpperCase();
  request.resourcePath = `/services/apexrest${mapping}`;
  if (body !== undefined && body !== null)
    request.requestBody = new Blob(typeof body === 'string' ? body : JSON.stringify(body));
  for (const [name, value] of Object.entries(headers)) request.headers?.put(name, value);
  for (const [name, value] of new URLSearchParams(uri.split('?')[1] ?? '')) request.params?.put(name, value);
  return request;
}

function bodyFields(body: unknown): Record<string, unknown> {
  const value = typeof body === 'string' ? parsedOrEmpty(body) : body;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A body that is no JSON has no parameters. */
function parsedOrEmpty(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
