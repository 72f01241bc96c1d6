import { sobjT, t, type SObjectType } from '../compile/types.ts';
import { Field } from './field.ts';

/** `standard` stands for custom objects too; the others are platform events, custom metadata and custom settings. */
export type SObjectKind = 'standard' | 'event' | 'mdt' | 'setting';

/** The way from a record to its parent. */
export interface ParentRelationship {
  readonly field: Field;
  readonly to: readonly string[];
  readonly name: string;
}
/** The way from a record to its children; `name` is null when queries cannot follow it. */
export interface ChildRelationship {
  readonly child: string;
  readonly field: Field;
  readonly name: string | null;
  readonly cascade: boolean;
}
export interface RecordType {
  /** The developer name. */
  readonly name: string;
  readonly label: string | null;
  readonly active: boolean;
}
export interface FieldSet {
  readonly name: string;
  readonly label: string | null;
  readonly fields: readonly { readonly path: string; readonly required: boolean }[];
}
export interface ValidationRule {
  readonly name: string | null;
  readonly formula: string | null;
  readonly message: string | null;
  /** The field that shows the message; null: the record. */
  readonly field: string | null;
}

/** What a schema loader knows of an object. */
export interface SObjectSpec {
  readonly name: string;
  readonly prefix?: string;
  readonly kind?: SObjectKind;
  readonly custom?: boolean;
  readonly label?: string | null;
  readonly plural?: string | null;
  /** Has OwnerId. */
  readonly owner?: boolean;
  readonly noDml?: boolean;
  readonly internal?: boolean;
  readonly changesOf?: SObjectInfo | null;
  readonly sharing?: string | null;
  readonly anyField?: boolean;
  readonly settingType?: string | null;
  readonly publishBehavior?: string | null;
}

/** An sObject: its fields and relationships by lower-case name. */
export class SObjectInfo {
  readonly name: string;
  readonly key: string;
  readonly label: string;
  readonly plural: string;
  /** The first three characters of its ids; set when it is added to the schema. */
  prefix: string;
  readonly custom: boolean;
  readonly kind: SObjectKind;
  readonly owner: boolean;
  /** DML is not allowed on it. */
  readonly noDml: boolean;
  /** Programs, queries and describe calls do not see it. */
  readonly internal: boolean;
  /** Of a custom setting: `Hierarchy` or `List`. */
  readonly settingType: string | null;
  /** Of a platform event: `PublishImmediately` or `PublishAfterCommit`. */
  readonly publishBehavior: string | null;
  /** Of a change event: the object whose changes it tells. */
  readonly changesOf: SObjectInfo | null;
  /** The org-wide default: `Private`, `Read` or `ReadWrite`; null: open to all. */
  readonly sharing: string | null;
  /** AggregateResult: it has whatever field is asked for. */
  readonly anyField: boolean;
  readonly fields = new Map<string, Field>();
  readonly rels = new Map<string, ParentRelationship>();
  /** All ways to children, and those that queries can follow by name. */
  readonly childRels: ChildRelationship[] = [];
  readonly kidMap = new Map<string, ChildRelationship>();
  readonly recordTypes: RecordType[] = [];
  readonly fieldSets = new Map<string, FieldSet>();
  readonly rules: ValidationRule[] = [];

  constructor(spec: SObjectSpec) {
    this.name = spec.name;
    this.key = spec.name.toLowerCase();
    this.label = spec.label ?? defaultLabel(spec.name);
    this.plural = spec.plural ?? `${this.label}s`;
    this.prefix = spec.prefix ?? '';
    this.custom = spec.custom ?? false;
    this.kind = spec.kind ?? 'standard';
    this.owner = spec.owner ?? false;
    this.noDml = spec.noDml ?? false;
    this.internal = spec.internal ?? false;
    this.settingType = spec.settingType ?? null;
    this.publishBehavior = spec.publishBehavior ?? null;
    this.changesOf = spec.changesOf ?? null;
    this.sharing = spec.sharing ?? null;
    this.anyField = spec.anyField ?? false;
  }

  addField(field: Field): Field {
    field.so = this;
    this.fields.set(field.key, field);
    if (field.relName)
      this.rels.set(field.relName.toLowerCase(), { field, to: field.refTo, name: field.relName });
    return field;
  }

  /** A field by its lower-case name. */
  field(key: string): Field | null {
    const field = this.fields.get(key);
    if (field) return field;
    if (!this.anyField) return null;
    const any = new Field({ name: key, type: 'string' }, t.any);
    any.so = this;
    return any;
  }

  parentRel(key: string): ParentRelationship | null {
    return this.rels.get(key) ?? null;
  }

  childRel(key: string): ChildRelationship | null {
    return this.kidMap.get(key) ?? null;
  }

  /** The names as they are spelled, for keys in lower case; the key itself when it is unknown. */
  fieldName(key: string): string {
    return this.fields.get(key)?.name ?? key;
  }

  relName(key: string): string {
    return this.rels.get(key)?.name ?? this.kidMap.get(key)?.name ?? key;
  }

  anyName(key: string): string {
    return this.fields.get(key)?.name ?? this.relName(key);
  }

  get T(): SObjectType {
    const type = sobjT(this.name);
    if (!type) throw new Error(`apex-runtime internal: ${this.name} is not in the schema`);
    return type;
  }
}

function defaultLabel(name: string): string {
  return name
    .replace(/__\w$/i, '')
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/2$/, '');
}
