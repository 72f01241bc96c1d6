import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { ProblemError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { authenticate } from './authenticate.ts';
import { jsonBody } from './body.ts';
import { docs } from './docs.ts';
import { livez } from './health.ts';
import type { Metrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { notFound, problemHandler } from './problem.ts';
import type { Route } from './route.ts';

declare module 'http' {
  interface IncomingMessage {
    /** Names the call in answers and in the log. */
    id?: string;
  }
}

export interface ServerOptions {
  readonly routes: readonly Route[];
  readonly keys: readonly string[];
  readonly bodyLimits: { readonly bytes: number; readonly requestsBytes: number };
  /** Whether /metrics is answered without a key. */
  readonly openMetrics: boolean;
  readonly metrics: Metrics;
  readonly readyz: RequestHandler;
  readonly version: string;
  /** Aborted when the gateway stops: calls are then answered NOT_READY. */
  readonly stopping: AbortSignal;
  readonly logger: Logger;
}

/** The gateway's HTTP interface as a function of its collaborators; needs no port, so tests may call it anywhere. */
export function httpServer(options: ServerOptions): Express {
  const { routes, metrics, logger } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.use((request, response, next) => {
    request.id = randomUUID();
    response.set('X-Request-Id', request.id);
    next();
  });
  app.use(metrics.timeCalls, logCalls(logger));
  // TLS ends before the gateway; browsers must not be told to fetch the documentation's files by https.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));

  const guard = authenticate(options.keys);
  const json = jsonBody(options.bodyLimits.bytes);
  const largeJson = jsonBody(options.bodyLimits.requestsBytes);
  const ready: RequestHandler = (_request, _response, next) => {
    next(options.stopping.aborted ? new ProblemError('NOT_READY') : undefined);
  };
  for (const [path, group] of Map.groupBy(routes, (route) => route.path)) {
    const chains = group.map((route) => {
      const body = route.body ? [route.largeBody ? largeJson : json] : [];
      const serve: RequestHandler = (request, response) => route.serve(request, response);
      return [route.method, [ready, ...(route.open ? [] : [guard]), ...body, serve]] as const;
    });
    address(app, path, new Map(chains));
  }

  const document = openApiDocument(routes, options.version);
  const showMetrics: RequestHandler = async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  };
  address(app, '/livez', new Map([['get', [livez]]]));
  address(app, '/readyz', new Map([['get', [options.readyz]]]));
  address(app, '/metrics', new Map([['get', [...(options.openMetrics ? [] : [guard]), showMetrics]]]));
  address(app, '/openapi.json', new Map([['get', [(_request, response) => void response.json(document)]]]));
  app.use(docs());
  app.use(notFound, problemHandler(logger));
  return app;
}

/** Serves one address with its methods; any other method is answered 405. */
function address(
  app: Express,
  path: string,
  chains: ReadonlyMap<Route['method'], readonly RequestHandler[]>,
): void {
  const place = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
  const named: RequestHandler = (_request, response, next) => {
    response.locals['route'] = path;
    next();
  };
  for (const [method, chain] of chains) place[method](named, ...chain);
  const allow = [...chains.keys()]
    .map((method) => (method === 'get' ? 'GET, HEAD' : method.toUpperCase()))
    .join(', ');
  place.all((_request, response) => {
    response.set('Allow', allow);
    throw new ProblemError('METHOD_NOT_ALLOWED');
  });
}

/** One line a call: method, route, status, time and id; never a body, a key or a query. */
function logCalls(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('finish', () => {
      const { statusCode } = response;
      const level = statusCode >= 500 ? 'error' : 'debug';
      const milliseconds = Math.round(performance.now() - began);
      logger[level](
        {
          requestId: request.id,
          method: request.method,
          route: response.locals['route'] as unknown,
          status: statusCode,
          milliseconds,
        },
        'call',
      );
    });
    next();
  };
}
