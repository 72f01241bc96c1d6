import { plainFields, recordKey, rowKey, stampsOf, versionOf } from '../mapping/feed-fields.ts';
import { present } from '../mapping/fit.ts';
import type { Row } from '../sage/ports.ts';
import type { Feed, FeedParent, FeedSite, OpenFeed } from '../sync/feed.ts';

const table = 'IM_PriceCode';
const keyColumns = [
  'PriceCodeRecord',
  'PriceCode',
  'ItemCode',
  'CustomerPriceLevel',
  'ARDivisionNo',
  'CustomerNo',
];
const five = [1, 2, 3, 4, 5] as const;

/** Price rules: of price codes, of items and of items for one customer. */
export const priceRulesFeed: Feed = {
  name: 'price-rules',
  target: { object: 'SagePriceRule__c', externalId: 'Key__c', syncedAt: 'SyncedAt__c' },
  after: ['items', 'customers'],
  open,
};

async function open({ tables, company }: FeedSite): Promise<OpenFeed | undefined> {
  const catalogue = await tables.columns(company, table);
  if (catalogue === undefined) return undefined;
  const keys = present(catalogue, keyColumns);
  const plain = plainFields(catalogue, {
    PriceCode__c: 'PriceCode',
    ItemCode__c: 'ItemCode',
    PriceLevel__c: 'CustomerPriceLevel',
    DivisionNo__c: 'ARDivisionNo',
    CustomerNo__c: 'CustomerNo',
    Method__c: 'PricingMethod',
    ...Object.fromEntries(five.map((n) => [`Break${n}__c`, `BreakQuantity${n}`])),
    ...Object.fromEntries(five.map((n) => [`Value${n}__c`, `DiscountMarkup${n}`])),
  });
  const columns = [...new Set([...keys, ...plain.columns])];
  const key = (row: Row) => rowKey(company, row, keyColumns);
  return {
    version: versionOf(1, columns),
    gone: 'delete',
    sources: [
      {
        table,
        keyColumns: keys,
        columns,
        stamps: await stampsOf(tables, company, [{ table, columns: keys }]),
        keyOf: (row) => (kindOf(row) === undefined ? undefined : key(row)),
        record: (row) => ({
          key: key(row),
          fields: { Company__c: company, Kind__c: kindOf(row) ?? null, ...plain.of(row) },
          parents: parentsOf(company, row),
        }),
      },
    ],
  };
}

/** The words of answers to questions about prices; undefined for a record that nobody documents. */
function kindOf(row: Row): string | undefined {
  const level = row['CustomerPriceLevel'];
  switch (row['PriceCodeRecord']) {
    case '0':
      return level ? 'PriceCodeLevel' : 'PriceCodeStandard';
    case '1':
      return level ? 'ItemLevel' : 'ItemStandard';
    case '2':
      return 'CustomerItem';
    default:
      return undefined;
  }
}

function parentsOf(company: string, row: Row): FeedParent[] {
  const record = row['PriceCodeRecord'];
  const product: FeedParent = {
    field: 'Product__c',
    feed: 'items',
    key: recordKey(company, row['ItemCode']),
  };
  const account: FeedParent = {
    field: 'Account__c',
    feed: 'customers',
    key: recordKey(company, row['ARDivisionNo'], row['CustomerNo']),
  };
  if (record === '0') return [];
  return record === '1' ? [product] : [account, product];
}
