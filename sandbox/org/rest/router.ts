import { methodNotAllowed, notFound } from '../errors.ts';
import type { Call, Reply, Services } from './call.ts';

export type Handler = (services: Services, call: Call, params: readonly string[]) => Promise<Reply>;

export interface Route {
  /** Path segments; `*` matches any one segment and becomes a parameter. */
  readonly path: string;
  readonly on: Readonly<Record<string, Handler>>;
}

/** Finds the handler of a call. Throws NOT_FOUND or METHOD_NOT_ALLOWED as the REST API answers them. */
export async function dispatch(routes: readonly Route[], services: Services, call: Call): Promise<Reply> {
  const segments = call.path.split('/').filter(Boolean);
  for (const route of routes) {
    const params = match(route.path.split('/').filter(Boolean), segments);
    if (!params) continue;
    const handler = route.on[call.method === 'HEAD' ? 'GET' : call.method];
    if (!handler) throw methodNotAllowed(call.method, Object.keys(route.on));
    return handler(services, call, params);
  }
  throw notFound();
}

function match(pattern: readonly string[], segments: readonly string[]): string[] | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: string[] = [];
  for (const [i, part] of pattern.entries()) {
    const segment = segments[i] ?? '';
    if (part === '*') params.push(decoded(segment));
    else if (part !== segment) return undefined;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound();
  }
}
