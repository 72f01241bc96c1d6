import { isNum, t, type ApexType } from './types.ts';

/** The helpers that widen a primitive: from, to, name. */
const WIDENING = new Map<ApexType, ReadonlyMap<ApexType, string>>([
  [
    t.integer,
    new Map<ApexType, string>([
      [t.long, 'i2l'],
      [t.decimal, 'i2d'],
      [t.double, 'i2f'],
    ]),
  ],
  [
    t.long,
    new Map<ApexType, string>([
      [t.decimal, 'l2d'],
      [t.double, 'l2f'],
      [t.integer, 'l2i'],
    ]),
  ],
  [t.double, new Map<ApexType, string>([[t.decimal, 'f2d']])],
  [t.decimal, new Map<ApexType, string>([[t.double, 'd2f']])],
  [t.string, new Map<ApexType, string>([[t.id, 's2id']])],
  [t.date, new Map<ApexType, string>([[t.datetime, 'd2dt']])],
]);

/** Code that makes a value of one type into one of a type that it is assignable to. */
export function convert(code: string, from: ApexType, to: ApexType, pooledTarget: () => string): string {
  if (from.kind === 'any' && (isNum(to) || to === t.id)) return `coerceTo(${code},${pooledTarget()})`;
  const helper = WIDENING.get(from)?.get(to);
  return helper ? `${helper}(${code})` : code;
}
