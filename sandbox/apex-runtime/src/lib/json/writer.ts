import type { ClassInfo, FieldInfo } from '../../compile/class-info.ts';
import { Dbl, dblStr, Dec } from '../../runtime/decimal.ts';
import { throwEx } from '../../runtime/rt.ts';
import { ADate, ADatetime, ATime } from '../../runtime/temporal.ts';
import {
  AEx,
  AList,
  AMap,
  ASet,
  Blob,
  EnumVal,
  Obj,
  PObj,
  SObj,
  str,
  typeOf,
  type Value,
} from '../../runtime/values.ts';
import { fieldValue } from './fields.ts';

export interface WriteOptions {
  /** Leaves out what is null. */
  readonly nulls?: boolean;
  /** As an LWC sees it: only fields with @AuraEnabled or @InvocableVariable. */
  readonly aura?: boolean | undefined;
}
type Entry = readonly [name: string, json: string];

export const quoted = (text: string): string =>
  JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');

/** JSON.serialize; `indent` is the depth for JSON.serializePretty, null writes one line. */
export function toJson(
  value: Value | undefined,
  options: WriteOptions = {},
  indent: number | null = null,
): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  return scalar(value) ?? new Writer(options, indent).compound(value);
}

function scalar(value: object): string | null {
  if (value instanceof Dec) return value.toString();
  if (value instanceof Dbl) return dblStr(value.v);
  if (value instanceof ADatetime) return quoted(value.iso());
  if (value instanceof ADate || value instanceof ATime) return quoted(value.toString());
  if (value instanceof Blob) return quoted(value.b.toString('base64'));
  return value instanceof EnumVal ? quoted(value.name) : null;
}

/** Writes one value that has parts. */
class Writer {
  readonly #options: WriteOptions;
  readonly #indent: number | null;

  constructor(options: WriteOptions, indent: number | null) {
    this.#options = options;
    this.#indent = indent;
  }

  get #pretty(): boolean {
    return this.#indent !== null;
  }

  #line(depth: number): string {
    return this.#indent === null ? '' : `\n${'  '.repeat(this.#indent + depth)}`;
  }

  /** A part, one level deeper. */
  #part(value: Value): string {
    return toJson(value, this.#options, this.#indent === null ? null : this.#indent + 1);
  }

  #object(entries: readonly Entry[]): string {
    if (entries.length === 0) return this.#pretty ? '{ }' : '{}';
    const separator = this.#pretty ? ' : ' : ':';
    const lines = entries.map(([name, json]) => this.#line(1) + quoted(name) + separator + json);
    return `{${lines.join(',')}${this.#line(0)}}`;
  }

  #array(items: readonly Value[]): string {
    if (items.length === 0) return this.#pretty ? '[ ]' : '[]';
    const parts = items.map((item) => toJson(item, this.#options, this.#indent));
    return this.#pretty ? `[ ${parts.join(', ')} ]` : `[${parts.join(',')}]`;
  }

  compound(value: object): string {
    if (value instanceof AList) return this.#array(value.a);
    if (value instanceof ASet) return this.#array([...value.values()]);
    if (value instanceof AMap) return this.#object(this.#mapEntries(value));
    if (value instanceof SObj) return this.#object([this.#attributes(value), ...this.#recordEntries(value)]);
    if (value instanceof AEx) return throwEx('System.JSONException', `Not Serializable: ${value.T.name}`);
    if (value instanceof Obj) return this.#object(this.#instanceEntries(value));
    const { toJson: ownText } = value as { toJson?(): string }; // a class of the library
    if (ownText) return quoted(ownText.call(value));
    if (value instanceof PObj)
      return this.#object(Object.entries(value.d).map(([name, part]) => [name, this.#part(part)]));
    return throwEx('System.JSONException', `Apex Type unsupported in JSON: ${typeOf(value).name}`);
  }

  #mapEntries(map: AMap): Entry[] {
    const entries = [...map.entries()].filter(([, value]) => !(this.#options.nulls && value === null));
    return entries.map(([key, value]) => [keyText(key), this.#part(value)]);
  }

  #attributes(record: SObj): Entry {
    const { name } = record.T;
    const id = record.get('id');
    const attributes: [string, string][] = [['type', name]];
    if (id) attributes.push(['url', `/services/data/v62.0/sobjects/${name}/${String(id)}`]);
    if (!this.#pretty) return ['attributes', JSON.stringify(Object.fromEntries(attributes))];
    const lines = attributes.map(([key, text]) => `${this.#line(2)}${quoted(key)} : ${quoted(text)}`);
    return ['attributes', `{${lines.join(',')}${this.#line(1)}}`];
  }

  #recordEntries(record: SObj): Entry[] {
    const entries: Entry[] = [];
    for (const [key, value] of record.f) {
      const name = record.so?.anyName(key) ?? key;
      if (value instanceof AList) {
        if (value.a.length > 0 || record.q) entries.push([name, this.#children(value)]);
      } else if (value instanceof ADatetime) entries.push([name, quoted(value.sfJson())]);
      else if (value !== null || !(record.q || this.#options.nulls)) entries.push([name, this.#part(value)]);
    }
    return entries;
  }

  #children(rows: AList): string {
    const count = rows.a.length;
    return this.#pretty
      ? `{ "totalSize" : ${count}, "done" : true, "records" : ${this.#part(rows)} }`
      : `{"totalSize":${count},"done":true,"records":${this.#part(rows)}}`;
  }

  #instanceEntries(value: Obj): Entry[] {
    if (value.T.kind !== 'user') return [];
    const { aura, nulls } = this.#options;
    const entries: Entry[] = [];
    for (const field of writtenFields(value.T.decl)) {
      if (field.isTransient || (aura && !isShown(field))) continue;
      const part = fieldValue(value, field);
      if (!(nulls && part === null)) entries.push([field.name, this.#part(part)]);
    }
    return entries;
  }
}

function keyText(key: Value): string {
  if (key === null) return 'null';
  return key instanceof ADatetime ? key.sfJson() : str(key);
}

const isShown = (field: FieldInfo): boolean =>
  field.ann.some(({ name }) => name === 'auraenabled' || name === 'invocablevariable');

/** The instance fields of a class and its superclasses; a field that hides another is written once. */
function writtenFields(decl: ClassInfo): FieldInfo[] {
  const fields = new Map<string, FieldInfo>();
  for (let owner: ClassInfo | null = decl; owner; owner = superclass(owner))
    for (const field of owner.fields.values())
      if (!field.isStatic && !fields.has(field.key)) fields.set(field.key, field);
  return [...fields.values()];
}
const superclass = ({ superT }: ClassInfo): ClassInfo | null =>
  superT?.kind === 'user' ? superT.decl : null;
