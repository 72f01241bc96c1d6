import { present } from '../mapping/fit.ts';
import { selectIn } from '../sage/read.ts';
import type { SageTables, Value } from '../sage/ports.ts';

/** Whose alias numbers count before the general ones. */
export interface AliasOwner {
  readonly divisionNo: string;
  readonly customerNo: string;
}

const helpful = ['ARDivisionNo', 'CustomerNo', 'APDivisionNo', 'VendorNo'] as const;

/**
 * Item codes that IM_AliasItem gives for product codes. The customer's own alias comes before a general one, the code as given before
 * its upper-case form; aliases of other customers and of vendors do not count. Several item codes of equal standing are all returned.
 * The type column of the table differs by site, so whose alias it is, is told by the numbers in the row. No such table: nothing is found.
 */
export async function findAliases(
  tables: SageTables,
  company: string,
  codes: readonly string[],
  owner: AliasOwner | undefined,
): Promise<Map<string, readonly string[]>> {
  const catalogue = await tables.columns(company, 'IM_AliasItem');
  if (catalogue === undefined || codes.length === 0) return new Map();
  const columns = ['AliasItemNo', 'ItemCode', ...present(catalogue, helpful)];
  const values = codes.flatMap((code) => [code, code.toUpperCase()]);
  const rows = await selectIn(tables, company, {
    table: 'IM_AliasItem',
    columns,
    column: 'AliasItemNo',
    values,
  });
  return new Map(
    codes.flatMap((code) => {
      const ranked = rows.flatMap((row) => rank(row, code, owner));
      const best = Math.min(...ranked.map((entry) => entry.rank));
      const items = ranked.filter((entry) => entry.rank === best).map((entry) => entry.itemCode);
      return items.length > 0 ? [[code, [...new Set(items)]] as const] : [];
    }),
  );
}

function rank(
  row: Readonly<Record<string, Value>>,
  code: string,
  owner: AliasOwner | undefined,
): { rank: number; itemCode: string }[] {
  const spelled = [code, code.toUpperCase()].indexOf(row['AliasItemNo'] ?? '');
  if (spelled < 0 || row['VendorNo'] || !row['ItemCode']) return [];
  const itemCode = row['ItemCode'];
  if (!row['CustomerNo']) return [{ rank: 2 + spelled, itemCode }];
  const own = row['CustomerNo'] === owner?.customerNo && (row['ARDivisionNo'] ?? '') === owner.divisionNo;
  return own ? [{ rank: spelled, itemCode }] : [];
}
