// @ts-nocheck -- ported file by file: this one still waits for its types
// Executes parsed SOQL against the store.
import { R, mkEx, throwEx } from '../runtime/rt.ts';
import { t, sobjT, listOf } from '../compile/types.ts';
import { AList, ASet, AMap, SObj, EnumVal, strEq, to18, isIdText, eqStrict } from '../runtime/values.ts';
import { Dec, Dbl, toDec, numCmp, isNumVal } from '../runtime/decimal.ts';
import { ADate, ADatetime, ATime, clock } from '../runtime/temporal.ts';
import { count } from '../runtime/limits.ts';
import { virtualValue } from './virtual.ts';
import { checkQueryAccess } from './access.ts';
import { normOf } from './indexed.ts';
import { Address } from '../schema/model.ts';

const qerr = (m) => throwEx('System.QueryException', m);
const DAY = 86400000;

// env: {bind(i), named(name)} ; returns AList | number
export function runQuery(q, env, opts = {}) {
  if (!opts.noCount && !/__mdt$/i.test(q.from)) count('queries', 1); // custom metadata is free
  const res = execQuery(q, env, null, opts);
  if (typeof res === 'number') { if (!opts.noCount) count('rows', 1); return res; }
  let n = res.a.length;
  if (!q.isAggregate) for (const r of res.a) if (r.kids) for (const k of r.kids) n += k.a.length;
  if (!opts.noCount) count('rows', n);
  return res;
}
function execQuery(q, env, parentFilter, opts) {
  const so = R.org.schema.get(q.from);
  if (!so) qerr(`sObject type '${q.from}' is not supported.`);
  if (!parentFilter) checkQueryAccess(q, so, opts.mode ?? null);
  const ctx = { so, env, alias: q.alias ? q.alias.toLowerCase() : null };
  for (const s of q.select) if (s.k === 'field') checkPath(so, s.path, ctx);
  const pred = q.where ? cond(q.where, ctx) : null;
  let rows = [];
  const src = parentFilter ? parentFilter() : candidates(q, so, ctx);
  for (const r of src) {
    if (!q.allRows && r.get('isdeleted') === true) continue;
    if (pred && !pred(r)) continue;
    rows.push(r);
  }
  if (q.isCount) {
    const lim = q.limit ? num(q.limit, env) : null;
    return lim === null ? rows.length : Math.min(lim, rows.length);
  }
  if (q.isAggregate) return aggregate(q, rows, ctx);
  if (q.orderBy) {
    const keys = q.orderBy.map((o) => ({ get: o.path ? getter(so, o.path, ctx) : itemGetter(o.item, ctx), desc: o.desc, nullsLast: o.nulls ? o.nulls === 'last' : o.desc, cmp: orderOf(o.path ? lastField(so, strip(o.path, ctx)) : null) }));
    rows = sortBy(rows, keys);
  }
  rows = page(rows, q, env);
  const T = so.T;
  const plan = q.select.map((s) => selector(s, ctx));
  const out = rows.map((r) => {
    const o = new SObj(T);
    o.q = true;
    o.f.set('id', r.get('id') ?? null);
    for (const p of plan) p(o, r);
    return o;
  });
  return new AList(T, out);
}
function page(rows, q, env) {
  let from = 0, to = rows.length;
  if (q.offset) from = num(q.offset, env);
  if (q.limit) { const l = num(q.limit, env); if (l < 0) qerr('Invalid limit: ' + l); to = Math.min(to, from + l); }
  return from || to < rows.length ? rows.slice(from, to) : rows;
}
function sortBy(rows, keys) {
  return rows.map((r, i) => ({ r, i, k: keys.map((x) => x.get(r)) })).sort((a, b) => {
    for (let j = 0; j < keys.length; j++) {
      const x = a.k[j], y = b.k[j];
      if (x === null && y === null) continue;
      if (x === null) return keys[j].nullsLast ? 1 : -1;
      if (y === null) return keys[j].nullsLast ? -1 : 1;
      const c = (keys[j].cmp || cmpVal)(x, y);
      if (c) return keys[j].desc ? -c : c;
    }
    return a.i - b.i;
  }).map((x) => x.r);
}
// the rows to look at: by id or by an index where a top-level condition allows it, else the whole table
function candidates(q, so, ctx) {
  const store = R.org.db;
  const w = q.where;
  for (const c of !w ? [] : w.k === 'and' ? w.a : [w]) {
    if (c.k !== 'cmp' || c.item || !c.path || (c.op !== '=' && c.op !== 'in') || !['bind', 'nbind', 'lit', 'list'].includes(c.v.k)) continue;
    const path = strip(c.path, ctx);
    const f = path.length === 1 ? so.fields.get(path[0].toLowerCase()) : null;
    if (!f || f.formula || f.metaRel || so.kind === 'mdt' || !(f.key === 'id' || f.type === 'reference' || f.unique || f.extId)) continue;
    const vs = values(c.v, ctx).map((v) => (v instanceof SObj ? v.get('id') : v));
    if (vs.some((v) => v === null || v === '' || typeof v !== 'string')) continue;
    const out = new Set();
    for (const v0 of vs) {
      const v = f.T === t.id ? to18(v0) : v0;
      if (f.key === 'id') { const r = store.get(so.key, v); if (r) out.add(r); } else for (const r of store.by(so.key, f.key, v, normOf(f))) out.add(r);
    }
    return [...out].sort((x, y) => (x.get('id') < y.get('id') ? -1 : 1));
  }
  return store.rows(so.key);
}
function selector(s, ctx) {
  const { so } = ctx;
  if (s.k === 'field') {
    const path = strip(s.path, ctx);
    if (path.length === 1) {
      const k = path[0].toLowerCase();
      return (o, r) => o.f.set(k, val(so, r, k));
    }
    return (o, r) => putPath(o, so, r, path);
  }
  if (s.k === 'fields') {
    return (o, r) => { for (const f of so.fields.values()) if (s.which === 'all' || (s.which === 'custom') === f.custom) o.f.set(f.key, val(so, r, f.key)); };
  }
  if (s.k === 'sub') {
    const rel = s.q.from.toLowerCase().split('.').pop();
    const kid = so.childRel(rel);
    if (!kid) qerr(`Didn't understand relationship '${s.q.from}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`);
    const q = { ...s.q, from: kid.child };
    const cso = R.org.schema.get(kid.child);
    return (o, r) => {
      const l = execQuery(q, ctx.env, () => R.org.db.by(cso.key, kid.field.key, r.get('id'), normOf(kid.field)), {});
      (o.kids ||= []).push(l);
      o.f.set(rel, l);
    };
  }
  if (s.k === 'fn') { const g = itemGetter(s, ctx); const k = (s.alias || (s.path ? s.path[s.path.length - 1] : 'expr0')).toLowerCase(); return (o, r) => o.f.set(k, g(r)); }
  if (s.k === 'typeof') {
    const rel = s.path[0].toLowerCase();
    return (o, r) => {
      const p = so.parentRel(rel);
      const id = r.get(p.field.key) ?? null;
      const pso = id ? R.org.schema.byPrefix(id.slice(0, 3)) : null;
      if (!pso) { o.f.set(rel, null); return; }
      const w = s.whens.find((x) => x.type === pso.key);
      const fields = w ? w.fields : s.els || [];
      for (const fp of fields) putPath(o, so, r, [s.path[0], ...fp]);
      if (!fields.length) putPath(o, so, r, [s.path[0], 'Id']);
    };
  }
  return qerr('apex-runtime does not model this SELECT item');
}
function strip(path, ctx) {
  const f = path[0].toLowerCase();
  if (path.length > 1 && (f === ctx.alias || (f === ctx.so.key && !ctx.so.parentRel(f)))) return path.slice(1);
  return path;
}
function putPath(o, so, r, path) {
  let cur = o, cso = so, row = r;
  for (let i = 0; i < path.length - 1; i++) {
    const k = path[i].toLowerCase();
    const rel = cso.parentRel(k);
    const id = row.get(rel.field.key) ?? null;
    if (!cur.f.has(rel.field.key)) cur.f.set(rel.field.key, id);
    const pso = id ? R.org.schema.byPrefix(id.slice(0, 3)) : null;
    const prow = parentRow(rel, id);
    if (!prow || !pso && !rel.field.metaRel) { cur.f.set(k, null); return; }
    const ps = pso || R.org.schema.get(rel.to[0]);
    let n = cur.f.get(k);
    if (!n) { n = new SObj(ps.T); n.q = true; n.f.set('id', prow.get('id')); cur.f.set(k, n); }
    cur = n; cso = ps; row = prow;
  }
  const last = path[path.length - 1].toLowerCase();
  cur.f.set(last, val(cso, row, last));
}
function parentRow(rel, id) {
  if (!id) return null;
  if (rel.field.metaRel) { for (const r of R.org.db.rows(rel.to[0].toLowerCase())) if (r.get('developername') === id || r.get('qualifiedapiname') === id || r.get('id') === id) return r; return rel.field.metaText ? new Map([['id', id], ['durableid', id], ['qualifiedapiname', id], ['developername', String(id).replace(/__c$/i, '')], ['label', id], ['masterlabel', id]]) : null; }
  return R.org.db.find(id);
}
function val(so, row, k) {
  const f = so.fields.get(k);
  if (f && f.type === 'address') { const g = (n) => row.get((f.address + n).toLowerCase()) ?? null; const p = { street: g('Street'), city: g('City'), state: g('State'), postalCode: g('PostalCode'), country: g('Country') }; return Object.values(p).some((x) => x !== null) ? new Address(p) : null; }
  if (f && (f.formula || f.summary)) return virtualValue(so, f, row);
  const v = row.get(k);
  if (v === undefined) return f && f.T === t.boolean ? false : f && f.type === 'string' && k === 'type' && so.name === 'Name' ? null : null;
  return v;
}
export function checkPath(so, path0, ctx) {
  const path = strip(path0, ctx);
  let cur = so;
  for (let i = 0; i < path.length; i++) {
    const k = path[i].toLowerCase();
    if (i === path.length - 1) {
      if (!cur.field(k)) qerr(`No such column '${path[i]}' on entity '${cur.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`);
      return;
    }
    const rel = cur.parentRel(k);
    if (!rel) qerr(`Didn't understand relationship '${path[i]}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`);
    cur = R.org.schema.get(rel.to.length > 1 ? 'Name' : rel.to[0]);
    if (!cur) return;
  }
}
export function getter(so, path0, ctx) {
  const path = strip(path0, ctx);
  checkPath(so, path, ctx);
  if (path.length === 1) { const k = path[0].toLowerCase(); return (r) => val(so, r, k); }
  return (r) => {
    let row = r, cso = so;
    for (let i = 0; i < path.length - 1; i++) {
      const rel = cso.parentRel(path[i].toLowerCase());
      if (!rel) return null;
      const id = row.get(rel.field.key) ?? null;
      row = parentRow(rel, id);
      if (!row) return null;
      cso = rel.field.metaRel ? R.org.schema.get(rel.to[0]) : R.org.schema.byPrefix(id.slice(0, 3));
    }
    const k = path[path.length - 1].toLowerCase();
    if (k === 'type' && !cso.fields.has('type')) return cso.name;
    return val(cso, row, k);
  };
}
function itemGetter(it, ctx) {
  if (it.k === 'field') return getter(ctx.so, it.path, ctx);
  if (it.k === 'fn') {
    const g = it.arg ? itemGetter(it.arg, ctx) : getter(ctx.so, it.path, ctx);
    const d = (v) => (v instanceof ADatetime ? v.date() : v);
    switch (it.fn) {
      case 'calendar_year': case 'fiscal_year': return (r) => { const v = d(g(r)); return v && v.year; };
      case 'calendar_month': case 'fiscal_month': return (r) => { const v = d(g(r)); return v && v.month; };
      case 'calendar_quarter': case 'fiscal_quarter': return (r) => { const v = d(g(r)); return v && Math.ceil(v.month / 3); };
      case 'day_in_month': return (r) => { const v = d(g(r)); return v && v.day; };
      case 'day_in_week': return (r) => { const v = d(g(r)); return v && v.js.getUTCDay() + 1; };
      case 'day_only': return (r) => d(g(r));
      case 'hour_in_day': return (r) => { const v = g(r); return v && v.js.getUTCHours(); };
      case 'format': return (r) => { const v = g(r); return v === null ? null : String(v); };
      default: return g;
    }
  }
  return () => null;
}

// --- conditions
function cond(w, ctx) {
  if (w.k === 'and') { const a = w.a.map((x) => cond(x, ctx)); return (r) => { for (const f of a) if (!f(r)) return false; return true; }; }
  if (w.k === 'or') { const a = w.a.map((x) => cond(x, ctx)); return (r) => { for (const f of a) if (f(r)) return true; return false; }; }
  if (w.k === 'not') { const a = cond(w.a, ctx); return (r) => !a(r); }
  const g = w.item ? (ctx.agg ? ctx.agg(w.item) : itemGetter(w.item, ctx)) : ctx.agg ? ctx.agg({ k: 'field', path: w.path }) : getter(ctx.so, w.path, ctx);
  const f = w.path && !w.item ? lastField(ctx.so, strip(w.path, ctx)) : null;
  return compare(w, g, f, ctx);
}
function lastField(so, path) {
  let cur = so;
  for (let i = 0; i < path.length - 1; i++) { const rel = cur && cur.parentRel(path[i].toLowerCase()); cur = rel ? R.org.schema.get(rel.to.length > 1 ? 'Name' : rel.to[0]) : null; }
  return cur ? cur.field(path[path.length - 1].toLowerCase()) : null;
}
function compare(w, g, f, ctx) {
  const op = w.op;
  if (op === 'in' || op === 'not in') {
    const set = new Set();
    let hasNull = false;
    for (const v of w.v.k === 'subq' ? subValues(w.v.q, ctx) : values(w.v, ctx)) {
      if (v === null) { hasNull = true; continue; }
      set.add(norm(v instanceof SObj ? v.get('id') : v, f));
    }
    const pos = op === 'in';
    return (r) => { const v = g(r); return (v === null ? hasNull : set.has(norm(v, f))) === pos; };
  }
  if (op === 'includes' || op === 'excludes') {
    const vs = values(w.v, ctx).map((v) => String(v).toLowerCase().split(';'));
    const pos = op === 'includes';
    return (r) => { const v = g(r); const have = v === null ? [] : v.toLowerCase().split(';'); return vs.some((need) => need.every((x) => have.includes(x))) === pos; };
  }
  if (w.v.k === 'dlit') return dateLiteral(w, g, f);
  let v = scalar(w.v, ctx, f);
  if (v instanceof SObj) v = v.get('id');
  if (v instanceof EnumVal) v = v.name;
  if (v instanceof AList || v instanceof ASet) { if (op === '=' || op === '!=') return compare({ ...w, op: op === '=' ? 'in' : 'not in' }, g, f, ctx); }
  if (op === 'like') {
    const pats = v instanceof AList ? v.a : v instanceof ASet ? [...v.values()] : [v];
    const res = pats.map((p) => (p === null ? null : likeRe(String(p))));
    return (r) => { const x = g(r); return x !== null && res.some((q) => q && q.test(String(x))); };
  }
  if (f && f.T === t.boolean && v === null && (op === '=' || op === '!=')) return (r) => (op === '=' ? g(r) === null : g(r) !== null);
  if (typeof v === 'string' && f && (f.T === t.decimal || f.T === t.integer) ) { const d = Dec.parse(v); if (d) v = d; }
  if (typeof v === 'string' && f && f.T === t.id) { if (isIdText(v)) v = to18(v); else if (v !== '') { if (w.v.k !== 'bind' ) qerr(`invalid ID field: ${v}`); } else v = null; }
  if (v === '' ) v = null;
  const c = (r) => {
    const x = g(r);
    if (x === null) return NaN;
    return orderOf(f)(x, conv(v, x));
  };
  switch (op) {
    case '=': return (r) => { const x = g(r); return v === null ? x === null || x === '' : x !== null && cmpVal(x, conv(v, x)) === 0; };
    case '!=': return (r) => { const x = g(r); return v === null ? x !== null : x === null || cmpVal(x, conv(v, x)) !== 0; };
    case '<': return (r) => v !== null && c(r) < 0;
    case '>': return (r) => v !== null && c(r) > 0;
    case '<=': return (r) => v !== null && c(r) <= 0;
    default: return (r) => v !== null && c(r) >= 0;
  }
}
function likeRe(p) {
  let out = '';
  for (let i = 0; i < p.length; i++) {
    const ch = p[i];
    if (ch === '\\' && i + 1 < p.length) { out += p[++i].replace(/[.*+?^${}()|[\]\\]/g, '\\$&'); continue; }
    out += ch === '%' ? '[\\s\\S]*' : ch === '_' ? '[\\s\\S]' : ch.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return new RegExp('^' + out + '$', 'i');
}
function conv(v, like) {
  if (like instanceof ADatetime && v instanceof ADate) return new ADatetime(v.n * DAY);
  if (like instanceof ADate && v instanceof ADatetime) return v.date();
  return v;
}
// ids are ordered as they are counted up: digits, capitals, small letters
const cmpId = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const orderOf = (f) => (f && f.T === t.id ? cmpId : cmpVal);
export function cmpVal(a, b) {
  if (typeof a === 'string' || typeof b === 'string') {
    const x = String(a), y = String(b);
    const l = x.toLowerCase(), m = y.toLowerCase();
    return l < m ? -1 : l > m ? 1 : 0;
  }
  if (isNumVal(a) && isNumVal(b)) return numCmp(a, b);
  const n = (x) => (x instanceof ADate ? x.n * DAY : x instanceof ADatetime || x instanceof ATime ? x.ms : Number(x));
  const x = n(a), y = n(b);
  return x < y ? -1 : x > y ? 1 : 0;
}
function norm(v, f) {
  if (v instanceof EnumVal) v = v.name;
  if (typeof v === 'string') return f && f.T === t.id ? to18(v) : f && f.unique && f.caseSensitive ? v : v.toLowerCase();
  if (isNumVal(v)) return 'n' + toDec(v).stripAll().toString();
  if (v instanceof ADate) return 'd' + v.n * DAY;
  if (v instanceof ADatetime) return 'd' + v.ms;
  return v instanceof ATime ? 't' + v.ms : v;
}
function values(v, ctx) {
  if (v.k === 'list') return v.a.flatMap((x) => values(x, ctx));
  const x = scalar(v, ctx, null);
  if (x instanceof AList) return x.a;
  if (x instanceof ASet) return [...x.values()];
  if (x instanceof AMap) return [...x.keys()];
  if (x && x.iterate) return [...x.iterate()];
  return [x];
}
function subValues(q, ctx) {
  const r = execQuery({ ...q, orderBy: q.orderBy }, ctx.env, null, { sub: true });
  const it = q.select[0];
  const path = it.path;
  return r.a.map((o) => { let c = o; for (let i = 0; i < path.length; i++) c = c === null ? null : c.get(path[i].toLowerCase()); return c; }).filter((x) => x !== null);
}
function num(v, env) { const x = scalar(v, { env }, null); return x === null ? 0 : Number(x); }
function scalar(v, ctx, f) {
  switch (v.k) {
    case 'lit': return v.v;
    case 'num': return Dec.parse(v.v);
    case 'bind': return ctx.env.bind(v.i) ?? null;
    case 'nbind': return ctx.env.named(v.n) ?? null;
    case 'date': return ADate.parse(v.v);
    case 'dt': return ADatetime.parseIso(v.v);
    case 'time': { const m = /(\d\d):(\d\d):(\d\d)(?:\.(\d+))?/.exec(v.v); return new ATime((+m[1] * 3600 + +m[2] * 60 + +m[3]) * 1000); }
    default: return qerr('unexpected token');
  }
}
// date literals as half-open day ranges
function range(n, arg) {
  const today = Math.floor(clock.now() / DAY);
  const d = new ADate(today);
  const ym = (y, m) => ADate.ymd(y, m, 1).n;
  const dow = d.js.getUTCDay();
  const q = Math.floor((d.month - 1) / 3);
  switch (n) {
    case 'today': return [today, today + 1];
    case 'yesterday': return [today - 1, today];
    case 'tomorrow': return [today + 1, today + 2];
    case 'this_week': return [today - dow, today - dow + 7];
    case 'last_week': return [today - dow - 7, today - dow];
    case 'next_week': return [today - dow + 7, today - dow + 14];
    case 'this_month': return [ym(d.year, d.month), ym(d.year, d.month + 1)];
    case 'last_month': return [ym(d.year, d.month - 1), ym(d.year, d.month)];
    case 'next_month': return [ym(d.year, d.month + 1), ym(d.year, d.month + 2)];
    case 'this_quarter': case 'this_fiscal_quarter': return [ym(d.year, q * 3 + 1), ym(d.year, q * 3 + 4)];
    case 'last_quarter': case 'last_fiscal_quarter': return [ym(d.year, q * 3 - 2), ym(d.year, q * 3 + 1)];
    case 'next_quarter': case 'next_fiscal_quarter': return [ym(d.year, q * 3 + 4), ym(d.year, q * 3 + 7)];
    case 'this_year': case 'this_fiscal_year': return [ym(d.year, 1), ym(d.year + 1, 1)];
    case 'last_year': case 'last_fiscal_year': return [ym(d.year - 1, 1), ym(d.year, 1)];
    case 'next_year': case 'next_fiscal_year': return [ym(d.year + 1, 1), ym(d.year + 2, 1)];
    case 'last_90_days': return [today - 90, today + 1];
    case 'next_90_days': return [today + 1, today + 91];
    case 'last_n_days': return [today - arg, today + 1];
    case 'next_n_days': return [today + 1, today + 1 + arg];
    case 'n_days_ago': return [today - arg, today - arg + 1];
    case 'last_n_weeks': return [today - dow - 7 * arg, today - dow];
    case 'next_n_weeks': return [today - dow + 7, today - dow + 7 + 7 * arg];
    case 'last_n_months': return [ym(d.year, d.month - arg), ym(d.year, d.month)];
    case 'next_n_months': return [ym(d.year, d.month + 1), ym(d.year, d.month + 1 + arg)];
    case 'n_months_ago': return [ym(d.year, d.month - arg), ym(d.year, d.month - arg + 1)];
    case 'last_n_years': return [ym(d.year - arg, 1), ym(d.year, 1)];
    case 'next_n_years': return [ym(d.year + 1, 1), ym(d.year + 1 + arg, 1)];
    case 'n_weeks_ago': return [today - dow - 7 * arg, today - dow - 7 * arg + 7];
    case 'n_years_ago': case 'n_fiscal_years_ago': return [ym(d.year - arg, 1), ym(d.year - arg + 1, 1)];
    case 'n_quarters_ago': case 'n_fiscal_quarters_ago': return [ym(d.year, q * 3 + 1 - 3 * arg), ym(d.year, q * 3 + 4 - 3 * arg)];
    case 'last_n_fiscal_years': return [ym(d.year - arg, 1), ym(d.year, 1)];
    case 'next_n_fiscal_years': return [ym(d.year + 1, 1), ym(d.year + 1 + arg, 1)];
    case 'last_n_fiscal_quarters': case 'last_n_quarters': return [ym(d.year, q * 3 + 1 - 3 * arg), ym(d.year, q * 3 + 1)];
    case 'next_n_fiscal_quarters': case 'next_n_quarters': return [ym(d.year, q * 3 + 4), ym(d.year, q * 3 + 4 + 3 * arg)];
    default: return qerr(`unexpected token: '${n}'`);
  }
}
function dateLiteral(w, g) {
  const [a, b] = range(w.v.n, w.v.arg);
  const lo = a * DAY, hi = b * DAY;
  const n = (x) => (x instanceof ADate ? x.n * DAY : x.ms);
  return (r) => {
    const v = g(r);
    if (v === null) return w.op === '!=';
    const x = n(v);
    switch (w.op) {
      case '=': return x >= lo && x < hi;
      case '!=': return x < lo || x >= hi;
      case '<': return x < lo;
      case '<=': return x < hi;
      case '>': return x >= hi;
      default: return x >= lo;
    }
  };
}

// --- aggregates
function aggregate(q, rows, ctx) {
  const T = sobjT('AggregateResult');
  const keys = (q.groupBy || []).map((g) => ({ it: g, get: itemGetter(g, ctx) }));
  const groups = new Map();
  for (const r of rows) {
    const kv = keys.map((k) => k.get(r));
    const id = kv.map((v) => (v === null ? '\0' : norm(v, null))).join('\u0001');
    let g = groups.get(id);
    if (!g) groups.set(id, g = { kv, rows: [] });
    g.rows.push(r);
  }
  if (!q.groupBy && !groups.size) groups.set('', { kv: [], rows: [] });
  let anon = 0;
  const cols = q.select.map((s) => {
    if (s.k === 'agg') return { name: (s.alias || 'expr' + anon++).toLowerCase(), get: aggFn(s, ctx) };
    const i = keys.findIndex((k) => sameItem(k.it, s));
    const name = (s.alias || (s.k === 'fn' ? 'expr' + anon++ : s.path[s.path.length - 1])).toLowerCase();
    if (i < 0) qerr('Field must be grouped or aggregated: ' + (s.path ? s.path.join('.') : ''));
    return { name, get: (g) => g.kv[i] };
  });
  const forItem = (it) => {
    if (it.k === 'agg') return aggFn(it, ctx);
    const i = keys.findIndex((k) => sameItem(k.it, it));
    if (i >= 0) return (g) => g.kv[i];
    const c = it.path && cols.find((x) => x.name === it.path[0].toLowerCase());
    if (c) return c.get;
    return qerr('Field must be grouped or aggregated');
  };
  let gs = [...groups.values()];
  if (q.having) gs = gs.filter(cond(q.having, { ...ctx, agg: forItem }));
  if (q.orderBy) gs = sortBy(gs, q.orderBy.map((o) => ({ get: forItem(o.item || { k: 'field', path: o.path }), desc: o.desc, nullsLast: o.nulls ? o.nulls === 'last' : o.desc })));
  gs = page(gs, q, ctx.env);
  return new AList(T, gs.map((g) => { const o = new SObj(T); for (const c of cols) o.f.set(c.name, c.get(g)); return o; }));
}
function sameItem(a, b) { return a.k === b.k && (a.fn || '') === (b.fn || '') && (a.path || []).join('.').toLowerCase() === (b.path || []).join('.').toLowerCase(); }
function aggFn(s, ctx) {
  const g = s.path ? getter(ctx.so, s.path, ctx) : null;
  const vals = (grp) => grp.rows.map(g).filter((v) => v !== null);
  switch (s.fn) {
    case 'count': return (grp) => (g ? vals(grp).length : grp.rows.length);
    case 'count_distinct': return (grp) => new Set(vals(grp).map((v) => norm(v, null))).size;
    case 'sum': return (grp) => { const v = vals(grp); return v.length ? v.reduce((a, b) => a.add(toDec(b)), new Dec(0n, 0)) : null; };
    case 'avg': return (grp) => { const v = vals(grp); return v.length ? v.reduce((a, b) => a.add(toDec(b)), new Dec(0n, 0)).div(new Dec(BigInt(v.length), 0)) : null; };
    case 'min': return (grp) => { const v = vals(grp); return v.length ? v.reduce((a, b) => (cmpVal(b, a) < 0 ? b : a)) : null; };
    default: return (grp) => { const v = vals(grp); return v.length ? v.reduce((a, b) => (cmpVal(b, a) > 0 ? b : a)) : null; };
  }
}
export { listOf, eqStrict, strEq, Dbl, mkEx };
