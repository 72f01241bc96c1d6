import './address.ts';
import { platT, platformDef, t, type ApexType } from '../compile/types.ts';
import type { SObjectInfo } from './sobject-info.ts';

/** A field's type in the words of the describe calls. */
export type FieldType =
  | 'id'
  | 'reference'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'base64'
  | 'string'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'multipicklist'
  | 'address'
  | 'location';

export interface PicklistValue {
  readonly value: string;
  readonly label: string | null;
  /** The default. */
  readonly def: boolean;
  readonly active: boolean;
}

/** What a new record gets: the running user, the user's currency, a value as it stands, or the value of a formula. */
export type FieldDefault =
  | '$user'
  | '$currency'
  | { readonly lit: string | boolean; readonly formula?: never }
  | { readonly formula: string; readonly lit?: never };

/** A roll-up summary: `count`, `sum`, `min` or `max` of `Child__c.Amount__c` over `Child__c.Parent__c`. */
export interface Summary {
  readonly op: string | null;
  readonly fk: string | null;
  readonly field: string | null;
}

/** A field as the schema loaders describe it; what is left out has the default of `Field`. */
export type FieldSpec = Pick<Field, 'name' | 'type'> &
  Partial<Omit<Field, 'name' | 'type' | 'key' | 'T' | 'so' | 'label' | 'defaultFormula'>> & {
    readonly label?: string | null;
  };

const APEX_TYPES: Partial<Record<FieldType, ApexType>> = {
  id: t.id,
  reference: t.id,
  boolean: t.boolean,
  int: t.integer,
  double: t.decimal,
  currency: t.decimal,
  percent: t.decimal,
  date: t.date,
  datetime: t.datetime,
  time: t.time,
  base64: t.blob,
};

/** A field of an sObject. */
export class Field {
  declare readonly name: string;
  /** The name in lower case: the key of its values in rows and records. */
  readonly key: string;
  type: FieldType = 'string';
  /** The Apex type of its values. */
  readonly T: ApexType;
  /** Its object; set when it is added. */
  declare so: SObjectInfo;
  label: string;
  helpText: string | null = null;
  custom = false;
  /** Characters of a text; 0 without limit. */
  length = 0;
  precision = 18;
  scale = 0;
  required = false;
  unique = false;
  extId = false;
  caseSensitive = false;
  /** The name field of its object. */
  nameField = false;
  /** Put together from other fields, as a contact's Name. */
  compound = false;
  /** The prefix of the fields of a compound address: `Billing`. */
  address: string | null = null;
  /** Not written by DML. */
  readonly = false;
  html = false;
  picklist: PicklistValue[] | null = null;
  restricted = false;
  def: FieldDefault | null = null;
  formula = false;
  formulaText: string | null = null;
  summary: Summary | null = null;
  autonumber = false;
  /** The format of an auto number: `R-{0000}`. */
  autoFmt: string | null = null;
  /** The objects it may refer to. */
  refTo: string[] = [];
  /** The relationship to the parent, and that from the parent to its children. */
  relName: string | null = null;
  childRel: string | null = null;
  /** Children are deleted with their parent. */
  cascade = false;
  masterDetail = false;
  reparentable = false;
  /** The delete constraint of a lookup: `Restrict`, `Cascade` or `SetNull`. */
  lookupDelete: string | null = null;
  /** A metadata relationship holds the parent's name, and a text when it names an object or a field. */
  metaRel = false;
  metaText = false;

  /** `type` replaces the Apex type that follows from the field's type. */
  constructor(spec: FieldSpec, type?: ApexType) {
    Object.assign(this, spec);
    this.key = spec.name.toLowerCase();
    this.label = spec.label ?? defaultLabel(spec.name);
    this.T = type ?? this.#apexType();
    if (this.type === 'address') this.readonly = true;
    if (this.metaText) this.type = 'picklist';
  }

  /** The formula of its default value, if that is one. */
  get defaultFormula(): string | null {
    return typeof this.def === 'object' ? (this.def?.formula ?? null) : null;
  }

  #apexType(): ApexType {
    if (this.type === 'address') return platT(platformDef('System.Address'));
    return this.metaText ? t.string : (APEX_TYPES[this.type] ?? t.string);
  }
}

function defaultLabel(name: string): string {
  return name
    .replace(/__c$/i, '')
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/ Id$/, ' ID');
}
