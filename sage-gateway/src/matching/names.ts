import { distance } from 'fastest-levenshtein';
import { toSageText } from '../mapping/sage-text.ts';

/** Words that say what kind of company it is, not which. */
const general = new Set(
  'the and inc incorporated llc llp lp ltd limited corp corporation co company gmbh plc'.split(' '),
);

/** Shorter names are too easily part of another. */
const tellingLength = 6;
/** Of ten letters, two may differ. */
const similarFrom = 0.8;

/** A name as it is compared: lower case, in letters and digits, without accents. */
export interface ComparedName {
  /** The words, without the general ones where others are left. */
  readonly words: readonly string[];
  /** The words in one. */
  readonly core: string;
}

export function comparedName(name: string): ComparedName {
  const plain = toSageText(name)
    .text.normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase();
  const all = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const telling = all.filter((word) => !general.has(word));
  const words = telling.length > 0 ? telling : all;
  return { words, core: words.join('') };
}

export type Likeness = 'same' | 'similar' | 'other';

/** How alike two names are: the same words; or nearly the same letters, or one's words all among the other's. */
export function likeness(one: ComparedName, other: ComparedName): Likeness {
  if (one.core === '' || other.core === '') return 'other';
  if (one.core === other.core) return 'same';
  if (closeness(one, other) >= similarFrom) return 'similar';
  const [shorter, longer] = one.core.length < other.core.length ? [one, other] : [other, one];
  const contained = shorter.words.every((word) => longer.words.includes(word));
  return contained && shorter.core.length >= tellingLength ? 'similar' : 'other';
}

/** 1 for the same letters, 0 for none in their place. */
export function closeness({ core: one }: ComparedName, { core: other }: ComparedName): number {
  const longest = Math.max(one.length, other.length);
  return longest === 0 ? 0 : 1 - distance(one, other) / longest;
}
