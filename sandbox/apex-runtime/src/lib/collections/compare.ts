import { isNumVal, numCmp } from '../../runtime/decimal.ts';
import { mkEx } from '../../runtime/rt.ts';
import { ADate, ADatetime, ATime } from '../../runtime/temporal.ts';
import { aliased, EnumVal, SObj, str, type Value } from '../../runtime/values.ts';

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const nameOf = (record: SObj): string =>
  str(record.get('name') ?? record.get('casenumber') ?? record.get('ordernumber') ?? '');

/** Records are sorted by type, then by name, then by id. */
function compareRecords(a: SObj, b: SObj): number {
  if (a.T !== b.T) return byText(a.T.name, b.T.name);
  return nameOf(a).localeCompare(nameOf(b)) || (String(a.get('id')) < String(b.get('id')) ? -1 : 1);
}

/** The order of List.sort(): nulls first, enums by position, own classes by compareTo. */
export function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (isNumVal(a) && isNumVal(b)) return numCmp(a, b);
  if (typeof a === 'string') return byText(a, String(b));
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (a instanceof ADate && b instanceof ADate) return a.n - b.n;
  if (a instanceof ADatetime && b instanceof ADatetime) return a.ms - b.ms;
  if (a instanceof ATime && b instanceof ATime) return a.ms - b.ms;
  if (a instanceof EnumVal && b instanceof EnumVal) return a.ord - b.ord;
  if (a instanceof SObj && b instanceof SObj) return compareRecords(a, b);
  const compareTo = typeof a === 'object' ? aliased(a, 'a_compareto$1') : undefined;
  if (compareTo) return Number(compareTo.call(a, b));
  throw mkEx('System.ListException', 'One or more of the items in this list is not Comparable.');
}
