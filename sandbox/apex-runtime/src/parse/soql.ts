// @ts-nocheck -- ported file by file: this one still waits for its types
// SOQL parser: text -> query object. Inline binds arrive as :__bN, dynamic ones as :name.path
import { unescapeApex } from './strings.ts';
import { CompileError } from '../compile/declare.ts';

const TOK = /\s+|'(?:\\.|[^'\\])*'|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?|\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d(?:\.\d+)?Z?|[-+]?\d+(?:\.\d+)?|[A-Za-z_][\w]*|:\s*[A-Za-z_][\w.]*|<=|>=|!=|<>|[()=<>,.:+-]|\/\*[\s\S]*?\*\/|\/\/[^\n]*/gy;
const AGG = new Set(['count', 'count_distinct', 'sum', 'avg', 'min', 'max']);
const DATEFN = new Set(['calendar_year', 'calendar_month', 'calendar_quarter', 'day_in_month', 'day_in_week', 'day_in_year', 'day_only', 'fiscal_year', 'fiscal_month', 'fiscal_quarter', 'hour_in_day', 'week_in_month', 'week_in_year', 'format', 'tolabel', 'convertcurrency', 'converttimezone', 'grouping', 'distance']);

class P {
  constructor(text, onErr) {
    this.onErr = onErr; this.text = text; this.ts = []; this.i = 0;
    TOK.lastIndex = 0;
    let pos = 0;
    while (pos < text.length) {
      TOK.lastIndex = pos;
      const m = TOK.exec(text);
      if (!m) this.err(`unexpected token: '${text[pos]}'`);
      pos = TOK.lastIndex;
      const v = m[0];
      if (/^\s/.test(v) || v.startsWith('/*') || v.startsWith('//')) continue;
      this.ts.push(v);
    }
  }
  err(m) { throw this.onErr(m); }
  get t() { return this.ts[this.i]; }
  lo(o = 0) { const x = this.ts[this.i + o]; return x === undefined ? '' : x.toLowerCase(); }
  is(w) { return this.lo() === w; }
  eat(w) { if (this.lo() === w) { this.i++; return true; } return false; }
  need(w) { if (!this.eat(w)) this.err(`unexpected token: '${this.t ?? '<EOF>'}' (expecting ${w})`); }
  id() { const x = this.t; if (!x || !/^[A-Za-z_]/.test(x)) this.err(`unexpected token: '${x ?? '<EOF>'}'`); this.i++; return x; }
  path() { const p = [this.id()]; while (this.is('.')) { this.i++; p.push(this.id()); } return p; }
}

export function parseSoql(text, gen) {
  const onErr = (m) => (gen && gen.fail ? new CompileError(m) : gen ? gen(m) : new Error(m));
  const p = new P(text, onErr);
  const q = query(p, false);
  if (p.i < p.ts.length) p.err(`unexpected token: '${p.t}'`);
  q.text = text;
  return q;
}
function query(p, isSub) {
  p.need('select');
  const q = { select: [], from: null, where: null, groupBy: null, having: null, orderBy: null, limit: null, offset: null, isCount: false, isAggregate: false, allRows: false, mode: null, forUpdate: false };
  do { q.select.push(item(p)); } while (p.eat(','));
  p.need('from');
  q.from = p.path().join('.');
  q.alias = null;
  if (p.t && /^[A-Za-z_]/.test(p.t) && !/^(where|group|order|limit|offset|for|with|all|using|having|update)$/.test(p.lo())) { p.eat('as'); q.alias = p.id(); }
  while (p.eat(',')) { p.path(); if (p.t && /^[A-Za-z_]/.test(p.t) && !/^(where|group|order|limit|offset|for|with|all)$/.test(p.lo())) p.id(); }
  if (p.eat('using')) { p.need('scope'); p.id(); }
  if (p.eat('where')) q.where = orExpr(p);
  while (p.is('with')) {
    p.i++;
    if (p.eat('data')) { p.need('category'); while (p.t && !/^(group|order|limit|offset|for|all)$/.test(p.lo())) p.i++; } else if (p.is('security_enforced') || p.is('user_mode') || p.is('system_mode')) q.mode = p.id().toLowerCase();
    else orExpr(p);
  }
  if (p.eat('group')) {
    p.need('by');
    q.groupBy = [];
    if (p.is('rollup') || p.is('cube')) { p.err('apex-runtime does not model GROUP BY ' + p.t); }
    do { q.groupBy.push(item(p)); } while (p.eat(','));
    if (p.eat('having')) q.having = orExpr(p);
  }
  if (p.eat('order')) {
    p.need('by');
    q.orderBy = [];
    do {
      const it = item(p);
      const o = { path: it.k === 'field' ? it.path : null, item: it.k === 'field' ? null : it, desc: false, nulls: null };
      if (p.eat('asc')) o.desc = false; else if (p.eat('desc')) o.desc = true;
      if (p.eat('nulls')) { o.nulls = p.id().toLowerCase(); }
      q.orderBy.push(o);
    } while (p.eat(','));
  }
  if (p.eat('limit')) q.limit = value(p);
  if (p.eat('offset')) q.offset = value(p);
  if (p.eat('all')) { p.need('rows'); q.allRows = true; }
  while (p.eat('for')) { const w = p.id().toLowerCase(); if (w === 'update') q.forUpdate = true; }
  if (p.eat('update')) { p.id(); if (p.eat(',')) p.id(); }
  if (p.eat('all')) { p.need('rows'); q.allRows = true; }
  if (q.forUpdate && q.orderBy) p.err("unexpected token: 'for' (FOR UPDATE cannot be combined with ORDER BY)");
  const aggs = q.select.filter((s) => s.k === 'agg');
  if (aggs.length === 1 && q.select.length === 1 && aggs[0].fn === 'count' && !aggs[0].path && !aggs[0].alias && !q.groupBy) q.isCount = true;
  else if (aggs.length || q.groupBy) q.isAggregate = true;
  return q;
}
function item(p) {
  if (p.is('(')) {
    p.i++;
    const sub = query(p, true);
    p.need(')');
    return { k: 'sub', q: sub };
  }
  if (p.is('typeof')) {
    p.i++;
    const path = p.path();
    const whens = [];
    while (p.eat('when')) { const type = p.path().join('.'); p.need('then'); const fs = []; do { fs.push(p.path()); } while (p.eat(',')); whens.push({ type: type.toLowerCase(), fields: fs }); }
    let els = null;
    if (p.eat('else')) { els = []; do { els.push(p.path()); } while (p.eat(',')); }
    p.need('end');
    return { k: 'typeof', path, whens, els };
  }
  const name = p.lo();
  if (p.lo(1) === '(' && (AGG.has(name) || DATEFN.has(name) || name === 'fields')) {
    p.i += 2;
    let it;
    if (name === 'fields') { it = { k: 'fields', which: p.id().toLowerCase() }; p.need(')'); return it; }
    if (AGG.has(name)) { it = { k: 'agg', fn: name, path: p.is(')') ? null : p.path() }; } else {
      const inner = item(p);
      it = { k: 'fn', fn: name, arg: inner, path: inner.path };
      while (p.eat(',')) value(p);
    }
    p.need(')');
    if (p.t && /^[A-Za-z_]/.test(p.t) && !/^(from|where|having|order|limit|group|asc|desc|nulls|offset|for|with|all|and|or|like|in|not)$/.test(p.lo())) it.alias = p.id();
    return it;
  }
  const it = { k: 'field', path: p.path() };
  if (p.t && /^[A-Za-z_]/.test(p.t) && !/^(from|where|having|order|limit|group|asc|desc|nulls|offset|for|with|all|and|or|like|in|not|includes|excludes|then|end|when|else|update)$/.test(p.lo())) it.alias = p.id();
  return it;
}
// AND and OR are not mixed without brackets: SOQL has no precedence between them
function orExpr(p) {
  const l = notExpr(p);
  const op = p.is('and') ? 'and' : p.is('or') ? 'or' : null;
  if (!op) return l;
  const a = [l];
  while (p.eat(op)) a.push(notExpr(p));
  if (p.is('and') || p.is('or')) p.err(`unexpected token: '${p.t}'`);
  return { k: op, a };
}
function notExpr(p) {
  if (p.eat('not')) return { k: 'not', a: notExpr(p) };
  if (p.is('(')) {
    p.i++;
    const e = orExpr(p);
    p.need(')');
    return e;
  }
  const it = item(p);
  const c = { k: 'cmp', path: it.k === 'field' ? it.path : it.path || null, item: it.k === 'field' ? null : it, op: null, v: null };
  let op = p.lo();
  p.i++;
  if (op === 'not') { p.need('in'); op = 'not in'; }
  if (op === '<>') op = '!=';
  if (!['=', '!=', '<', '>', '<=', '>=', 'like', 'in', 'not in', 'includes', 'excludes'].includes(op)) p.err(`unexpected token: '${op}'`);
  c.op = op;
  if (op === 'in' || op === 'not in' || op === 'includes' || op === 'excludes') {
    if (p.is('(')) {
      p.i++;
      if (p.is('select')) { c.v = { k: 'subq', q: query(p, true) }; p.need(')'); } else {
        const vs = [];
        do { vs.push(value(p)); } while (p.eat(','));
        p.need(')');
        c.v = { k: 'list', a: vs };
      }
    } else c.v = value(p);
  } else c.v = value(p);
  return c;
}
function value(p) {
  const x = p.t;
  if (x === undefined) p.err("unexpected token: '<EOF>'");
  p.i++;
  const lo = x.toLowerCase();
  if (x[0] === "'") return { k: 'lit', v: unescapeApex(x.slice(1, -1)), str: true };
  if (x[0] === ':') {
    const name = x.slice(1).trim();
    const m = /^__b(\d+)$/.exec(name);
    if (m) return { k: 'bind', i: Number(m[1]) };
    if (p.is('(')) { p.err("unexpected token: '('"); }
    return { k: 'nbind', n: name };
  }
  if (lo === 'null') return { k: 'lit', v: null };
  if (lo === 'true' || lo === 'false') return { k: 'lit', v: lo === 'true' };
  if (/^\d{4}-\d\d-\d\dT/.test(x)) return { k: 'dt', v: x };
  if (/^\d{4}-\d\d-\d\d$/.test(x)) return { k: 'date', v: x };
  if (/^\d\d:\d\d:/.test(x)) return { k: 'time', v: x };
  if (/^[-+]?\d/.test(x)) return { k: 'num', v: x };
  if (x === '-' || x === '+') { const v = value(p); v.v = x + v.v; return v; }
  if (/^[a-z]{3}\d+$/i.test(x)) return { k: 'num', v: x.slice(3) };
  if (/^[A-Za-z_]/.test(x)) {
    if (p.t && /^:\s*[A-Za-z_]/.test(p.t)) p.err(`unexpected token: '${p.t}'`);
    let n = null;
    if (p.t === ':') { p.i++; n = Number(p.t); p.i++; }
    return { k: 'dlit', n: lo, arg: n };
  }
  return p.err(`unexpected token: '${x}'`);
}
