import { Connection } from 'jsforce';
import { z } from 'zod';
import { RetryableError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { SalesforceOptions } from '../settings.ts';
import type { Budget } from './budget.ts';
import { failureOfCall, isLimited } from './errors.ts';
import { CallTransport } from './exchange.ts';
import type { Login, Session } from './login.ts';
import { createStreams, type OrgStreams } from './streams.ts';

export interface OrgCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/services/data/vNN.0`. */
  readonly path: string;
  readonly body?: unknown;
}

/** The org's REST API with a token that is renewed when it has run out. */
export interface OrgConnection extends OrgStreams {
  /**
   * One call, repeated only once with a new token after a 401. Throws RetryableError SALESFORCE_UNAVAILABLE, _LIMITED or _LOGON_REFUSED,
   * or OrgRefusal when the org said no to the call as a whole.
   */
  call<T>(call: OrgCall, answer: z.ZodType<T>, signal?: AbortSignal): Promise<T>;
  /** Logs on if that has not been done. */
  session(): Promise<Session>;
}

/** After a refused logon the next one is not tried sooner: many waiting jobs must not get the user locked out. */
const logonPauseSeconds = 30;

export function connectOrg(
  options: SalesforceOptions,
  login: Login,
  budget: Budget,
  logger: Logger,
  now: () => number = Date.now,
): OrgConnection {
  let session: Session | undefined;
  let pending: Promise<Session> | undefined;
  let logonFailure: unknown;
  let refused: { readonly error: RetryableError; readonly at: number } | undefined;

  const connection = new Connection({
    version: options.apiVersion,
    callOptions: { client: 'SageGateway' },
    logLevel: 'NONE',
    refreshFn: (_connection, done) => {
      session = undefined;
      openSession().then(({ accessToken }) => done(undefined, accessToken), done);
    },
  });

  /** The session, or the logon under way, or a new one. */
  function openSession(): Promise<Session> {
    if (session) return Promise.resolve(session);
    if (refused && now() - refused.at < logonPauseSeconds * 1000) return Promise.reject(refused.error);
    pending ??= logOn().finally(() => (pending = undefined));
    return pending;
  }

  async function logOn(): Promise<Session> {
    const start = now();
    try {
      session = await login();
    } catch (error) {
      logonFailure = error;
      if (error instanceof RetryableError && error.code === 'SALESFORCE_LOGON_REFUSED') {
        refused = { error, at: now() };
        logger.warn(
          { code: error.code, flow: options.flow, reason: error.message },
          'Salesforce refused the logon',
        );
      }
      throw error;
    }
    refused = undefined;
    connection.accessToken = session.accessToken;
    connection.instanceUrl = session.instanceUrl;
    const { organizationId } = session;
    logger.info({ organizationId, flow: options.flow, ms: now() - start }, 'logged on to Salesforce');
    return session;
  }

  const streams = createStreams(options, budget, {
    open: openSession,
    renew(old) {
      if (session?.accessToken === old.accessToken) session = undefined;
      return openSession();
    },
  });

  return {
    ...streams,
    session: openSession,
    async call({ method, path, body }, answer, signal) {
      await openSession();
      budget.check();
      const transport = new CallTransport({ seconds: options.callSeconds, signal });
      try {
        const reply: unknown = await connection.request(
          {
            method,
            url: path,
            ...(body !== undefined && {
              body: JSON.stringify(body),
              headers: { 'content-type': 'application/json' },
            }),
          },
          { transport },
        );
        budget.refused(false);
        const parsed = answer.safeParse(reply);
        if (parsed.success) return parsed.data;
        throw new RetryableError(
          'SALESFORCE_UNAVAILABLE',
          'Salesforce answered in a form that the API does not have.',
        );
      } catch (error) {
        const failure = translate(error, transport.status, logonFailure);
        if (transport.status > 0) budget.refused(isLimited(failure));
        throw failure;
      } finally {
        budget.learn(transport.exchanges, transport.reading);
      }
    },
  };
}

const apiError = z.object({ errorCode: z.string() });

/** jsforce's error as ours. A logon that failed while it renewed a token arrives wrapped in an Error of another text. */
function translate(error: unknown, status: number, logonFailure: unknown): Error {
  if (error instanceof RetryableError) return error;
  const renewal = error instanceof Error && error.message.startsWith('Unable to refresh session');
  if (renewal && logonFailure instanceof RetryableError) return logonFailure;
  const { data: api } = apiError.safeParse(error);
  if (!api)
    return new RetryableError('SALESFORCE_UNAVAILABLE', 'The call to Salesforce failed.', { cause: error });
  return failureOfCall(status, (error as { data?: unknown }).data, api.errorCode);
}
