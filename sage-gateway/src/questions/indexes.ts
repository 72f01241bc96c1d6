import { customerIndexes, type CustomerIndexes } from '../customers/customer-index.ts';
import { itemIndexes, type ItemIndexes } from '../products/item-index.ts';
import { spellingIndex, type SpellingIndex } from '../products/spelling-index.ts';
import type { SageTables } from '../sage/ports.ts';

/** What is kept in memory of a site's items and customers; each is made when it is first needed. */
export interface Indexes {
  readonly spellings: SpellingIndex;
  readonly customers: CustomerIndexes;
  readonly items: ItemIndexes;
}

/**
 * Indexes by the number of minutes that companies are set to keep them. They read without a question's time limit: an index that takes longer is
 * ready for the next question.
 */
export function keptIndexes(tables: SageTables, now: () => number): (minutes: number) => Indexes {
  const kept = new Map<number, Indexes>();
  return (minutes) => {
    const indexes = kept.get(minutes) ?? {
      spellings: spellingIndex(tables, minutes, now),
      customers: customerIndexes(tables, minutes, now),
      items: itemIndexes(tables, minutes, now),
    };
    kept.set(minutes, indexes);
    return indexes;
  };
}
