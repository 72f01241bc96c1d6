import type { ErrorCode } from '../../contract/errors.ts';
import { RetryableError } from '../../errors.ts';
import { DocumentExists, LinesNotEditable, SageRefusal } from '../ports.ts';
import type { HostErrorBody, HostMessage } from './protocol.ts';

/** Why a host process can no longer be used. */
export type LostReason = 'start' | 'timeout' | 'died' | 'garbage';

/** The process behind a session is gone, or must be: nothing more can be asked of it. */
export class HostLost extends Error {
  readonly reason: LostReason;
  constructor(reason: LostReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HostLost';
    this.reason = reason;
  }
}

/** The host answered with an error of contract/boi-host. */
export class HostRefused extends Error {
  readonly body: HostErrorBody;
  constructor(body: HostErrorBody) {
    super(body.message);
    this.name = 'HostRefused';
    this.body = body;
  }
}

const salesOrderObject = 'SO_SalesOrder_bus';

/** Stages before a document is opened: what fails there is the set-up's fault (roles, modules), not the document's. */
const setUpStages = new Set(['open', 'context', 'object']);

/** The error a feature sees for what went wrong while `message` was carried out. */
export function asPortError(error: unknown, message: HostMessage): unknown {
  if (error instanceof HostLost) return lost(error, message);
  if (error instanceof HostRefused) return refused(error, message);
  return error;
}

function lost(error: HostLost, message: HostMessage): RetryableError {
  if (error.reason === 'timeout') return retry('SAGE_TIMEOUT', error);
  return retry(['write', 'delete'].includes(message.op) ? 'SAGE_FAILED' : 'SAGE_UNAVAILABLE', error);
}

function refused(error: HostRefused, message: HostMessage): Error {
  const { kind, stage, column, line } = error.body;
  const sentence = error.body.message.trim() || 'Sage gave no reason';
  const setUp = setUpStages.has(stage);
  switch (kind) {
    case 'refused':
      // A number is drawn without any data of the order, so its failing is never the order's fault.
      if (message.op === 'next' && message.method === 'nGetNextSalesOrderNo' && !setUp) {
        return retry('SAGE_FAILED', error, `Sage gave no order number: ${sentence}`);
      }
      return setUp
        ? retry(setUpCode(message, 'SAGE_LOGON_REFUSED'), error, `Sage refused at "${stage}": ${sentence}`)
        : new SageRefusal(sentence, column ?? undefined, line ?? undefined);
    case 'exists':
      return new DocumentExists(documentName(message));
    case 'unsupported':
      return new LinesNotEditable(sentence);
    case 'locked':
      return retry('SAGE_RECORD_LOCKED', error, sentence);
    case 'logon':
      return retry('SAGE_LOGON_REFUSED', error, sentence);
    case 'closed':
      return retry('SAGE_COMPANY_CLOSED', error, sentence);
    case 'com':
      // "Error: 90" at NewObject means a class that does not exist or that the user's roles do not allow.
      if (stage === 'object') {
        const hint =
          "If it lasts, check that the Sage user's roles allow the task and that the module is set up.";
        const code = setUpCode(message, 'SAGE_UNAVAILABLE');
        return retry(code, error, `Sage did not make the object (${sentence}). ${hint}`);
      }
      return setUp
        ? retry('SAGE_UNAVAILABLE', error, `the Sage session failed at "${stage}": ${sentence}`)
        : retry('SAGE_FAILED', error, `the Sage session broke at "${stage}": ${sentence}`);
    case 'missing':
      return retry('SAGE_FAILED', error, `${documentName(message)} is not there any more`);
    case 'protocol':
      return retry('SAGE_FAILED', error, `the BOI host did not understand the gateway: ${sentence}`);
  }
}

/**
 * Without sales orders a company has no work to go on with, and waits. A right or a module that only other documents need (a customer's) must
 * not hold up its orders: that document alone is tried again, and fails in the end.
 */
function setUpCode(message: HostMessage, ofCompany: ErrorCode): ErrorCode {
  return 'object' in message && message.object !== salesOrderObject ? 'SAGE_FAILED' : ofCompany;
}

function retry(code: ErrorCode, cause: Error, sentence = cause.message): RetryableError {
  return new RetryableError(code, sentence, { cause });
}

function documentName(message: HostMessage): string {
  if (!('key' in message) || message.op === 'next') return 'the document';
  const object = message.object === salesOrderObject ? 'Sales order' : message.object;
  return `${object} ${message.key.map(([, value]) => value).join('-')}`;
}
