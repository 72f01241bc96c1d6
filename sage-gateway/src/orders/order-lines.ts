import { decimalText, plainFields, rowKey } from '../mapping/feed-fields.ts';
import { present } from '../mapping/fit.ts';
import { mappedFields, type MappedFields, type ToldFaults } from '../mapping/mapped-fields.ts';
import { selectMany } from '../sage/select-many.ts';
import type { Row } from '../sage/ports.ts';
import type { FeedSite } from '../sync/feed.ts';

/** Characters of the lines' JSON at most; the field of Salesforce holds 131,072. */
const most = 130_000;

const common = {
  lineKey: 'LineKey',
  itemCode: 'ItemCode',
  itemType: 'ItemType',
  description: 'ItemCodeDesc',
  warehouseCode: 'WarehouseCode',
  unitOfMeasure: 'UnitOfMeasure',
  quantityShipped: 'QuantityShipped',
  quantityBackordered: 'QuantityBackordered',
  discountPercent: 'LineDiscountPercent',
  promiseDate: 'PromiseDate',
  comment: 'CommentText',
};

/** Where lines of orders are kept, by the member of a line each column is for. */
export const openLines = {
  table: 'SO_SalesOrderDetail',
  sequence: 'LineSeqNo',
  members: {
    ...common,
    quantityOrdered: 'QuantityOrdered',
    unitPrice: 'UnitPrice',
    extension: 'ExtensionAmt',
  },
} as const;
export const closedLines = {
  table: 'SO_SalesOrderHistoryDetail',
  sequence: 'SequenceNo',
  members: {
    ...common,
    quantityOrdered: 'QuantityOrderedRevised',
    unitPrice: 'LastUnitPrice',
    extension: 'LastExtensionAmt',
  },
} as const;

/** Reads the lines of at most 200 orders, as the JSON of `Lines__c` by order number. */
export interface LineReader {
  /** Whatever decides what the lines look like. */
  readonly version: readonly unknown[];
  read(salesOrderNos: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Undefined where the site has no such table. `told`: lines carry the values of the field mapping too. */
export async function lineReader(
  site: FeedSite,
  { table, sequence, members }: typeof openLines | typeof closedLines,
  told: ToldFaults | undefined,
): Promise<LineReader | undefined> {
  const { tables, company } = site;
  const catalogue = await tables.columns(company, table);
  if (catalogue === undefined) return undefined;
  const plain = plainFields(catalogue, members);
  const order = present(catalogue, [sequence, 'LineKey']);
  const own = [...new Set(['SalesOrderNo', ...order, ...plain.columns])];
  const mapped = told
    ? (['OpportunityLineItem', 'OrderItem'] as const).map(
        (object) => [object, mappedFields(site, object, catalogue, own, told)] as const,
      )
    : [];
  const columns = [...new Set([...own, ...mapped.flatMap(([, fields]) => fields.columns)])];
  const line = (row: Row) => ({ ...blanksLeftOut(plain.of(row)), ...valuesByObject(mapped, row) });
  return {
    version: [own, mapped.map(([, { rows }]) => rows)],
    async read(values) {
      const rows = await selectMany<string>(tables, company, {
        table,
        columns,
        column: 'SalesOrderNo',
        values,
      });
      const byOrder = Map.groupBy(rows, (row) => row['SalesOrderNo'] ?? '');
      return new Map(
        [...byOrder].map(([salesOrderNo, lines]) => {
          lines.sort((one, other) => (rowKey('', one, order) < rowKey('', other, order) ? -1 : 1));
          return [salesOrderNo, linesJson(lines.map(line))];
        }),
      );
    },
  };
}

/** `fields` of a record with a part for each object that has rows in the mapping; nothing when none has. */
export function valuesByObject(
  mapped: readonly (readonly [object: string, MappedFields])[],
  row: Row,
): { fields?: Readonly<Record<string, Readonly<Record<string, string | null>>>> } {
  const used = mapped.filter(([, { rows }]) => rows.length > 0);
  if (used.length === 0) return {};
  return { fields: Object.fromEntries(used.map(([object, fields]) => [object, fields.valuesOf(row)])) };
}

/** `count` tells how many lines the order has; fewer in `lines` means that the rest did not fit. */
export function linesJson(lines: readonly object[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const text of lines.map((line) => JSON.stringify(line))) {
    length += text.length + 1;
    if (length > most) break;
    kept.push(text);
  }
  return `{"count":${lines.length},"lines":[${kept.join(',')}]}`;
}

/** What is blank or zero is left out: most columns of most lines are. */
function blanksLeftOut(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== null && (value !== decimalText('0') || name === 'quantityOrdered'),
    ),
  );
}
