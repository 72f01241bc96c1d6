/** The run-time support that generated code and the library call. One org a thread: R is the shared state. */
import { callHelpers } from './calls.ts';
import { castHelpers } from './casts.ts';
import { comparison } from './comparison.ts';
import { stackHelpers } from './exceptions.ts';
import { newTx } from './limits.ts';
import { numberHelpers } from './numbers.ts';
import { objectHelpers } from './object-methods.ts';
import { recordHelpers } from './record-helpers.ts';
import { sequenceHelpers } from './sequences.ts';
import { R } from './state.ts';

const helpers = {
  ...stackHelpers,
  ...comparison,
  ...numberHelpers,
  ...castHelpers,
  ...sequenceHelpers,
  ...callHelpers,
  ...objectHelpers,
  ...recordHelpers,
};
export type Helpers = typeof helpers;

Object.assign(R, helpers, { tx: newTx(false) });

export { R };
export { callUser, callPlatform } from './calls.ts';
export { isA } from './casts.ts';
export { penum, penumNamed } from './enums.ts';
export * from './exceptions.ts';
export { putById } from './sequences.ts';
export { typeOf } from './text.ts';
