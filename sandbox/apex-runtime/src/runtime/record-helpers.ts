import { t, type ApexType, type SObjectType } from '../compile/types.ts';
import { AList } from './collections.ts';
import { nn, npe, throwEx } from './exceptions.ts';
import { AEx, SObj, type Value } from './objects.ts';
import { R, type TriggerContext } from './state.ts';
import { exMessage, str } from './text.ts';

const notQueried = (record: SObj, key: string): never =>
  throwEx(
    'System.SObjectException',
    `SObject row was retrieved via SOQL without querying the requested field: ${record.T.name}.${record.so?.anyName(key) ?? key}`,
  );

/** Reads a field or parent by its lower-case name. An empty checkbox of a record that is not stored is false. */
function sg(record: SObj | null | undefined, key: string): Value {
  const from = record ?? npe();
  const value = from.f.get(key);
  if (value !== undefined) return value;
  if (from.q && key !== 'id') return notQueried(from, key);
  const isCheckbox = from.so?.field(key)?.T === t.boolean;
  return isCheckbox && !from.stored ? false : null;
}

function sput(record: SObj | null | undefined, key: string, value: Value): Value {
  const target = record ?? npe();
  if (target.ro) throwEx('System.FinalException', 'Record is read-only');
  target.f.set(key, value);
  return value;
}

const outsideOfTriggers: TriggerContext = {
  so: null,
  new: null,
  old: null,
  newmap: null,
  oldmap: null,
  op: '',
  when: '',
  size: 0,
};

export const recordHelpers = {
  sg,
  /** Of a parent that may be missing. */
  sgr: (record: SObj | null | undefined, key: string): Value =>
    record === null || record === undefined ? null : sg(record, key),
  sput,
  /** The rows of a child relationship. */
  skids(record: SObj | null, key: string, type: ApexType): Value {
    const from = nn(record);
    return from.f.get(key) ?? (from.q ? notQueried(from, key) : new AList(type));
  },
  /** `new Account(Name = 'A')`; keys and values alternate. */
  newS(type: SObjectType, fields: Value[]): SObj {
    const record = new SObj(type);
    for (let index = 0; index < fields.length; index += 2)
      record.f.set(String(fields[index]), fields[index + 1] ?? null);
    return record;
  },
  trig: (): TriggerContext => R.trigStack.at(-1) ?? outsideOfTriggers,
  /** `record.Field.addError(message)` */
  addErrF(record: SObj, key: string, message: Value): void {
    R.addErrorField(record, key, message instanceof AEx ? (exMessage(message) ?? '') : str(message));
  },
};
