import { Decimal } from 'decimal.js';
import { numberText } from '../boi/values.ts';
import type { Row } from '../dictionary/table.ts';
import { places } from './customers.ts';
import { productLines, regularItems, specialItems } from './items.ts';

/*
 * A second, smaller company: its own customers and warehouses, tools and safety goods under the same item codes as the demo company, with
 * other stock and prices. Customer 0001002 exists in both and is another one here.
 */

const names = [
  'Tarnbeck Joinery',
  'Ulverfell Roofing',
  'Vennimore Glass',
  'Wharram Electrics',
  'Yarnscombe Mills',
  'Zeal Moor Plumbing',
  'Ashgill Fencing',
  'Bramhope Tiling',
];
const lines = ['TOOL', 'SAFE'];
const warehouses = ['000', '100'];

const items: readonly Row[] = regularItems
  .filter(({ ProductLine = '' }) => lines.includes(ProductLine))
  .map((item) => ({
    ...item,
    InactiveItem: 'N',
    StandardUnitPrice: cents(item['StandardUnitPrice'], '1.15'),
    AverageUnitCost: cents(item['AverageUnitCost'], '1.05'),
  }));

const customers: readonly Row[] = names.map((CustomerName, i) => {
  const place = places[(i * 3 + 1) % places.length];
  return {
    ARDivisionNo: '00',
    CustomerNo: i === 0 ? '0001002' : String(2000 + i).padStart(7, '0'),
    CustomerName,
    SortField: CustomerName.toUpperCase().slice(0, 10).trimEnd(),
    AddressLine1: `${10 + i} Mill Lane`,
    City: place?.city ?? '',
    State: place?.state ?? '',
    ZipCode: place?.zipCode ?? '',
    CountryCode: place?.country ?? '',
    TelephoneNo: `(555) 555-${String(200 + i).padStart(4, '0')}`,
    EmailAddress: `buying@${CustomerName.toLowerCase().replaceAll(' ', '-')}.example`,
    ContactCode: 'BUYING',
    TermsCode: i % 2 === 0 ? '01' : '00',
    TaxSchedule: 'NONTAX',
    ShipMethod: 'GROUND',
    CreditLimit: String(i === 3 ? 0 : 2500 * (i + 1)),
    CurrentBalance: String(i * 90),
    PriceLevel: i % 3 === 0 ? '1' : '',
  };
});

/** Rows of the second company by table. */
export function branchRows(): [table: string, rows: readonly Row[]][] {
  return [
    ['AR_TermsCode', [{ TermsCode: '01', TermsCodeDesc: 'Net 14', DaysBeforeDue: '14' }]],
    ['SO_ShippingRateHeader', [{ ShippingCode: 'GROUND', ShippingCodeDesc: 'Ground service' }]],
    ['SO_CancelReasonCode', [{ CancelReasonCode: 'CUST', CancelReasonCodeDesc: 'Cancelled by customer' }]],
    [
      'IM_Warehouse',
      warehouses.map((WarehouseCode) => ({ WarehouseCode, WarehouseDesc: `Branch ${WarehouseCode}` })),
    ],
    ['IM_ProductLine', productLines.filter(({ ProductLine = '' }) => lines.includes(ProductLine))],
    ['CI_Item', [...items, ...specialItems]],
    ['IM_ItemWarehouse', items.flatMap(stockOf)],
    ['IM_PriceCode', prices],
    ['AR_Customer', customers],
    ['AR_CustomerContact', customers.map(contactOf)],
    ['SO_ShipToAddress', customers.filter((_, i) => i % 2 === 0).map(shipToOf)],
  ];
}

const last = { BreakQuantity1: '99999999' };
const prices: readonly Row[] = [
  {
    PriceCodeRecord: '0',
    PriceCode: 'TOOL',
    CustomerPriceLevel: '1',
    PricingMethod: 'D',
    ...last,
    DiscountMarkup1: '7.5',
  },
  { PriceCodeRecord: '1', ItemCode: 'HMR-CL-300', PricingMethod: 'O', ...last, DiscountMarkup1: '13.5' },
  {
    PriceCodeRecord: '2',
    ItemCode: 'PLR-CB-160',
    ARDivisionNo: '00',
    CustomerNo: '0001002',
    PricingMethod: 'O',
    ...last,
    DiscountMarkup1: '14.2',
  },
];

function stockOf({ ItemCode = '' }: Row, i: number): Row[] {
  return warehouses
    .filter((_, w) => w === 0 || i % 2 === 0)
    .map((WarehouseCode, w) => ({
      ItemCode,
      WarehouseCode,
      QuantityOnHand: String((i * 13 + w * 5) % 60),
      QuantityOnPurchaseOrder: String(i % 5 === 0 ? 24 : 0),
    }));
}

function contactOf({ ARDivisionNo = '', CustomerNo = '', CustomerName = '', TelephoneNo = '' }: Row): Row {
  const ContactName = `Buying ${CustomerName.split(' ')[0]}`;
  return { ARDivisionNo, CustomerNo, ContactCode: 'BUYING', ContactName, TelephoneNo1: TelephoneNo };
}

function shipToOf(customer: Row): Row {
  const {
    ARDivisionNo = '',
    CustomerNo = '',
    CustomerName = '',
    City = '',
    State = '',
    ZipCode = '',
    CountryCode = '',
  } = customer;
  return {
    ARDivisionNo,
    CustomerNo,
    ShipToCode: 'SITE',
    ShipToName: `${CustomerName} Site`,
    ShipToAddress1: '1 Station Yard',
    ShipToCity: City,
    ShipToState: State,
    ShipToZipCode: ZipCode,
    ShipToCountryCode: CountryCode,
  };
}

function cents(amount: string | undefined, factor: string): string {
  const price = new Decimal(amount ?? 0).times(factor);
  return numberText(price.toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
}
