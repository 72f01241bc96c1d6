import { expect } from '@jest/globals';

/** A host's refusal, for `toMatchObject`. */
export function refusal(kind: string, stage: string, more: object = {}): object {
  return { ok: false, error: expect.objectContaining({ kind, stage, ...more }) };
}
