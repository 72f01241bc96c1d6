import { Decimal } from 'decimal.js';
import { numberText } from '../boi/values.ts';
import type { Row } from '../dictionary/table.ts';

/** One family of items: every variant in every size is one item. Prices grow with the size. */
interface Family {
  readonly prefix: string;
  readonly line: string;
  readonly name: string;
  readonly variants: readonly (readonly [code: string, name: string])[];
  readonly sizes: readonly string[];
  readonly cents: number;
  readonly unit: string;
  readonly priceCode: string;
}

// prefix | product line | price code | unit | cents of the smallest | name | variants | sizes
const families: readonly Family[] = `
BLT | FAST | FAST | EACH |   24 | Hex bolt        | ZP zinc, SS stainless                        | M06 M08 M10 M12 M16 M20
NUT | FAST | FAST | EACH |    7 | Hex nut         | ZP zinc, SS stainless                        | M06 M08 M10 M12 M16 M20
WSH | FAST | FAST | EACH |    3 | Washer          | ZP zinc, SS stainless                        | M06 M08 M10 M12 M16 M20
ANC | FAST | FAST | EACH |   31 | Wall anchor     | NY nylon, ST steel                           | 06 08 10 12 14
SCW | FAST | FAST | EACH |   11 | Deck screw      | BR bronze, GR green, TN tan                  | 040 050 060 080
WRN | TOOL | TOOL | EACH |  845 | Ring spanner    | CV chrome, BK black                          | 08 10 13 17 19 22 24
PLR | TOOL | TOOL | EACH | 1490 | Pliers          | CB combination, LN long nose, SC side cutting | 160 180 200
HMR | TOOL | TOOL | EACH | 1275 | Hammer          | CL claw, BP ball pein, RB rubber             | 300 450 600
DRL | TOOL | TOOL | EACH |  219 | Drill bit       | HS steel, MS masonry, WD wood                | 04 05 06 08 10
GLV | SAFE | SAFE | PAIR |  620 | Work gloves     | LT leather, NT nitrile, CT cut level 5       | S M L XL
HLM | SAFE | SAFE | EACH | 1850 | Safety helmet   | WH white, YL yellow, BL blue                 | 1 2
VST | SAFE | SAFE | EACH |  795 | Warning vest    | OR orange, YL yellow                         | S M L XL
MSK | SAFE | SAFE | EACH |  249 | Dust mask       | P1 class 1, P2 class 2, P3 class 3           | S M L
BRS | TOOL | TOOL | EACH |  389 | Paint brush     | FL flat, RD round                            | 20 30 40 50 60
LMP | LITE |      | EACH | 2999 | Work lamp       | LD LED, RC rechargeable                      | 10W 20W 30W 50W
CBL | LITE |      | EACH | 1849 | Extension lead  | IN indoor, OT outdoor                        | 05 10 25 50
BOX | PACK | PACK | EACH |  129 | Shipping carton | SW single wall, DW double wall               | 1 2 3 4 5 6 7 8
TAP | PACK | PACK | ROLL |  345 | Packing tape    | CL clear, BN brown, RD red, WH white, BK black | 24 48 72`
  .trim()
  .split('\n')
  .map(readFamily);

export const productLines: readonly Row[] = [
  { ProductLine: 'FAST', ProductLineDesc: 'Fasteners' },
  { ProductLine: 'TOOL', ProductLineDesc: 'Hand tools' },
  { ProductLine: 'SAFE', ProductLineDesc: 'Safety' },
  { ProductLine: 'LITE', ProductLineDesc: 'Light and power' },
  { ProductLine: 'PACK', ProductLineDesc: 'Packaging' },
];

const year = { SaleStartingDate: '2026-01-01', SaleEndingDate: '2027-12-31' };

/** By item: a price of two years, a discount of two years, and a sale that is over. */
const promotions: Readonly<Record<string, Row>> = {
  'LMP-LD-10W': { ...year, SaleMethod: 'P', SalesPromotionCode: 'LAMPS', SalesPromotionPrice: '24.5' },
  'VST-OR-S': { ...year, SaleMethod: 'D', SalesPromotionCode: 'VESTS', SalesPromotionDiscountPercent: '15' },
  'CBL-IN-05': {
    SaleMethod: 'P',
    SalesPromotionCode: 'SPRING25',
    SaleStartingDate: '2025-03-01',
    SaleEndingDate: '2025-04-30',
    SalesPromotionPrice: '12',
  },
};

/** Items whose name does not fit the 30 characters of ItemCodeDesc. */
export const longDescriptions: readonly Row[] = [
  {
    ExtendedDescriptionKey: '0000000001',
    ExtendedDescriptionText: 'Extension lead for outdoor use, rubber cable, splash-proof, 25 metres',
  },
];
const descriptionKeys: Readonly<Record<string, Row>> = {
  'CBL-OT-25': { ExtendedDescriptionKey: '0000000001' },
};

/** The demo company's regular items; every 40th is inactive, and some have promotions. */
export const regularItems: readonly Row[] = families.flatMap(itemsOf).map((item, i) => ({
  ...item,
  InactiveItem: i % 40 === 39 ? 'Y' : 'N',
  ...promotions[item['ItemCode'] ?? ''],
  ...descriptionKeys[item['ItemCode'] ?? ''],
}));

/** Charges, comments and miscellaneous codes, which begin with a slash. */
export const specialItems: readonly Row[] = [
  { ItemCode: '/C', ItemType: '4', ItemCodeDesc: 'Comment', TaxClass: '' },
  { ItemCode: '/FREIGHT', ItemType: '3', ItemCodeDesc: 'Freight charge', TaxClass: 'NT' },
  { ItemCode: '/HANDLING', ItemType: '5', ItemCodeDesc: 'Handling', StandardUnitPrice: '15', TaxClass: 'NT' },
  {
    ItemCode: '/ENGRAVE',
    ItemType: '5',
    ItemCodeDesc: 'Engraving',
    StandardUnitPrice: '4.75',
    TaxClass: 'TX',
  },
].map((item) => ({
  ...item,
  StandardUnitOfMeasure: item.ItemType === '5' ? 'EACH' : '',
  Valuation: '',
  ProductType: '',
}));

function itemsOf(family: Family): Row[] {
  return family.variants.flatMap(([code, name], v) =>
    family.sizes.map((size, s) => {
      const cents =
        family.cents + Math.floor((family.cents * s * 45) / 100) + Math.floor((family.cents * v * 30) / 100);
      const isFastener = family.line === 'FAST';
      return {
        ItemCode: `${family.prefix}-${code}-${size}`,
        ItemCodeDesc: `${family.name} ${name} ${size}`.slice(0, 30),
        ProductLine: family.line,
        PriceCode: family.priceCode,
        StandardUnitOfMeasure: family.unit,
        SalesUnitOfMeasure: family.unit,
        PurchaseUnitOfMeasure: isFastener ? 'BOX' : family.unit,
        PurchaseUMConvFctr: isFastener ? '100' : '1',
        StandardUnitPrice: money(cents),
        SuggestedRetailPrice: money(cents * 2),
        StandardUnitCost: money(Math.floor((cents * 60) / 100)),
        AverageUnitCost: money(Math.floor((cents * 58) / 100)),
        DefaultWarehouseCode: '000',
      };
    }),
  );
}

function readFamily(text: string): Family {
  const [
    prefix = '',
    line = '',
    priceCode = '',
    unit = '',
    cents = '',
    name = '',
    variants = '',
    sizes = '',
  ] = text.split('|').map((part) => part.trim());
  return {
    prefix,
    line,
    priceCode,
    unit,
    name,
    cents: Number(cents),
    variants: variants.split(', ').map((variant) => [variant.slice(0, 2), variant.slice(3)]),
    sizes: sizes.split(' '),
  };
}

function money(cents: number): string {
  return numberText(new Decimal(cents).div(100));
}
