import { setSchemaLookup } from '../compile/types.ts';
import { addCompanionFields, companion, companionOf } from './companions.ts';
import { SObjectInfo, type SObjectKind } from './sobject-info.ts';
import { addStandardObjects } from './standard/objects.ts';
import { addSystemFields } from './system-fields.ts';

const PREFIX_DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PREFIX_LETTERS: Readonly<Record<SObjectKind, string>> = {
  standard: 'a',
  setting: 'a',
  mdt: 'm',
  event: 'e',
};

/** All sObjects of the org and its custom labels. */
export class Schema {
  /** By lower-case name. */
  readonly objects = new Map<string, SObjectInfo>();
  /** By key prefix. */
  readonly prefixes = new Map<string, SObjectInfo>();
  /** The values of custom labels, by lower-case name. */
  readonly labels = new Map<string, string>();
  /** The same of each translation, by its language such as `de`. */
  readonly translatedLabels = new Map<string, Map<string, string>>();
  /** A namespace whose prefix names may have, in lower case. */
  namespace: string | null = null;
  #customObjects = 0;

  constructor() {
    addStandardObjects((so) => this.add(so));
    this.add(new SObjectInfo({ name: 'AggregateResult', prefix: '0ar', anyField: true, noDml: true }));
    this.relate();
    setSchemaLookup((key) => {
      const so = this.get(key);
      return so?.internal ? null : so;
    });
  }

  /** An object by its name in any case. */
  get(name: string): SObjectInfo | null {
    const key = name.toLowerCase();
    const known = this.objects.get(key);
    if (known) return known;
    if (this.namespace && key.startsWith(`${this.namespace}__`))
      return this.objects.get(key.slice(this.namespace.length + 2)) ?? null;
    return this.#companion(key);
  }

  /** An object that must exist. */
  need(name: string): SObjectInfo {
    const so = this.get(name);
    if (!so) throw new Error(`apex-runtime internal: no object ${name}`);
    return so;
  }

  /** The object whose ids begin with these three characters. */
  byPrefix(prefix: string): SObjectInfo | null {
    return this.prefixes.get(prefix) ?? null;
  }

  /** A label in a language such as `de` or `en_US`, else as it was written; null when there is none of this name. */
  label(name: string, language: string): string | null {
    const key = name.toLowerCase();
    const [spoken = ''] = language.split('_');
    const translated = [language, spoken].map((code) => this.translatedLabels.get(code)?.get(key));
    return translated.find((text) => text !== undefined) ?? this.labels.get(key) ?? null;
  }

  /** Adds an object: gives it a key prefix if it has none, and its system fields. */
  add(so: SObjectInfo): SObjectInfo {
    this.objects.set(so.key, so);
    if (!so.prefix) so.prefix = this.genPrefix(so);
    this.prefixes.set(so.prefix, so);
    addSystemFields(so);
    return so;
  }

  /** The next key prefix for an object of its kind. */
  genPrefix(so: SObjectInfo): string {
    const count = this.#customObjects;
    this.#customObjects += 1;
    const high = PREFIX_DIGITS.charAt(Math.floor(count / 62) % 62);
    return PREFIX_LETTERS[so.kind] + high + PREFIX_DIGITS.charAt(count % 62);
  }

  /** Works out the ways from parents to children; to be called when all objects and fields are there. */
  relate(): void {
    for (const so of this.objects.values()) {
      so.kidMap.clear();
      so.childRels.length = 0;
    }
    for (const so of this.objects.values()) this.#relateTo(so);
  }

  #relateTo(so: SObjectInfo): void {
    for (const field of so.fields.values()) {
      if (field.type !== 'reference') continue;
      for (const name of field.refTo) {
        const parent = this.objects.get(name.toLowerCase());
        if (!parent) continue;
        const relationship = { child: so.name, field, name: field.childRel, cascade: field.cascade };
        parent.childRels.push(relationship);
        const key = field.childRel?.toLowerCase();
        if (key && !parent.kidMap.has(key)) parent.kidMap.set(key, relationship);
      }
    }
  }

  /** History, Share, Feed and ChangeEvent objects are made when they are first asked for. */
  #companion(key: string): SObjectInfo | null {
    const wanted = companionOf(key);
    const base = wanted && this.objects.get(wanted.base);
    if (!wanted || !base) return null;
    const so = this.add(companion(base, wanted.suffix));
    addCompanionFields(so, base, wanted.suffix);
    this.relate();
    return so;
  }
}
