import { Dec, toDec } from '../runtime/decimal.ts';
import { R } from '../runtime/rt.ts';
import type { Value } from '../runtime/values.ts';
import type { Field, SObjectInfo, Summary } from '../schema/model.ts';
import { evalFormula } from './formula.ts';
import { indexedBy } from './indexed.ts';
import { valueOf, type Row } from './row.ts';

/** The value of a formula or roll-up summary field, worked out when it is read. */
export function virtualValue(so: SObjectInfo, field: Field, row: Row): Value {
  return field.summary ? rollUp(field.summary, row) : evalFormula(field, so, row);
}

function rollUp({ op, fk, field }: Summary, row: Row): Value {
  const [child = '', foreignKey = ''] = (fk ?? '').split('.');
  if (!child || !R.org.schema.get(child)) return null;
  const rows = indexedBy(child, foreignKey.toLowerCase(), valueOf(row, 'id'));
  if (op === 'count') return Dec.int(rows.length);
  const key = field?.split('.').at(-1)?.toLowerCase() ?? '';
  const values = rows.map((child) => valueOf(child, key)).filter((value) => value !== null);
  if (op === 'sum') return values.reduce<Dec>((sum, value) => sum.add(number(value)), new Dec(0n, 0));
  const sign = op === 'max' ? 1 : -1;
  const [first, ...others] = values;
  return others.reduce<Value>(
    (best, value) => (number(value).cmp(number(best)) * sign > 0 ? value : best),
    first ?? null,
  );
}

const number = (value: Value): Dec => toDec(value) ?? new Dec(0n, 0);
