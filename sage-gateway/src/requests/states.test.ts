import { describe, expect, it } from '@jest/globals';
import { statesBefore } from './states.ts';

describe('the permitted moves', () => {
  it('are those of the contract', () => {
    expect(statesBefore('Done')).toEqual(['Accepted']);
    expect(statesBefore('Refused')).toEqual(['Accepted']);
    expect(statesBefore('Failed')).toEqual(['Accepted']);
    expect(statesBefore('Accepted')).toEqual(['Refused', 'Failed']);
  });
});
