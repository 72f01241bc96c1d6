// @ts-nocheck -- ported file by file: this one still waits for its types
// Method calls and object creation.
import { t, platT, listOf, isList, isSet, isMap, sobjT, rank, assignable, subst, platform, findPlatform, superT, interfacesOf } from './types.ts';
import { CompileError } from './declare.ts';

const V = (c, T, x) => ({ c, T, ...x });
const OBJ = { clone: [0, () => t.object], tostring: [0, () => t.string], equals: [1, () => t.boolean], hashcode: [0, () => t.integer] };

export class Calls {
  args(list) { return list.map((a) => this.val(a)); }
  argTs(es) { return es.map((e) => (e.soql ? soqlArg(e) : e.T)); }
  pickCoerce(cands, es, n, what) {
    const ts = es.map((e) => e.T);
    let m = this.p.pick(cands, ts, what, n.l);
    if (!m && es.some((e) => e.soql)) m = this.p.pick(cands, es.map((e) => (e.soql ? e.T.args[0] : e.T)), what, n.l);
    if (!m) m = this.p.pick(cands, es.map((e) => (e.T.kind === 'sobject' && e.T.so === null ? { ...e.T, loose: true, kind: 'sobject', so: null } : e.T)), what, n.l);
    if (!m) return null;
    return { m, cs: es.map((e, i) => this.coerceArg(e, m.params[i], n)) };
  }
  coerceArg(e, T, n) {
    if (e.T.kind === 'sobject' && e.T.so === null && T.kind === 'sobject') return T.so ? `cast(${e.c},${this.k(T)})` : e.c;
    return this.coerce(e, T, n);
  }
  sigText(name, es) { return `${name}(${es.map((e) => e.T.name).join(', ')})`; }
  noMethod(name, es, T, n) {
    const onPlat = T.kind === 'plat' || T.kind === 'sobject' || T.kind === 'prim';
    this.fail(onPlat && !this.knows(T, name) ? `apex-runtime does not model ${T.name}.${name}` : `Method does not exist or incorrect signature: void ${this.sigText(name, es)} from the type ${T.name}`, n);
  }
  knows(T, name) {
    const d = this.defOf(T);
    return d && (d.inst.has(name.toLowerCase()) || d.stat.has(name.toLowerCase()));
  }
  defOf(T) { return T.kind === 'plat' ? T.def : T.kind === 'sobject' ? platform.get('system.sobject') : T.kind === 'prim' ? platform.get('system.' + T.key) : null; }

  // unqualified: foo(...), this(...), super(...)
  call(n) {
    if (n.kw) return this.ctorCall(n);
    const key = n.n.toLowerCase();
    const es = this.args(n.a);
    let cands = this.p.methodsOf(this.ci.T, key);
    let owner = null;
    if (!cands.length) {
      for (let o = this.ci.outer; o && !cands.length; o = o.outer) { cands = this.p.methodsOf(o.T, key).filter((m) => m.isStatic); owner = o; }
    }
    if (!cands.length) {
      if (OBJ[key] && OBJ[key][0] === es.length) return this.objMethod('this', key, es, n);
      this.fail(`Method does not exist or incorrect signature: void ${this.sigText(n.n, es)} from the type ${this.ci.name}`, n);
    }
    let pk = this.pickCoerce(cands, es, n, n.n);
    if (!pk) {
      for (let o = this.ci.outer; o && !pk; o = o.outer) pk = this.pickCoerce(this.p.methodsOf(o.T, key).filter((m) => m.isStatic), es, n, n.n);
      if (!pk) this.fail(`Method does not exist or incorrect signature: void ${this.sigText(n.n, es)} from the type ${this.ci.name}`, n);
    }
    const { m, cs } = pk;
    if (m.plat) return this.platCall('this', true, m, cs);
    if (m.isStatic) return V(`${this.cls(m.owner)}.${m.js}(${cs})`, m.ret);
    if (this.isStatic) this.fail(`Method is not static: ${m.name}`, n);
    return V(`this.${m.js}(${cs})`, m.ret);
  }
  ctorCall(n) {
    const T = n.n === 'this' ? this.ci.T : this.ci.superT;
    const es = this.args(n.a);
    if (!T) { if (es.length) this.fail('No superclass constructor', n); return V('void 0', t.void); }
    this.sawCtorCall = n.n;
    if (T.kind === 'user') {
      const r = this.userCtor(T.decl, es, n);
      return V(n.n === 'this' ? `this.${r.js}(${r.cs})` : `super.${r.js}(${r.cs})`, t.void);
    }
    return V(`exInit(this,[${es.map((e) => e.c)}])`, t.void);
  }
  userCtor(d, es, n) {
    if (!d.ctors.length && !this.isExc(d)) {
      if (es.length) this.fail(`Constructor not defined: [${d.name}].<Constructor>(${es.map((e) => e.T.name).join(', ')})`, n);
      return { js: `c_${d.id}$`, cs: [] };
    }
    const pk = d.ctors.length ? this.pickCoerce(d.ctors, es, n, d.name) : null;
    if (pk) return { js: pk.m.js, cs: pk.cs };
    if (this.isExc(d) && es.length <= 2) {
      const ok = es.every((e) => e.T === t.string || e.T.kind === 'null' || e.T.kind === 'any' || assignable(e.T, platT(platform.get('system.exception'))) || assignable(e.T, t.string));
      if (ok) return { js: `cx_`, cs: [`[${es.map((e) => e.c)}]`] };
    }
    this.fail(`Constructor not defined: [${d.name}].<Constructor>(${es.map((e) => e.T.name).join(', ')})`, n);
  }
  isExc(d) {
    for (let s = d.superT; s; s = superT(s)) if (s.kind === 'plat') return s.def.key === 'system.exception' || !!(s.def.sup);
    return false;
  }
  objMethod(c, key, es, n, rt) {
    if (key === 'tostring') return V(`toStr(${c})`, t.string);
    if (key === 'clone') return V(`objClone(${c})`, rt || t.object);
    if (key === 'hashcode') return V(`hashOf(${c})`, t.integer);
    return V(`eqCall(${c},${es[0].c})`, t.boolean);
  }

  mcall(n) {
    const key = n.n.toLowerCase();
    let b;
    // super.foo()
    if (n.e.k === 'super') {
      const es = this.args(n.a);
      const T = this.ci.superT;
      if (!T) { if (OBJ[key]) return this.objMethod('superObj(this)', key, es, n); this.fail('No superclass', n); }
      const pk = this.pickCoerce(this.p.methodsOf(T, key), es, n, n.n);
      if (!pk) { if (OBJ[key]) return this.objMethod('superObj(this)', key, es, n); this.noMethod(n.n, es, T, n); }
      if (pk.m.plat) return V(`${this.k(pk.m.plat.fn)}(${['this', ...pk.cs]})`, pk.m.ret);
      if (pk.m.isAbstract) this.fail('Cannot call abstract method ' + pk.m.name, n);
      return V(`super.${pk.m.js}(${pk.cs})`, pk.m.ret);
    }
    let first = null;
    if (key === 'adderror' && n.e.k === 'dot' && n.a.length) { // record.Field.addError(...)
      let f = null;
      try { f = this.expr(n.e); } catch (e) { if (!(e instanceof CompileError)) throw e; }
      if (f && f.sfield && f.sfield !== true) return V(`addErrF(${this.nn(this.val(n.e.e))},${JSON.stringify(f.sfield.key)},${this.val(n.a[0]).c})`, t.void);
    }
    try { b = this.chain(n.e); } catch (e) {
      if (!(e instanceof CompileError)) throw e;
      const names = this.names(n.e);
      const T = names && this.p.tryType(names, this.ci);
      if (!T) throw e;
      b = { type: T };
    }
    if (b.type || b.ns) return this.staticCall(b, n);
    try { return this.valueCall(b, n); } catch (e) {
      if (!(e instanceof CompileError)) throw e;
      first = e;
    }
    if (n.e.k === 'id') {
      const T = this.p.tryType([n.e.n], this.ci);
      if (T) { try { return this.staticCall({ type: T }, n); } catch (e) { if (!(e instanceof CompileError)) throw e; } }
    }
    throw first;
  }
  staticCall(b, n) {
    const key = n.n.toLowerCase();
    const es = this.args(n.a);
    let T = b.type;
    if (!T) {
      const d = platform.get('system.' + b.ns);
      if (!d) this.fail(`apex-runtime does not model ${b.ns}.${n.n}`, n);
      T = platT(d);
    }
    if (T.kind === 'user') {
      const d = T.decl;
      if (d.isEnum) {
        if (key === 'values') return V(`enumValues(${this.k(d)})`, listOf(T), { nn: true });
        if (key === 'valueof') return V(`enumValueOf(${this.k(d)},${es[0].c})`, T, { nn: true });
      }
      const cands = this.p.methodsOf(T, key);
      const sts = cands.filter((m) => m.isStatic);
      const pk = this.pickCoerce(sts, es, n, n.n) || (cands.length ? this.pickCoerce(cands, es, n, n.n) : null);
      if (!pk) this.noMethod(n.n, es, T, n);
      if (!pk.m.isStatic) {
        if (!this.isStatic && assignable(this.ci.T, T)) return V(pk.m.plat ? this.platCall('this', true, pk.m, pk.cs).c : `this.${pk.m.js}(${pk.cs})`, pk.m.ret);
        this.fail(`Non static method cannot be referenced from a static context: ${pk.m.name}`, n);
      }
      if (pk.m.access === 'private' && pk.m.owner.top !== this.ci.top && !pk.m.ann.some((a) => a.n === 'testvisible')) this.fail(`Method is not visible: ${T.name}.${pk.m.name}`, n);
      return V(`${this.cls(pk.m.owner)}.${pk.m.js}(${pk.cs})`, pk.m.ret);
    }
    if (T.kind === 'plat') {
      const d = T.def;
      if (d.enum) {
        if (key === 'values') return V(`penumValues(${this.k(d)})`, listOf(T), { nn: true });
        if (key === 'valueof') return V(`penumValueOf(${this.k(d)},${es[0].c})`, T, { nn: true });
      }
      return this.platStatic(d, T, key, es, n);
    }
    if (T.kind === 'prim' || T.kind === 'object') { const d = platform.get('system.' + T.key); return this.platStatic(d, T, key, es, n); }
    if (T.kind === 'sobject') {
      const d = platform.get('system.sobjectstatics');
      const cands = (d.stat.get(key) || []).map((m) => ({ plat: m, params: [t.any, ...m.params.slice(1)], ret: m.ret }));
      const all = [V(this.k(T), t.any), ...es];
      const pk = this.pickCoerce(cands, all, n, n.n);
      if (!pk) this.noMethod(n.n, es, T, n);
      let ret = pk.m.ret;
      if (ret === t.sobject) ret = T;
      if (isMap(ret) && ret.args[1] === t.sobject) ret = platT(ret.def, [ret.args[0], T]);
      return V(`${this.k(pk.m.plat.fn)}(${pk.cs})`, ret);
    }
    return this.fail('apex-runtime: static call on ' + T.name, n);
  }
  platStatic(d, T, key, es, n) {
    const cands = (d.stat.get(key) || []).map((m) => ({ plat: m, params: m.params, ret: m.ret }));
    if (!cands.length) this.fail(`apex-runtime does not model ${T.name}.${n.n}`, n);
    const pk = this.pickCoerce(cands, es, n, n.n);
    if (!pk) this.noMethod(n.n, es, T, n);
    const q = es.some((e) => e.soql) && pk.m.params.some((p) => p.kind === 'sobject');
    let code = `${this.k(pk.m.plat.fn)}(${pk.cs})`;
    if ((d.key === 'system.database' && /^(query|countquery|getquerylocator)$/.test(key)) || (d.key === 'system.search' && key === 'query')) code = this.withBinds(code);
    return V(code, pk.m.ret, d.key === 'system.database' && /^query(withbinds)?$/.test(key) ? { T: listOf({ ...t.sobject }) && listOf(t.sobject), soql: true, dynq: true } : null);
  }
  // dynamic SOQL may name variables of the caller
  withBinds(code) {
    const cases = [];
    const seen = new Set();
    for (let i = this.scopes.length - 1; i >= 0; i--) for (const [k, v] of this.scopes[i]) if (!seen.has(k)) { seen.add(k); cases.push(`case ${JSON.stringify(k)}:return ${v.js};`); }
    for (let o = this.ci; o; o = o.outer) for (let s = o.T; s && s.kind === 'user'; s = superT(s)) for (const f of s.decl.fields.values()) {
      if (seen.has(f.key) || (!f.isStatic && (this.isStatic || o !== this.ci))) continue;
      seen.add(f.key);
      try { cases.push(`case ${JSON.stringify(f.key)}:return ${this.fieldGet(f, 'this', null).c};`); } catch { /* not readable */ }
    }
    return `qb(n=>{switch(n){${cases.join('')}}},()=>${code})`;
  }
  // Apex evaluates the arguments before it finds that the receiver is null
  late(recv, cs, mk) {
    const m = /^nn\(([\s\S]*)\)$/.exec(recv);
    if (!m || !cs.some((c) => /\(/.test(c))) return mk(recv, cs);
    const t0 = this.tmp();
    const ts = cs.map((c) => (/\(/.test(c) ? this.tmp() : null));
    return `(${t0}=${m[1]},${cs.map((c, i) => (ts[i] ? `${ts[i]}=${c},` : '')).join('')}${mk(`nn(${t0})`, cs.map((c, i) => ts[i] || c))})`;
  }
  platCall(recv0, recvNN, m, cs0) {
    const res = { T: null };
    const c = this.late(recvNN ? recv0 : `nn(${recv0})`, cs0, (r, cs) => { const v = this.platCall0(r, m, cs); Object.assign(res, v); return v.c; });
    return { ...res, c };
  }
  platCall0(r, m, cs) {
    if (!m.plat.fn) return V(`iv(${r},${JSON.stringify('a_' + m.plat.name.toLowerCase() + '$' + cs.length)},[${cs}])`, m.ret);
    const d = m.plat.def;
    if (d.open) return V(`vcall(${r},${JSON.stringify('a_' + m.plat.name.toLowerCase() + '$' + cs.length)},${this.k(m.plat.fn)},[${cs}])`, m.ret);
    return V(`${this.k(m.plat.fn)}(${[r, ...cs]})`, m.ret, m.plat.def.nonNull ? { nn: true } : null);
  }
  valueCall(b, n) {
    const key = n.n.toLowerCase();
    let T = b.T;
    const es = this.args(n.a);
    if (n.safe) {
      const tm = this.tmp();
      const r = this.callOn({ ...b, c: tm, nn: true }, T, key, es, n);
      return { ...r, nn: false, guard: `${b.guard ? b.guard + '||' : ''}(${tm}=${b.c})==null` };
    }
    const r = this.callOn(b, T, key, es, n);
    return b.guard ? { ...r, guard: b.guard } : r;
  }
  callOn(b, T, key, es, n) {
    const recv = b.nn ? b.c : T === t.blob ? `arg(${b.c})` : `nn(${b.c})`;
    if (T.kind === 'any') return V(`dynCall(${recv},${JSON.stringify(n.n)},[${es.map((e) => e.c)}])`, t.any);
    if (T.kind === 'user') {
      const d = T.decl;
      if (d.isEnum) {
        if (key === 'name') return V(`${recv}.name`, t.string, { nn: true });
        if (key === 'ordinal') return V(`${recv}.ord`, t.integer, { nn: true });
        if (OBJ[key]) return this.objMethod(recv, key, es, n);
      }
      const cands = this.p.methodsOf(T, key);
      const pk = this.pickCoerce(cands, es, n, n.n);
      if (!pk) {
        if (OBJ[key] && OBJ[key][0] === es.length) return this.objMethod(recv, key, es, n, T);
        this.noMethod(n.n, es, T, n);
      }
      const { m, cs } = pk;
      if (m.plat) return this.platCall(recv, true, m, cs);
      if (m.isStatic) this.fail(`Static method cannot be referenced from a non static context: ${m.name}`, n);
      if (m.access === 'private' && !d.isInterface && m.owner.top !== this.ci.top && !m.ann.some((a) => a.n === 'testvisible')) this.fail(`Method is not visible: ${T.name}.${m.name}`, n);
      return V(this.late(recv, cs, (r, c) => `${r}.${m.js}(${c})`), m.ret);
    }
    if (T.kind === 'sobject') {
      const d = platform.get('system.sobject');
      if (b.soql) return this.callOn(V(`single(${b.c})`, T.args[0], { nn: true }), T.args[0], key, es, n);
      const cands = (d.inst.get(key) || []).map((m) => ({ plat: m, params: m.params, ret: m.ret }));
      const pk = this.pickCoerce(cands, es, n, n.n);
      if (!pk) { if (OBJ[key]) return this.objMethod(recv, key, es, n); if (!T.so || !T.so.field(key)) this.noMethod(n.n, es, T, n); this.noMethod(n.n, es, T, n); }
      const r = this.platCall(recv, true, pk.m, pk.cs);
      if (key === 'clone') r.T = T;
      return r;
    }
    if (T.kind === 'object' || T.kind === 'null') {
      if (OBJ[key] && OBJ[key][0] === es.length) return this.objMethod(recv, key, es, n);
      this.noMethod(n.n, es, T, n);
    }
    if (T.kind === 'prim') {
      const d = platform.get('system.' + T.key);
      let cands = (d.inst.get(key) || []).map((m) => ({ plat: m, params: m.params, ret: m.ret }));
      if (!cands.length && T === t.id) cands = (platform.get('system.string').inst.get(key) || []).map((m) => ({ plat: m, params: m.params, ret: m.ret }));
      if (!cands.length && T === t.integer) { // Integer receives Long/Decimal methods through widening
        if (platform.get('system.decimal').inst.get(key)) return this.callOn(V(this.convert(recv, T, t.decimal), t.decimal, { nn: true }), t.decimal, key, es, n);
      }
      const pk = this.pickCoerce(cands, es, n, n.n);
      if (!pk) { if (OBJ[key] && OBJ[key][0] === es.length) return this.objMethod(recv, key, es, n); this.noMethod(n.n, es, T, n); }
      return this.platCall(recv, true, pk.m, pk.cs);
    }
    if (T.kind === 'plat') {
      const d = T.def;
      if (d.enum) {
        if (key === 'name') return V(`${recv}.name`, t.string, { nn: true });
        if (key === 'ordinal') return V(`${recv}.ord`, t.integer, { nn: true });
      }
      if (b.soql && T.args[0].kind === 'sobject') {
        // [SELECT ...].method(): list methods win, else the single record
        if (!d.inst.has(key)) return this.callOn(V(`single(${b.c})`, T.args[0], { nn: true }), T.args[0], key, es, n);
      }
      const cands = this.p.methodsOf(T, key);
      let pk = this.pickCoerce(cands, es, n, n.n);
      if (!pk) {
        if (d.dyn && d.dyn.call) { const r = d.dyn.call(n.n, b, es, this, n); if (r) return r; }
        if (OBJ[key] && OBJ[key][0] === es.length) return this.objMethod(recv, key, es, n);
        this.noMethod(n.n, es, T, n);
      }
      const r = this.platCall(recv, true, pk.m, pk.cs);
      if (b.dynq && isList(T)) r.loose = true;
      return r;
    }
    return this.fail(`Method does not exist: ${n.n} on ${T.name}`, n);
  }

  newObj(n) {
    const T = this.resolve(n.t);
    if (T.kind === 'sobject') {
      if (!T.so) this.fail('Type cannot be constructed: SObject', n);
      const sets = n.a.map((a) => {
        if (a.k !== 'asg' || a.op !== '=' || a.a.k !== 'id') this.fail('Invalid sObject constructor argument for ' + T.name, a);
        const key = a.a.n.toLowerCase();
        const f = T.so.field(key);
        const v = this.val(a.b);
        if (f && f.readonly && f.key !== 'id') this.fail(`Field is not writeable: ${T.name}.${f.name}`, a);
        if (f) return `${JSON.stringify(f.key)},${this.coerce(v, f.T, a)}`;
        const rel = T.so.parentRel(key);
        if (rel) return `${JSON.stringify(key)},${this.coerce(v, rel.to.length > 1 ? t.sobject : sobjT(rel.to[0]) || t.sobject, a)}`;
        return this.fail(`Field does not exist: ${a.a.n} on ${T.name}`, a);
      });
      return V(`newS(${this.k(T)},[${sets}])`, T, { nn: true });
    }
    const es = this.args(n.a);
    if (T.kind === 'user') {
      const d = T.decl;
      if (d.isInterface || d.isAbstract || d.isEnum) this.fail('Type cannot be constructed: ' + T.name, n);
      const r = this.userCtor(d, es, n);
      return V(`new (${this.cls(d)})().${r.js}(${r.cs})`, T, { nn: true });
    }
    if (T.kind === 'plat') {
      const d = T.def;
      if (isList(T) || isSet(T) || isMap(T)) {
        if (es.length > 1) this.fail('Constructor not defined: ' + T.name, n);
        return V(`newColl(${this.k(T)}${es.length ? ',' + es[0].c : ''})`, T, { nn: true });
      }
      if (d.sup && this.isExcDef(d)) return V(`newEx(${this.k(d)},[${es.map((e) => e.c)}])`, T, { nn: true });
      if (d.isInterface || d.isAbstract) this.fail('Type cannot be constructed: ' + T.name, n);
      const cands = d.ctors.map((m) => ({ plat: m, params: m.params.map((p) => subst(p, T.args)), ret: T }));
      if (!cands.length) this.fail(`apex-runtime does not model new ${T.name}(...)`, n);
      const named = n.a.length && n.a.every((a) => a.k === 'asg');
      const pk = named ? null : this.pickCoerce(cands, es, n, T.name);
      if (!pk) this.fail(`Constructor not defined: [${T.name}].<Constructor>(${es.map((e) => e.T.name).join(', ')})`, n);
      return V(`${this.k(pk.m.plat.fn)}(${[this.k(T), ...pk.cs]})`, T, { nn: true });
    }
    return this.fail('Type cannot be constructed: ' + T.name, n);
  }
  isExcDef(d) { for (let x = d; x; x = x.sup ? findPlatform(x.sup) : null) if (x.key === 'system.exception') return true; return false; }
  newCol(n) {
    const T = this.resolve(n.t);
    if (isList(T) || isSet(T)) {
      const items = n.v.map((x) => this.coerceArg(this.val(x), T.args[0], x));
      return V(isList(T) ? `mkList(${this.k(T.args[0])},[${items}])` : `mkSet(${this.k(T.args[0])},[${items}])`, T, { nn: true });
    }
    if (isMap(T) && !n.v.length) return V(`mkMap(${this.k(T.args[0])},${this.k(T.args[1])},[])`, T, { nn: true });
    return this.fail('Invalid initializer type ' + T.name, n);
  }
}
function soqlArg(e) { return e.T; }
