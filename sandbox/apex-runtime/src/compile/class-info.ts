import type {
  Annotation,
  FieldNode,
  MethodNode,
  ConstructorNode,
  PropertyNode,
  UnitNode,
} from '../parse/nodes.ts';
import type { EnumVal, Obj, Value } from '../runtime/values.ts';
import { userType, type ApexType, type PlatformType, type UserType } from './apex-type.ts';
import type { PlatformMethod } from './signature.ts';

/** A field or property of a class of the project. */
export interface FieldInfo {
  readonly name: string;
  readonly key: string;
  readonly T: ApexType;
  readonly isStatic: boolean;
  readonly owner: ClassInfo;
  readonly ast: FieldNode | PropertyNode;
  readonly isFinal: boolean;
  readonly isTransient: boolean;
  readonly access: Access;
  readonly ann: readonly Annotation[];
  /** The name of the JavaScript property that holds it. */
  readonly js: string;
  /** What only a property has. */
  readonly prop: PropertyInfo | null;
}
export interface PropertyInfo {
  readonly ast: PropertyNode;
  /** May be overridden: always read and written by its accessors. */
  readonly isVirtual: boolean;
  /** Reading or writing it calls a method. */
  readonly hasAccessors: boolean;
  readonly getJs: string;
  readonly setJs: string;
}
export type Access = 'global' | 'public' | 'protected' | 'private';

/** A method of a class of the project. */
export interface MethodInfo {
  readonly name: string;
  readonly key: string;
  readonly params: readonly ApexType[];
  readonly ret: ApexType;
  readonly arity: number;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly isVirtual: boolean;
  readonly isOverride: boolean;
  readonly isTestMethod: boolean;
  readonly owner: ClassInfo;
  readonly ast: MethodNode;
  readonly ann: readonly Annotation[];
  readonly access: Access;
  /** The name of the JavaScript method. */
  readonly js: string;
}
export interface ConstructorInfo {
  readonly name: string;
  readonly params: readonly ApexType[];
  readonly ret: ApexType;
  readonly arity: number;
  readonly owner: ClassInfo;
  readonly ast: ConstructorNode;
  readonly js: string;
}

/** What may be called: `plat` tells the methods of the library from those of the project. */
export type Callable =
  | {
      readonly plat: PlatformMethod;
      readonly params: readonly ApexType[];
      readonly ret: ApexType;
      readonly name: string;
      readonly arity: number;
    }
  | (MethodInfo & { readonly plat?: never });

/** The generated JavaScript class of an Apex class. */
export interface GeneratedClass {
  new (): Obj;
  readonly prototype: Obj;
  /** All instance fields, those of superclasses first. */
  $fields: readonly FieldInfo[];
}
/** The static fields of a class in one transaction, by their JavaScript names. */
export type Statics = Record<string, Value>;

let classCount = 0;

/** A class, interface, enum or trigger of the project, as declared and as generated. */
export class ClassInfo {
  readonly id: number;
  readonly ast: UnitNode;
  readonly outer: ClassInfo | null;
  readonly top: ClassInfo;
  readonly file: string;
  readonly source: string;
  /** `Inner`, and `Outer.Inner`. */
  readonly simple: string;
  readonly name: string;
  readonly key: string;
  readonly inner = new Map<string, ClassInfo>();
  readonly fields = new Map<string, FieldInfo>();
  readonly methods = new Map<string, MethodInfo[]>();
  readonly ctors: ConstructorInfo[] = [];
  readonly isInterface: boolean;
  readonly isEnum: boolean;
  readonly isTrigger: boolean;
  readonly isAbstract: boolean;
  readonly isFinal: boolean;
  readonly isTest: boolean;
  readonly annotations: readonly Annotation[];
  readonly T: UserType;
  superT: UserType | PlatformType | null = null;
  readonly ifsT: ApexType[] = [];
  /** The constants of an enum. */
  enumVals: EnumVal[] = [];

  // Set when the class is generated, defined and initialised.
  gen: { readonly text: string; readonly pool: readonly unknown[] } | null = null;
  js: GeneratedClass | null = null;
  staticInit: ((statics: Statics) => void) | null = null;
  statFields: readonly string[] = [];
  S: Statics | null = null;
  /** The static fields of this transaction are initialised. */
  rdy = false;
  init: () => Statics = () => {
    throw new Error(`apex-runtime internal: ${this.name} was not prepared`);
  };
  /** The lines that can run, and for each line whether it ran. */
  lines: ReadonlySet<number> = new Set();
  cov = new Uint8Array(0);

  constructor(ast: UnitNode, outer: ClassInfo | null, file: string, source: string) {
    classCount += 1;
    this.id = classCount;
    this.ast = ast;
    this.outer = outer;
    this.top = outer ? outer.top : this;
    this.file = file;
    this.source = source;
    this.simple = ast.name;
    this.name = outer ? `${outer.name}.${ast.name}` : ast.name;
    this.key = this.name.toLowerCase();
    this.isInterface = ast.kind === 'interface';
    this.isEnum = ast.kind === 'enum';
    this.isTrigger = ast.kind === 'trigger';
    const { words, annotations } = ast.kind === 'trigger' ? { words: [], annotations: [] } : ast.modifiers;
    this.isAbstract = words.includes('abstract');
    this.isFinal = !this.isInterface && !this.isAbstract && !words.includes('virtual');
    this.annotations = annotations;
    this.isTest = annotations.some(({ name }) => name === 'istest') || outer?.isTest === true;
    this.T = userType(this);
    for (const member of 'members' in ast ? ast.members : []) {
      if (member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum')
        this.inner.set(member.name.toLowerCase(), new ClassInfo(member, this, file, source));
    }
  }

  /** Calls a generated static method by its JavaScript name; the class must be initialised. */
  callStatic(name: string, ...args: Value[]): Value {
    // Generated code has no types: the compiler checked the call.
    const methods = this.js as unknown as Record<string, (...given: Value[]) => Value>;
    const method = methods[name];
    if (!method) throw new Error(`apex-runtime internal: ${this.name} has no ${name}`);
    return method.apply(methods, args);
  }

  ann(name: string): Annotation | undefined {
    return this.annotations.find((annotation) => annotation.name === name);
  }
}
