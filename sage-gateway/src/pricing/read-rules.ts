import { Decimal } from 'decimal.js';
import { present } from '../mapping/fit.ts';
import { columnsOf, selectIn } from '../sage/read.ts';
import type { SageTables, Value } from '../sage/ports.ts';
import type { PricePolicy } from './policy.ts';
import type { LevelRule, PriceBreak, PricedCustomer, PricedItem, PriceRule, PricingMethod } from './rules.ts';

type Cells = Readonly<Partial<Record<string, Value>>>;

const five = [1, 2, 3, 4, 5] as const;
const ruleColumns: string[] = [
  'PriceCodeRecord',
  'PriceCode',
  'ItemCode',
  'CustomerPriceLevel',
  'ARDivisionNo',
  'CustomerNo',
  'PricingMethod',
  ...five.flatMap((n) => [`BreakQuantity${n}`, `DiscountMarkup${n}`]),
];

/** Customers of one read: with 200 items each it brings the 10,000 rows at most that a read may. */
const customersPerRead = 50;

/**
 * The rules of IM_PriceCode that may concern the items: those of the items, those of their price codes, and the customers' own. Three reads for
 * up to 200 items and 50 customers; other customers' contracts, of which there may be any number, are not read. No such table (a company
 * without Inventory Management): no rules.
 */
export async function readPriceRules(
  tables: SageTables,
  company: string,
  items: readonly PricedItem[],
  customers: readonly PricedCustomer[],
): Promise<PriceRule[]> {
  const catalogue = await tables.columns(company, 'IM_PriceCode');
  if (catalogue === undefined) return [];
  const columns = present(catalogue, ruleColumns);
  const read = { table: 'IM_PriceCode', columns };
  const record = (value: string) => ({ column: 'PriceCodeRecord', op: '=', value }) as const;
  const itemCodes = items.map(({ itemCode }) => itemCode);
  const rows: Cells[] = [
    ...(await selectIn<string>(tables, company, {
      ...read,
      column: 'ItemCode',
      values: itemCodes,
      also: [record('1')],
    })),
    ...(await selectIn<string>(tables, company, {
      ...read,
      column: 'PriceCode',
      values: items.flatMap(({ priceCode }) => (priceCode === '' ? [] : [priceCode])),
      also: [record('0')],
    })),
  ];
  const contracts = [record('2'), { column: 'ItemCode', op: 'in', values: itemCodes }] as const;
  for (const values of itemCodes.length === 0 ? [] : pages(customers)) {
    rows.push(
      ...(await selectIn<string>(tables, company, {
        ...read,
        column: 'CustomerNo',
        values,
        also: contracts,
      })),
    );
  }
  return rows.flatMap((row) => toRule(row) ?? []);
}

/** The customers' numbers, as many at a time as one read takes. */
function pages(customers: readonly PricedCustomer[]): string[][] {
  const numbers = [...new Set(customers.map(({ customerNo }) => customerNo))];
  return Array.from({ length: Math.ceil(numbers.length / customersPerRead) }, (_, page) =>
    numbers.slice(page * customersPerRead, (page + 1) * customersPerRead),
  );
}

function toRule(row: Cells): PriceRule | undefined {
  const record = (['0', '1', '2'] as const).find((one) => one === row['PriceCodeRecord']);
  const method = (['O', 'P', 'D', 'C', 'M'] as const).find(
    (one): one is PricingMethod => one === row['PricingMethod'],
  );
  // A method that nobody documents changes no price: such a rule is as good as none.
  if (record === undefined || method === undefined) return undefined;
  return {
    record,
    method,
    priceCode: row['PriceCode'] ?? '',
    itemCode: row['ItemCode'] ?? '',
    level: row['CustomerPriceLevel'] ?? '',
    divisionNo: row['ARDivisionNo'] ?? '',
    customerNo: row['CustomerNo'] ?? '',
    breaks: breaksOf(row),
  };
}

/** The breaks in use: a bound of 0 ends them; a rule without any bound has its first value for every quantity. */
function breaksOf(row: Cells): PriceBreak[] {
  const all = five.map((n) => ({
    upTo: new Decimal(row[`BreakQuantity${n}`] ?? 0),
    value: new Decimal(row[`DiscountMarkup${n}`] ?? 0),
  }));
  const end = all.findIndex(({ upTo }) => upTo.isZero());
  return all.slice(0, end < 0 ? all.length : Math.max(end, 1));
}

/** The table's name is from public code that reads live companies; how its level column is spelled is not known. */
const levelColumns = ['CustomerPriceLevel', 'PriceLevel'] as const;

/**
 * The price levels of customers by product line. None where this Sage has no such table or columns, or where they are off by S/O Options or
 * the policy.
 */
export async function readLevels(
  tables: SageTables,
  company: string,
  { priceLevels: of }: PricePolicy,
  customers: readonly PricedCustomer[],
): Promise<LevelRule[]> {
  const catalogue = of.use === 'off' ? undefined : await tables.columns(company, of.table);
  const [level] = catalogue ? present(catalogue, of.level === undefined ? levelColumns : [of.level]) : [];
  if (catalogue === undefined || level === undefined || !catalogue.has(of.productLine.toUpperCase()))
    return [];
  const columns: string[] = [
    'ARDivisionNo',
    'CustomerNo',
    of.productLine,
    level,
    ...present(catalogue, [of.priceCode, of.shipToCode, of.effectiveDate, of.endDate]),
  ];
  const rows: Cells[] = [];
  for (const values of pages(customers)) {
    const read = { table: of.table, columns, column: 'CustomerNo', values };
    rows.push(...(await selectIn<string>(tables, company, read)));
  }
  const levels = rows.map((row): LevelRule => ({
    divisionNo: row['ARDivisionNo'] ?? '',
    customerNo: row['CustomerNo'] ?? '',
    productLine: row[of.productLine] ?? '',
    priceCode: row[of.priceCode] ?? '',
    shipToCode: row[of.shipToCode] ?? '',
    level: row[level] ?? '',
    effectiveDate: row[of.effectiveDate] ?? undefined,
    endDate: row[of.endDate] ?? undefined,
  }));
  return levels.length > 0 && (of.use === 'on' || (await levelsAreOn(tables, company))) ? levels : [];
}

async function levelsAreOn(tables: SageTables, company: string): Promise<boolean> {
  const option = 'EnableDefaultPriceLevelByCust';
  const catalogue = await tables.columns(company, 'SO_Options');
  if (catalogue?.has(option.toUpperCase()) !== true) return true;
  const [row] = await tables.select(company, { table: 'SO_Options', columns: [option], limit: 1 });
  return row?.[option] !== 'N';
}

/** Columns of CI_Item that prices are made of. */
export async function readItemRows(
  tables: SageTables,
  company: string,
  itemCodes: readonly string[],
): Promise<ReadonlyMap<string, Cells>> {
  const catalogue = await columnsOf(tables, company, 'CI_Item');
  const columns = ['ItemCode', ...present(catalogue, itemColumns)];
  const rows = await selectIn<string>(tables, company, {
    table: 'CI_Item',
    columns,
    column: 'ItemCode',
    values: itemCodes,
  });
  return new Map(rows.map((row) => [row['ItemCode'] ?? '', row]));
}

/** Columns of CI_Item that a price is made of, as far as a site has them. */
export const itemColumns = [
  'ItemType',
  'ProductLine',
  'PriceCode',
  'StandardUnitOfMeasure',
  'SalesUnitOfMeasure',
  'PurchaseUnitOfMeasure',
  'SalesUMConvFctr',
  'PurchaseUMConvFctr',
  'StandardUnitPrice',
  'SaleMethod',
  'SalesPromotionCode',
  'SaleStartingDate',
  'SaleEndingDate',
  'SalesPromotionPrice',
  'SalesPromotionDiscountPercent',
  'Valuation',
  'StandardUnitCost',
  'AverageUnitCost',
  'LastTotalUnitCost',
  'AllowTradeDiscount',
];
