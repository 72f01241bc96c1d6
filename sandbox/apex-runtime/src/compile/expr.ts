// @ts-nocheck -- ported file by file: this one still waits for its types
// Expressions: AST -> JavaScript text with static types.
import { t, platT, listOf, setOf, mapOf, isList, isSet, isMap, sobjT, rank, assignable, castable, commonType, isNum, subst, platform, findPlatform, namespaces, superT, parseSigType } from './types.ts';
import { CompileError } from './declare.ts';
import { Dec, Dbl } from '../runtime/decimal.ts';
import { penum } from '../runtime/enums.ts';
import { parseSoql } from '../parse/soql.ts';
import { typeQuery } from './querytype.ts';
import { Calls } from './calls.ts';

const NUMORD = ['integer', 'long', 'double', 'decimal'];
const V = (c, T, x) => ({ c, T, ...x });

export class ExprGen extends Calls {
  constructor(project, ci) {
    super();
    this.p = project; this.ci = ci;
    this.pool = []; this.poolIx = new Map();
    this.scopes = []; this.temps = 0; this.isStatic = false; this.trigT = null; this.inAccessor = null;
    this.lines = new Set();
  }
  k(o) {
    let i = this.poolIx.get(o);
    if (i === undefined) { i = this.pool.length; this.pool.push(o); this.poolIx.set(o, i); }
    return 'k' + i;
  }
  tmp() { return 't' + (++this.temps); }
  fail(msg, n) { throw new CompileError(msg, n && n.l); }
  resolve(ast) { return this.p.resolve(ast, this.ci); }
  local(name) {
    const k = name.toLowerCase();
    for (let i = this.scopes.length - 1; i >= 0; i--) { const v = this.scopes[i].get(k); if (v) return v; }
    return null;
  }
  declare(name, T, n) {
    const k = name.toLowerCase();
    for (const s of this.scopes) if (s.has(k)) this.fail('Duplicate variable: ' + name, n);
    const v = { js: 'v_' + k, T };
    this.scopes[this.scopes.length - 1].set(k, v);
    return v;
  }

  // --- conversions
  coerce(e, to, n, what) {
    if (e.type || e.ns) this.fail('Variable does not exist: ' + (e.type ? e.type.name : e.ns), n);
    const from = e.T;
    if (from === to) return e.c;
    if (e.soql && to.kind === 'sobject') return `single(${e.c})`;
    if (to.kind === 'void') this.fail('void value used', n);
    if (from.kind === 'void') this.fail('Illegal assignment from void to ' + to.name, n);
    let r = rank(from, to);
    if (r < 0 && from.kind === 'sobject' && to.kind === 'sobject' && (from.so === null && from.loose)) r = 9;
    if (r < 0) this.fail((what || 'Illegal assignment from ') + from.name + ' to ' + to.name, n);
    return this.convert(e.c, from, to);
  }
  convert(c, from, to) {
    if (from.kind === 'any' && to.kind === 'prim') return isNum(to) || to === t.id ? `coerceTo(${c},${this.k(to)})` : c;
    if (from.kind !== 'prim' || to.kind !== 'prim') return c;
    if (from === t.integer) { if (to === t.long) return `i2l(${c})`; if (to === t.decimal) return `i2d(${c})`; if (to === t.double) return `i2f(${c})`; }
    if (from === t.long) { if (to === t.decimal) return `l2d(${c})`; if (to === t.double) return `l2f(${c})`; if (to === t.integer) return `l2i(${c})`; }
    if (from === t.double && to === t.decimal) return `f2d(${c})`;
    if (from === t.decimal && to === t.double) return `d2f(${c})`;
    if (from === t.string && to === t.id) return `s2id(${c})`;
    if (from === t.date && to === t.datetime) return `d2dt(${c})`;
    return c;
  }
  val(n) {
    const e = this.expr(n);
    if (e.type || e.ns) this.fail('Variable does not exist: ' + (e.type ? e.type.name : e.ns), n);
    return e;
  }
  bool(n) {
    const e = this.val(n);
    if (e.T !== t.boolean && e.T.kind !== 'any') this.fail('Condition expression must be of type Boolean: ' + e.T.name, n);
    return e.nn ? e.c : `bb(${e.c})`;
  }
  nn(e) { return e.nn ? e.c : `nn(${e.c})`; }

  // --- dispatch
  // a ?. short-circuits the rest of its chain: the guard is applied where the chain ends
  expr(n) {
    const r = this.chain(n);
    return r.guard ? { ...r, c: `(${r.guard}?null:${r.c})`, guard: null, nn: false } : r;
  }
  chain(n) {
    switch (n.k) {
      case 'lit': return this.lit(n);
      case 'par': { const e = this.expr(n.e); return e.type || e.ns ? e : { ...e, c: `(${e.c})` }; }
      case 'id': return this.id(n);
      case 'this': if (this.isStatic) this.fail('This cannot be referenced in a static context', n); return V('this', this.ci.T, { nn: true });
      case 'dot': return this.dot(n);
      case 'call': return this.call(n);
      case 'mcall': return this.mcall(n);
      case 'idx': {
        const a = this.chain(n.e), i = this.val(n.i);
        if (!a.T || (!isList(a.T) && a.T.kind !== 'any')) this.fail('Expression must be a list type: ' + (a.T ? a.T.name : n.l), n);
        return V(`idx(${a.c},${this.coerce(i, t.integer, n.i)})`, isList(a.T) ? a.T.args[0] : t.any, { guard: a.guard });
      }
      case 'new': return this.newObj(n);
      case 'newcol': return this.newCol(n);
      case 'newmap': {
        const T = this.resolve(n.t);
        if (!isMap(T)) this.fail('Invalid initializer type ' + T.name, n);
        const ps = n.v.map(([a, b]) => `[${this.coerce(this.val(a), T.args[0], a)},${this.coerce(this.val(b), T.args[1], b)}]`);
        return V(`mkMap(${this.k(T.args[0])},${this.k(T.args[1])},[${ps}])`, T, { nn: true });
      }
      case 'newarr': { const T = this.resolve(n.t); return V(`mkArr(${this.k(T.args[0])},${this.coerce(this.val(n.n), t.integer, n)})`, T, { nn: true }); }
      case 'cast': return this.cast(n);
      case 'inst': {
        const e = this.val(n.e), T = this.resolve(n.t);
        if (!castable(e.T, T) && e.T.kind !== 'null') this.fail(`Operation instanceof is always false since an instance of ${e.T.name} is never an instance of ${T.name}`, n);
        return V(`isA(${e.c},${this.k(T)})`, t.boolean, { nn: true });
      }
      case 'cond': {
        const a = this.val(n.a), b = this.val(n.b);
        if (a.T.kind === 'void' || b.T.kind === 'void') this.fail('Incompatible types in ternary operator', n);
        let T = commonType(a.T, b.T);
        if (T === t.object && a.T !== t.object && b.T !== t.object && isNum(a.T) !== isNum(b.T) && a.T.kind === 'prim' && b.T.kind === 'prim') this.fail(`Incompatible types in ternary operator: ${a.T.name}, ${b.T.name}`, n);
        if (a.soql && b.T.kind === 'sobject') T = b.T; else if (b.soql && a.T.kind === 'sobject') T = a.T;
        return V(`(${this.bool(n.c)}?${this.coerce(a, T, n.a)}:${this.coerce(b, T, n.b)})`, T, a.soql && b.soql ? { soql: true } : null);
      }
      case 'coal': {
        const a = this.val(n.a), b = this.val(n.b);
        if (a.soql && b.T.kind === 'sobject') return V(`(singleOrNull(${a.c})??${b.c})`, b.T);
        if (a.soql && b.T.kind === 'null') return V(`singleOrNull(${a.c})`, a.T.args[0]);
        const T = commonType(a.T, b.T);
        return V(`(${this.coerce(a, T, n.a)}??${this.coerce(b, T, n.b)})`, T);
      }
      case 'bin': return this.bin(n);
      case 'asg': return this.assign(n);
      case 'pre': case 'post': return this.incdec(n);
      case 'not': return V(`!${this.bool(n.e)}`, t.boolean, { nn: true });
      case 'bnot': { const e = this.val(n.e); return V(`(~${this.nn(e)})`, e.T, { nn: true }); }
      case 'neg': {
        if (n.e.k === 'lit' && (n.e.t === 'int' || n.e.t === 'long' || n.e.t === 'dec' || n.e.t === 'dbl') && n.op === '-') return this.lit({ ...n.e, v: typeof n.e.v === 'number' ? -n.e.v : '-' + n.e.v });
        const e = this.val(n.e);
        if (!isNum(e.T) && e.T.kind !== 'any') this.fail('Negation operator applied to ' + e.T.name, n);
        return V(n.op === '+' ? e.c : e.T === t.integer ? `(-${this.nn(e)}|0)` : `neg(${e.c})`, e.T);
      }
      case 'class': { const T = n.t ? this.resolve(n.t) : t.void; return V(`typeTok(${this.k(T)})`, platT(findPlatform('Type')), { nn: true }); }
      case 'soql': return this.soql(n);
      case 'sosl': return V(`sosl(${JSON.stringify(n.q)},[${n.b.map((b) => this.val(b).c)}])`, listOf(listOf(t.sobject)));
      case 'super': return V('this', this.ci.superT || t.object, { sup: true, nn: true });
      default: return this.fail('apex-runtime: expression kind ' + n.k, n);
    }
  }
  lit(n) {
    switch (n.t) {
      case 'null': return V('null', t.null);
      case 'str': return V(JSON.stringify(n.v).replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029'), t.string, { nn: true, lit: true });
      case 'bool': return V(String(n.v), t.boolean, { nn: true });
      case 'int':
        if (Math.abs(n.v) > 2147483648 || n.v === 2147483648) this.fail('Illegal integer', n);
        return V(n.v < 0 ? `(${n.v})` : String(n.v), t.integer, { nn: true, lit: true });
      case 'long': return V(`${n.v.startsWith('-') ? `(${n.v}n)` : n.v + 'n'}`, t.long, { nn: true });
      case 'dbl': return V(this.k(new Dbl(Number(n.v))), t.double, { nn: true });
      default: return V(this.k(Dec.parse(n.v)), t.decimal, { nn: true });
    }
  }

  // --- names
  id(n) {
    const key = n.n.toLowerCase();
    const v = this.local(n.n);
    if (v) return V(v.js, v.T, { lv: v, simple: true, nn: v.nn });
    const f = this.findVar(key);
    if (f) return this.fieldGet(f, null, n);
    if (this.trigT && key === 'trigger') return { type: platT(findPlatform('Trigger')), T: null };
    const T = this.p.tryType([n.n], this.ci);
    if (T) return { type: T, T: null, name: n.n };
    if (namespaces.has(key)) return { ns: key, T: null };
    if (key === 'sobjecttype') return { type: platT(platform.get('schema.sobjecttype')), T: null };
    return this.fail('Variable does not exist: ' + n.n, n);
  }
  findVar(key) {
    const own = this.p.findField(this.ci.T, key);
    if (own && !(this.isStatic && !own.isStatic)) return own;
    for (let o = this.ci.outer; o; o = o.outer) { const f = this.p.findField(o.T, key); if (f && f.isStatic) return f; }
    if (own) throw new CompileError('Non static field cannot be referenced from a static context: ' + own.name, null);
    return null;
  }
  // code that makes sure that the class is initialised and yields its static holder
  statics(ci) { const k = this.k(ci); return `(${k}.rdy?${k}.S:${k}.init())`; }
  cls(ci) { const k = this.k(ci); return `(${k}.rdy||${k}.init(),${k}.js)`; }
  fieldGet(f, recv, n) {
    const own = this.inAccessor === f;
    if (f.isStatic) {
      if (f.acc && !own) { if (f.noGet) this.fail('Property is not readable: ' + f.name, n); return V(`${this.cls(f.owner)}.${f.getJs}()`, f.T, { fld: f }); }
      return V(`${this.statics(f.owner)}.${f.js}`, f.T, { fld: f });
    }
    const r = recv || 'this';
    if (f.acc && !own) return V(`${r}.${f.getJs}()`, f.T, { fld: f, recv: r });
    return V(`${r}.${f.js}`, f.T, { fld: f, recv: r });
  }
  fieldSet(f, recv, code, n) {
    const own = this.inAccessor === f;
    if (f.noSet && f.owner !== this.ci) this.fail('Property is not writeable: ' + f.name, n);
    if (f.acc && !own && (f.ast.set?.b || f.virtual)) return `${f.isStatic ? this.cls(f.owner) : recv}.${f.setJs}(${code})`;
    if (f.acc && !own && !f.ast.set) this.fail('Property is not writeable: ' + f.name, n);
    return f.isStatic ? `(${this.statics(f.owner)}.${f.js}=${code})` : `(${recv}.${f.js}=${code})`;
  }

  dot(n) {
    let b;
    try { b = this.chain(n.e); } catch (e) {
      // Schema.Foo__c, Foo.Bar where Foo is only a namespace
      if (!(e instanceof CompileError)) throw e;
      const names = this.names(n);
      const T = names && this.p.tryType(names, this.ci);
      if (T) return { type: T, T: null };
      throw e;
    }
    if (b.ns !== undefined && b.ns !== null) return this.nsDot(b, n);
    if (b.type) {
      const r = this.typeDot(b.type, n);
      if (r) return r;
      this.fail(`Variable does not exist: ${n.n} on ${b.type.name}`, n);
    }
    try { return this.valueDot(b, n); } catch (e) {
      if (e instanceof CompileError && n.e.k === 'id') {
        const T = this.p.tryType([n.e.n], this.ci); // a variable hides a type of the same name
        if (T) { const r = this.typeDot(T, n); if (r) return r; }
        if (namespaces.has(n.e.n.toLowerCase())) return this.nsDot({ ns: n.e.n.toLowerCase() }, n);
      }
      throw e;
    }
  }
  names(n) { if (n.k === 'id') return [n.n]; if (n.k === 'dot') { const a = this.names(n.e); return a && [...a, n.n]; } return null; }
  nsDot(b, n) {
    const full = b.ns + '.' + n.n.toLowerCase();
    const d = platform.get(full);
    if (d) return { type: platT(d), T: null };
    if (b.ns === 'schema' || b.ns === 'system') { const T = this.p.tryType([n.n], null); if (T) return { type: T, T: null }; }
    const c = platform.get('system.' + b.ns); // namespace that is also a class: Database, Schema...
    if (c) { const r = this.typeDot(platT(c), n); if (r) return r; }
    return this.fail(`apex-runtime does not model ${b.ns}.${n.n}`, n);
  }
  typeDot(T, n) {
    const key = n.n.toLowerCase();
    if (T.kind === 'user') {
      const d = T.decl;
      if (d.isEnum) { const i = d.ast.values.findIndex((v) => v.toLowerCase() === key); if (i >= 0) return V(`${this.k(d)}.enumVals[${i}]`, T, { nn: true }); }
      const f = this.p.findField(T, key);
      if (f && f.isStatic) return this.fieldGet(f, null, n);
      for (let s = T; s && s.kind === 'user'; s = superT(s)) { const i = s.decl.inner.get(key); if (i) return { type: i.T, T: null }; }
      return null;
    }
    if (T.kind === 'sobject') {
      if (key === 'sobjecttype') return V(`sobjTok(${this.k(T)})`, platT(platform.get('schema.sobjecttype')), { nn: true });
      if (key === 'fields' && T.so) return V(`describeFields(${this.k(T)})`, platT(platform.get('schema.sobjecttypefields')), { nn: true, so: T.so });
      if (!T.so) return null;
      const f = T.so.field(key);
      if (f) return V(`fldTok(${this.k(T)},${JSON.stringify(f.key)})`, platT(platform.get('schema.sobjectfield')), { nn: true, fieldTok: f });
      const rel = T.so.parentRel(key);
      if (rel) { const pt = sobjT(rel.to[0]); return { type: pt, T: null }; }
      return null;
    }
    if (T.kind === 'plat') {
      const d = T.def;
      if (d.key === 'system.trigger' && this.trigT) {
        const tt = this.trigT;
        if (key === 'new' || key === 'old') return V(`trig().${key}`, listOf(tt));
        if (key === 'newmap' || key === 'oldmap') return V(`trig().${key}`, mapOf(t.id, tt));
      }
      if (d.enum) { const i = d.enum.findIndex((v) => v.toLowerCase() === key); if (i >= 0) return V(`${this.k(penum(d, i))}`, T, { nn: true }); }
      const p = d.sprops.get(key);
      if (p) return V(`${this.k(p.get)}()`, p.type);
      if (d.dyn && d.dyn.s) { const r = d.dyn.s(n.n, n, this); if (r) return r.code ? V(r.code(this), r.T, { nn: true, ...r.x }) : V(`${this.k(r.fn)}()`, r.T, { nn: true, ...r.x }); }
      const inner = platform.get((d.name + '.' + n.n).toLowerCase());
      if (inner) return { type: platT(inner), T: null };
      if (T.def.ns === 'System' && (d.name === 'Schema')) { const so = sobjT(n.n); if (so) return { type: so, T: null }; }
      return null;
    }
    return null;
  }
  valueDot(b, n) {
    const key = n.n.toLowerCase();
    const T = b.T;
    const wrap = (mk, RT, x) => {
      if (!n.safe) return V(mk(b.nn || b.rel ? b.c : `nn(${b.c})`), RT, { ...x, guard: b.guard });
      const tm = this.tmp();
      return V(mk(tm), RT, { ...x, guard: `${b.guard ? b.guard + '||' : ''}(${tm}=${b.c})==null` });
    };
    if (T.kind === 'user') {
      const f = this.p.findField(T, key);
      if (!f) this.fail(`Variable does not exist: ${n.n} (on ${T.name})`, n);
      if (f.isStatic) return this.fieldGet(f, null, n);
      if (f.access === 'private' && f.owner.top !== this.ci.top && !f.ann.some((a) => a.n === 'testvisible') ) this.fail(`Variable is not visible: ${T.name}.${n.n}`, n);
      if (f.noGet && f.owner !== this.ci) this.fail('Property is not readable: ' + f.name, n);
      return wrap((r) => this.fieldGet(f, r, n).c, f.T, { fld: f });
    }
    if (T.kind === 'sobject') {
      if (b.soql) this.fail('internal soql', n);
      const so = T.so;
      if (!so) { if (key === 'id') return wrap((r) => `sg(${r},"id")`, t.id, { sfield: true }); this.fail(`Variable does not exist: ${n.n} (on SObject)`, n); }
      const f = so.field(key);
      if (f) return b.rel && !n.safe ? V(`sgr(${b.c},${JSON.stringify(f.key)})`, f.T, { sfield: f, guard: b.guard }) : wrap((r) => `sg(${r},${JSON.stringify(f.key)})`, f.T, { sfield: f });
      const rel = so.parentRel(key);
      if (rel) {
        const pt = (rel.to.length > 1 ? sobjT('Name') : null) || sobjT(rel.to[0]) || t.sobject;
        return b.rel && !n.safe ? V(`sgr(${b.c},${JSON.stringify(key)})`, pt, { rel: true, guard: b.guard }) : wrap((r) => `sg(${r},${JSON.stringify(key)})`, pt, { rel: true });
      }
      const kid = so.childRel(key);
      if (kid) return wrap((r) => `skids(${r},${JSON.stringify(key)},${this.k(sobjT(kid.child))})`, listOf(sobjT(kid.child)));
      if (so.anyField) return wrap((r) => `sg(${r},${JSON.stringify(key)})`, t.any);
      this.fail(`Variable does not exist: ${n.n} (no such field on ${so.name})`, n);
    }
    if (b.soql || (isList(T) && T.args[0].kind === 'sobject')) {
      if (b.soql) return this.valueDot(V(`single(${b.c})`, T.args[0], { nn: true, guard: b.guard }), n);
    }
    if (T.kind === 'plat') {
      for (let s = T; s; s = superT(s)) {
        if (s.kind !== 'plat') break;
        const p = s.def.props.get(key);
        if (p) return wrap((r) => `${this.k(p.get)}(${r})`, subst(p.type, s.args), { pprop: p, precv: b });
        const acc = (s.def.inst.get('get' + key) || s.def.inst.get('is' + key) || []).find((m) => m.arity === 0 && m.fn);
        if (acc) return wrap((r) => `${this.k(acc.fn)}(${r})`, subst(acc.ret, s.args));
        if (s.def.dyn && s.def.dyn.i) { const r = s.def.dyn.i(n.n, b, this, n); if (r) return wrap((x) => `${this.k(r.fn)}(${x})`, r.T, r.x); }
      }
      this.fail(`apex-runtime does not model ${T.name}.${n.n}`, n);
    }
    if (T.kind === 'any') return wrap((r) => `dynGet(${r},${JSON.stringify(n.n)})`, t.any);
    return this.fail(`Variable does not exist: ${n.n} (on ${T.name})`, n);
  }

  // --- operators
  bin(n) {
    const op = n.op;
    if (op === '&&' || op === '||') return V(`(${this.bool(n.a)}${op}${this.bool(n.b)})`, t.boolean, { nn: true });
    const a = this.val(n.a), b = this.val(n.b);
    if (a.T.kind === 'void' || b.T.kind === 'void') this.fail('void expression used as an operand', n);
    return this.binOp(op, a, b, n);
  }
  binOp(op, a, b, n) {
    switch (op) {
      case '==': case '!=': {
        const neg = op === '!=' ? '!' : '';
        if (a.soql && b.T.kind === 'sobject') a = V(`single(${a.c})`, b.T);
        if (b.soql && a.T.kind === 'sobject') b = V(`single(${b.c})`, a.T);
        if (a.T.kind === 'null' || b.T.kind === 'null') return V(`(${a.c}${op}${b.c})`, t.boolean, { nn: true });
        const prim = (x) => x.kind === 'prim';
        if (prim(a.T) && prim(b.T)) {
          if (a.T === b.T && (a.T === t.integer || a.T === t.boolean || a.T === t.long)) return V(`(${a.c}${op}=${b.c})`, t.boolean, { nn: true });
          const ok = a.T === b.T || (isNum(a.T) && isNum(b.T)) || assignable(a.T, b.T) || assignable(b.T, a.T);
          if (!ok) this.fail(`Comparison arguments must be compatible types: ${a.T.name}, ${b.T.name}`, n);
          if (a.T === t.string || a.T === t.id) return V(`${neg}strEq(${a.c},${b.c})`, t.boolean, { nn: true });
        } else if (!castable(a.T, b.T) && !castable(b.T, a.T)) this.fail(`Comparison arguments must be compatible types: ${a.T.name}, ${b.T.name}`, n);
        return V(`${neg}eqOp(${a.c},${b.c})`, t.boolean, { nn: true });
      }
      case '===': case '!==': return V(`${op === '!==' ? '!' : ''}identical(${a.c},${b.c})`, t.boolean, { nn: true });
      case '<': case '>': case '<=': case '>=': {
        const fn = { '<': 'lt', '>': 'gt', '<=': 'le', '>=': 'ge' }[op];
        const num = (x) => isNum(x) || x.kind === 'any' || x.kind === 'null';
        const ok = (num(a.T) && num(b.T)) || assignable(a.T, b.T) || assignable(b.T, a.T);
        if (!ok || a.T.kind === 'sobject' || a.T === t.boolean) this.fail(`Comparison arguments must be compatible types: ${a.T.name}, ${b.T.name}`, n);
        const i = (a.T === t.integer || a.T === t.long) && (b.T === t.integer || b.T === t.long);
        if (i && b.lit && a.simple) return V(`(${a.c}!==null&&${a.c}${op}${b.c})`, t.boolean, { nn: true });
        return V(`${fn}${i ? 'I' : ''}(${a.c},${b.c})`, t.boolean, { nn: true });
      }
      case '+':
        if (a.T === t.string || b.T === t.string) {
          const s = (e) => (e.T === t.string && e.nn ? e.c : `str(${e.c})`);
          return V(`(${s(a)}+${s(b)})`, t.string, { nn: true });
        }
        if ((a.T === t.id || b.T === t.id)) return V(`(str(${a.c})+str(${b.c}))`, t.string, { nn: true });
        // fallthrough
      case '-':
        if (a.T === t.date || a.T === t.datetime || a.T === t.time) return V(`dtAdd(${a.c},${b.c},${op === '-' ? -1 : 1})`, a.T);
        // fallthrough
      case '*': case '/': {
        if (a.T.kind === 'any' || b.T.kind === 'any') return V(`arith(${JSON.stringify(op)},${a.c},${b.c})`, t.any);
        const at = a.T.kind === 'null' ? b.T : a.T, bt = b.T.kind === 'null' ? a.T : b.T;
        if (!isNum(at) || !isNum(bt)) this.fail(`Arithmetic expressions must use numeric arguments (${a.T.name} ${op} ${b.T.name})`, n);
        const T = t[NUMORD[Math.max(NUMORD.indexOf(at.key), NUMORD.indexOf(bt.key))]];
        if (T === t.integer) {
          const x = this.nn(a), y = this.nn(b);
          if (op === '*') return V(`Math.imul(${x},${y})`, T, { nn: true });
          if (op === '/') return V(`idiv(${x},${y})`, T, { nn: true });
          return V(`(${x}${op}${y}|0)`, T, { nn: true });
        }
        const fn = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' }[op];
        const pre = T === t.long ? 'l' : T === t.double ? 'f' : 'd';
        return V(`${pre}${fn}(${this.convert(a.c, at, T)},${this.convert(b.c, bt, T)})`, T, { nn: true });
      }
      case '&': case '|': case '^':
        if (a.T === t.boolean) return V(op === '^' ? `(bb(${a.c})!==bb(${b.c}))` : `((bb(${a.c})${op}bb(${b.c}))!==0)`, t.boolean, { nn: true });
        if (a.T === t.long || b.T === t.long) return V(`(${this.convert(this.nn(a), a.T, t.long)}${op}${this.convert(this.nn(b), b.T, t.long)})`, t.long, { nn: true });
        return V(`(${this.nn(a)}${op}${this.nn(b)})`, t.integer, { nn: true });
      case '<<': case '>>': case '>>>':
        if (a.T === t.long) return V(`lshift(${a.c},${b.c},${JSON.stringify(op)})`, t.long, { nn: true });
        return V(`((${this.nn(a)}${op}Number(${this.nn(b)}))|0)`, t.integer, { nn: true });
      default: return this.fail('apex-runtime: operator ' + op, n);
    }
  }

  // an assignable place: {T, pre, get, set(code)}
  place(n) {
    if (n.k === 'par') return this.place(n.e);
    if (n.k === 'id') {
      const v = this.local(n.n);
      if (v) return { T: v.T, pre: '', get: v.js, set: (c) => `(${v.js}=${c})` };
      const f = this.findVar(n.n.toLowerCase());
      if (!f) this.fail('Variable does not exist: ' + n.n, n);
      return { T: f.T, pre: '', get: this.fieldGetQuiet(f, 'this', n), set: (c) => this.fieldSet(f, 'this', c, n) };
    }
    if (n.k === 'idx') {
      const a = this.val(n.e), i = this.val(n.i);
      const t1 = this.tmp(), t2 = this.tmp();
      const T = isList(a.T) ? a.T.args[0] : t.any;
      return { T, pre: `${t1}=${a.c},${t2}=${this.coerce(i, t.integer, n.i)},`, get: `idx(${t1},${t2})`, set: (c) => `setIdx(${t1},${t2},${c})` };
    }
    if (n.k === 'dot') {
      const b = this.expr(n.e);
      const key = n.n.toLowerCase();
      if (b.type || b.ns) {
        const T = b.type;
        if (T && T.kind === 'user') { const f = this.p.findField(T, key); if (f && f.isStatic) return { T: f.T, pre: '', get: this.fieldGetQuiet(f, null, n), set: (c) => this.fieldSet(f, null, c, n) }; }
        if (T && T.kind === 'plat') { const p = T.def.sprops.get(key); if (p && p.set) return { T: p.type, pre: '', get: `${this.k(p.get)}()`, set: (c) => `${this.k(p.set)}(${c})` }; }
        this.fail('Expression cannot be assigned: ' + n.n, n);
      }
      const tm = n.e.k === 'this' ? 'this' : this.tmp();
      const mk = (bb) => (tm === 'this' ? '' : `${tm}=${bb.nn ? bb.c : `nn(${bb.c})`},`);
      let bb = b;
      if (b.soql) bb = V(`single(${b.c})`, b.T.args[0]);
      if (bb.T.kind === 'user') {
        const f = this.p.findField(bb.T, key);
        if (!f) this.fail(`Variable does not exist: ${n.n} (on ${bb.T.name})`, n);
        if (f.isStatic) return { T: f.T, pre: '', get: this.fieldGetQuiet(f, null, n), set: (c) => this.fieldSet(f, null, c, n) };
        return { T: f.T, pre: mk(bb), get: this.fieldGetQuiet(f, tm, n), set: (c) => this.fieldSet(f, tm, c, n) };
      }
      if (bb.T.kind === 'sobject') {
        const so = bb.T.so;
        const f = so && so.field(key);
        if (f && f.readonly && f.key !== 'id' && !so.anyField) this.fail(`Field is not writeable: ${so.name}.${f.name}`, n);
        if (f) return { T: f.T, pre: mk(bb), get: `sg(${tm},${JSON.stringify(f.key)})`, set: (c) => `sput(${tm},${JSON.stringify(f.key)},${c})`, ro: f };
        const rel = so && so.parentRel(key);
        if (rel) return { T: (rel.to.length > 1 ? t.sobject : sobjT(rel.to[0])) || t.sobject, pre: mk(bb), get: `sg(${tm},${JSON.stringify(key)})`, set: (c) => `sput(${tm},${JSON.stringify(key)},${c})` };
        if (!so && key === 'id') return { T: t.id, pre: mk(bb), get: `sg(${tm},"id")`, set: (c) => `sput(${tm},"id",${c})` };
        this.fail(`Variable does not exist: ${n.n} (no such field on ${bb.T.name})`, n);
      }
      if (bb.T.kind === 'plat') {
        for (let s = bb.T; s && s.kind === 'plat'; s = superT(s)) {
          const p = s.def.props.get(key);
          if (p && p.set) return { T: subst(p.type, s.args), pre: mk(bb), get: `${this.k(p.get)}(${tm})`, set: (c) => `${this.k(p.set)}(${tm},${c})` };
        }
        this.fail(`apex-runtime does not model assignment to ${bb.T.name}.${n.n}`, n);
      }
    }
    return this.fail('Expression cannot be assigned', n);
  }
  fieldGetQuiet(f, r, n) { try { return this.fieldGet(f, r, n).c; } catch { return 'null'; } }
  assign(n) {
    const pl = this.place(n.a);
    if (n.op === '=') {
      const v = this.val(n.b);
      return V(this.seq(pl.pre, pl.set(this.coerce(v, pl.T, n))), pl.T, v.nn ? { nn: true } : null);
    }
    const op = n.op.slice(0, -1);
    const b = this.val(n.b);
    const r = this.binOp(op, V(pl.get, pl.T), b, n);
    let c = r.c;
    if (r.T !== pl.T) {
      if (assignable(r.T, pl.T)) c = this.convert(c, r.T, pl.T);
      else if (isNum(r.T) && isNum(pl.T)) c = `coerceTo(${c},${this.k(pl.T)})`;
      else this.fail(`Illegal assignment from ${r.T.name} to ${pl.T.name}`, n);
    }
    return V(this.seq(pl.pre, pl.set(c)), pl.T);
  }
  seq(pre, c) { return pre ? `(${pre}${c})` : c; }
  incdec(n) {
    const pl = this.place(n.e);
    const one = V('1', t.integer, { nn: true });
    const op = n.op === '++' ? '+' : '-';
    if (n.k === 'pre') {
      const r = this.binOp(op, V(pl.get, pl.T), one, n);
      return V(this.seq(pl.pre, pl.set(r.c)), pl.T, { nn: true });
    }
    const tm = this.tmp();
    const r = this.binOp(op, V(tm, pl.T, { nn: true }), one, n);
    return V(`(${pl.pre}${tm}=nn(${pl.get}),${pl.set(r.c)},${tm})`, pl.T, { nn: true });
  }
  cast(n) {
    const e = this.val(n.e), T = this.resolve(n.t);
    if (e.soql && T.kind === 'sobject') return V(`cast(single(${e.c}),${this.k(T)})`, T);
    if (e.T === T) return { ...e, simple: false, lv: null };
    if (isNum(e.T) && isNum(T)) return V(assignable(e.T, T) ? this.convert(e.c, e.T, T) : `coerceTo(${e.c},${this.k(T)})`, T);
    if (!castable(e.T, T)) this.fail(`Incompatible types since an instance of ${e.T.name} is never an instance of ${T.name}`, n);
    if (rank(e.T, T) >= 0 && e.T.kind === 'prim') return V(this.convert(e.c, e.T, T), T);
    if (e.T.kind === 'null') return V('null', T);
    return V(`cast(${e.c},${this.k(T)})`, T);
  }
  soql(n) {
    const q = parseSoql(n.q, this);
    const ty = typeQuery(q, this, n);
    const binds = n.b.map((b) => { const e = this.val(b); return e.soql ? e.c : e.c; });
    return V(`soql(${this.k(q)},[${binds}])`, ty, { nn: true, soql: isList(ty) && ty.args[0].kind === 'sobject' });
  }
}

