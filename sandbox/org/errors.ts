/** One error as the REST API writes it. `fields` is left out where Salesforce leaves it out. */
export interface ApiError {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
}

/** What a call answers when it cannot be done: an HTTP status and a list of errors. */
export class SalesforceError extends Error {
  readonly status: number;
  readonly errors: readonly ApiError[];
  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(`${errorCode}: ${message}`);
    this.name = 'SalesforceError';
    this.status = status;
    this.errors = [fields ? { message, errorCode, fields } : { message, errorCode }];
  }
}

export const notFound = (message = 'The requested resource does not exist') =>
  new SalesforceError(404, 'NOT_FOUND', message);

export const invalidSession = () =>
  new SalesforceError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');

export const methodNotAllowed = (method: string, allowed: readonly string[]) =>
  new SalesforceError(
    405,
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`,
  );

export const malformedRequest = (message: string) => new SalesforceError(400, 'JSON_PARSER_ERROR', message);

/** A row's error in the reply of a collection call. */
export interface RowError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** A row's outcome in the reply of a collection call. */
export interface RowReply {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly RowError[];
  readonly created?: boolean;
}

const GONE = new Set(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY']);

/**
 * The answer of a single-record call whose row failed. A record that is named by the address and is not there gives 404,
 * all else 400.
 */
export function rowFailure(
  errors: readonly RowError[],
  addressed: boolean,
): { status: number; body: ApiError[] } {
  const gone = addressed && errors.some((e) => GONE.has(e.statusCode) && e.fields.length === 0);
  return {
    status: gone ? 404 : 400,
    body: errors.map((e) => ({ message: e.message, errorCode: e.statusCode, fields: e.fields })),
  };
}
