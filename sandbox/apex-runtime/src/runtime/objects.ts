import { t, type ApexType, type SObjectType } from '../compile/apex-type.ts';
import type { SObjectInfo } from '../schema/model.ts';
import type { FieldInfo } from '../compile/class-info.ts';

/**
 * Any Apex value: null, String and Id (string), Integer (number), Long (bigint), Boolean, or an object: one of the classes
 * of this folder, or a class of the library that `define` registered. `typeOf` tells its Apex type.
 */
export type Value = null | string | number | bigint | boolean | object;

/** What a class of the library may offer to take part in hashing, text and iteration. */
export interface PlatformValue {
  /** Set on the prototype by `define`. */
  readonly T?: ApexType;
  /** Equal values have equal keys. */
  hashKey?(): string;
  /** Its `String.valueOf`. */
  toText?(): string;
  iterate?(): Iterable<Value>;
}

/** An Apex Blob. */
export class Blob {
  readonly b: Buffer;

  constructor(bytes: Uint8Array | string) {
    this.b = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
  }

  get T() {
    return t.blob;
  }

  toString(): string {
    return `Blob[${this.b.length}]`;
  }
}

/** A constant of an enum. */
export class EnumVal {
  readonly T: ApexType;
  readonly name: string;
  readonly ord: number;

  constructor(type: ApexType, name: string, position: number) {
    this.T = type;
    this.name = name;
    this.ord = position;
  }

  toString(): string {
    return this.name;
  }
}

/** The base of all instances of the project's classes. The generated prototype carries `T`. */
export class Obj {
  declare readonly T: ApexType;
  /** A stub of `Test.createStub`. */
  declare $stub?: boolean;
  declare static $fields: readonly FieldInfo[] | undefined;
  /** The fields are initialised. */
  $i = false;

  $init(): void {
    this.$i = true;
    this.$fi();
  }

  /** Initialises the fields; generated classes replace it. */
  $fi(): void {
    // nothing of its own
  }
}

/** A method of a value that the project may have defined, by its `a_name$arity` alias. */
export function aliased(value: object, alias: string): ((...args: Value[]) => Value) | undefined {
  // Generated classes have no static types.
  return (value as Record<string, ((...args: Value[]) => Value) | undefined>)[alias];
}

/** An object of the library that has no JavaScript class of its own: its properties by name. */
export class PObj {
  readonly T: ApexType;
  readonly d: Record<string, Value> = {};

  constructor(type: ApexType) {
    this.T = type;
  }
}

/** An error of one row of a DML statement. */
export interface RowError {
  status: string;
  message: string;
  fields: string[];
  /** The row's position and id, in a DmlException. */
  index?: number;
  id?: string | null;
}

/** A record. Field names are in lower case; a parent is held under its relationship's name. */
export class SObj {
  readonly T: SObjectType;
  readonly f = new Map<string, Value>();
  /** It came from a query: reading a field that was not selected fails. */
  q: boolean | null = null;
  /** What addError said. */
  errs: RowError[] | null = null;
  /** It cannot be changed: Trigger.old, and Trigger.new after the save. */
  ro = false;
  /** The lists of its subqueries. */
  kids: object[] | null = null;
  /** It is a stored row of a custom setting or of custom metadata. */
  declare stored?: boolean;
  /** The id of the record it was cloned from. */
  declare cloneOf?: Value;
  /** Its Database.DmlOptions. */
  declare opts?: object | null;
  /** A hierarchy setting: at least one level has a row. */
  declare anyRow?: boolean;

  constructor(type: SObjectType) {
    this.T = type;
  }

  /** Its description; null for one of the abstract type SObject. */
  get so(): SObjectInfo | null {
    return this.T.so;
  }

  get(key: string): Value {
    return this.f.get(key) ?? null;
  }

  set(key: string, value: Value): void {
    this.f.set(key, value);
  }

  has(key: string): boolean {
    return this.f.has(key);
  }

  clone(): SObj {
    const copy = new SObj(this.T);
    for (const [key, value] of this.f) copy.f.set(key, value);
    copy.q = this.q;
    return copy;
  }
}

/** The base of all Apex exceptions, those of the project included. */
export class AEx extends Obj {
  msg: string | null = null;
  cause: AEx | null = null;
  /** The stack trace as text; null until it is initialised. */
  st: string | null = null;
  line = 0;
  /** The rows of a DmlException. */
  dml: RowError[] | null = null;
  /** Apex code cannot catch it: a governor limit. */
  uncatchable = false;
  /** What failed within the trigger that made this exception. */
  declare trigCause?: AEx;
  /** An AuraHandledException whose setMessage() was called. */
  declare auraSet?: boolean;
  /** The object and the fields that the user may not access. */
  declare inacc?: readonly [object: string, fields: string[]];
}
