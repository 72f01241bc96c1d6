import { keptByCompany } from '../sage/kept-by-company.ts';
import type { SageTables } from '../sage/ports.ts';
import { readAll } from '../sage/read-all.ts';

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
  const indexOf = keptByCompany(minutes, now, (company) => build(tables, company));
  return {
    async alike(company, code) {
      const index = await indexOf(company);
      const key = spelling(code);
      return key === '' ? [] : (index.get(key) ?? []);
    },
  };
}

async function build(tables: SageTables, company: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const query = { table: 'CI_Item', columns: ['ItemCode'], key: 'ItemCode' } as const;
  const rows = (await readAll(tables, company, query)) ?? [];
  const index = new Map<string, string[]>();
  for (const code of rows.flatMap(({ ItemCode }) => ItemCode ?? [])) {
    const key = spelling(code);
    const same = index.get(key);
    if (same) same.push(code);
    else index.set(key, [code]);
  }
  return index;
}
