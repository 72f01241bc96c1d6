import { Decimal } from 'decimal.js';
import { plainFields, recordKey, stampsOf, versionOf } from '../mapping/feed-fields.ts';
import type { Row } from '../sage/ports.ts';
import type { Feed, FeedSite, OpenFeed } from '../sync/feed.ts';
import { available, type Stock } from './available.ts';
import { quantities } from './read-stock.ts';

const table = 'IM_ItemWarehouse';

/** Stock of each item in each warehouse: one row a record. The quantity that is left is computed as for questions. */
export const stockFeed: Feed = {
  name: 'stock',
  target: { object: 'SageStock__c', externalId: 'Key__c', syncedAt: 'SyncedAt__c' },
  after: ['items'],
  open,
};

async function open({ tables, company, policy }: FeedSite): Promise<OpenFeed | undefined> {
  const catalogue = await tables.columns(company, table);
  if (catalogue === undefined) return undefined;
  const { availableLessShipping, stock } = policy;
  const keyColumns = ['ItemCode', 'WarehouseCode'];
  const counted = plainFields(catalogue, {
    OnHand__c: quantities.onHand,
    OnSalesOrder__c: quantities.onSalesOrder,
    OnBackOrder__c: quantities.onBackOrder,
    OnPurchaseOrder__c: quantities.onPurchaseOrder,
    OnWorkOrder__c: quantities.onWorkOrder,
    RequiredForWorkOrder__c: quantities.requiredForWorkOrder,
    InShipping__c: quantities.inShipping,
  });
  const place = plainFields(catalogue, { BinLocation__c: 'BinLocation' });
  const warehouses = stock.warehouseCodes && new Set(stock.warehouseCodes);
  const key = (row: Row) => recordKey(company, row['ItemCode'], row['WarehouseCode']);
  return {
    version: versionOf(1, availableLessShipping, stock, counted.columns, place.columns),
    gone: 'delete',
    sources: [
      {
        table,
        keyColumns,
        columns: [...keyColumns, ...counted.columns, ...place.columns],
        stamps: await stampsOf(tables, company, [{ table, columns: keyColumns }]),
        keyOf(row) {
          if (warehouses && !warehouses.has(row['WarehouseCode'] ?? '')) return undefined;
          return stock.skipEmpty && isEmpty(row, counted.columns) ? undefined : key(row);
        },
        record: (row) => ({
          key: key(row),
          fields: {
            Company__c: company,
            ItemCode__c: row['ItemCode'] ?? null,
            WarehouseCode__c: row['WarehouseCode'] ?? null,
            ...counted.of(row),
            ...place.of(row),
            Available__c: available(stockOf(row), availableLessShipping).toFixed(),
          },
          parents: [{ field: 'Product__c', feed: 'items', key: recordKey(company, row['ItemCode']) }],
        }),
      },
    ],
  };
}

/** Asked of every row that is read: no decimal is made for it. */
const isEmpty = (row: Row, columns: readonly string[]): boolean =>
  columns.every((column) => /^-?[0.]*$/.test(row[column] ?? '0'));

function stockOf(row: Row): Stock {
  const quantity = (name: keyof Stock) => new Decimal(row[quantities[name]] ?? 0);
  return {
    onHand: quantity('onHand'),
    onSalesOrder: quantity('onSalesOrder'),
    onBackOrder: quantity('onBackOrder'),
    onPurchaseOrder: quantity('onPurchaseOrder'),
    onWorkOrder: quantity('onWorkOrder'),
    requiredForWorkOrder: quantity('requiredForWorkOrder'),
    inShipping: quantity('inShipping'),
  };
}
