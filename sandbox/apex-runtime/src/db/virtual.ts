// @ts-nocheck -- ported file by file: this one still waits for its types
// Formula and roll-up summary fields, evaluated when read.
import { R } from '../runtime/rt.ts';
import { Dec, toDec } from '../runtime/decimal.ts';
import { evalFormula } from './formula.ts';
import { indexedBy } from './indexed.ts';
export function virtualValue(so, f, row) {
  if (f.summary) {
    const [child, fk] = (f.summary.fk || '').split('.');
    const cso = child && R.org.schema.get(child);
    if (!cso) return null;
    const vals = [];
    const k = f.summary.field ? f.summary.field.split('.').pop().toLowerCase() : null;
    for (const r of indexedBy(child, fk.toLowerCase(), row.get('id'))) vals.push(k ? r.get(k) ?? null : 1);
    const nums = vals.filter((v) => v !== null);
    switch (f.summary.op) {
      case 'count': return new Dec(BigInt(vals.length), 0);
      case 'sum': return nums.reduce((a, b) => a.add(toDec(b)), new Dec(0n, 0));
      case 'max': return nums.length ? nums.reduce((a, b) => (toDec(a).cmp(toDec(b)) >= 0 ? a : b)) : null;
      default: return nums.length ? nums.reduce((a, b) => (toDec(a).cmp(toDec(b)) <= 0 ? a : b)) : null;
    }
  }
  return evalFormula(f, so, row);
}
