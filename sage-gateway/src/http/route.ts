import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ErrorCode } from '../contract/errors.ts';
import { faultOf } from '../contract/parse-fault.ts';
import { ProblemError } from '../errors.ts';

/** Made once: zod compiles a schema at its first use. */
const nothing = z.strictObject({});

type Shape = z.ZodObject<z.ZodRawShape>;

/** What an endpoint is given: everything parsed once, and nothing that its schemas do not declare. */
export interface RouteInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

export interface RouteReply<R> {
  readonly status?: number;
  readonly body: R;
}

export interface RouteSpec<P extends Shape, Q extends Shape, B extends z.ZodType, R extends z.ZodType> {
  readonly method: 'get' | 'post' | 'delete';
  /** As in OpenAPI: `/v1/requests/{key}`. */
  readonly path: string;
  readonly summary: string;
  /** Needs no key. */
  readonly open?: true;
  /** May take a body up to the larger limit. */
  readonly largeBody?: true;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** What the documentation shows as the body where it says more than the schema that the call is parsed with. */
  readonly documentedBody?: z.ZodType;
  readonly reply: { readonly status: number; readonly description: string; readonly schema: R };
  /** Codes of problem+json answers beside those that every call may give. */
  readonly problems: readonly ErrorCode[];
  handle(input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>): Promise<RouteReply<z.input<R>>>;
}

/** An endpoint with its types worn off, ready to be served and described. */
export interface Route extends Omit<RouteSpec<Shape, Shape, z.ZodType, z.ZodType>, 'handle'> {
  serve(request: Request, response: Response): Promise<void>;
}

/**
 * Makes an endpoint: its inputs are parsed by its schemas, whatever they do not declare is refused with code and path,
 * and `handle` gets the result. What `handle` throws is answered as problem+json.
 */
export function route<
  P extends Shape = z.ZodObject<Record<never, never>>,
  Q extends Shape = z.ZodObject<Record<never, never>>,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodType,
>(spec: RouteSpec<P, Q, B, R>): Route {
  const { handle, ...described } = spec;
  return {
    ...described,
    async serve(request, response) {
      const params = parse(spec.params ?? nothing, request.params, 'params') as z.output<P>;
      const query = parse(spec.query ?? nothing, request.query, 'query') as z.output<Q>;
      const body = spec.body
        ? (parse(spec.body, bodyOf(request), 'body') as z.output<B>)
        : (undefined as z.output<B>);
      const reply = await handle({ params, query, body });
      response.status(reply.status ?? spec.reply.status).json(reply.body);
    },
  };
}

function parse(schema: z.ZodType, value: unknown, part: 'params' | 'query' | 'body'): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fault = faultOf(parsed.error, part === 'body' ? [] : [part]);
  const [issue] = parsed.error.issues;
  const tooMany =
    part === 'body' && issue?.code === 'too_big' && issue.origin === 'array' && issue.path.length === 1;
  throw new ProblemError(tooMany ? 'BATCH_TOO_LARGE' : fault.code, fault.message, fault.path);
}

function bodyOf(request: Request): unknown {
  if (request.body === undefined && !request.is('application/json'))
    throw new ProblemError('UNSUPPORTED_MEDIA_TYPE');
  return request.body as unknown;
}
