import { cutText, isYes, plainFields, recordKey, stampsOf, versionOf } from '../mapping/feed-fields.ts';
import { present, type Columns } from '../mapping/fit.ts';
import { fieldsFromSage, mappedFields, type ToldFaults } from '../mapping/mapped-fields.ts';
import { selectIn } from '../sage/read.ts';
import type { Row } from '../sage/ports.ts';
import type { Feed, FeedFinder, FeedRecord, FeedSite, OpenFeed } from '../sync/feed.ts';
import { addTexts, aliases, longText, textTables } from './item-texts.ts';

const table = 'CI_Item';
/** Read for what they decide, not for a field of their own. */
const deciding = ['ItemType', 'InactiveItem', 'ProductLine', 'ItemCodeDesc'] as const;

/** A product is an item's by its own field, and otherwise by its product code, as orders find it. */
const finder: FeedFinder = {
  fields: ['SageItemCode__c', 'ProductCode'],
  select: ['SageItemCode__c', 'ProductCode'],
  values: ({ key }) => [codeOf(key)],
  keysOf({ SageItemCode__c: own, ProductCode: code }, { company }) {
    const itemCode = own || code;
    return typeof itemCode === 'string' && itemCode !== '' ? [recordKey(company, itemCode)] : [];
  },
  standing: ({ SageItemCode__c: own }) => (own ? 0 : 1),
};

/** The item code of a key; a company has three characters. */
const codeOf = (key: string): string => key.slice(4);

/** Items with their aliases and descriptions. Products of Salesforce are updated; they are made where the policy says so. */
export function itemsFeed(): Feed {
  const told: ToldFaults = new Set();
  return {
    name: 'items',
    target: { object: 'Product2', find: finder, syncedAt: 'SageSyncedAt__c' },
    after: [],
    open: (site) => open(site, told),
  };
}

async function open(site: FeedSite, told: ToldFaults): Promise<OpenFeed | undefined> {
  const { tables, company, policy } = site;
  const catalogue = await tables.columns(company, table);
  if (catalogue === undefined) return undefined;
  const { items } = policy;
  const isWritten = items.update ?? site.isDefault;
  const texts = await textTables(tables, company);
  const withLongText =
    isWritten && items.extendedDescriptions && texts.descriptions && catalogue.has('EXTENDEDDESCRIPTIONKEY');
  const given = { aliases: isWritten ? texts.aliases : undefined, descriptions: withLongText };
  const plain = plainFields(catalogue, isWritten ? plainColumns : {});
  const own = [
    ...new Set([
      'ItemCode',
      ...present(catalogue, isWritten ? deciding : ['ItemType', 'ProductLine']),
      ...plain.columns,
      ...(withLongText ? ['ExtendedDescriptionKey'] : []),
    ]),
  ];
  const mapped = mappedFields(site, 'Product2', catalogue, own, told);
  const lines = items.productLines && new Set(items.productLines);
  const types = new Set<string>(items.types);
  const key = (row: Row) => recordKey(company, row['ItemCode']);
  return {
    version: versionOf(1, isWritten, items, isWritten && mapped.rows, own),
    gone: isWritten ? (keys) => inactive(site, keys) : 'keep',
    sources: [
      {
        table,
        keyColumns: ['ItemCode'],
        columns: isWritten ? mapped.columns : own,
        stamps: await stampsOf(tables, company, [
          { table, columns: ['ItemCode'] },
          ...(given.aliases ? [{ table: 'IM_AliasItem', columns: ['ItemCode'] }] : []),
        ]),
        keyOf(row) {
          const isFollowed =
            types.has(row['ItemType'] ?? '1') && (!lines || lines.has(row['ProductLine'] ?? ''));
          return isFollowed ? key(row) : undefined;
        },
        extend: (rows) => addTexts(tables, company, given, rows),
        record(row): FeedRecord {
          if (!isWritten) return { key: key(row), fields: {} };
          const made = items.create ? { onCreate: newProduct(row) } : {};
          return {
            key: key(row),
            fields: {
              SageItemCode__c: row['ItemCode'] ?? null,
              SageDescription__c: description(row),
              ...inactiveOf(catalogue, row),
              ...plain.of(row),
              ...aliasesOf(row),
              ...fieldsFromSage(mapped, row),
            },
            ...made,
          };
        },
      },
    ],
  };
}

const plainColumns = {
  SageItemType__c: 'ItemType',
  SageProductLine__c: 'ProductLine',
  SagePriceCode__c: 'PriceCode',
  SageUnitOfMeasure__c: 'StandardUnitOfMeasure',
  SageSalesUnit__c: 'SalesUnitOfMeasure',
  SageSalesUnitFactor__c: 'SalesUMConvFctr',
  SageStandardPrice__c: 'StandardUnitPrice',
  SageRetailPrice__c: 'SuggestedRetailPrice',
  SageDefaultWarehouse__c: 'DefaultWarehouseCode',
};

const inactiveOf = (catalogue: Columns, row: Row): { SageInactive__c?: boolean } =>
  catalogue.has('INACTIVEITEM') ? { SageInactive__c: isYes(row['InactiveItem']) } : {};

function description(row: Row): string | null {
  const text = row[longText] ?? row['ItemCodeDesc'] ?? null;
  return text === null ? null : cutText(text.replace(/\s+/g, ' ').trim(), 255);
}

/** Whole numbers only: the last line says that there are more. */
function aliasesOf(row: Row): { SageAliases__c?: string | null } {
  const text = row[aliases];
  if (text === undefined) return {};
  const most = 32_000;
  const kept = (text ?? '').length > most ? `${text?.slice(0, text.lastIndexOf('\n', most))}\n...` : text;
  return { SageAliases__c: kept || null };
}

function newProduct(row: Row): { Name: string; ProductCode: string; IsActive: boolean } {
  const itemCode = row['ItemCode'] ?? '';
  return {
    Name: description(row) ?? itemCode,
    ProductCode: itemCode,
    IsActive: !isYes(row['InactiveItem']),
  };
}

/** An item that is deleted in Sage is inactive in Salesforce; one that is only not followed any more is left as it is. */
async function inactive(
  { tables, company }: FeedSite,
  keys: readonly string[],
): Promise<ReadonlyMap<string, FeedRecord | null>> {
  const values = keys.map(codeOf);
  const columns = ['ItemCode'] as const;
  const rows = await selectIn(tables, company, { table, columns, column: 'ItemCode', values });
  const there = new Set(rows.map((row) => row.ItemCode));
  return new Map(
    keys.map((key) => [key, there.has(codeOf(key)) ? null : { key, fields: { SageInactive__c: true } }]),
  );
}
