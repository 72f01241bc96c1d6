import { describe, expect, it } from '@jest/globals';
import { errorSentence } from './error-sentence.ts';

describe('an error in words', () => {
  it('is its sentence with those of its causes, without a stack', () => {
    const error = new Error('the folder is in use', { cause: new Error('database is locked') });
    expect(errorSentence(error)).toBe('the folder is in use (database is locked)');
  });

  it('keeps the stack of an error that only a programmer can mend', () => {
    expect(errorSentence(new TypeError('x is undefined'))).toContain('error-sentence.test.ts');
  });
});
