import crypto from 'node:crypto';
import { define, parseSigType, sobjT, type SObjectType } from '../../compile/types.ts';
import { evalDefault } from '../../db/formula.ts';
import { R } from '../../runtime/rt.ts';
import { SObj, type Value } from '../../runtime/values.ts';
import type { Field } from '../../schema/model.ts';
import { methodsOf, propertiesOf } from '../typed.ts';
import { DescribeObject } from './describe-object.ts';
import { FieldSetMap, ObjectFields } from './members.ts';
import { infoOf, ObjectToken } from './tokens.ts';

/** What a new record has in a field: the running user, a value as it stands, or that of a formula. */
function defaultOf(field: Field): Value {
  if (!field.def) return null;
  if (field.def === '$user') return R.user;
  if (field.def === '$currency') return R.org.userCurrency();
  return field.def.lit ?? evalDefault(field, field.so, new Map());
}

function newRecord(type: SObjectType, id: string | null = null, withDefaults = false): SObj {
  const record = new SObj(type);
  if (id) record.set('id', id);
  if (withDefaults)
    for (const field of infoOf(type).fields.values()) {
      const value = defaultOf(field);
      if (value !== null) record.set(field.key, value);
    }
  return record;
}

define('Schema.SObjectType', {
  js: ObjectToken,
  p: propertiesOf<ObjectToken>()({
    'fields:Schema.SObjectTypeFieldTokens': ({ so }) => new ObjectFields(so),
    'fieldSets:Schema.SObjectTypeFieldSets': ({ so }) => new FieldSetMap(so),
  }),
  i: methodsOf<ObjectToken>()({
    'getDescribe():Schema.DescribeSObjectResult': ({ so }) => new DescribeObject(so),
    'getDescribe(Object):Schema.DescribeSObjectResult': ({ so }) => new DescribeObject(so),
    'newSObject():SObject': ({ t }) => newRecord(t),
    'newSObject(Id):SObject': ({ t }, id) => newRecord(t, id),
    'newSObject(Id,Boolean):SObject': ({ t, so }, id, withDefaults) => {
      const record = newRecord(t, id, withDefaults);
      if (so.kind === 'event') record.set('eventuuid', crypto.randomUUID());
      return record;
    },
    'toString():String': ({ t }) => t.name,
    'hashCode():Integer': (token) => R.hashOf(token),
  }),
  // Schema.SObjectType.Account
  dyn: {
    s: (name) => {
      const so = sobjT(name)?.so;
      return so
        ? { T: parseSigType('Schema.DescribeSObjectResult'), fn: () => new DescribeObject(so) }
        : null;
    },
  },
});
