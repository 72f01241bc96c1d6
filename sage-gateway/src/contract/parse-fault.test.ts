import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { faultOf } from './parse-fault.ts';

const shape = z.strictObject({ lines: z.array(z.strictObject({ quantity: z.string('must be a text') })) });
const faultFor = (value: unknown, at: string[] = []) => {
  const { error } = shape.safeParse(value);
  if (!error) throw new Error('it parses');
  return faultOf(error, at);
};

describe('the fault of a parse', () => {
  it('names the member by its path', () => {
    expect(faultFor({ lines: [{ quantity: 1 }] }, ['payload'])).toEqual({
      code: 'INVALID_REQUEST',
      message: 'payload.lines.0.quantity: must be a text',
      path: 'payload.lines.0.quantity',
    });
  });

  it('names a member that the contract does not have', () => {
    expect(faultFor({ lines: [], colour: 'red' })).toMatchObject({
      message: 'colour is not a member of the contract',
      path: 'colour',
    });
  });

  it('says that the body itself is wrong where there is no member to name', () => {
    expect(faultFor([]).message).toMatch(/^the body: /);
  });
});
