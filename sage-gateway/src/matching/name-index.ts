import type { ComparedName } from './names.ts';

/** A word, or a pair of words, that more names than this have in common tells nothing. */
const mostPerKey = 200;
/** Candidates looked at for one name, at most. */
const mostCandidates = 500;
const prefixLength = 4;
/** Words that are paired, at most. */
const mostPaired = 5;

/** Finds what has a name like another by the words they share, so that not every pair of names is compared. */
export class NameIndex<T> {
  readonly #byKey = new Map<string, T[]>();
  readonly #byCore = new Map<string, T[]>();

  constructor(values: readonly T[], nameOf: (value: T) => ComparedName) {
    for (const value of values) {
      const name = nameOf(value);
      add(this.#byCore, name.core, value);
      for (const key of keysOf(name)) add(this.#byKey, key, value);
    }
  }

  /** Those that may have a similar name, those of the same name first; at most 500. */
  alike(name: ComparedName): T[] {
    const found = new Set(this.#byCore.get(name.core)?.slice(0, mostPerKey));
    for (const key of keysOf(name)) {
      const sharing = this.#byKey.get(key) ?? [];
      if (sharing.length > mostPerKey) continue;
      for (const value of sharing) {
        if (found.size >= mostCandidates) return [...found];
        found.add(value);
      }
    }
    return [...found];
  }
}

/** Each word; its beginning, which a slip of the pen mostly leaves; and each pair of beginnings, which tells where the words alone are common. */
function keysOf({ words }: ComparedName): Set<string> {
  const beginnings = words.map((word) => `${word.slice(0, prefixLength)}-`);
  const paired = beginnings.slice(0, mostPaired);
  const pairs = paired.flatMap((one, at) =>
    paired.slice(at + 1).map((other) => (one < other ? `${one}+${other}` : `${other}+${one}`)),
  );
  return new Set([...words, ...beginnings, ...pairs]);
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
