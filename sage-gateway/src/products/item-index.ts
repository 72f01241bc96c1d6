import { present } from '../mapping/fit.ts';
import { NameIndex } from '../matching/name-index.ts';
import { comparedName, type ComparedName } from '../matching/names.ts';
import { keptByCompany } from '../sage/kept-by-company.ts';
import type { SageTables } from '../sage/ports.ts';
import { columnsOf } from '../sage/read.ts';
import { readAll } from '../sage/read-all.ts';

export interface DescribedItem {
  readonly itemCode: string;
  readonly description: string;
  readonly compared: ComparedName;
}

/** Items by the words of their descriptions. */
export interface ItemIndex {
  alike(name: ComparedName): readonly DescribedItem[];
}

export type ItemIndexes = (company: string) => Promise<ItemIndex>;

/** An index of the descriptions of all active items, kept for `minutes`; at most about 200,000 items, beyond that nothing is suggested by description. */
export function itemIndexes(tables: SageTables, minutes: number, now: () => number): ItemIndexes {
  return keptByCompany(minutes, now, async (company) => {
    const catalogue = await columnsOf(tables, company, 'CI_Item');
    const columns: string[] = ['ItemCode', ...present(catalogue, ['ItemCodeDesc', 'InactiveItem'])];
    const rows = (await readAll(tables, company, { table: 'CI_Item', columns, key: 'ItemCode' })) ?? [];
    const items = rows
      .filter((row) => row['InactiveItem'] !== 'Y')
      .map((row): DescribedItem => {
        const description = row['ItemCodeDesc'] ?? '';
        return { itemCode: row['ItemCode'] ?? '', description, compared: comparedName(description) };
      });
    const names = new NameIndex(items, ({ compared }) => compared);
    return { alike: (name) => names.alike(name) };
  });
}
