// @ts-nocheck -- ported file by file: this one still waits for its types
// The class table of a project: members, inheritance, name and type resolution.
import { t, userType, findPlatform, platT, platform, namespaces, listOf, sobjT, superT, interfacesOf, rank, subst } from './types.ts';

export class CompileError extends Error {
  constructor(message, line) { super(message); this.line = line; }
}
let classSeq = 0;
export class ClassInfo {
  constructor(ast, outer, file) {
    this.id = ++classSeq;
    this.ast = ast; this.outer = outer; this.file = file;
    this.simple = ast.n;
    this.name = outer ? outer.name + '.' + ast.n : ast.n;
    this.key = this.name.toLowerCase();
    this.top = outer ? outer.top : this;
    this.inner = new Map();
    this.fields = new Map(); this.methods = new Map(); this.ctors = [];
    this.isInterface = ast.k === 'interface'; this.isEnum = ast.k === 'enum';
    const m = ast.m ? ast.m.s : [];
    this.isAbstract = m.includes('abstract');
    this.isFinal = !this.isInterface && !this.isAbstract && !m.includes('virtual');
    this.annotations = ast.m ? ast.m.a : [];
    this.isTest = this.annotations.some((a) => a.n === 'istest') || (outer ? outer.isTest : false);
    this.sharing = /with sharing/.test(m.join(' ')) ? 'with' : /without sharing/.test(m.join(' ')) ? 'without' : /inherited/.test(m.join(' ')) ? 'inherited' : null;
    this.T = userType(this);
    this.js = null; this.S = null; this.rdy = false;
    this.staticInit = null; // set by the generator
    this.superT = null; this.ifsT = [];
    this.enumVals = null;
    for (const x of ast.members || []) if (x.k === 'class' || x.k === 'interface' || x.k === 'enum') {
      const ci = new ClassInfo(x, this, file);
      this.inner.set(x.n.toLowerCase(), ci);
    }
  }
  ann(name) { return this.annotations.find((a) => a.n === name); }
}

export const mangle = (T_) => T_.key.replace(/[^a-z0-9_]/g, '_');
export const jsName = (n) => n.toLowerCase();

export class Project {
  declare list: import('./class-info.ts').ClassInfo[]; declare triggers: import('./class-info.ts').ClassInfo[]; declare classes: Map<string, import('./class-info.ts').ClassInfo>; declare errors: { file: string; line: number; message: string }[];
  constructor() { this.classes = new Map(); this.triggers = []; this.errors = []; this.list = []; }
  err(file, line, message) { this.errors.push({ file, line, message }); }
  add(unit) {
    const ci = new ClassInfo(unit.ast, null, unit.file);
    ci.source = unit.source;
    if (unit.kind === 'trigger') { ci.isTrigger = true; this.triggers.push(ci); } else {
      if (this.classes.has(ci.key)) this.err(unit.file, 1, 'Duplicate class name: ' + ci.name);
      this.classes.set(ci.key, ci);
    }
    this.collect(ci);
    return ci;
  }
  collect(ci) { this.list.push(ci); for (const i of ci.inner.values()) this.collect(i); }

  // --- name lookups
  findClass(name, ctx) {
    const k = name.toLowerCase();
    for (let c = ctx; c; c = c.outer) {
      for (let s = c; s; s = s.superT && s.superT.kind === 'user' ? s.superT.decl : null) {
        const i = s.inner.get(k);
        if (i) return i;
        if (s.outer) { const o = s.outer.inner.get(k); if (o) return o; }
        if (s.simple.toLowerCase() === k && (s.outer || s === c) && s === c) return s;
      }
    }
    return this.classes.get(k) || null;
  }
  resolve(ast, ctx) {
    if (!ast) return t.void;
    let r = this.resolveBase(ast, ctx);
    for (let i = 0; i < ast.d; i++) r = listOf(r);
    return r;
  }
  resolveBase(ast, ctx) {
    const ps = ast.p;
    const p0 = ps[0];
    const k0 = p0.n.toLowerCase();
    if (ps.length === 1 && p0.a.length) {
      const def = findPlatform(k0);
      if (!def || !def.generic) throw new CompileError('Invalid type: ' + p0.n, ast.l);
      if (def.generic.length !== p0.a.length) throw new CompileError('Wrong number of type arguments for ' + p0.n, ast.l);
      return platT(def, p0.a.map((a) => this.resolve(a, ctx)));
    }
    let c = this.findClass(k0, ctx);
    if (c) {
      let ok = true, cc = c;
      for (let i = 1; i < ps.length; i++) {
        let n = null;
        for (let s = cc; s && !n; s = s.superT && s.superT.kind === 'user' ? s.superT.decl : null) n = s.inner.get(ps[i].n.toLowerCase());
        if (!n) { ok = false; break; }
        cc = n;
      }
      if (ok) return cc.T;
    }
    const full = ps.map((p) => p.n).join('.');
    const last = ps[ps.length - 1];
    if (ps.length === 1) {
      const d = findPlatform(k0);
      const so = sobjT(full);
      if (so && !(d && d.preferPlatform)) { if (!d || d.ns !== 'System') return so; }
      if (d) return platT(d, null);
      if (so) return so;
      if (t[k0] && t[k0].kind === 'prim') return t[k0];
      if (k0 === 'object') return t.object;
    } else {
      const d = platform.get(full.toLowerCase());
      if (d) return platT(d, last.a.length ? last.a.map((a) => this.resolve(a, ctx)) : null);
      if (k0 === 'system' || k0 === 'schema') {
        const r = this.resolveBase({ p: ps.slice(1), d: 0, l: ast.l }, null);
        if (r) return r;
      }
    }
    if (namespaces.has(k0) && ps.length > 1 && !this.classes.has(k0)) throw new CompileError(`apex-runtime does not model ${full} (unknown platform type)`, ast.l);
    throw new CompileError('Invalid type: ' + full, ast.l);
  }
  tryType(names, ctx) {
    try { return this.resolveBase({ p: names.map((n) => ({ n, a: [] })), d: 0, l: 0 }, ctx); } catch (e) { if (e instanceof CompileError) return null; throw e; }
  }

  // --- phase 1: inheritance; phase 2: members
  link() {
    for (const ci of this.list) {
      const a = ci.ast;
      const guard = (f) => { try { f(); } catch (e) { if (!(e instanceof CompileError)) throw e; this.err(ci.file, e.line || a.l, e.message); } };
      if (a.ext) guard(() => {
        ci.superT = this.resolve(a.ext, ci.outer || ci);
        if (ci.superT.kind !== 'user' && ci.superT.kind !== 'plat') throw new CompileError('Invalid superclass: ' + ci.superT.name, a.l);
      });
      for (const i of a.ifs || []) guard(() => { ci.ifsT.push(this.resolve(i, ci.outer || ci)); });
    }
    for (const ci of this.list) this.members(ci);
    for (const ci of this.list) { this.checkInheritance(ci); this.checkOverrides(ci); }
  }
  members(ci) {
    const guard = (l, f) => { try { f(); } catch (e) { if (!(e instanceof CompileError)) throw e; this.err(ci.file, e.line || l, e.message); } };
    if (ci.isEnum) return;
    for (const x of ci.ast.members) guard(x.l, () => {
      const st = x.m ? x.m.s.includes('static') : false;
      if (x.k === 'field' || x.k === 'prop') {
        const f = { name: x.n, key: x.n.toLowerCase(), T: this.resolve(x.t, ci), isStatic: st, owner: ci, ast: x, isFinal: x.m.s.includes('final'), isTransient: x.m.s.includes('transient'), access: access(x.m), ann: x.m.a };
        f.js = 'f_' + jsName(x.n);
        for (let s = ci.superT; s && s.kind === 'user'; s = s.decl.superT) if (!st && (s.decl.ast.members || []).some((y) => (y.k === 'field' || y.k === 'prop') && y.n.toLowerCase() === f.key && !y.m.s.includes('static')) && !x.m.s.includes('override')) { f.js += '$' + ci.id; break; }
        if (x.k === 'prop') {
          f.prop = x;
          f.virtual = ['virtual', 'abstract', 'override'].some((w) => x.m.s.includes(w));
          f.acc = f.virtual || (x.get && x.get.b) || (x.set && x.set.b);
          f.noGet = !x.get; f.noSet = !x.set;
          f.getJs = 'g_' + jsName(x.n); f.setJs = 's_' + jsName(x.n);
        }
        if (ci.fields.has(f.key)) throw new CompileError('Duplicate field: ' + x.n, x.l);
        ci.fields.set(f.key, f);
      } else if (x.k === 'method') {
        const m = { name: x.n, key: x.n.toLowerCase(), params: x.ps.map((p) => this.resolve(p.t, ci)), ret: x.t ? this.resolve(x.t, ci) : t.void, isStatic: st, owner: ci, ast: x, ann: x.m.a, access: ci.isInterface ? 'global' : access(x.m), isAbstract: x.m.s.includes('abstract') || ci.isInterface, isOverride: x.m.s.includes('override'), arity: x.ps.length, isVirtual: x.m.s.includes('virtual') };
        m.isTestMethod = x.m.s.includes('testmethod') || x.m.a.some((a) => a.n === 'istest');
        m.js = 'm_' + jsName(x.n) + '$' + m.params.map(mangle).join('$');
        if (!ci.methods.has(m.key)) ci.methods.set(m.key, []);
        if (ci.methods.get(m.key).some((o) => o.js === m.js)) throw new CompileError('Method already defined: ' + x.n, x.l);
        ci.methods.get(m.key).push(m);
      } else if (x.k === 'ctor') {
        const m = { name: x.n, params: x.ps.map((p) => this.resolve(p.t, ci)), ret: ci.T, owner: ci, ast: x, arity: x.ps.length };
        if (x.n.toLowerCase() !== ci.simple.toLowerCase()) throw new CompileError('Invalid constructor name: ' + x.n, x.l);
        m.js = 'c_' + ci.id + '$' + m.params.map(mangle).join('$');
        ci.ctors.push(m);
      }
    });
  }
  checkOverrides(ci) {
    if (ci.isEnum || ci.isTrigger) return;
    const exc = (() => { for (let s = ci.superT; s; s = superT(s)) if (s.kind === 'plat' && s.def.key === 'system.exception') return true; return false; })();
    if (exc && !/exception$/i.test(ci.simple)) this.err(ci.file, ci.ast.l, `Classes extending Exception must have a name ending in 'Exception': ${ci.simple}`);
    for (const f of ci.fields.values()) if (f.isStatic && ci.outer) this.err(ci.file, f.ast.l, `static can only be used on fields of a top level type: ${f.name}`);
    for (const ms of ci.methods.values()) for (const m of ms) {
      if (m.isStatic) { if (ci.outer) this.err(ci.file, m.ast.l, `static can only be used on methods of a top level type: ${m.name}`); continue; }
      let base = null, plat = false;
      for (let s = ci.superT; s && !base; s = superT(s)) {
        if (s.kind === 'plat') { plat = s.def.inst.has(m.key); break; }
        base = (s.decl.methods.get(m.key) || []).find((o) => o.js === m.js && !o.isStatic) || null;
      }
      if (['tostring', 'equals', 'hashcode'].includes(m.key)) continue;
      if (base) {
        const open = base.isAbstract || base.isVirtual || base.isOverride;
        if (!open && base.access !== 'private') this.err(ci.file, m.ast.l, `Non-virtual, non-abstract methods cannot be overridden: ${m.name}`);
        else if (open && !m.isOverride && base.access !== 'private') this.err(ci.file, m.ast.l, `Method must use the override keyword: ${m.name}`);
        if (open && base.ret !== m.ret && rank(m.ret, base.ret) < 0) this.err(ci.file, m.ast.l, `Method types clash: ${base.ret.name}, ${m.ret.name} in ${m.name}`);
      } else if (m.isOverride && !plat && !this.declaredAbove(ci, m)) this.err(ci.file, m.ast.l, `Method does not override an ancestor method: ${m.name}`);
    }
  }
  declaredAbove(ci, m) { // generic or platform signatures that differ in spelling
    const all = [];
    if (ci.superT) this.methodsOf(ci.superT, m.key, all);
    for (const i of ci.ifsT) this.methodsOf(i, m.key, all);
    return all.some((o) => o.arity === m.arity);
  }
  checkInheritance(ci) {
    if (ci.isEnum || ci.isInterface || ci.isAbstract || ci.isTrigger) return;
    // every abstract or interface method must be implemented
    const need = [];
    const seen = new Set();
    const walk = (x) => {
      if (seen.has(x)) return; seen.add(x);
      if (x.kind === 'user') for (const ms of x.decl.methods.values()) for (const m of ms) if (m.isAbstract) need.push({ name: m.name, arity: m.arity, from: x.name, params: m.params });
      if (x.kind === 'plat' && x.def.isInterface) for (const ms of x.def.inst.values()) for (const m of ms) if (!m.optional) need.push({ name: m.name, arity: m.arity, from: x.name, params: m.params.map((p) => subst(p, x.args)) });
      const s = superT(x); if (s) walk(s);
      for (const i of interfacesOf(x)) walk(i);
    };
    walk(ci.T);
    for (const n of need) {
      let found = false;
      for (let s = ci.T; s && !found; s = superT(s)) {
        if (s.kind === 'plat') { found = s.def.inst.has(n.name.toLowerCase()) && !s.def.isInterface; break; }
        for (const m of s.decl.methods.get(n.name.toLowerCase()) || []) if (m.arity === n.arity && !m.isAbstract && m.params.every((p, i) => p === n.params[i] || p.kind === 'any' || n.params[i].kind === 'any' || rank(n.params[i], p) >= 0 || rank(p, n.params[i]) >= 0)) found = true;
      }
      if (!found && !['equals', 'hashcode', 'tostring'].includes(n.name.toLowerCase())) this.err(ci.file, ci.ast.l, `Class ${ci.name} must implement the method: ${n.from}.${n.name}(${n.params.map((p) => p.name).join(', ')})`);
    }
  }

  // --- member lookup
  findField(T_, key) {
    for (let s = T_; s && s.kind === 'user'; s = s.decl.superT) {
      const f = s.decl.fields.get(key);
      if (f) return f;
    }
    return null;
  }
  // all user methods called name visible on T (own, inherited, interfaces)
  methodsOf(T_, key, out = [], seen = new Set()) {
    if (!T_ || seen.has(T_)) return out;
    seen.add(T_);
    if (T_.kind === 'user') {
      for (const m of T_.decl.methods.get(key) || []) if (!out.some((o) => o.js === m.js || (o.js && sameParams(o.params, m.params)))) out.push(m);
      if (T_.decl.superT) this.methodsOf(T_.decl.superT, key, out, seen);
      if (T_.decl.isInterface || T_.decl.isAbstract) for (const i of T_.decl.ifsT) this.methodsOf(i, key, out, seen);
    } else if (T_.kind === 'plat') {
      for (const m of T_.def.inst.get(key) || []) {
        const ps = m.params.map((p) => subst(p, T_.args));
        if (!out.some((o) => sameParams(o.params, ps))) out.push({ plat: m, params: ps, ret: subst(m.ret, T_.args), name: m.name, arity: m.arity, T: T_ });
      }
      const s = superT(T_); if (s) this.methodsOf(s, key, out, seen);
      for (const i of interfacesOf(T_)) this.methodsOf(i, key, out, seen);
    }
    return out;
  }
  pick(cands, argTs, what, line) {
    let best = null, bestScore = Infinity, tie = false;
    for (const m of cands) {
      if (m.params.length !== argTs.length) continue;
      let score = 0, ok = true;
      for (let i = 0; i < argTs.length; i++) {
        let r = rank(argTs[i], m.params[i]);
        if (r < 0 && argTs[i].kind === 'sobject' && argTs[i].so === null && m.params[i].kind === 'sobject' && argTs[i].loose) r = 8;
        if (r < 0) { ok = false; break; }
        score += r;
      }
      if (!ok) continue;
      if (score < bestScore) { best = m; bestScore = score; tie = false; } else if (score === bestScore) tie = true;
    }
    return best;
  }
}
function sameParams(a, b) { return a.length === b.length && a.every((x, i) => x === b[i]); }
function access(m) { for (const a of ['global', 'public', 'protected', 'private']) if (m.s.includes(a)) return a; return 'private'; }
