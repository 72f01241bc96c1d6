// @ts-nocheck -- ported file by file: this one still waits for its types
// Statements and classes: AST -> JavaScript class text; one generated function per Apex class.
import { t, listOf, isList, isSet, isMap, sobjT, platT, platform, superT, subst, interfacesOf, castable, rank } from './types.ts';
import { CompileError, mangle } from './declare.ts';
import { ExprGen } from './expr.ts';
import { completes } from './flow.ts';

export class ClassGen extends ExprGen {
  err(e, n) {
    if (!(e instanceof CompileError)) throw e;
    const line = e.line || (n && n.l) || 0;
    this.p.err(this.ci.file, line, e.message);
    return `throw compileErr(${JSON.stringify(this.ci.file)},${line},${JSON.stringify(e.message)});`;
  }
  mark(l) { this.lines.add(l); return `F.l=${l};K[${l}]=1;`; }

  // --- statements
  block(b) {
    this.scopes.push(new Map());
    const out = b.s.map((s) => this.stmt(s)).join('\n');
    this.scopes.pop();
    return out;
  }
  stmt(s) {
    try { return this.stmt0(s); } catch (e) { return this.err(e, s); }
  }
  nested(s) {
    if (s.k === 'block') return `{${this.block(s)}}`;
    this.scopes.push(new Map());
    const c = this.stmt(s);
    this.scopes.pop();
    return `{${c}}`;
  }
  stmt0(s) {
    switch (s.k) {
      case 'block': return `{${this.block(s)}}`;
      case 'local': {
        let out = '';
        const T = this.resolve(s.t);
        for (const v of s.v) {
          let init = 'null', er = null;
          try { if (v.i) init = this.coerce(this.val(v.i), T, v.i); } catch (e) { er = this.err(e, s); }
          const d = this.declare(v.n, T, s);
          out += (v.i ? this.mark(s.l) : '') + (er || '') + `let ${d.js}=${init};`;
        }
        return out;
      }
      case 'expr': {
        const e = this.expr(s.e);
        if (e.type || e.ns) this.fail('Expression cannot be a statement', s);
        if (!['asg', 'pre', 'post', 'call', 'mcall', 'new'].includes(s.e.k)) this.fail('Expression cannot be a statement.', s);
        return this.mark(s.l) + e.c + ';';
      }
      case 'if': {
        const c = this.bool(s.c);
        return `${this.mark(s.l)}if(${c})${this.nested(s.t)}${s.f ? `else ${this.nested(s.f)}` : ''}`;
      }
      case 'while': return `${this.mark(s.l)}while(${this.bool(s.c)})${this.loopBody(s.b)}`;
      case 'do': return `do${this.loopBody(s.b)}while(${this.bool(s.c)});`;
      case 'for': {
        this.scopes.push(new Map());
        let init = '';
        if (s.i && s.i.k === 'local') init = this.stmt0(s.i);
        else if (s.i) init = this.mark(s.l) + s.i.map((e) => this.val(e).c + ';').join('');
        const c = s.c ? this.bool(s.c) : 'true';
        const u = s.u.map((e) => this.val(e).c).join(',');
        const r = `{${init}for(;${c};${u})${this.loopBody(s.b)}}`;
        this.scopes.pop();
        return r;
      }
      case 'foreach': return this.foreach(s);
      case 'return': {
        if (this.retWrap === 'ctor') return this.mark(s.l) + 'return this;';
        if (!s.e) { if (this.retT !== t.void) this.fail('Missing return value', s); return this.mark(s.l) + 'return null;'; }
        if (this.retT === t.void) this.fail('Void method must not return a value', s);
        return `${this.mark(s.l)}return ${this.coerce(this.val(s.e), this.retT, s)};`;
      }
      case 'throw': { const e = this.val(s.e); return `${this.mark(s.l)}throw thr(${e.c});`; }
      case 'break': return this.mark(s.l) + 'break;';
      case 'continue': return this.mark(s.l) + 'continue;';
      case 'try': return this.tryStmt(s);
      case 'switch': return this.switchStmt(s);
      case 'dml': {
        const es = s.e.map((e) => this.val(e));
        const T = es[0].T;
        const okT = (x) => x.kind === 'sobject' || x.kind === 'any' || (isList(x) && (x.args[0].kind === 'sobject' || x.args[0].kind === 'any'));
        if (!okT(T) && !(s.op === 'delete' && (T === t.id || isList(T)))) this.fail('DML requires SObject or SObject list type: ' + T.name, s);
        return `${this.mark(s.l)}dmlStmt(${JSON.stringify(s.op)},[${es.map((e) => e.c)}],${JSON.stringify(s.ext)},${JSON.stringify(s.as)});`;
      }
      case 'runas': {
        const e = s.e.map((x) => this.val(x).c);
        return `${this.mark(s.l)}{const $ra=runAs(${e});try{${this.block(s.b)}}finally{$ra();}}`;
      }
      default: return this.fail('apex-runtime: statement ' + s.k, s);
    }
  }
  loopBody(b) { return this.nested(b).replace('{', '{loop();'); }
  foreach(s) {
    const T = this.resolve(s.t);
    const e = this.val(s.e);
    let elT = null;
    const src = e.T;
    let code;
    if (e.soql && isList(src) && isList(T)) {
      this.scopes.push(new Map());
      const v = this.declare(s.n, T, s);
      const r = `${this.mark(s.l)}for(const $c of chunks(${e.c},200)){let ${v.js}=$c;${this.nested(s.b)}}`;
      this.scopes.pop();
      return r;
    }
    if (isList(src) || isSet(src)) elT = src.args[0];
    else if (src.kind === 'any') elT = t.any;
    else {
      const it = this.iterElem(src);
      if (!it) this.fail(`Loop must iterate over a collection type: ${src.name}`, s);
      elT = it;
    }
    if (!(T.kind === 'sobject' && elT.kind === 'sobject') && rank(elT, T) < 0) this.fail(`Loop variable must be of type ${elT.name}`, s);
    const conv = T.kind === 'sobject' && elT.kind === 'sobject' && T.so && !elT.so ? (c) => `cast(${c},${this.k(T)})` : (c) => this.convert(c, elT, T);
    this.scopes.push(new Map());
    const v = this.declare(s.n, T, s);
    const tmp = '$x' + (++this.temps);
    code = `${this.mark(s.l)}for(const ${tmp} of iter(${e.c})){${this.mark(s.l)}let ${v.js}=${conv(tmp)};${this.nested(s.b)}}`;
    this.scopes.pop();
    return code;
  }
  iterElem(T) {
    for (const i of this.allSupers(T)) if (i.kind === 'plat' && (i.def.key === 'system.iterable' || i.def.key === 'system.iterator')) return i.args[0];
    if (T.kind === 'plat' && T.def.key === 'database.querylocator') return t.sobject;
    return null;
  }
  *allSupers(T, seen = new Set()) {
    if (!T || seen.has(T)) return;
    seen.add(T); yield T;
    yield* this.allSupers(superT(T), seen);
    for (const i of interfacesOf(T)) yield* this.allSupers(i, seen);
  }
  tryStmt(s) {
    let out = `try{${this.block(s.b)}}`;
    if (s.c.length) {
      out += 'catch($e){const $x=caught($e,F);';
      let first = true;
      for (const c of s.c) {
        const T = this.resolve(c.t);
        this.scopes.push(new Map());
        const v = this.declare(c.n, T, c);
        const body = this.block(c.b);
        this.scopes.pop();
        out += `${first ? '' : 'else '}if(catches($x,${this.k(T)})){let ${v.js}=$x;${body}}`;
        first = false;
      }
      out += 'else throw $e;}';
    }
    if (s.f) out += `finally{${this.block(s.f)}}`;
    return out;
  }
  switchStmt(s) {
    const e = this.val(s.e);
    const sv = '$s' + (++this.temps);
    let out = `${this.mark(s.l)}{const ${sv}=${e.soql ? `single(${e.c})` : e.c};`;
    let first = true;
    for (const w of s.w) {
      if (w.els) { out += `${first ? '' : 'else'}{${this.block(w.b)}}`; first = false; continue; }
      let cond, pre = '';
      this.scopes.push(new Map());
      if (w.t) {
        const T = this.resolve(w.t);
        const v = this.declare(w.n, T, w);
        cond = `isA(${sv},${this.k(T)})`;
        pre = `let ${v.js}=${sv};`;
      } else {
        cond = w.v.map((x) => {
          if (x.k === 'name') {
            let r = null;
            if (x.p.length === 1) {
              if (e.T.kind === 'user' && e.T.decl.isEnum) r = this.typeDot(e.T, { n: x.p[0], l: x.l });
              else if (e.T.kind === 'plat' && e.T.def.enum) r = this.typeDot(e.T, { n: x.p[0], l: x.l });
            }
            if (!r) r = this.expr(x.p.reduce((a, n) => (a ? { k: 'dot', e: a, n, l: x.l } : { k: 'id', n, l: x.l }), null));
            return `swEq(${sv},${r.c})`;
          }
          return `swEq(${sv},${this.lit(x).c})`;
        }).join('||');
      }
      out += `${first ? '' : 'else '}if(${cond}){${pre}${this.block(w.b)}}`;
      this.scopes.pop();
      first = false;
    }
    return out + '}';
  }

  // --- members
  body(info, ps, pTs, block, opt = {}) {
    this.isStatic = !!opt.st; this.retT = opt.ret || t.void; this.retWrap = opt.wrap || null; this.inAccessor = opt.acc || null;
    this.temps = 0; this.scopes = [new Map()]; this.sawCtorCall = null;
    const names = ps.map((p, i) => { try { return this.declare(p.n, pTs[i], block).js; } catch (e) { this.err(e, block); return '$d' + i; } });
    const code = block ? this.block(block) : '';
    if (block) {
      const end = completes(block, (x) => this.p.err(this.ci.file, x.l, 'Unreachable statement'));
      if (end && this.retT !== t.void && !opt.wrap) this.p.err(this.ci.file, block.l, `Missing return statement required return type: ${this.retT.name}`);
    }
    const tmps = this.temps ? 'let ' + Array.from({ length: this.temps }, (_, i) => 't' + (i + 1)).join(',') + ';' : '';
    const mi = this.k({ name: info, ci: this.ci, file: this.ci.file, line: block ? block.l : 0 });
    const wrap = (pre) => `{const F=push(${mi});try{${tmps}${pre}${code}${opt.wrap === 'ctor' ? 'return this;' : 'return null;'}}finally{pop(F);}}`;
    return { sig: `(${names})`, wrap };
  }
  generate() {
    const ci = this.ci;
    const inst = [], stat = [];
    const out = [];
    const members = ci.ast.members || [];
    const sup = ci.superT;
    // fields
    const fields = [...ci.fields.values()];
    const instF = fields.filter((f) => !f.isStatic), statF = fields.filter((f) => f.isStatic);
    out.push(`constructor(){super();${instF.map((f) => `this.${f.js}=null;`).join('')}}`);
    // instance initialisers, in order
    const initCode = (st) => {
      this.isStatic = st; this.scopes = [new Map()]; this.temps = 0; this.retT = t.void; this.retWrap = null; this.inAccessor = null;
      let c = '';
      for (const x of members) {
        if ((x.k === 'field' || x.k === 'prop') && x.m.s.includes('static') === st && x.i) {
          const f = ci.fields.get(x.n.toLowerCase());
          if (!f) continue;
          try { c += this.mark(x.l) + (st ? `S.${f.js}=` : `this.${f.js}=`) + this.coerce(this.val(x.i), f.T, x) + ';'; } catch (e) { c += this.err(e, x); }
        } else if (x.k === 'init' && x.st === st) c += `{${this.block(x.b)}}`;
      }
      const tm = this.temps ? 'let ' + Array.from({ length: this.temps }, (_, i) => 't' + (i + 1)).join(',') + ';' : '';
      return tm + c;
    };
    const ic = initCode(false);
    const fi = `fi_${ci.id}`;
    const supFi = sup && sup.kind === 'user' ? 'super.$fi();' : '';
    out.push(`$fi(){${supFi}this.${fi}();}`);
    out.push(`${fi}(){${ic ? `const F=push(${this.k({ name: '<init>', ci, file: ci.file, line: ci.ast.l })});try{${ic}}finally{pop(F);}` : ''}}`);
    const sc = initCode(true);
    // constructors
    const supDefault = sup && sup.kind === 'user' ? `super.${this.supCtor(sup.decl)};` : sup && this.isExc(ci) ? 'exInit(this,[]);' : '';
    for (const c of ci.ctors) {
      const g = this.body('<init>', c.ast.ps, c.params, c.ast.b, { wrap: 'ctor' });
      const callsThis = this.sawCtorCall === 'this', callsSuper = this.sawCtorCall === 'super';
      // an explicit this()/super() call is the first statement: field initialisers go after super()
      if (callsSuper) {
        const first = { ...c.ast.b, s: c.ast.b.s.slice(0, 1) }, rest = { ...c.ast.b, s: c.ast.b.s.slice(1) };
        out.push(this.ctorWithSuper(c, first, rest, fi));
      } else out.push(`${c.js}${g.sig}${g.wrap(`if(!this.$i)this.$init();${callsThis ? '' : supDefault}`)}`);
    }
    if (!ci.ctors.length && !ci.isInterface && !ci.isEnum) out.push(`c_${ci.id}$(){if(!this.$i)this.$init();${supDefault}return this;}`);
    if (this.isExc(ci)) out.push(`cx_(a){if(!this.$i)this.$init();${sup.kind === 'user' ? 'super.cx_(a);' : 'exInit(this,a);'}return this;}`);
    // methods and properties
    for (const ms of ci.methods.values()) for (const m of ms) {
      if (m.isAbstract || !m.ast.b) continue;
      const g = this.body(m.name, m.ast.ps, m.params, m.ast.b, { st: m.isStatic, ret: m.ret });
      out.push(`${m.isStatic ? 'static ' : ''}${m.js}${g.sig}${g.wrap('')}`);
      if (!m.isStatic) {
        const clash = ms.some((o) => o !== m && o.arity === m.arity && !o.isStatic);
        if (!clash) out.push(`a_${m.key}$${m.arity}(...a){return this.${m.js}(...a);}`);
        else if (ms.find((o) => o.arity === m.arity && !o.isStatic) === m) out.push(`a_${m.key}$${m.arity}(...a){return dispatch(this,${this.k(ms.filter((o) => o.arity === m.arity && !o.isStatic))},a);}`);
        this.bridges(m, out);
      } else if (!ms.some((o) => !o.isStatic && o.arity === m.arity)) out.push(`a_${m.key}$${m.arity}(...a){return this.constructor.${m.js}(...a);}`);
    }
    for (const f of fields) if (f.prop && f.acc) {
      const st = f.isStatic ? 'static ' : '';
      const holder = f.isStatic ? `${this.k(ci)}.S` : 'this';
      const abs = f.ast.m.s.includes('abstract');
      if (f.ast.get && !abs) {
        if (f.ast.get.b) { const g = this.body(f.name, [], [], f.ast.get.b, { st: f.isStatic, ret: f.T, acc: f }); out.push(`${st}${f.getJs}()${g.wrap('')}`); } else out.push(`${st}${f.getJs}(){return ${holder}.${f.js};}`);
      }
      if (f.ast.set && !abs) {
        if (f.ast.set.b) { const g = this.body(f.name, [{ n: 'value' }], [f.T], f.ast.set.b, { st: f.isStatic, acc: f }); out.push(`${st}${f.setJs}(v_value)${g.wrap('').replace(/return null;\}finally/, 'return v_value;}finally')}`); } else out.push(`${st}${f.setJs}(v){return ${holder}.${f.js}=v;}`);
      }
    }
    const statInit = `S=>{const C=S;const F=push(${this.k({ name: '<clinit>', ci, file: ci.file, line: ci.ast.l })});try{${sc}}finally{pop(F);}}`;
    const body = `${out.join('\n')}`;
    const names = this.pool.map((_, i) => `k${i}=$K[${i}]`).join(',');
    const text = `"use strict";const {${RT_NAMES}}=R;${names ? `const ${names};` : ''}const K=$C;
return [class ${ci.simple.replace(/\W/g, '_')}_ extends $SUP{${body}},${statInit}];`;
    return { text, pool: this.pool, lines: this.lines, statFields: statF.map((f) => f.js) };
  }
  ctorWithSuper(c, first, rest, fi) {
    // compile "super(...)" and the rest in one scope so that locals stay visible
    this.isStatic = false; this.retT = t.void; this.retWrap = 'ctor'; this.inAccessor = null; this.temps = 0; this.scopes = [new Map()];
    const names = c.ast.ps.map((p, i) => this.declare(p.n, c.params[i], c.ast.b).js);
    this.scopes.push(new Map());
    const a = first.s.map((s) => this.stmt(s)).join('');
    const b = rest.s.map((s) => this.stmt(s)).join('\n');
    this.scopes.pop();
    const tmps = this.temps ? 'let ' + Array.from({ length: this.temps }, (_, i) => 't' + (i + 1)).join(',') + ';' : '';
    const mi = this.k({ name: '<init>', ci: this.ci, file: this.ci.file, line: c.ast.l });
    return `${c.js}(${names}){const F=push(${mi});try{${tmps}if(!this.$i)this.$init();${a}${b}return this;}finally{pop(F);}}`;
  }
  supCtor(d) {
    if (!d.ctors.length) return this.isExc(d) ? 'cx_([])' : `c_${d.id}$()`;
    const z = d.ctors.find((c) => c.arity === 0);
    return z ? `${z.js}()` : this.isExc(d) ? 'cx_([])' : (() => `c_${d.id}$()`)();
  }
  // a method that implements or overrides one with different but compatible parameter types
  bridges(m, out) {
    const seen = new Set([m.js]);
    const superMs = [];
    const walk = (x, vis = new Set()) => {
      if (!x || vis.has(x)) return; vis.add(x);
      if (x.kind === 'user') { for (const o of x.decl.methods.get(m.key) || []) superMs.push(o); walk(x.decl.superT, vis); for (const i of x.decl.ifsT) walk(i, vis); }
    };
    walk(this.ci.superT); for (const i of this.ci.ifsT) walk(i);
    for (const o of superMs) {
      if (o.arity !== m.arity || seen.has(o.js) || o.isStatic) continue;
      if (this.ci.methods.get(m.key).some((y) => y.js === o.js)) continue;
      if (o.params.every((p, i) => p === m.params[i] || (rank(p, m.params[i]) >= 0 && p.kind !== 'prim') )) { seen.add(o.js); out.push(`${o.js}(...a){return this.${m.js}(...a);}`); }
    }
  }
}
export const RT_NAMES = ['nn', 'bb', 'push', 'pop', 'str', 'strEq', 'eqOp', 'identical', 'lt', 'gt', 'le', 'ge', 'ltI', 'gtI', 'leI', 'geI', 'single', 'singleOrNull', 'coerceTo', 'i2l', 'i2d', 'i2f', 'l2d', 'l2f', 'l2i', 'f2d', 'd2f', 's2id', 'd2dt', 'idx', 'setIdx', 'mkMap', 'mkArr', 'mkList', 'mkSet', 'isA', 'cast', 'neg', 'typeTok', 'soql', 'sosl', 'sobjTok', 'fldTok', 'describeFields', 'trig', 'sg', 'sgr', 'sput', 'skids', 'dynGet', 'dynCall', 'arith', 'idiv', 'dtAdd', 'ladd', 'lsub', 'lmul', 'ldiv', 'dadd', 'dsub', 'dmul', 'ddiv', 'fadd', 'fsub', 'fmul', 'fdiv', 'lshift', 'exInit', 'toStr', 'hashOf', 'eqCall', 'superObj', 'enumValues', 'enumValueOf', 'penumValues', 'penumValueOf', 'iv', 'vcall', 'newS', 'newColl', 'newEx', 'compileErr', 'iter', 'chunks', 'thr', 'caught', 'catches', 'dmlStmt', 'runAs', 'swEq', 'dispatch', 'qb', 'addErrF', 'objClone', 'loop', 'arg'];
