import { describe, expect, it } from '@jest/globals';
import contract from '../../../contract/price-cases.json' with { type: 'json' };
import { companyPolicy } from '../orders/policy.ts';
import { spellingIndex } from '../products/spelling-index.ts';
import { MemoryTables, type MemoryRow, type MemoryTable } from '../testing/memory-tables.ts';
import { askPrices } from './ask-prices.ts';

interface Case {
  readonly fact: string;
  readonly case: string;
  readonly item?: MemoryRow;
  readonly customers?: Readonly<Record<string, MemoryRow>>;
  readonly rules?: readonly MemoryRow[];
  readonly levels?: readonly MemoryRow[];
  readonly levelsOff?: boolean;
  readonly billTo?: readonly MemoryRow[];
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly ask: {
    readonly customer: string | null;
    readonly quantity: string;
    readonly unitOfMeasure?: string;
    readonly date?: string;
    readonly shipToCode?: string;
    readonly alsoOrdered?: readonly string[];
  };
  readonly price: string;
  readonly kind: string;
}

const cases = contract.cases as unknown as readonly Case[];
const five = (name: string) => [1, 2, 3, 4, 5].map((n) => `${name}${n}`);

/** Columns that the site has besides those of the rows; text, because the in-memory tables compare no numbers. */
function table(rows: readonly MemoryRow[], ...columns: string[]): MemoryTable {
  const names = new Set([...columns, ...rows.flatMap((row) => Object.keys(row))]);
  return { columns: Object.fromEntries([...names].map((name) => [name, 'C30'])), rows: [...rows] };
}

function tablesOf({ item, customers, rules, levels, levelsOff, billTo }: Case): MemoryTables {
  const rows = contract.customers.map((row) => ({
    CustomerName: row.CustomerNo,
    ...row,
    ...customers?.[`${row.ARDivisionNo}-${row.CustomerNo}`],
  }));
  return new MemoryTables({
    ABC: {
      CI_Item: table([{ ...contract.item, ...item }], 'SaleStartingDate', 'SaleEndingDate'),
      AR_Customer: table(rows, 'CustomerDiscountRate'),
      IM_PriceCode: table(
        rules ?? [],
        ...['PriceCodeRecord', 'PriceCode', 'ItemCode', 'CustomerPriceLevel', 'ARDivisionNo', 'CustomerNo'],
        ...['PricingMethod', ...five('BreakQuantity'), ...five('DiscountMarkup')],
      ),
      AR_PriceLevelByCustomer: table(
        levels ?? [],
        ...['ARDivisionNo', 'CustomerNo', 'ProductLine', 'PriceCode', 'ShipToCode', 'CustomerPriceLevel'],
        ...['EffectiveDate', 'EndDate'],
      ),
      SO_Options: table([{ EnableDefaultPriceLevelByCust: levelsOff === true ? 'N' : 'Y' }]),
      AR_BillToSoldTo: table(
        billTo ?? [],
        ...[
          'SoldToDivisionNo',
          'SoldToCustomerNo',
          'BillToDivisionNo',
          'BillToCustomerNo',
          'CustomerPricing',
        ],
      ),
    },
  });
}

async function ask(given: Case) {
  const tables = tablesOf(given);
  const policy = companyPolicy.parse({ matchSpelling: false, ...given.policy });
  const site = { tables, company: 'ABC', policy, spellings: spellingIndex(tables, 10, () => 0) };
  const { customer, date, shipToCode, quantity, unitOfMeasure, alsoOrdered = [] } = given.ask;
  const [divisionNo, customerNo] = customer?.split('-') ?? [];
  const lines = [quantity, ...alsoOrdered].map((of) => ({ itemCode: 'X', quantity: of, unitOfMeasure }));
  const [answer] = await askPrices(site, {
    customer: customerNo === undefined ? undefined : { divisionNo, customerNo },
    shipToCode,
    date: date ?? contract.date,
    lines,
  });
  return answer;
}

describe('the price engine', () => {
  it.each(cases.map((given) => [given.fact, given.case, given] as const))(
    'by "%s": %s',
    async (_fact, _case, given) => {
      const answer = await ask(given);

      expect(answer).toMatchObject({ unitPrice: given.price, rule: { kind: given.kind } });
    },
  );

  it('has a case for every fact, and a fact for every case', () => {
    const used = new Set(cases.map(({ fact }) => fact));

    expect([...used].sort()).toEqual(Object.keys(contract.facts).sort());
  });

  it("tells the customer's own discount, which Sage takes off the order", async () => {
    const given = cases.find(({ fact }) => fact === 'trade-discount');
    if (given === undefined) throw new Error('no such case');

    expect(await ask(given)).toMatchObject({
      discountPercent: '0',
      rule: {
        text: "Standard price of the item. Sage takes the customer's discount of 10 % off the order",
      },
    });
  });
});
