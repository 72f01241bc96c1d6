import { afterEach, describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import type { SageTables } from '../sage/ports.ts';
import type { MemoryRow, MemoryTables } from '../testing/memory-tables.ts';
import {
  startQuestionServer,
  type QuestionServer,
  type QuestionServerOptions,
} from '../testing/question-server.ts';
import { sageCompany } from '../testing/sage-company.ts';

let server: QuestionServer;
afterEach(() => server.stop());

async function start(
  fill: (tables: MemoryTables) => void = () => undefined,
  options: QuestionServerOptions = {},
  without: readonly string[] = [],
): Promise<MemoryTables> {
  const tables = sageCompany(without);
  fill(tables);
  server = await startQuestionServer(tables, options);
  return tables;
}

const add =
  (table: string, ...rows: MemoryRow[]) =>
  (tables: MemoryTables) =>
    void tables.table('ABC', table).rows.push(...rows);
const betterBikes = { ARDivisionNo: '01', CustomerNo: '0000676' };
const credited: MemoryRow = {
  ARDivisionNo: '00',
  CustomerNo: '0000800',
  CustomerName: 'Credited Cycles',
  CreditLimit: '1000',
  CurrentBalance: '100.5',
  AgingCategory1: '20',
  AgingCategory4: '4.5',
  OpenOrderAmt: '75',
  TermsCode: '01',
  AvgDaysPaymentInvoice: '31',
  DateLastPayment: '2026-05-02',
  LastPaymentAmt: '12.5',
  DateLastAging: '2026-05-31',
  PriceLevel: '2',
};
const results = async (path: string, body: unknown) => {
  const answer = await server.call('POST', path, body);
  return { status: answer.status, results: (answer.body as { results: never[] }).results };
};

describe('POST /v1/credit', () => {
  it("tells a customer's credit as Sage has it", async () => {
    await start(add('AR_Customer', credited));

    const { status, body } = await server.call('POST', '/v1/credit', {
      checks: [{ divisionNo: '0', customerNo: '800', orderAmount: '801', currency: 'USD' }],
    });

    expect(status).toBe(200);
    expect(body).toEqual({
      results: [
        {
          company: 'ABC',
          divisionNo: '00',
          customerNo: '0000800',
          customerName: 'Credited Cycles',
          verdict: 'OverLimit',
          currency: 'USD',
          creditLimit: '1000.00',
          balance: '125.00',
          aging: ['100.50', '20.00', '0.00', '0.00', '4.50'],
          openOrders: '75.00',
          orderAmount: '801.00',
          remaining: '-1.00',
          creditHold: false,
          termsCode: '01',
          termsDescription: 'Net 30',
          averageDaysToPay: 31,
          averageDaysOverdue: null,
          lastPayment: { date: '2026-05-02', amount: '12.50' },
          agingDate: '2026-05-31',
          billTo: null,
          asOf: '2026-06-15T12:00:00.000Z',
        },
      ],
    });
  });

  it('answers each question in its place, whatever is wrong with its neighbours', async () => {
    await start(add('AR_Customer', credited), { policies: { ABC: {}, XYZ: {} } });

    const { status, results: told } = await results('/v1/credit', {
      checks: [
        { customerNo: 'NOPE' },
        { customerNo: '0000800' },
        { customerNo: '  ' },
        'a text',
        { customerNo: '800', currency: 'EUR' },
        { customerNo: '800', orderAmount: '1.1.1' },
        { company: 'QQQ', customerNo: '800' },
        { company: 'XYZ', customerNo: '800' },
        { customerNo: '東' },
        { customerNo: '800', colour: 'red' },
        { customerNo: "8'; --" },
      ],
    });

    expect(status).toBe(200);
    expect(
      told.map(
        (one: { error?: { code: string; path?: string } }) => one.error && [one.error.code, one.error.path],
      ),
    ).toEqual([
      ['CUSTOMER_UNKNOWN', 'checks.0.customerNo'],
      undefined,
      ['INVALID_REQUEST', 'checks.2.customerNo'],
      ['INVALID_REQUEST', 'checks.3'],
      ['CURRENCY_MISMATCH', 'checks.4.currency'],
      ['INVALID_REQUEST', 'checks.5.orderAmount'],
      ['UNKNOWN_COMPANY', 'checks.6.company'],
      ['SAGE_READ_FAILED', 'checks.7'],
      ['CUSTOMER_UNKNOWN', 'checks.8.customerNo'],
      ['INVALID_REQUEST', 'checks.9.colour'],
      ['CUSTOMER_UNKNOWN', 'checks.10.customerNo'],
    ]);
  });

  it('counts the credit of the customer that pays, where the relation says so', async () => {
    await start((tables) => {
      add('AR_Customer', credited, { ...credited, CustomerNo: '0000801', CreditLimit: '5', CreditHold: 'Y' })(
        tables,
      );
      const soldTo = { SoldToDivisionNo: '01', SoldToCustomerNo: '0000676', BillToDivisionNo: '00' };
      add('AR_BillToSoldTo', { ...soldTo, BillToCustomerNo: '0000800', CreditLimit: 'B', CreditHold: 'S' })(
        tables,
      );
      const held = { SoldToDivisionNo: '00', SoldToCustomerNo: '0000800', BillToDivisionNo: '00' };
      add('AR_BillToSoldTo', { ...held, BillToCustomerNo: '0000801', CreditLimit: 'S', CreditHold: 'B' })(
        tables,
      );
    });

    const { results: told } = await results('/v1/credit', {
      checks: [{ customerNo: '676', divisionNo: '01' }, { customerNo: '800' }],
    });

    expect(told).toMatchObject([
      {
        customerNo: '0000676',
        customerName: 'Better Bikes',
        verdict: 'WithinLimit',
        creditLimit: '1000.00',
        remaining: '800.00',
        billTo: { divisionNo: '00', customerNo: '0000800', customerName: 'Credited Cycles' },
      },
      { customerNo: '0000800', verdict: 'OnHold', creditLimit: '1000.00', billTo: { customerNo: '0000801' } },
    ]);
  });

  it("counts the customer's own credit without flags, with several payers, and when the settings say so", async () => {
    const relation = {
      SoldToDivisionNo: '01',
      SoldToCustomerNo: '0000676',
      BillToDivisionNo: '00',
      BillToCustomerNo: '0000800',
    };
    const fill =
      (...relations: MemoryRow[]) =>
      (tables: MemoryTables) => {
        add('AR_Customer', credited)(tables);
        add('AR_BillToSoldTo', ...relations)(tables);
      };
    const check = { checks: [{ divisionNo: '01', customerNo: '676' }] };
    const told: unknown[] = [];
    for (const [fills, policy] of [
      [fill(relation), {}],
      [
        fill({ ...relation, CreditLimit: 'B' }, { ...relation, BillToCustomerNo: 'GONE', CreditLimit: 'B' }),
        {},
      ],
      [fill({ ...relation, CreditLimit: 'B' }), { billTo: { credit: 'own' } }],
      [fill(relation), { billTo: { credit: 'bill-to' } }],
    ] as const) {
      await start(fills, { policies: { ABC: policy } });
      const [credit] = (await results('/v1/credit', check)).results as {
        billTo: { customerNo: string } | null;
      }[];
      told.push(credit?.billTo?.customerNo ?? null);
      await server.stop();
    }
    await start();

    expect(told).toEqual([null, null, null, '0000800']);
  });

  it('does without the tables and columns that a site does not have', async () => {
    await start(add('AR_Customer', credited), {}, ['AR_TermsCode', 'AR_BillToSoldTo']);

    const { results: told } = await results('/v1/credit', { checks: [{ customerNo: '800' }] });

    expect(told).toMatchObject([{ verdict: 'WithinLimit', termsCode: '01', termsDescription: null }]);
  });

  it('reads customers by 200 at a time and takes no more a call', async () => {
    const numbers = Array.from({ length: 200 }, (_, at) => `C${at}`);
    const rows = numbers.map((CustomerNo) => ({ ...credited, CustomerNo }));
    const tables = await start(add('AR_Customer', ...rows));

    const most = await results('/v1/credit', { checks: numbers.map((customerNo) => ({ customerNo })) });
    const tooMany = await server.call('POST', '/v1/credit', {
      checks: Array.from({ length: 201 }, () => ({ customerNo: 'C1' })),
    });

    expect(most.results.every((one) => 'verdict' in one)).toBe(true);
    expect(tables.reads.map(({ table }) => table)).toEqual([
      'AR_Customer',
      'AR_BillToSoldTo',
      'AR_TermsCode',
    ]);
    expect(tooMany).toMatchObject({ status: 400, body: { code: 'BATCH_TOO_LARGE' } });
  });

  it.each([
    [{}, 'checks'],
    [{ checks: [] }, 'checks'],
    [{ checks: 'all' }, 'checks'],
    [{ checks: [{ customerNo: '1' }], limit: 3 }, 'limit'],
  ])('refuses a body that is no list of questions: %j', async (body, path) => {
    await start();

    expect(await server.call('POST', '/v1/credit', body)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST', path },
    });
  });

  it('is a problem that may pass when Sage cannot be read', async () => {
    const tables = await start();
    tables.failures.push(new RetryableError('SAGE_READ_FAILED', 'The driver is away.'));

    expect(await server.call('POST', '/v1/credit', { checks: [{ customerNo: '1' }] })).toMatchObject({
      status: 503,
      body: { code: 'SAGE_READ_FAILED', detail: 'The driver is away.', retryable: true },
    });
  });

  it('is a problem that may pass when Sage does not answer in time, and then reads no more', async () => {
    const memory = sageCompany();
    let reads = 0;
    let answer: () => void = () => undefined;
    const slow: SageTables = {
      columns: (company, table) => memory.columns(company, table),
      close: () => memory.close(),
      async select(company, query) {
        reads += 1;
        await new Promise<void>((resolve) => (answer = resolve));
        return memory.select(company, query);
      },
    };
    server = await startQuestionServer(slow, { limitMs: 50 });

    const late = await server.call('POST', '/v1/credit', { checks: [{ customerNo: '0000676' }] });
    answer();

    expect(late).toMatchObject({
      status: 503,
      body: { code: 'SAGE_READ_FAILED', detail: 'Sage did not answer within 0.05 s.', retryable: true },
    });
    expect(reads).toBe(1);
  });
});

describe('GET /v1/customers/{divisionNo}-{customerNo}/credit', () => {
  it('tells one customer, also one with hyphens in its number', async () => {
    await start(add('AR_Customer', { ...credited, CustomerNo: 'A-B-7' }));

    expect(
      await server.call('GET', '/v1/customers/00-a-b-7/credit?orderAmount=800&company=ABC'),
    ).toMatchObject({
      status: 200,
      body: { customerNo: 'A-B-7', verdict: 'WithinLimit', remaining: '0.00' },
    });
  });

  it.each([
    ['/v1/customers/00-NOPE/credit', 404, 'CUSTOMER_UNKNOWN', 'customerNo'],
    ['/v1/customers/01-676/credit?currency=EUR', 422, 'CURRENCY_MISMATCH', 'currency'],
    ['/v1/customers/01-676/credit?company=QQQ', 400, 'UNKNOWN_COMPANY', 'company'],
    ['/v1/customers/01-676/credit?orderAmount=x', 400, 'INVALID_REQUEST', 'query.orderAmount'],
    ['/v1/customers/01-676/credit?colour=red', 400, 'INVALID_REQUEST', 'query.colour'],
    ['/v1/customers/01-%00/credit', 400, 'INVALID_REQUEST', 'params.customerNo'],
  ])('%s is answered %i %s', async (path, status, code, about) => {
    await start();

    expect(await server.call('GET', path)).toMatchObject({ status, body: { code, path: about } });
  });
});

describe('availability', () => {
  const east: MemoryRow = {
    ItemCode: 'HELMET-R',
    WarehouseCode: '001',
    QuantityOnHand: '12.5',
    QuantityOnSalesOrder: '2',
    QuantityRequiredForWO: '1',
    QuantityInShipping: '3',
  };
  const west: MemoryRow = {
    ItemCode: 'HELMET-R',
    WarehouseCode: '002',
    QuantityOnHand: '1',
    QuantityOnBackOrder: '4',
  };

  it('is told by warehouse and in all, each item in its place', async () => {
    await start(add('IM_ItemWarehouse', west, east));

    const { status, body } = await server.call('POST', '/v1/availability', {
      itemCodes: ['helmet r', 'NOPE', 'HELMET-R', '/FEE', 7, 'A B 1', 'A-B1'],
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      asOf: '2026-06-15T12:00:00.000Z',
      results: [
        {
          itemCode: 'helmet r',
          sageItemCode: 'HELMET-R',
          unitOfMeasure: 'EACH',
          available: '6.5',
          warehouses: [
            {
              warehouseCode: '001',
              name: 'East',
              onHand: '12.5',
              onSalesOrder: '2',
              requiredForWorkOrder: '1',
              inShipping: '3',
              available: '9.5',
            },
            { warehouseCode: '002', name: 'West', onBackOrder: '4', available: '-3' },
          ],
        },
        { error: { code: 'ITEM_UNKNOWN', path: 'itemCodes.1' } },
        { itemCode: 'HELMET-R', available: '6.5' },
        { sageItemCode: '/FEE', available: null, warehouses: [] },
        { error: { code: 'INVALID_REQUEST', path: 'itemCodes.4' } },
        { error: { code: 'ITEM_AMBIGUOUS', path: 'itemCodes.5' } },
        { sageItemCode: 'A-B1', available: '0', warehouses: [] },
      ],
    });
  });

  it('is narrowed to warehouses, and refuses one that Sage does not have', async () => {
    await start(add('IM_ItemWarehouse', west, east), { policies: { ABC: { availableLessShipping: true } } });
    const itemCodes = ['HELMET-R'];

    expect(await server.call('POST', '/v1/availability', { itemCodes, warehouseCodes: ['1'] })).toMatchObject(
      {
        status: 200,
        body: { results: [{ available: '6.5', warehouses: [{ warehouseCode: '001' }] }] },
      },
    );
    expect(
      await server.call('POST', '/v1/availability', { itemCodes, warehouseCodes: ['1', '9'] }),
    ).toMatchObject({ status: 422, body: { code: 'WAREHOUSE_UNKNOWN', path: 'warehouseCodes.1' } });
  });

  it('of one item is a call of its own', async () => {
    await start(add('IM_ItemWarehouse', east));

    expect(await server.call('GET', '/v1/items/VELO%20100/availability')).toMatchObject({
      status: 200,
      body: { itemCode: 'VELO 100', sageItemCode: 'BIKE-100', available: '7', asOf: expect.any(String) },
    });
    expect(await server.call('GET', '/v1/items/NOPE/availability')).toMatchObject({
      status: 404,
      body: { code: 'ITEM_UNKNOWN' },
    });
  });
});

describe('POST /v1/prices', () => {
  const rule = (of: MemoryRow): MemoryRow => ({
    PricingMethod: 'O',
    BreakQuantity1: '99999999',
    ...of,
  });
  const contract = rule({
    PriceCodeRecord: '2',
    ItemCode: 'HELMET-R',
    ...betterBikes,
    DiscountMarkup1: '30.5',
  });

  it("gives the customer's price by the rule that holds, and anybody's without a customer", async () => {
    await start(add('IM_PriceCode', contract));
    const lines = [{ itemCode: 'helmet-r', quantity: '2' }];

    expect(
      await server.call('POST', '/v1/prices', { divisionNo: '1', customerNo: '676', lines }),
    ).toMatchObject({
      status: 200,
      body: {
        asOf: '2026-06-15T12:00:00.000Z',
        results: [
          {
            itemCode: 'helmet-r',
            sageItemCode: 'HELMET-R',
            quantity: '2',
            unitOfMeasure: 'EACH',
            unitPrice: '30.5',
            discountPercent: '0',
            currency: 'USD',
            rule: { kind: 'CustomerItem', text: 'Price of this customer for the item: fixed price' },
          },
        ],
      },
    });
    expect((await results('/v1/prices', { lines })).results).toMatchObject([
      { unitPrice: '34.99', rule: { kind: 'StandardPrice' } },
    ]);
  });

  it('prices the unit that is asked for, and breaks on standard units', async () => {
    const item = {
      ItemCode: 'NUT-1',
      ItemType: '1',
      StandardUnitOfMeasure: 'EACH',
      SalesUnitOfMeasure: 'BOX',
      SalesUMConvFctr: '100',
      StandardUnitPrice: '0.075',
      PriceCode: 'NUTS',
    };
    await start((tables) => {
      add('CI_Item', item)(tables);
      add('IM_PriceCode', {
        PriceCodeRecord: '0',
        PriceCode: 'NUTS',
        PricingMethod: 'D',
        BreakQuantity1: '99',
        BreakQuantity2: '99999999',
        DiscountMarkup2: '20',
      })(tables);
    });

    const { results: told } = await results('/v1/prices', {
      lines: [
        { itemCode: 'NUT-1', quantity: '1' },
        { itemCode: 'NUT-1', quantity: '99', unitOfMeasure: 'each' },
        { itemCode: 'NUT-1', quantity: '1', unitOfMeasure: 'PAIR' },
        { itemCode: 'NOPE', quantity: '1' },
        { itemCode: 'NUT-1', quantity: 'many' },
      ],
    });

    expect(told).toMatchObject([
      { unitOfMeasure: 'BOX', unitPrice: '6' },
      { unitOfMeasure: 'EACH', unitPrice: '0.075' },
      { error: { code: 'UNIT_OF_MEASURE_UNKNOWN', path: 'lines.2.unitOfMeasure' } },
      { error: { code: 'ITEM_UNKNOWN', path: 'lines.3.itemCode' } },
      { error: { code: 'INVALID_REQUEST', path: 'lines.4.quantity' } },
    ]);
  });

  it('takes the level by product line where S/O Options allow it, and the payer of a national account', async () => {
    const level = rule({
      PriceCodeRecord: '1',
      ItemCode: 'HELMET-R',
      CustomerPriceLevel: '2',
      DiscountMarkup1: '29',
    });
    await start((tables) => {
      add('AR_Customer', credited)(tables);
      add('CI_Item', { ItemCode: 'LAMP', ItemType: '1', ProductLine: 'LITE', StandardUnitPrice: '20' })(
        tables,
      );
      add('IM_PriceCode', level, {
        ...level,
        ItemCode: 'LAMP',
        CustomerPriceLevel: '3',
        DiscountMarkup1: '15',
      })(tables);
      add('AR_PriceLevelByCustomer', { ...betterBikes, ProductLine: 'LITE', CustomerPriceLevel: '3' })(
        tables,
      );
      add('AR_BillToSoldTo', {
        SoldToDivisionNo: '00',
        SoldToCustomerNo: 'GONE',
        BillToDivisionNo: '00',
        BillToCustomerNo: '0000800',
        CustomerPricing: 'B',
      })(tables);
    });
    const lines = [
      { itemCode: 'HELMET-R', quantity: '1' },
      { itemCode: 'LAMP', quantity: '1' },
    ];
    const asked = async (customerNo: string) =>
      (await results('/v1/prices', { customerNo, lines })).results.map(
        ({ unitPrice, rule: { kind } }: { unitPrice: string; rule: { kind: string } }) =>
          `${kind} ${unitPrice}`,
      );

    expect(await asked('0000676')).toEqual(['StandardPrice 34.99', 'ItemLevel 15']);
    expect(await asked('GONE')).toEqual(['ItemLevel 29', 'StandardPrice 20']);
  });

  it('refuses a customer that Sage does not have', async () => {
    await start();

    expect(
      await server.call('POST', '/v1/prices', {
        customerNo: 'NOPE',
        lines: [{ itemCode: 'HELMET-R', quantity: '1' }],
      }),
    ).toMatchObject({ status: 404, body: { code: 'CUSTOMER_UNKNOWN', path: 'customerNo' } });
  });

  it('takes a customer of its own on each line, in few reads', async () => {
    const customers = Array.from({ length: 120 }, (_, at) => ({ ...credited, CustomerNo: `C${at}` }));
    const tables = await start((all) => {
      add('AR_Customer', ...customers)(all);
      const own = customers.map(({ CustomerNo }, at) => ({
        ...contract,
        ARDivisionNo: '00',
        CustomerNo,
        DiscountMarkup1: String(at + 1),
      }));
      add('IM_PriceCode', ...own, contract)(all);
      add('IM_AliasItem', {
        AliasItemNo: 'MINE',
        ItemCode: 'HELMET-R',
        ARDivisionNo: '00',
        CustomerNo: 'C7',
      })(all);
    });
    const lines = [
      ...customers.map(({ CustomerNo }) => ({ itemCode: 'HELMET-R', quantity: '1', customerNo: CustomerNo })),
      { itemCode: 'HELMET-R', quantity: '1' },
      { itemCode: 'HELMET-R', quantity: '1', customerNo: 'NOPE' },
      { itemCode: 'MINE', quantity: '1', customerNo: 'C7', divisionNo: '00' },
      { itemCode: 'MINE', quantity: '1', customerNo: 'C8' },
    ];

    const { results: told } = await results('/v1/prices', { customerNo: '0000676', lines });

    const prices = told.slice(0, 121).map(({ unitPrice }: { unitPrice: string }) => unitPrice);
    expect(prices).toEqual([...customers.map((_, at) => String(at + 1)), '30.5']);
    expect(told.slice(121)).toMatchObject([
      { error: { code: 'CUSTOMER_UNKNOWN', path: 'lines.121.customerNo' } },
      { sageItemCode: 'HELMET-R', unitPrice: '8' },
      { error: { code: 'ITEM_UNKNOWN', path: 'lines.123.itemCode' } },
    ]);
    expect(tables.reads.length).toBeLessThan(30);
  });

  it("does not read other customers' contracts, however many there are", async () => {
    const others = Array.from({ length: 10_001 }, (_, at) => ({ ...contract, CustomerNo: `O${at}` }));
    await start(add('IM_PriceCode', ...others, contract));

    const { results: told } = await results('/v1/prices', {
      customerNo: '0000676',
      lines: [{ itemCode: 'HELMET-R', quantity: '1' }],
    });

    expect(told).toMatchObject([{ unitPrice: '30.5' }]);
  });
});

describe('GET /v1/companies', () => {
  it('lists companies with divisions and warehouses, and says why one cannot be read', async () => {
    await start(undefined, { policies: { XYZ: { currency: 'CAD' }, ABC: {} } });

    const { status, body } = await server.call('GET', '/v1/companies');

    expect(status).toBe(200);
    expect(body).toEqual({
      companies: [
        {
          company: 'ABC',
          currency: 'USD',
          isDefault: true,
          divisions: [
            { divisionNo: '00', name: 'Head Office' },
            { divisionNo: '01', name: 'Wholesale' },
          ],
          warehouses: [
            { warehouseCode: '001', name: 'East' },
            { warehouseCode: '002', name: 'West' },
          ],
        },
        { company: 'XYZ', currency: 'CAD', isDefault: false, divisions: [], warehouses: [] },
      ],
    });
  });
});

describe('matches', () => {
  it('suggests customers, with the link of an earlier order', async () => {
    const accountId = '001000000000009AAA';
    await start(undefined, { linked: { [accountId]: { divisionNo: '01', customerNo: '0000676' } } });

    const { status, results: told } = await results('/v1/matches/customers', {
      accounts: [
        { accountId, name: 'Anything' },
        { accountId: '001000000000008AAA', name: 'Better Bikes', billTo: { city: 'Austell' } },
        { accountId: 'short', name: 'Better Bikes' },
      ],
    });

    expect(status).toBe(200);
    expect(told).toMatchObject([
      { accountId, candidates: [{ customerNo: '0000676', certainty: 'sure', reasons: ['link'] }] },
      { candidates: [{ customerNo: '0000676', state: 'GA', certainty: 'likely' }] },
      { error: { code: 'INVALID_REQUEST', path: 'accounts.2.accountId' } },
    ]);
  });

  it('suggests items', async () => {
    await start();

    const { results: told } = await results('/v1/matches/items', {
      products: [{ productId: '01t000000000009AAA', productCode: 'VELO 100', name: 'A bike' }, {}],
    });

    expect(told).toMatchObject([
      { candidates: [{ itemCode: 'BIKE-100', certainty: 'sure', reasons: ['alias'] }] },
      { error: { code: 'INVALID_REQUEST', path: 'products.1.productId' } },
    ]);
  });
});
