// @ts-nocheck -- ported file by file: this one still waits for its types
// A small evaluator for formula fields, default values and validation-like expressions.
import { R, notModelled } from '../runtime/rt.ts';
import { t } from '../compile/types.ts';
import { Dec, toDec } from '../runtime/decimal.ts';
import { ADate, ADatetime } from '../runtime/temporal.ts';

const TOK = /\s+|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\d+(?:\.\d+)?|[$A-Za-z_][\w$]*(?:\.[$A-Za-z_][\w]*)*|<=|>=|<>|!=|==|&&|\|\||[-+*/^()=<>,&!]/gy;
const cache = new Map();
function tokens(s) {
  const out = [];
  let pos = 0;
  while (pos < s.length) {
    TOK.lastIndex = pos;
    const m = TOK.exec(s);
    if (!m) throw new Error('formula: ' + s.slice(pos, pos + 10));
    pos = TOK.lastIndex;
    if (/^\s|^\/\*/.test(m[0])) continue;
    out.push(m[0]);
  }
  return out;
}
function parse(s) {
  if (cache.has(s)) return cache.get(s);
  const ts = tokens(s);
  let i = 0;
  const bins = [['||'], ['&&'], ['=', '==', '<>', '!='], ['<', '>', '<=', '>='], ['&'], ['+', '-'], ['*', '/'], ['^']];
  const level = (n) => {
    if (n === bins.length) return unary();
    let l = level(n + 1);
    while (bins[n].includes(ts[i])) { const op = ts[i++]; l = { k: 'bin', op, a: l, b: level(n + 1) }; }
    return l;
  };
  const unary = () => {
    if (ts[i] === '-') { i++; return { k: 'neg', a: unary() }; }
    if (ts[i] === '!') { i++; return { k: 'call', n: 'NOT', a: [unary()] }; }
    if (ts[i] === '(') { i++; const e = level(0); i++; return e; }
    const x = ts[i++];
    if (x === undefined) throw new Error('formula end');
    if (x[0] === '"' || x[0] === "'") return { k: 'lit', v: x.slice(1, -1).replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c)) };
    if (/^\d/.test(x)) return { k: 'lit', v: Dec.parse(x) };
    if (ts[i] === '(') {
      i++;
      const a = [];
      if (ts[i] !== ')') { do { a.push(level(0)); } while (ts[i] === ',' && ++i); }
      i++;
      return { k: 'call', n: x.toUpperCase(), a };
    }
    return { k: 'ref', n: x };
  };
  const e = level(0);
  cache.set(s, e);
  return e;
}
const blank = (v) => v === null || v === undefined || v === '';
const txt = (v) => (blank(v) ? '' : String(v));
const dec = (v) => toDec(v) || new Dec(0n, 0);
let prior = null; // {old} while a validation rule is evaluated
function ev(e, so, row) {
  switch (e.k) {
    case 'lit': return e.v;
    case 'neg': return dec(ev(e.a, so, row)).neg();
    case 'ref': {
      const lo = e.n.toLowerCase();
      if (lo === 'true' || lo === 'false') return lo === 'true';
      if (lo === 'null') return null;
      if (lo.startsWith('$permission.')) return R.hasPermission(e.n.slice(12));
      if (lo.startsWith('$setup.')) { const [, o, f] = e.n.split('.'); const T = R.org.schema.get(o).T; return R.settingFor(T).get(f.toLowerCase()); }
      if (lo.startsWith('$label.')) return R.org.schema.labels.get(lo.slice(7)) ?? '';
      if (lo.startsWith('$profile.')) { const u = R.org.db.get('user', R.user); const p = R.org.db.get('profile', u.get('profileid')); return p ? p.get(lo.slice(9)) ?? null : null; }
      if (lo === '$user.id') return R.user;
      if (lo.startsWith('$user.')) { const u = R.org.db.get('user', R.user); return u ? u.get(lo.slice(6)) ?? null : null; }
      const p = e.n.split('.');
      let cur = row, cso = so;
      for (let j = 0; j < p.length - 1; j++) {
        const rel = cso.parentRel(p[j].toLowerCase());
        if (!rel) throw new Error('formula rel');
        const id = cur.get(rel.field.key);
        cur = id ? R.org.db.find(id) : null;
        if (!cur) return null;
        cso = R.org.schema.byPrefix(id.slice(0, 3));
      }
      const f = cso.fields.get(p[p.length - 1].toLowerCase());
      if (!f) throw new Error('formula field');
      if (f.formula) return evalFormula(f, cso, cur);
      return cur.get(f.key) ?? (f.T === t.boolean ? false : null);
    }
    case 'bin': {
      if (e.op === '&&') return ev(e.a, so, row) === true && ev(e.b, so, row) === true;
      if (e.op === '||') return ev(e.a, so, row) === true || ev(e.b, so, row) === true;
      const a = ev(e.a, so, row), b = ev(e.b, so, row);
      const num = (v) => v instanceof ADate ? v.n : v instanceof ADatetime ? v.ms : v === null ? 0 : typeof v === 'string' ? v : dec(v).num();
      switch (e.op) {
        case '&': return txt(a) + txt(b);
        case '+': if (typeof a === 'string' || typeof b === 'string') return txt(a) + txt(b); if (a instanceof ADate) return new ADate(a.n + dec(b).num()); if (a instanceof ADatetime) return new ADatetime(a.ms + dec(b).num() * 86400000); return dec(a).add(dec(b));
        case '-': if (a instanceof ADate) return b instanceof ADate ? new Dec(BigInt(a.n - b.n), 0) : new ADate(a.n - dec(b).num()); if (a instanceof ADatetime) return b instanceof ADatetime ? Dec.fromDouble((a.ms - b.ms) / 86400000) : new ADatetime(a.ms - dec(b).num() * 86400000); return dec(a).sub(dec(b));
        case '*': return dec(a).mul(dec(b));
        case '/': return dec(b).isZero() ? null : dec(a).div(dec(b));
        case '=': case '==': return txt(a) === txt(b) || (a !== null && b !== null && typeof a !== 'string' && num(a) === num(b));
        case '<>': case '!=': return !(txt(a) === txt(b) || (a !== null && b !== null && typeof a !== 'string' && num(a) === num(b)));
        case '<': return num(a) < num(b);
        case '>': return num(a) > num(b);
        case '<=': return num(a) <= num(b);
        case '>=': return num(a) >= num(b);
        default: throw new Error('formula op');
      }
    }
    default: {
      const A = (j) => ev(e.a[j], so, row);
      switch (e.n) {
        case 'IF': return A(0) === true ? A(1) : A(2);
        case 'ISNEW': return !(prior && prior.old);
        case 'ISCHANGED': case 'PRIORVALUE': {
          const old = prior && prior.old;
          const k = e.a[0].n.toLowerCase();
          if (e.n === 'PRIORVALUE') return old ? old.get(k) ?? null : A(0);
          return !!old && txt(old.get(k) ?? null) !== txt(A(0));
        }
        case 'REGEX': return new RegExp('^(?:' + txt(A(1)) + ')$').test(txt(A(0)));
        case 'INCLUDES': return txt(A(0)).split(';').includes(txt(A(1)));
        case 'ISNUMBER': return Dec.parse(txt(A(0))) !== null;
        case 'MOD': { const x = dec(A(0)).num(), y = dec(A(1)).num(); return Dec.fromDouble(((x % y) + y) % y); }
        case 'AND': return e.a.every((_, j) => A(j) === true);
        case 'OR': return e.a.some((_, j) => A(j) === true);
        case 'NOT': return A(0) !== true;
        case 'ISBLANK': case 'ISNULL': return blank(A(0));
        case 'BLANKVALUE': case 'NULLVALUE': { const v = A(0); return blank(v) ? A(1) : v; }
        case 'TEXT': return txt(A(0));
        case 'VALUE': return Dec.parse(txt(A(0)));
        case 'ISPICKVAL': return txt(A(0)) === txt(A(1));
        case 'CASE': { const v = txt(A(0)); for (let j = 1; j + 1 < e.a.length; j += 2) if (txt(A(j)) === v) return A(j + 1); return A(e.a.length - 1); }
        case 'LEFT': return txt(A(0)).slice(0, dec(A(1)).num());
        case 'RIGHT': { const n = dec(A(1)).num(); return n ? txt(A(0)).slice(-n) : ''; }
        case 'MID': { const s = dec(A(1)).num() - 1; return txt(A(0)).substr(s, dec(A(2)).num()); }
        case 'LEN': return new Dec(BigInt(txt(A(0)).length), 0);
        case 'UPPER': return txt(A(0)).toUpperCase();
        case 'LOWER': return txt(A(0)).toLowerCase();
        case 'TRIM': return txt(A(0)).trim();
        case 'CONTAINS': return txt(A(0)).includes(txt(A(1)));
        case 'BEGINS': return txt(A(0)).startsWith(txt(A(1)));
        case 'SUBSTITUTE': return txt(A(0)).split(txt(A(1))).join(txt(A(2)));
        case 'TODAY': return ADate.today();
        case 'NOW': return ADatetime.now();
        case 'YEAR': return new Dec(BigInt(A(0).year), 0);
        case 'MONTH': return new Dec(BigInt(A(0).month), 0);
        case 'DAY': return new Dec(BigInt(A(0).day), 0);
        case 'DATEVALUE': { const v = A(0); return v instanceof ADatetime ? v.date() : ADate.parse(txt(v)); }
        case 'ROUND': return dec(A(0)).setScale(dec(A(1)).num());
        case 'FLOOR': return dec(A(0)).setScale(0, 'FLOOR');
        case 'CEILING': return dec(A(0)).setScale(0, 'CEILING');
        case 'ABS': return dec(A(0)).abs();
        case 'MAX': return e.a.map((_, j) => dec(A(j))).reduce((x, y) => (x.cmp(y) >= 0 ? x : y));
        case 'MIN': return e.a.map((_, j) => dec(A(j))).reduce((x, y) => (x.cmp(y) <= 0 ? x : y));
        case 'HYPERLINK': return txt(A(0));
        case 'CASESAFEID': return txt(A(0));
        case 'BR': return '\n';
        default: throw new Error('formula function ' + e.n);
      }
    }
  }
}
export function evalFormula(f, so, row) {
  try {
    const v = ev(parse(f.formulaText), so, row);
    return coerceTo(f, v);
  } catch { return f.T === t.boolean ? false : null; }
}
function coerceTo(f, v) {
  if (v === undefined || v === null || v === '') return f.T === t.boolean ? false : null;
  if (f.T === t.boolean) return v === true;
  if (f.T === t.integer) return typeof v === 'number' ? v : dec(v).num() | 0;
  if (f.T === t.decimal) { const d = toDec(v); return d && f.scale >= 0 && d.s > f.scale ? d.setScale(f.scale) : d; }
  if (f.T === t.string) return String(v);
  if (f.T === t.datetime && v instanceof ADate) return new ADatetime(v.n * 86400000);
  if (f.T === t.date && v instanceof ADatetime) return v.date();
  return v;
}
export function evalDefault(f, so, row) {
  try { return coerceTo(f, ev(parse(f.def.formula), so, row)); } catch { return null; }
}
// a validation rule that cannot be evaluated stops the run rather than pass silently
export function ruleHit(rule, so, row, old) {
  prior = { old };
  try { return ev(parse(rule.formula), so, row) === true; } catch (e) { return notModelled(`validation rule ${so.name}.${rule.name} (${e.message})`); } finally { prior = null; }
}
