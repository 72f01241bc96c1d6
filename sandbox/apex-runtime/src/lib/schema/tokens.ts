import { type SObjectType } from '../../compile/types.ts';
import { R } from '../../runtime/rt.ts';
import type { Value } from '../../runtime/values.ts';
import type { Field, SObjectInfo } from '../../schema/model.ts';

/** `Account.SObjectType` */
export class ObjectToken {
  readonly t: SObjectType;

  constructor(type: SObjectType) {
    this.t = type;
  }

  get so(): SObjectInfo {
    return infoOf(this.t);
  }

  hashKey(): string {
    return this.t.name;
  }

  toText(): string {
    return this.t.name;
  }
}

/** `Account.Name` as a Schema.SObjectField. */
export class FieldToken {
  readonly f: Field;

  constructor(field: Field) {
    this.f = field;
  }

  get so(): SObjectInfo {
    return this.f.so;
  }

  hashKey(): string {
    return `${this.so.name}.${this.f.name}`;
  }

  toText(): string {
    return this.f.name;
  }
}

/** The description of a concrete object; the abstract SObject has none. */
export function infoOf(type: SObjectType): SObjectInfo {
  return type.so ?? R.nn(null);
}

const objectTokens = new Map<SObjectType, ObjectToken>();
const fieldTokens = new Map<Field, FieldToken>();

/** The one token of an object. */
export function objectToken(type: SObjectType): ObjectToken {
  const token = objectTokens.get(type) ?? new ObjectToken(type);
  objectTokens.set(type, token);
  return token;
}

/** The one token of a field. */
export function fieldToken(field: Field): FieldToken {
  const token = fieldTokens.get(field) ?? new FieldToken(field);
  fieldTokens.set(field, token);
  return token;
}

R.sobjTok = objectToken;
R.ftok = fieldToken;
R.fldTok = (type: SObjectType, key: string): Value => fieldToken(infoOf(type).field(key) ?? R.nn(null));
R.fieldToken = (name: string): Value => {
  for (const so of R.org.schema.objects.values()) {
    const field = so.fields.get(name.toLowerCase());
    if (field) return fieldToken(field);
  }
  return null;
};
