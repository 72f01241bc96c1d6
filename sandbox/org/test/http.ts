import type { TestOrg } from './harness.ts';

/** A reply as it came over the wire. */
export interface WireReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Calls the org without a client library; paths below /services/data are given from `/sobjects` on. */
export async function callOrg(
  org: TestOrg,
  token: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<WireReply> {
  const url = path.startsWith('/services') ? path : `/services/data/v66.0${path}`;
  const response = await fetch(org.url + url, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}
