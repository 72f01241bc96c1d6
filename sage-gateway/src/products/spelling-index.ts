import type { Condition, SageTables } from '../sage/ports.ts';

/** Item codes read at a time, and how often at most: enough for 200,000 items. */
const page = 5_000;
const mostReads = 160;

/** A code by its letters and digits alone, upper case: "fr m94b-42" as "FRM94B42". */
export function spelling(code: string): string {
  return code
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/** Finds item codes that are spelled alike. */
export interface SpellingIndex {
  /** Item codes of the same letters and digits. */
  alike(company: string, code: string): Promise<readonly string[]>;
}

/**
 * An index of all item codes of a company, because "alike" cannot be asked of Sage's keys and only the whole list shows that a spelling is
 * unique. Built when a code is first missed, and kept for `minutes`; so a new item is found by its
 * exact code at once and by another spelling some minutes later. A company with many more than 200,000 items is not indexed: nothing is alike.
 */
export function spellingIndex(tables: SageTables, minutes: number, now: () => number): SpellingIndex {
  const kept = new Map<string, { until: number; index: Promise<Map<string, string[]>> }>();
  return {
    async alike(company, code) {
      const entry = kept.get(company);
      if (entry === undefined || entry.until <= now()) {
        const index = build(tables, company);
        kept.set(company, { until: now() + minutes * 60_000, index });
        // A failed build must not be kept, or a passing fault would last for minutes.
        index.catch(() => kept.delete(company));
      }
      const index = await kept.get(company)?.index;
      const key = spelling(code);
      return key === '' ? [] : (index?.get(key) ?? []);
    },
  };
}

/** One index for each number of minutes that companies are set to. */
export function spellingIndexes(tables: SageTables, now: () => number): (minutes: number) => SpellingIndex {
  const indexes = new Map<number, SpellingIndex>();
  return (minutes) => {
    const index = indexes.get(minutes) ?? spellingIndex(tables, minutes, now);
    indexes.set(minutes, index);
    return index;
  };
}

/**
 * Reads all item codes. The port promises no order of rows, so a full page does not tell where to go on: its range is halved at the page's
 * median and both halves are read, until every range comes back with less than a page.
 */
async function build(tables: SageTables, company: string): Promise<Map<string, string[]>> {
  const index = new Map<string, string[]>();
  const ranges: Condition[][] = [[]];
  for (let reads = 0; ranges.length > 0; reads += 1) {
    const where = ranges.pop() ?? [];
    const query = { table: 'CI_Item', columns: ['ItemCode'] as const, where, limit: page };
    const codes = (await tables.select(company, query)).flatMap(({ ItemCode }) => ItemCode ?? []);
    if (codes.length < page) {
      for (const code of codes) index.set(spelling(code), [...(index.get(spelling(code)) ?? []), code]);
    } else if (reads < mostReads) {
      const value = codes.sort()[page / 2] ?? '';
      ranges.push(
        [...where, { column: 'ItemCode', op: '>', value }],
        [...where, { column: 'ItemCode', op: '<=', value }],
      );
    } else {
      return new Map();
    }
  }
  return index;
}
