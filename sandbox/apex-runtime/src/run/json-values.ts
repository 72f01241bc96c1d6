import type { Json } from '../api.ts';
import { sobjT, type ApexType } from '../compile/types.ts';
import { parseJson } from '../lib/json/reader.ts';
import { typed } from '../lib/json/typed.ts';
import { toJson } from '../lib/json/writer.ts';
import { SObj, to18, type Value } from '../runtime/values.ts';

/** A value of the caller as an Apex value of a type. */
export function toApex(value: unknown, type: ApexType): Value {
  return value === undefined || value === null ? null : typed(parseJson(JSON.stringify(value)), type, false);
}

/** An Apex value as plain JSON; `aura`: as an LWC would get it. */
export function toPlain(value: Value | undefined, aura = false): Json {
  return JSON.parse(toJson(value, { aura })) as Json;
}

/** Records or ids of an object, one or several, as Apex records. */
export function toRecords(object: string, given: unknown): SObj[] {
  const type = sobjT(object);
  if (!type) throw new Error(`no such sObject: ${object}`);
  return (Array.isArray(given) ? (given as unknown[]) : [given]).map((value) => {
    if (typeof value === 'string') {
      const record = new SObj(type);
      record.f.set('id', to18(value));
      return record;
    }
    const record = toApex(value, type);
    if (!(record instanceof SObj)) throw new Error(`no record of ${object}`);
    return record;
  });
}
