/** Fields and field sets of an object, by name: `SObjectType.Account.fields.Name`, `fields.getMap()`. */
import { define, parseSigType, t, type ApexType } from '../../compile/types.ts';
import { R, throwEx } from '../../runtime/rt.ts';
import { AList, AMap, type Value } from '../../runtime/values.ts';
import type { Field, FieldSet, SObjectInfo } from '../../schema/model.ts';
import { methodsOf } from '../typed.ts';
import { DescribeField, displayType } from './describe-field.ts';
import { fieldToken, objectToken } from './tokens.ts';

/** A describe map: it finds names in any case, with or without the namespace. */
export class NameMap extends AMap {
  constructor(valueType: ApexType, entries: Iterable<readonly [key: string, value: Value]>) {
    super(t.string, valueType);
    for (const [key, value] of entries) this.put(key, value);
  }

  override get(key: Value): Value {
    return super.get(plainName(key));
  }

  override has(key: Value): boolean {
    return super.has(plainName(key));
  }
}

function plainName(key: Value): Value {
  if (typeof key !== 'string') return key;
  const name = key.toLowerCase();
  const { namespace } = R.org.schema;
  return namespace && name.startsWith(`${namespace}__`) ? name.slice(namespace.length + 2) : name;
}

/** `fields` of an object: as describe results, or as tokens, by the type that the compiler gives it. */
export class ObjectFields {
  readonly so: SObjectInfo;

  constructor(so: SObjectInfo) {
    this.so = so;
  }

  named(name: string): Field {
    return this.so.field(name.toLowerCase()) ?? throwEx('System.SObjectException', `Invalid field ${name}`);
  }

  map(): AMap {
    const fields = [...this.so.fields.values()];
    return new NameMap(
      parseSigType('Schema.SObjectField'),
      fields.map((field) => [field.key, fieldToken(field)] as const),
    );
  }
}
R.describeFields = (type) => new ObjectFields(type.so ?? R.nn(null));

define('Schema.SObjectTypeFields', {
  js: ObjectFields,
  i: methodsOf<ObjectFields>()({
    'getMap():Map<String,Schema.SObjectField>': (fields) => fields.map(),
  }),
  dyn: {
    i: (name) => ({
      T: parseSigType('Schema.DescribeFieldResult'),
      fn: (fields: ObjectFields) => new DescribeField(fields.named(name)),
    }),
  },
});
define('Schema.SObjectTypeFieldTokens', {
  i: methodsOf<ObjectFields>()({
    'getMap():Map<String,Schema.SObjectField>': (fields) => fields.map(),
  }),
  dyn: {
    i: (name) => ({
      T: parseSigType('Schema.SObjectField'),
      fn: (fields: ObjectFields) => fieldToken(fields.named(name)),
    }),
  },
});

class FieldSetMember {
  readonly path: string;
  readonly required: boolean;
  readonly field: Field | null;

  constructor(so: SObjectInfo, { path, required }: FieldSet['fields'][number]) {
    this.path = path;
    this.required = required;
    this.field = so.field(path.toLowerCase());
  }
}
class FieldSetToken {
  readonly so: SObjectInfo;
  readonly set: FieldSet;

  constructor(so: SObjectInfo, set: FieldSet) {
    this.so = so;
    this.set = set;
  }

  members(): AList {
    const members = this.set.fields.map((member) => new FieldSetMember(this.so, member));
    return new AList(parseSigType('Schema.FieldSetMember'), members);
  }
}
/** The field sets of an object. */
export class FieldSetMap {
  readonly so: SObjectInfo;

  constructor(so: SObjectInfo) {
    this.so = so;
  }

  named(name: string): FieldSetToken {
    const set = this.so.fieldSets.get(name.toLowerCase());
    return set
      ? new FieldSetToken(this.so, set)
      : throwEx('System.SObjectException', `Invalid field set ${name}`);
  }
}
define('Schema.SObjectTypeFieldSets', {
  js: FieldSetMap,
  i: methodsOf<FieldSetMap>()({
    'getMap():Map<String,Schema.FieldSet>': ({ so }) =>
      new NameMap(
        parseSigType('Schema.FieldSet'),
        [...so.fieldSets].map(([key, set]) => [key, new FieldSetToken(so, set)] as const),
      ),
  }),
  dyn: {
    i: (name) => ({
      T: parseSigType('Schema.FieldSet'),
      fn: (sets: FieldSetMap) => sets.named(name),
    }),
  },
});
define('Schema.FieldSet', {
  js: FieldSetToken,
  i: methodsOf<FieldSetToken>()({
    'getFields():List<Schema.FieldSetMember>': (token) => token.members(),
    'getName():String': ({ set }) => set.name,
    'getLabel():String': ({ set }) => set.label,
    'getDescription():String': () => null,
    'getNameSpace():String': () => null,
    'getSObjectType():Schema.SObjectType': ({ so }) => objectToken(so.T),
  }),
});
define('Schema.FieldSetMember', {
  js: FieldSetMember,
  i: methodsOf<FieldSetMember>()({
    'getFieldPath():String': ({ path }) => path,
    'getLabel():String': ({ field }) => field?.label ?? null,
    'getRequired():Boolean': ({ required }) => required,
    'getDBRequired():Boolean': ({ field }) => field?.required ?? false,
    'getType():Schema.DisplayType': ({ field }) => displayType(field),
    'getSObjectField():Schema.SObjectField': ({ field }) => (field ? fieldToken(field) : null),
  }),
});
