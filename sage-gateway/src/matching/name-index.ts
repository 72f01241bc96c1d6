import { comparedName, type ComparedName } from './names.ts';

/** A word that more names than this have in common tells nothing. */
const mostPerWord = 100;
/** Candidates looked at for one name, at most. */
const mostCandidates = 500;
const prefixLength = 4;

export interface Named<T> {
  readonly value: T;
  readonly name: ComparedName;
}

/** Finds what has a name like another by the words and beginnings of words they share, so that not every pair is compared. */
export class NameIndex<T> {
  readonly #byWord = new Map<string, Named<T>[]>();
  readonly #byCore = new Map<string, Named<T>[]>();

  constructor(values: readonly T[], nameOf: (value: T) => string) {
    for (const value of values) {
      const named = { value, name: comparedName(nameOf(value)) };
      add(this.#byCore, named.name.core, named);
      for (const key of keysOf(named.name)) add(this.#byWord, key, named);
    }
  }

  /** Those that may have a similar name, those of the same name first; at most 500. */
  alike(name: ComparedName): Named<T>[] {
    const found = new Set(this.#byCore.get(name.core)?.slice(0, mostPerWord));
    for (const key of keysOf(name)) {
      const sharing = this.#byWord.get(key) ?? [];
      if (sharing.length > mostPerWord) continue;
      for (const named of sharing) {
        if (found.size >= mostCandidates) return [...found];
        found.add(named);
      }
    }
    return [...found];
  }
}

/** Each word, and its beginning, which a slip of the pen mostly leaves. */
function keysOf({ words }: ComparedName): Set<string> {
  return new Set(words.flatMap((word) => [word, `${word.slice(0, prefixLength)}-`]));
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
