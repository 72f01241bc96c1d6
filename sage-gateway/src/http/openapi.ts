import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { errorCodes, type ErrorCode } from '../contract/errors.ts';
import { problem } from './problem.ts';
import type { Route } from './route.ts';

/** OpenAPI 3.1 of the gateway, generated from the very schemas that its routes parse with. */
export function openApiDocument(
  routes: readonly Route[],
  version: string,
): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operation(route);
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Sage 100 Connect gateway',
      version,
      description: 'Takes requests of Salesforce, works on them in Sage 100 and answers by `SageRequest__c`.',
    },
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
    paths: paths as ZodOpenApiPathsObject,
  });
}

function operation(route: Route): ZodOpenApiOperationObject {
  const codes: readonly ErrorCode[] = [
    ...route.problems,
    ...(route.open ? [] : (['UNAUTHENTICATED'] as const)),
    ...(route.body
      ? (['MALFORMED_JSON', 'UNSUPPORTED_MEDIA_TYPE', 'BODY_TOO_LARGE', 'INVALID_REQUEST'] as const)
      : []),
    'INTERNAL',
  ];
  const byStatus = Map.groupBy(new Set(codes), (code) => String(errorCodes[code].status ?? 500));
  const problems = [...byStatus].map(([status, of]) => [
    status,
    { description: of.join(', '), content: { 'application/problem+json': { schema: problem } } },
  ]);
  return {
    operationId: `${route.method}${route.path.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')}`,
    summary: route.summary,
    ...(route.open ? { security: [] } : {}),
    requestParams: { path: route.params ?? z.object({}), query: route.query ?? z.object({}) },
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: route.documentedBody ?? route.body } },
          },
        }
      : {}),
    responses: {
      [String(route.reply.status)]: {
        description: route.reply.description,
        content: { 'application/json': { schema: route.reply.schema } },
      },
      ...(Object.fromEntries(problems) as Record<string, never>),
    },
  };
}
