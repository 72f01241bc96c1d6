/** Custom settings and custom metadata: `X__c.getInstance()`, `X__mdt.getAll()`. */
import { define, t, type SObjectType } from '../../compile/types.ts';
import { textOf, type Row } from '../../db/row.ts';
import { R } from '../../runtime/rt.ts';
import { AMap, SObj, strEq, type Value } from '../../runtime/values.ts';
import type { Field } from '../../schema/model.ts';
import { infoOf } from '../schema/tokens.ts';

const rowsOf = (type: SObjectType): Iterable<Row> => R.org.db.rows(infoOf(type).key);
const isMetadata = (type: SObjectType): boolean => infoOf(type).kind === 'mdt';
const isListSetting = (type: SObjectType): boolean => infoOf(type).settingType === 'List';

const checkboxes = (type: SObjectType): Field[] =>
  [...infoOf(type).fields.values()].filter((field) => field.T === t.boolean);
/** What a checkbox of a setting without a row holds. */
const checkboxDefault = ({ def }: Field): boolean => typeof def === 'object' && def?.formula === 'true';

/** A stored row as a record. Long texts of custom metadata are cut to 255 characters, as getInstance() gives them. */
function recordOf(type: SObjectType, row: Row): SObj {
  const record = new SObj(type);
  const { fields } = infoOf(type);
  for (const [key, value] of row)
    if (fields.has(key))
      record.set(key, isMetadata(type) && typeof value === 'string' ? value.slice(0, 255) : value);
  for (const { key } of checkboxes(type)) if (!record.has(key)) record.set(key, false);
  record.stored = true;
  return record;
}

function settingRow(type: SObjectType, owner: Value): Row | null {
  for (const row of rowsOf(type)) if (row.get('setupownerid') === owner) return row;
  return null;
}

/** A hierarchy setting as a user or profile sees it: the most specific level that has a value wins, field by field. */
function hierarchySetting(type: SObjectType, id: string): SObj {
  const user = R.org.db.get('user', id);
  const { orgId } = R.org;
  const levels = user ? [orgId, textOf(user, 'profileid'), id] : [orgId, ...(id === orgId ? [] : [id])];
  const rows = levels.flatMap((owner) => (owner ? (settingRow(type, owner) ?? []) : []));
  const setting = new SObj(type);
  for (const row of rows)
    for (const [key, value] of row) if (value !== null || !setting.has(key)) setting.set(key, value);
  for (const field of checkboxes(type))
    if (field.custom && !setting.has(field.key))
      setting.set(field.key, rows.length === 0 && checkboxDefault(field));
  setting.f.delete('isdeleted');
  setting.anyRow = rows.length > 0;
  return setting;
}
R.settingFor = (type) => hierarchySetting(type, R.user);

/** The keys that find a row of custom metadata, and of a list setting. */
const METADATA_KEYS = ['developername', 'qualifiedapiname', 'id'];
const LIST_KEYS = ['name'];

function instance(type: SObjectType, key: string | null): SObj | null {
  const named = isMetadata(type) || isListSetting(type);
  if (!named) return hierarchySetting(type, key ?? '');
  const keys = isMetadata(type) ? METADATA_KEYS : LIST_KEYS;
  if (key === null) return null;
  for (const row of rowsOf(type))
    if (keys.some((field) => strEq(textOf(row, field), key))) return recordOf(type, row);
  return null;
}

function values(type: SObjectType, key: string): SObj | null {
  if (isListSetting(type) || isMetadata(type)) return instance(type, key);
  const row = settingRow(type, key);
  return row ? recordOf(type, row) : null;
}

function orgDefaults(type: SObjectType): SObj {
  const row = settingRow(type, R.org.orgId);
  if (row) return recordOf(type, row);
  const record = new SObj(type);
  for (const field of checkboxes(type)) if (field.custom) record.set(field.key, checkboxDefault(field));
  return record;
}

function all(type: SObjectType): AMap {
  const map = new AMap(t.string, type);
  const name = isMetadata(type) ? 'developername' : 'name';
  for (const row of rowsOf(type)) map.put(row.get(name) ?? null, recordOf(type, row));
  return map;
}

// The compiler passes the sObject type as the first argument.
define('System.SObjectStatics', {
  s: {
    'getSObjectType(ANY):Schema.SObjectType': (type: SObjectType) => R.sobjTok(type),
    'getInstance(ANY):SObject': (type: SObjectType) =>
      isMetadata(type) || isListSetting(type) ? null : hierarchySetting(type, R.user),
    'getInstance(ANY,String):SObject': instance,
    'getInstance(ANY,Id):SObject': instance,
    'getValues(ANY,String):SObject': values,
    'getOrgDefaults(ANY):SObject': orgDefaults,
    'getAll(ANY):Map<String,SObject>': all,
  },
});
