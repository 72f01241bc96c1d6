import { createdBy } from '../boi/audit.ts';
import { sum } from '../boi/values.ts';
import type { Layout } from '../dictionary/layouts.ts';
import type { Row } from '../dictionary/table.ts';
import { openCompany, openSystem } from '../store/files.ts';
import type { TableStore } from '../store/table-store.ts';
import { branchRows } from './branch.ts';
import { addRows, createCompany } from './company.ts';
import { billTos, contacts, customers, places, priceLevels, shipToAddresses } from './customers.ts';
import { seedDocuments } from './documents.ts';
import { longDescriptions, productLines, regularItems, specialItems } from './items.ts';

export const DEMO_COMPANY = 'ABC';

const warehouses = ['000', '001', '002'] as const;

export interface Seed {
  /** ABC is the demo company; any other code gets a smaller company (branch.ts). */
  readonly company?: string;
  /** File layout of a company that is new. */
  readonly layout?: Layout;
  readonly now?: Date;
}

/**
 * Seeds the demo company ABC: invented customers, items, stock and prices, the same in every run, and the documents of the last weeks
 * (documents.ts); or a smaller one without documents. What exists is left as it is, so seeding again adds nothing. Answers the number
 * of rows by table.
 */
export function seedDemo(dataFolder: string, seed: Seed = {}): Readonly<Record<string, number>> {
  const { company = DEMO_COMPANY, layout, now = new Date() } = seed;
  const isDemo = company === DEMO_COMPANY;
  const name = isDemo ? 'Ashbrook Industrial Supply' : `Branch ${company}`;
  createCompany(dataFolder, { company, name, ...(layout === undefined ? {} : { layout }) });
  const system = openSystem(dataFolder);
  try {
    seedTax(system);
  } finally {
    system.close();
  }
  const store = openCompany(dataFolder, company);
  try {
    const stamp = createdBy('0000000001', now);
    store.transaction(() => {
      for (const [table, rows] of isDemo ? demoRows() : branchRows())
        addRows(
          store,
          table,
          rows.map((row) => ({ ...stampFor(store, table, stamp), ...row })),
        );
      addTotals(store);
      store.update('AR_Options', ['A/R'], { SalesTaxReporting: 'Y', DefaultTaxSchedule: 'NONTAX' });
      if (isDemo) store.update('SO_Options', ['S/O'], { EnableDefaultPriceLevelByCust: 'Y' });
    });
    if (isDemo) seedDocuments(dataFolder, company, now);
    return Object.fromEntries([...store.tables.keys()].map((table) => [table, store.count(table)]));
  } finally {
    store.close();
  }
}

/** Items that say nothing yet of their quantity on hand. */
function addTotals(store: TableStore): void {
  const totals = new Map<string, string>();
  for (const { ItemCode = '', QuantityOnHand = '0' } of store.select(
    'IM_ItemWarehouse',
    "ItemCode <> ''",
    [],
  ))
    totals.set(ItemCode, sum(totals.get(ItemCode) ?? '0', QuantityOnHand));
  for (const { ItemCode = '' } of store.select('CI_Item', "TotalQuantityOnHand = '0'", []))
    store.update('CI_Item', [ItemCode], { TotalQuantityOnHand: totals.get(ItemCode) ?? '0' });
}

function stampFor(store: TableStore, table: string, stamp: Row): Row {
  return store.table(table).columns.has('DateCreated') ? stamp : {};
}

function demoRows(): [table: string, rows: readonly Row[]][] {
  return [
    ['AR_Division', [{ ARDivisionNo: '01', ARDivisionDesc: 'Wholesale' }]],
    [
      'AR_TermsCode',
      [
        { TermsCode: '01', TermsCodeDesc: 'Net 30', DaysBeforeDue: '30' },
        {
          TermsCode: '02',
          TermsCodeDesc: '2% 10 Net 30',
          DaysBeforeDue: '30',
          DaysBeforeDiscountDue: '10',
          DiscountRate: '2',
        },
        { TermsCode: '03', TermsCodeDesc: 'Net 60', DaysBeforeDue: '60' },
      ],
    ],
    [
      'AR_Salesperson',
      ['00', '01'].flatMap((division) => [
        { SalespersonDivisionNo: division, SalespersonNo: '0100', SalespersonName: `North Desk ${division}` },
        { SalespersonDivisionNo: division, SalespersonNo: '0200', SalespersonName: `South Desk ${division}` },
      ]),
    ],
    [
      'SO_ShippingRateHeader',
      [
        { ShippingCode: 'GROUND', ShippingCodeDesc: 'Ground service' },
        { ShippingCode: 'NEXT DAY', ShippingCodeDesc: 'Next day' },
        { ShippingCode: 'OUR TRUCK', ShippingCodeDesc: 'Own delivery' },
        { ShippingCode: 'PICKUP', ShippingCodeDesc: 'Customer collects' },
      ],
    ],
    ['SO_CancelReasonCode', [{ CancelReasonCode: 'CUST', CancelReasonCodeDesc: 'Cancelled by customer' }]],
    [
      'SY_ZipCode',
      places.map(({ city, state, zipCode, country }) => ({
        ZipCode: zipCode,
        City: city,
        State: state,
        CountryCode: country,
      })),
    ],
    [
      'IM_Warehouse',
      [
        { WarehouseCode: '000', WarehouseDesc: 'Central' },
        { WarehouseCode: '001', WarehouseDesc: 'East' },
        { WarehouseCode: '002', WarehouseDesc: 'West' },
      ],
    ],
    ['IM_ProductLine', productLines],
    ['CI_Item', [...regularItems, ...specialItems]],
    ['CI_ExtendedDescription', longDescriptions],
    ['IM_ItemWarehouse', stock()],
    ['IM_AliasItem', aliases()],
    ['IM_PriceCode', prices()],
    ['AR_Customer', customers],
    ['AR_BillToSoldTo', billTos],
    ['AR_PriceLevelByCustomer', priceLevels],
    ['AR_CustomerContact', contacts],
    ['SO_ShipToAddress', shipToAddresses],
  ];
}

/** Every item is stocked centrally, every second in the east, every third in the west; some shelves are empty. */
function stock(): Row[] {
  return regularItems.flatMap((item, i) =>
    warehouses
      .filter((_, w) => i % (w + 1) === 0)
      .map((WarehouseCode, w) => ({
        ItemCode: item['ItemCode'] ?? '',
        WarehouseCode,
        QuantityOnHand: String(i % 17 === 16 ? 0 : 40 + ((i * 31 + w * 7) % 400)),
        QuantityOnPurchaseOrder: String(i % 6 === 0 ? 100 : 0),
        QuantityOnBackOrder: String(i % 17 === 16 ? 12 : 0),
        QuantityOnWorkOrder: String(i % 8 === 0 ? 60 : 0),
        QuantityRequiredForWO: String(i % 8 === 3 ? 15 : 0),
        QuantityInShipping: String(i % 10 === 2 ? 4 : 0),
        ReorderPointQty: '25',
        AverageCost: item['AverageUnitCost'] ?? '0',
      })),
  );
}

/** Every tenth item has the code that customers use: without hyphens. One code belongs to one customer only. */
function aliases(): Row[] {
  const general = regularItems
    .filter((_, i) => i % 10 === 0)
    .map(({ ItemCode = '', ItemCodeDesc = '' }) => ({
      ItemCode,
      AliasItemNo: ItemCode.replaceAll('-', ' '),
      AliasItemDesc: ItemCodeDesc,
    }));
  const own = {
    ItemCode: 'HMR-CL-300',
    AliasItemNo: 'OUR HAMMER',
    AliasItemType: 'C',
    ARDivisionNo: '01',
    CustomerNo: '0001001',
  };
  return [...general, own];
}

function prices(): Row[] {
  const last = '99999999';
  const byQuantity = { PricingMethod: 'D', BreakQuantity1: '9', BreakQuantity2: '99', BreakQuantity3: last };
  return [
    {
      PriceCodeRecord: '0',
      PriceCode: 'FAST',
      PriceCodeDesc: 'Fasteners by quantity',
      ...byQuantity,
      DiscountMarkup2: '5',
      DiscountMarkup3: '12',
    },
    {
      PriceCodeRecord: '0',
      PriceCode: 'FAST',
      CustomerPriceLevel: '1',
      ...byQuantity,
      DiscountMarkup1: '3',
      DiscountMarkup2: '8',
      DiscountMarkup3: '15',
    },
    {
      PriceCodeRecord: '0',
      PriceCode: 'TOOL',
      CustomerPriceLevel: '1',
      PricingMethod: 'D',
      BreakQuantity1: last,
      DiscountMarkup1: '10',
    },
    {
      PriceCodeRecord: '1',
      ItemCode: 'HLM-WH-1',
      PricingMethod: 'P',
      BreakQuantity1: '24',
      BreakQuantity2: last,
      DiscountMarkup2: '1.5',
    },
    {
      PriceCodeRecord: '1',
      ItemCode: 'HLM-WH-1',
      CustomerPriceLevel: '1',
      PricingMethod: 'M',
      BreakQuantity1: last,
      DiscountMarkup1: '50',
    },
    {
      PriceCodeRecord: '1',
      ItemCode: 'HLM-WH-2',
      CustomerPriceLevel: '2',
      PricingMethod: 'O',
      BreakQuantity1: last,
      DiscountMarkup1: '19.95',
    },
    {
      PriceCodeRecord: '1',
      ItemCode: 'TAP-CL-24',
      PricingMethod: 'C',
      BreakQuantity1: last,
      DiscountMarkup1: '1.2',
    },
    {
      PriceCodeRecord: '2',
      ItemCode: 'PLR-CB-160',
      ARDivisionNo: '00',
      CustomerNo: '0001010',
      PricingMethod: 'O',
      BreakQuantity1: '11',
      BreakQuantity2: last,
      DiscountMarkup1: '12.4',
      DiscountMarkup2: '11.9',
    },
    {
      PriceCodeRecord: '2',
      ItemCode: 'PLR-CB-180',
      ARDivisionNo: '01',
      CustomerNo: '0001001',
      PricingMethod: 'O',
      BreakQuantity1: last,
      DiscountMarkup1: '17.25',
    },
  ];
}

function seedTax(system: TableStore): void {
  system.transaction(() => {
    addRows(system, 'SY_SalesTaxSchedule', [
      { TaxSchedule: 'NONTAX', TaxScheduleDesc: 'No sales tax' },
      { TaxSchedule: 'TX AUSTIN', TaxScheduleDesc: 'Texas, Austin' },
    ]);
    addRows(system, 'SY_SalesTaxScheduleDetail', [
      { TaxSchedule: 'NONTAX', SequenceNo: '000001', TaxCode: 'NONE' },
      { TaxSchedule: 'TX AUSTIN', SequenceNo: '000001', TaxCode: 'TX' },
      { TaxSchedule: 'TX AUSTIN', SequenceNo: '000002', TaxCode: 'AUSTIN' },
    ]);
    addRows(system, 'SY_SalesTaxCodeDetail', [
      { TaxCode: 'NONE', TaxClass: 'TX', TaxRate: '0' },
      { TaxCode: 'TX', TaxClass: 'TX', TaxRate: '6.25' },
      { TaxCode: 'AUSTIN', TaxClass: 'TX', TaxRate: '2' },
    ]);
  });
}
