import { errorCodes, type ErrorCode } from '../contract/errors.ts';
import { RetryableError, SetupError } from '../errors.ts';

/** To a person who looks at a hop, these codes mean something to mend; to a job they mean to try again. */
const mend: Partial<Record<ErrorCode, string>> = {
  SAGE_UNAVAILABLE:
    'Check sage.boi: the home folder or the command, and that this machine has Workstation Setup done.',
  SAGE_TIMEOUT:
    'Check that the Sage server can be reached, and whether a window of Sage waits for an answer.',
  SAGE_READ_FAILED: 'Check sage.odbc: driver, folder or server, company, user and password.',
  SAGE_LOGON_REFUSED: 'Check the company code, the Sage user, its password and its roles.',
  SALESFORCE_UNAVAILABLE: 'Check salesforce.loginUrl, name resolution, firewall and proxy.',
};

/** How to mend what a check of a hop met. */
export function nextOf(error: unknown): string {
  if (error instanceof SetupError) return error.next;
  if (error instanceof RetryableError) return mend[error.code] ?? errorCodes[error.code].next;
  return 'Read the sentence above; check address, user, password and firewall.';
}
