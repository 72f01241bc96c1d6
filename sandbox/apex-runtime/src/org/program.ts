// @ts-nocheck -- ported file by file: this one waits for the compiler's types
// The generated classes of a project: generates them, defines them at first use, and starts their statics anew.
import fs from 'node:fs';
import { ClassGen } from '../compile/classgen.ts';
import type { ClassInfo } from '../compile/class-info.ts';
import type { Project } from '../compile/declare.ts';
import { t } from '../compile/types.ts';
import { parseNow, loadParser } from '../parse/loader.ts';
import { R } from '../runtime/rt.ts';
import { EnumVal, Obj } from '../runtime/values.ts';
import type { Schema, SObjectInfo } from '../schema/model.ts';

const NONE: ClassInfo[] = [];

export class Program {
  declare project: Project;
  declare schema: Schema;
  /** The triggers of each object, by its key, in the order of their names. */
  declare triggers: Map<string, ClassInfo[]>;
  constructor(project: Project, schema: Schema) { this.project = project; this.schema = schema; this.triggers = new Map(); }
  compile(): void {
    for (const ci of this.project.list) this.prepare(ci);
    for (const ci of this.project.triggers) {
      const so = this.schema.get(ci.ast.so);
      if (!so) { this.project.err(ci.file, 1, `Invalid type: ${ci.ast.so}`); continue; }
      if (!this.triggers.has(so.key)) this.triggers.set(so.key, []);
      this.triggers.get(so.key).push(ci);
    }
    for (const l of this.triggers.values()) l.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  prepare(ci: ClassInfo): void {
    if (ci.isEnum) {
      ci.enumVals = ci.ast.values.map((v, i) => new EnumVal(ci.T, v, i));
      ci.js = class {}; ci.S = {}; ci.rdy = true; ci.init = () => ci.S; ci.compiled = true; ci.lineCount = 0;
      return;
    }
    ci.init = () => this.initClass(ci);
    if (ci.isTrigger) { // a trigger is a class with one static method
      ci.ast.ms ||= ci.ast.members;
      ci.ast = { ...ci.ast, members: ci.ast.members };
    }
    this.generate(ci);
  }
  generate(ci: ClassInfo): void {
    const g = new ClassGen(this.project, ci);
    let trig = null;
    if (ci.isTrigger) {
      const so = ci.ast.so && this.schema.get(ci.ast.so);
      g.trigT = so ? so.T : t.sobject;
      const before = this.project.errors.length;
      const b = g.body('<trigger>', [], [], { k: 'block', s: ci.ast.b, l: ci.ast.l }, { st: true });
      if (this.project.errors.length > before) { /* reported */ }
      trig = `static run()${b.wrap('')}`;
    }
    const out = g.generate();
    let text = out.text;
    if (trig) text = text.replace('constructor(){super();', trig + '\nconstructor(){super();');
    ci.gen = { text, pool: g.pool };
    // the prelude must name pool entries added while generating
    ci.gen.text = text.replace(/"use strict";const \{([^}]*)\}=R;(?:const k0[^;]*;)?/, (m, names) => `"use strict";const {${names}}=R;` + (g.pool.length ? `const ${g.pool.map((_, i) => `k${i}=$K[${i}]`).join(',')};` : ''));
    ci.lines = out.lines;
    ci.statFields = out.statFields;
    const maxLine = Math.max(0, ...out.lines) + 1;
    ci.cov = new Uint8Array(maxLine + 1);
  }
  define(ci: ClassInfo): void {
    if (ci.defined) return;
    ci.defined = true;
    let Sup = Obj;
    if (ci.superT) {
      if (ci.superT.kind === 'user') { this.define(ci.superT.decl); Sup = ci.superT.decl.js; } else Sup = ci.superT.def.js || Obj;
    }
    let f;
    try { f = new Function('R', '$K', '$SUP', '$C', ci.gen.text); } catch (e) {
      if (process.env.APEX_RUNTIME_DUMP) fs.writeFileSync(process.env.APEX_RUNTIME_DUMP, ci.gen.text);
      throw new Error(`apex-runtime internal: generated code for ${ci.name} does not parse: ${e.message}`);
    }
    const [C, stat] = f(R, ci.gen.pool, Sup, ci.cov);
    Object.defineProperty(C.prototype, 'T', { value: ci.T, configurable: true });
    const fs_ = [];
    for (let s = ci; s; s = s.superT && s.superT.kind === 'user' ? s.superT.decl : null) fs_.unshift(...[...s.fields.values()].filter((x) => !x.isStatic));
    C.$fields = fs_;
    ci.js = C;
    ci.staticInit = stat;
    this.wrapFuture(ci);
  }
  wrapFuture(ci: ClassInfo): void {
    for (const ms of ci.methods.values()) for (const m of ms) if (m.isStatic && m.ann.some((a) => a.n === 'future')) {
      const raw = ci.js[m.js];
      ci.js['$f_' + m.js] = raw;
      ci.js[m.js] = (...args) => { R.async.future(ci, m, args); return null; };
    }
  }
  initClass(ci: ClassInfo) {
    this.define(ci);
    if (ci.rdy) return ci.S;
    ci.rdy = true;
    ci.S = {};
    for (const k of ci.statFields) ci.S[k] = null;
    if (ci.superT && ci.superT.kind === 'user' && !ci.superT.decl.rdy) ci.superT.decl.init();
    if (ci.outer && !ci.outer.rdy) ci.outer.init();
    const tx = R.trigStack;
    ci.staticInit(ci.S);
    R.trigStack = tx;
    return ci.S;
  }
  /** The triggers of an object for an event such as `before insert`. */
  triggersFor(so: SObjectInfo, event: string): ClassInfo[] { const all = this.triggers.get(so.key); return all ? all.filter((ci) => ci.ast.ev.includes(event)) : NONE; }
  /** Runs a trigger, or a block of anonymous Apex. */
  run(ci: ClassInfo): void { ci.init(); ci.js.run(); }
  /** The triggers, with the names of their objects. */
  allTriggers(): { object: string; name: string; source: string }[] { return this.project.triggers.map((ci) => ({ object: ci.ast.so, name: ci.name, source: ci.source || '' })); }
  /** A new transaction: statics are initialised again when they are used. */
  resetStatics(): void {
    for (const ci of this.project.list) if (!ci.isEnum) { ci.rdy = false; ci.S = null; for (const i of ci.inner.values()) i.rdy = i.isEnum; }
    for (const ci of this.project.list) if (ci.outer && !ci.isEnum) { this.define(ci); ci.S = {}; ci.rdy = false; }
  }
  /** Compiles a block of anonymous Apex. */
  async anonymous(code: string): Promise<ClassInfo> {
    const ast = parseNow(await loadParser(), code, 'anon', 'anonymous');
    const ci = this.project.add({ ast, file: 'anonymous', kind: 'trigger', source: code });
    this.project.triggers.pop();
    for (const c of [ci, ...ci.inner.values()]) { this.project.members(c); }
    for (const c of [ci, ...ci.inner.values()]) this.prepare(c);
    return ci;
  }
}
