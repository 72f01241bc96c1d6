/** Security.stripInaccessible */
import { define, parseSigType, t } from '../../compile/types.ts';
import { crud, fls } from '../../db/access.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import { AList, AMap, ASet, SObj, type EnumVal, type Value } from '../../runtime/values.ts';
import type { SObjectInfo } from '../../schema/model.ts';
import { methodsOf, statics, words } from '../typed.ts';

define('System.AccessType', { e: words('READABLE CREATABLE UPDATABLE UPSERTABLE') });

/** System.SObjectAccessDecision */
class AccessDecision {
  readonly records: AList;
  /** The names of removed fields by object. */
  readonly removed = new Map<string, Set<string>>();
  readonly modified: number[] = [];

  constructor(records: AList) {
    this.records = records;
  }

  removedFields(): AMap {
    const map = new AMap(t.string, parseSigType('Set<String>'));
    for (const [object, names] of this.removed) map.put(object, new ASet(t.string, names));
    return map;
  }

  remove(object: string, field: string): void {
    const names = this.removed.get(object) ?? new Set();
    this.removed.set(object, names.add(field));
  }
}
define('System.SObjectAccessDecision', {
  js: AccessDecision,
  i: methodsOf<AccessDecision>()({
    'getRecords():List<SObject>': ({ records }) => records,
    'getRemovedFields():Map<String,Set<String>>': (decision) => decision.removedFields(),
    'getModifiedIndexes():Set<Integer>': ({ modified }) => new ASet(t.integer, modified),
  }),
});

const info = (record: SObj): SObjectInfo => record.so ?? R.nn(null);

function checkObject(access: string, so: SObjectInfo): void {
  const { read, create, edit } = crud(so);
  const allowed = { READABLE: read, CREATABLE: create, UPDATABLE: edit }[access] ?? (create && edit);
  if (!allowed) throwEx('System.NoAccessException', `No access to entity: ${so.name}`);
}

function isAccessible(access: string, so: SObjectInfo, key: string, value: Value): boolean {
  const field = so.fields.get(key);
  if (!field)
    return !(value instanceof AList && value.e.kind === 'sobject' && value.e.so && !crud(value.e.so).read);
  if (key === 'id') return true;
  return access === 'READABLE' ? fls(so, field).read : fls(so, field).edit;
}

function strip(type: EnumVal, list: AList, checkRoot = true): AccessDecision {
  const access = type.name;
  const decision = new AccessDecision(new AList(list.e));
  // The rows of subqueries are stripped too; what that removes is not told.
  for (const [index, record] of list.a.entries()) {
    if (!(record instanceof SObj)) continue;
    const so = info(record);
    if (checkRoot) checkObject(access, so);
    const copy = new SObj(record.T);
    copy.q = record.q;
    for (const [key, value] of record.f) {
      if (isAccessible(access, so, key, value))
        copy.set(key, value instanceof AList ? strip(type, value, false).records : value);
      else decision.remove(record.T.name, so.anyName(key));
    }
    if (copy.f.size < record.f.size) decision.modified.push(index);
    decision.records.a.push(copy);
  }
  return decision;
}

define('System.Security', {
  s: statics({
    'stripInaccessible(AccessType,List<SObject>):SObjectAccessDecision': (access, records) =>
      strip(access, arg(records)),
    'stripInaccessible(AccessType,List<SObject>,Boolean):SObjectAccessDecision': (
      access,
      records,
      checkRoot,
    ) => strip(access, arg(records), checkRoot !== false),
  }),
});
