import fs from 'node:fs';
import { generateClass } from '../compile/classgen.ts';
import type { ClassInfo, GeneratedClass, Statics } from '../compile/class-info.ts';
import type { Project } from '../compile/project.ts';
import { superclass, withSuperclasses } from '../compile/resolve.ts';
import { t, type SObjectType } from '../compile/types.ts';
import { loadParser, parseNow } from '../parse/loader.ts';
import { R } from '../runtime/rt.ts';
import { EnumVal, Obj, type Value } from '../runtime/values.ts';
import type { Schema, SObjectInfo } from '../schema/model.ts';

type StaticMethod = (...args: Value[]) => Value;
/** What the text of a generated class is a function of: the runtime, the pool, the superclass and the coverage. */
type ClassFactory = (
  runtime: typeof R,
  pool: readonly unknown[],
  parent: unknown,
  coverage: Uint8Array,
) => [GeneratedClass, (statics: Statics) => void];

/** The generated classes of a project: generates them, defines them at first use, and starts their statics anew. */
export class Program {
  readonly project: Project;
  readonly schema: Schema;
  /** The triggers of each object, by its key, in the order of their names. */
  readonly triggers = new Map<string, ClassInfo[]>();

  constructor(project: Project, schema: Schema) {
    this.project = project;
    this.schema = schema;
  }

  compile(): void {
    for (const decl of this.project.list) this.#prepare(decl);
    const byName = this.project.triggers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const decl of byName) {
      const object = triggerObject(decl) ?? '';
      const so = this.schema.get(object);
      if (so) this.triggers.set(so.key, [...(this.triggers.get(so.key) ?? []), decl]);
      else this.project.err(decl.file, 1, `Invalid type: ${object}`);
    }
  }

  #prepare(decl: ClassInfo): void {
    if (decl.ast.kind === 'enum') {
      const statics: Statics = {};
      decl.enumVals = decl.ast.values.map((name, position) => new EnumVal(decl.T, name, position));
      decl.S = statics;
      decl.rdy = true;
      decl.init = () => statics;
      return;
    }
    decl.init = () => this.#initialise(decl);
    const { text, pool, lines, statFields } = generateClass(this.project, decl, this.#recordType(decl));
    decl.gen = { text, pool };
    decl.lines = lines;
    decl.statFields = statFields;
    decl.cov = new Uint8Array(Math.max(0, ...lines) + 2);
  }

  /** The type of the records that a trigger gets; null for a class. */
  #recordType(decl: ClassInfo): SObjectType | null {
    if (!decl.isTrigger) return null;
    const object = triggerObject(decl);
    return (object === null ? null : this.schema.get(object)?.T) ?? t.sobject;
  }

  /** Makes the JavaScript class, and before it those it extends. */
  #define(decl: ClassInfo): GeneratedClass {
    if (decl.js) return decl.js;
    const { gen } = decl;
    if (!gen) throw new Error(`apex-runtime internal: ${decl.name} was not generated`);
    const own = superclass(decl);
    const platformClass = decl.superT?.kind === 'plat' ? decl.superT.def.js : null;
    const parent = own ? this.#define(own) : (platformClass ?? Obj);
    const [js, start] = factory(decl, gen.text)(R, gen.pool, parent, decl.cov);
    Object.defineProperty(js.prototype, 'T', { value: decl.T, configurable: true });
    js.$fields = withSuperclasses(decl)
      .reverse()
      .flatMap((type) => [...type.fields.values()].filter((field) => !field.isStatic));
    decl.js = js;
    decl.staticInit = start;
    queueFutureCalls(decl, js);
    return js;
  }

  #initialise(decl: ClassInfo): Statics {
    this.#define(decl);
    if (decl.rdy && decl.S) return decl.S;
    const statics: Statics = Object.fromEntries(decl.statFields.map((name) => [name, null]));
    decl.rdy = true;
    decl.S = statics;
    const parent = superclass(decl);
    if (parent && !parent.rdy) parent.init();
    if (decl.outer && !decl.outer.rdy) decl.outer.init();
    decl.staticInit?.(statics);
    return statics;
  }

  /** The triggers of an object for an event such as `before insert`. */
  triggersFor(so: SObjectInfo, event: string): ClassInfo[] {
    const triggers = this.triggers.get(so.key) ?? [];
    return triggers.filter(({ ast }) => ast.kind === 'trigger' && ast.events.includes(event));
  }

  /** Runs a trigger, or a block of anonymous Apex. */
  run(decl: ClassInfo): void {
    decl.init();
    decl.callStatic('run');
  }

  /** The triggers, with the names of their objects. */
  allTriggers(): { object: string; name: string; source: string }[] {
    return this.project.triggers.map((decl) => ({
      object: triggerObject(decl) ?? '',
      name: decl.name,
      source: decl.source,
    }));
  }

  /** A new transaction: statics are initialised again when they are used. */
  resetStatics(): void {
    for (const decl of this.project.list) {
      if (decl.isEnum) continue;
      decl.rdy = false;
      decl.S = null;
      if (decl.outer) this.#define(decl);
    }
  }

  /** Compiles a block of anonymous Apex. */
  async anonymous(source: string): Promise<ClassInfo> {
    const file = 'anonymous';
    const ast = parseNow(await loadParser(), source, 'anon', file);
    const decl = this.project.add({ ast, file, kind: 'anon', source });
    this.project.triggers.pop(); // it is no trigger of an object
    const all = [decl, ...decl.inner.values()];
    for (const type of all) this.project.members(type);
    for (const type of all) this.#prepare(type);
    return decl;
  }
}

function triggerObject({ ast }: ClassInfo): string | null {
  return ast.kind === 'trigger' ? ast.object : null;
}

function factory(decl: ClassInfo, text: string): ClassFactory {
  try {
    // The text is this compiler's own output.
    return new Function('R', '$K', '$SUP', '$C', text) as ClassFactory;
  } catch (error) {
    const dump = process.env.APEX_RUNTIME_DUMP;
    if (dump) fs.writeFileSync(dump, text);
    throw new Error(`apex-runtime internal: generated code for ${decl.name} does not parse`, {
      cause: error,
    });
  }
}

/** A call of an @future method is put into the queue; the queue calls `$f_...`. */
function queueFutureCalls(decl: ClassInfo, js: GeneratedClass): void {
  const statics = js as unknown as Record<string, StaticMethod>; // generated static methods
  for (const method of [...decl.methods.values()].flat()) {
    const body = statics[method.js];
    if (!method.isStatic || !body || !method.ann.some(({ name }) => name === 'future')) continue;
    statics[`$f_${method.js}`] = body;
    statics[method.js] = (...args) => {
      R.async.future(decl, method, args);
      return null;
    };
  }
}
