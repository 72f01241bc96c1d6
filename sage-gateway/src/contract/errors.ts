import codes from '../../../contract/error-codes.json' with { type: 'json' };

/** A code of contract/error-codes.json. */
export type ErrorCode = keyof typeof codes.codes;

/** Who acts next: `caller` mends the call, a person mends the data (`refused`), the system tries again (`retry`), an `operator` looks. */
export type ErrorKind = 'caller' | 'refused' | 'retry' | 'operator';

export interface ErrorEntry {
  readonly kind: ErrorKind;
  readonly title: string;
  readonly next: string;
  readonly status?: number;
}

/** All codes with their sentences, from the contract. */
export const errorCodes = codes.codes as Readonly<Record<ErrorCode, ErrorEntry>>;

/** One thing that is wrong with a request, told to a person: `path` is the member of the message it is about (`lines.3.itemCode`). */
export interface Fault {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path?: string;
  /** Of a value that differs from what was last seen: what Sage has now, and what was expected; empty is blank. */
  readonly difference?: { readonly inSage: string; readonly expected: string };
}

/** Something that was done although it was not quite as wished: a text that was cut, a warning of Sage. */
export interface Warning {
  /** What it would be as a fault, where somebody may want to tell it from others. */
  readonly code?: ErrorCode;
  readonly message: string;
  readonly path?: string;
}
