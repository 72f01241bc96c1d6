import { present, type Columns } from '../mapping/fit.ts';
import { selectIn } from '../sage/read.ts';
import { selectMany } from '../sage/select-many.ts';
import type { Row, SageTables } from '../sage/ports.ts';

/** Members that `addTexts` adds to rows of CI_Item. */
export const aliases = '+aliases';
export const longText = '+description';

const aliasTable = 'IM_AliasItem';
const descriptionTable = 'CI_ExtendedDescription';
/** Whose alias it is; those of vendors are not what products are looked for by. */
const vendor = 'VendorNo';

/** Where texts of items are kept besides CI_Item at this site. */
export interface TextTables {
  readonly aliases: Columns | undefined;
  readonly descriptions: boolean;
}

export async function textTables(tables: SageTables, company: string): Promise<TextTables> {
  const [alias, description] = await Promise.all([
    tables.columns(company, aliasTable),
    tables.columns(company, descriptionTable),
  ]);
  return {
    aliases: alias,
    descriptions:
      description?.has('EXTENDEDDESCRIPTIONKEY') === true && description.has('EXTENDEDDESCRIPTIONTEXT'),
  };
}

/** Adds alias numbers (one a line, in order) and the long description to rows of CI_Item: two reads for 200 rows. */
export async function addTexts(
  tables: SageTables,
  company: string,
  { aliases: aliasColumns, descriptions }: TextTables,
  rows: readonly Row[],
): Promise<Row[]> {
  const byItem = aliasColumns && (await readAliases(tables, company, aliasColumns, rows));
  const texts = descriptions ? await readDescriptions(tables, company, rows) : new Map<string, string>();
  return rows.map((row) => ({
    ...row,
    ...(byItem && { [aliases]: (byItem.get(row['ItemCode'] ?? '') ?? []).join('\n') }),
    ...(descriptions && { [longText]: texts.get(row['ExtendedDescriptionKey'] ?? '') ?? null }),
  }));
}

async function readAliases(
  tables: SageTables,
  company: string,
  catalogue: Columns,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, string[]>> {
  const columns: string[] = ['ItemCode', 'AliasItemNo', ...present(catalogue, [vendor])];
  const values = rows.flatMap((row) => row['ItemCode'] ?? []);
  const found = await selectMany(tables, company, { table: aliasTable, columns, column: 'ItemCode', values });
  const numbers = new Map<string, Set<string>>();
  for (const { ItemCode: itemCode, AliasItemNo: alias, [vendor]: ofVendor } of found) {
    if (!itemCode || !alias || ofVendor) continue;
    numbers.set(itemCode, (numbers.get(itemCode) ?? new Set()).add(alias));
  }
  return new Map([...numbers].map(([itemCode, set]) => [itemCode, [...set].sort()]));
}

async function readDescriptions(
  tables: SageTables,
  company: string,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, string>> {
  const found = await selectIn(tables, company, {
    table: descriptionTable,
    columns: ['ExtendedDescriptionKey', 'ExtendedDescriptionText'],
    column: 'ExtendedDescriptionKey',
    values: rows.flatMap((row) => row['ExtendedDescriptionKey'] ?? []),
  });
  return new Map(
    found.flatMap((row) =>
      row.ExtendedDescriptionKey && row.ExtendedDescriptionText
        ? [[row.ExtendedDescriptionKey, row.ExtendedDescriptionText] as const]
        : [],
    ),
  );
}
