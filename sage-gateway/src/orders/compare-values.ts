import { Decimal } from 'decimal.js';
import { brief } from '../mapping/fit.ts';
import type { Findings } from '../mapping/findings.ts';
import type { OrderMemory, Remembered } from '../requests/port.ts';
import type { UdfValue, Value } from '../sage/ports.ts';

/** A value that a column of Sage is to get. */
export interface Wish extends UdfValue {
  /** What the caller last saw; undefined when it does not say. */
  readonly seen?: string;
  /** Member of the message. */
  readonly path: string;
  /** How a person calls the value: "quantity of line 3 (BIKE-100)". */
  readonly label: string;
}

/** What decides whether a value in Sage is the one that was expected there. */
export interface Guard {
  /** Keys of this request and of older ones for the same record: what they wrote is no change made in Sage. */
  readonly ours: readonly string[];
  /** Write over whatever Sage has. */
  readonly force: boolean;
  readonly findings: Findings;
}

export type Memories = OrderMemory['header'];

/** Blank and zero numbers are one, decimals are compared as numbers, texts without blanks around them. */
export function equals(kind: UdfValue['kind'], one: Value, other: Value): boolean {
  if (kind === 'number') return new Decimal(one || '0').equals(other || '0');
  return (one ?? '').trim() === (other ?? '').trim();
}

/**
 * Those of the wishes that are to be written. One that Sage has already is done; one whose value in Sage is not what was last seen, nor what
 * one of our own requests wrote, is a fault that tells both values.
 */
export function toWrite(
  wishes: readonly Wish[],
  inSage: (column: string) => Value,
  memories: Memories,
  guard: Guard,
): Wish[] {
  return wishes.filter((wish) => {
    const now = inSage(wish.name);
    if (equals(wish.kind, now, wish.value)) return false;
    if (!guard.force) check(wish, now, memories[wish.name], guard);
    return true;
  });
}

/** Adds the fault when the value is not as expected. */
export function check(
  { kind, seen, path, label }: Pick<Wish, 'kind' | 'seen' | 'path' | 'label'>,
  now: Value,
  remembered: Remembered | undefined,
  { ours, findings }: Guard,
): void {
  if (remembered !== undefined && ours.includes(remembered.by) && equals(kind, now, remembered.value)) return;
  const expected = seen ?? remembered?.value;
  if (expected === undefined || equals(kind, now, expected)) return;
  conflict(
    findings,
    `The ${label} is ${told(now)} in Sage, ${told(expected)} was expected.`,
    path,
    now,
    expected,
  );
}

/** A value that was changed in Sage meanwhile, as a fault. */
export function conflict(
  { faults }: Findings,
  message: string,
  path: string,
  inSage: Value,
  expected: string,
): void {
  faults.push({
    code: 'CHANGED_IN_SAGE',
    message,
    path,
    difference: { inSage: plain(inSage), expected: plain(expected) },
  });
}

function plain(value: Value): string {
  return value !== null && /^-?\d+\.\d+$/.test(value) ? new Decimal(value).toFixed() : (value ?? '').trim();
}

function told(value: Value): string {
  const text = plain(value);
  return text === '' ? 'blank' : brief(text);
}
