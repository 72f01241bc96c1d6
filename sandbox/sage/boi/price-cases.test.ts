import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import contract from '../../../contract/price-cases.json' with { type: 'json' };
import type { Row } from '../dictionary/table.ts';
import { addRows } from '../seed/company.ts';
import { makeTestCompany, openOrder, openTestSession, removeFolder, setAll } from '../testing/company.ts';
import type { Session } from './session.ts';

interface Case {
  readonly fact: string;
  readonly case: string;
  readonly item?: Row;
  readonly customers?: Readonly<Record<string, Row>>;
  readonly rules?: readonly Row[];
  readonly levels?: readonly Row[];
  readonly levelsOff?: boolean;
  readonly billTo?: readonly Row[];
  /** What the gateway is set to; the simulator has no such options. */
  readonly only?: 'engine';
  readonly ask: {
    readonly customer: string | null;
    readonly quantity: string;
    readonly unitOfMeasure?: string;
    readonly date?: string;
    readonly shipToCode?: string;
  };
  readonly price: string;
}

/** Sage prices lines of orders, and an order has a customer. */
const cases = (contract.cases as unknown as readonly Case[]).filter(
  (given) => given.only === undefined && given.ask.customer !== null,
);
const tables: Readonly<Record<string, string>> = {
  CI_Item: 'ItemCode',
  AR_Customer: 'CustomerNo',
  SO_ShipToAddress: 'ShipToCode',
  IM_PriceCode: 'PriceCodeRecord',
  AR_PriceLevelByCustomer: 'CustomerNo',
  AR_BillToSoldTo: 'SoldToCustomerNo',
  SO_Options: 'ModuleCode',
};

let folder: string;
let session: Session;

beforeAll(() => {
  folder = makeTestCompany();
  session = openTestSession({ dataFolder: folder });
  addRows(session.store, 'AR_Division', [{ ARDivisionNo: '02' }]);
});

beforeEach(() => {
  for (const [table, column] of Object.entries(tables)) session.store.remove(table, `${column} <> ?`, ['']);
});

afterAll(() => {
  session.nCleanup();
  removeFolder(folder);
});

/** Blank is how Sage keeps what has no value. */
function row(values: Readonly<Record<string, string | null>>): Row {
  return Object.fromEntries(Object.entries(values).map(([column, value]) => [column, value ?? '']));
}

function fill({ item, customers, rules = [], levels = [], levelsOff, billTo = [], ask }: Case): void {
  const { store } = session;
  addRows(store, 'CI_Item', [row({ ...contract.item, ...item })]);
  addRows(
    store,
    'AR_Customer',
    contract.customers.map((of) => ({
      CustomerName: of.CustomerNo,
      TermsCode: '30',
      ...row({ ...of, ...customers?.[`${of.ARDivisionNo}-${of.CustomerNo}`] }),
    })),
  );
  const [ARDivisionNo = '', CustomerNo = ''] = ask.customer?.split('-') ?? [];
  if (ask.shipToCode !== undefined)
    addRows(store, 'SO_ShipToAddress', [{ ARDivisionNo, CustomerNo, ShipToCode: ask.shipToCode }]);
  addRows(store, 'IM_PriceCode', rules);
  addRows(store, 'AR_PriceLevelByCustomer', levels);
  addRows(store, 'AR_BillToSoldTo', billTo);
  addRows(store, 'SO_Options', [
    { ModuleCode: 'S/O', EnableDefaultPriceLevelByCust: levelsOff === true ? 'N' : 'Y' },
  ]);
}

/** The price of an order's line before the order is written, as the business object tells it. */
function lineOf({ ask }: Case): string | undefined {
  const [ARDivisionNo$ = '', CustomerNo$ = ''] = ask.customer?.split('-') ?? [];
  const order = openOrder(session);
  try {
    if (order.nSetKey('9999999') !== 2) throw new Error(order.sLastErrorMsg);
    setAll(order, {
      ARDivisionNo$,
      CustomerNo$,
      OrderDate$: (ask.date ?? contract.date).replaceAll('-', ''),
      ...(ask.shipToCode === undefined ? {} : { ShipToCode$: ask.shipToCode }),
    });
    order.oLines.nAddLine();
    setAll(order.oLines, {
      ItemCode$: 'X',
      ...(ask.unitOfMeasure === undefined ? {} : { UnitOfMeasure$: ask.unitOfMeasure }),
      QuantityOrdered: ask.quantity,
    });
    return order.oLines.nGetValue('UnitPrice');
  } finally {
    order.DropObject();
  }
}

describe('the price of a line in the simulator', () => {
  it.each(cases.map((given) => [given.fact, given.case, given] as const))(
    'by "%s": %s',
    (_fact, _case, given) => {
      fill(given);

      expect(lineOf(given)).toBe(given.price);
    },
  );
});
