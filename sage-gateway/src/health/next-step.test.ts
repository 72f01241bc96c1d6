import { describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '../contract/errors.ts';
import { RetryableError, SetupError } from '../errors.ts';
import { nextOf } from './next-step.ts';

describe('what a hop that fails says to do', () => {
  it('is what the set-up error itself says', () => {
    expect(nextOf(new SetupError('no room', 'Make room.'))).toBe('Make room.');
  });

  it.each<ErrorCode>([
    'SAGE_UNAVAILABLE',
    'SAGE_TIMEOUT',
    'SAGE_READ_FAILED',
    'SAGE_LOGON_REFUSED',
    'SAGE_COMPANY_CLOSED',
    'SALESFORCE_UNAVAILABLE',
  ])('is never to wait or to run the doctor, for %s', (code) => {
    expect(nextOf(new RetryableError(code, 'it does not answer'))).not.toMatch(
      /doctor|tries again by itself\.?$/,
    );
  });
});
