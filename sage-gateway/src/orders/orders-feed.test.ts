import { describe, expect, it } from '@jest/globals';
import { daysAgo } from '../mapping/feed-fields.ts';
import { audit, feedSite, memoryTable, openFeed, readFeed, readSource } from '../testing/read-feed.ts';
import { rowOf } from '../testing/mapping-row.ts';
import { linesJson } from './order-lines.ts';
import { ordersFeed } from './orders-feed.ts';

const customer = { ARDivisionNo: '01', CustomerNo: '0000676' };
const amounts =
  'TaxableAmt N12.2; NonTaxableAmt N12.2; DiscountAmt N11.2; FreightAmt N11.2; SalesTaxAmt N11.2';
const charged = {
  TaxableAmt: '100.00',
  NonTaxableAmt: '10.10',
  DiscountAmt: '5',
  FreightAmt: '7.50',
  SalesTaxAmt: '8',
};
const key = 'SalesOrderNo C7; ARDivisionNo C2; CustomerNo C20; OrderStatus C1; OrderDate D';

const open = (changes: Record<string, string> = {}) => ({
  SO_SalesOrderHeader: memoryTable(
    `${key}; OrderType C1; ShipExpireDate D; CustomerPONo C30; CurrentInvoiceNo C7; UDF_CAMPAIGN C10; ${amounts}; ${audit}`,
    [
      {
        ...customer,
        SalesOrderNo: '0000001',
        OrderType: 'S',
        OrderStatus: 'O',
        OrderDate: '2026-06-01',
        ShipExpireDate: '2026-06-09',
        CustomerPONo: 'PO 7',
        UDF_CAMPAIGN: 'SPRING',
        ...charged,
        ...changes,
      },
      { ...customer, SalesOrderNo: '0000002', OrderType: 'M', OrderStatus: 'N' },
    ],
  ),
  SO_SalesOrderDetail: memoryTable(
    'SalesOrderNo C7; LineKey C6; LineSeqNo C14; ItemCode C30; ItemType C1; QuantityOrdered N15.6; UnitPrice N15.6; ExtensionAmt N11.2; CommentText C2048; UDF_COLOUR C10',
    [
      {
        SalesOrderNo: '0000001',
        LineKey: '000002',
        LineSeqNo: '00000000000001',
        ItemCode: '/C',
        ItemType: '4',
        CommentText: 'Mind the "gap"',
      },
      {
        SalesOrderNo: '0000001',
        LineKey: '000001',
        LineSeqNo: '00000000000002',
        ItemCode: 'BIKE-100',
        ItemType: '1',
        QuantityOrdered: '2.000000',
        UnitPrice: '50.05',
        ExtensionAmt: '100.10',
        UDF_COLOUR: 'red',
      },
    ],
  ),
});
const ended = (status: string, days = 1, salesOrderNo = '0000003') => ({
  ...customer,
  ...charged,
  SalesOrderNo: salesOrderNo,
  OrderStatus: status,
  OrderDate: daysAgo(days + 9),
  DateUpdated: daysAgo(days),
  InvoicedAmt: '120.60',
  LastInvoiceNo: '0000099',
});
const history = (...rows: Record<string, string>[]) => ({
  SO_SalesOrderHistoryHeader: memoryTable(
    `${key}; CancelReasonCode C5; LastInvoiceNo C7; InvoicedAmt N12.2; ${amounts}; ${audit}`,
    rows,
  ),
  SO_SalesOrderHistoryDetail: memoryTable(
    'SalesOrderNo C7; SequenceNo C14; LineKey C6; ItemCode C30; QuantityOrderedRevised N15.6; QuantityShipped N15.6; LastUnitPrice N15.6',
    [
      {
        SalesOrderNo: '0000003',
        SequenceNo: '00000000000001',
        LineKey: '000001',
        ItemCode: 'BIKE-100',
        QuantityOrderedRevised: '2',
        QuantityShipped: '2',
        LastUnitPrice: '50.05',
      },
    ],
  ),
});
const account = [{ field: 'Account__c', feed: 'customers', key: 'ABC-01-0000676' }];

describe('the feed of orders', () => {
  it('tells an open order with its total and its lines in their order', async () => {
    const records = await readFeed(ordersFeed(), feedSite(open()));

    expect([...records.keys()]).toEqual(['ABC-0000001']);
    const { Lines__c: lines, ...fields } = records.get('ABC-0000001')?.fields ?? {};
    expect(fields).toEqual({
      Company__c: 'ABC',
      SalesOrderNo__c: '0000001',
      DivisionNo__c: '01',
      CustomerNo__c: '0000676',
      OrderType__c: 'S',
      OrderStatus__c: 'O',
      OrderDate__c: '2026-06-01',
      ShipDate__c: '2026-06-09',
      CustomerPoNo__c: 'PO 7',
      Taxable__c: '100',
      NonTaxable__c: '10.1',
      Discount__c: '5',
      Freight__c: '7.5',
      SalesTax__c: '8',
      Total__c: '120.6',
      CurrentInvoiceNo__c: null,
    });
    expect(JSON.parse(String(lines))).toEqual({
      count: 2,
      lines: [
        { lineKey: '000002', itemCode: '/C', itemType: '4', comment: 'Mind the "gap"', quantityOrdered: '0' },
        {
          lineKey: '000001',
          itemCode: 'BIKE-100',
          itemType: '1',
          quantityOrdered: '2',
          unitPrice: '50.05',
          extension: '100.1',
        },
      ],
    });
    expect(records.get('ABC-0000001')?.parents).toEqual(account);
  });

  it('takes Sage’s own total and what was invoiced where the site keeps them', async () => {
    const recap = memoryTable('SalesOrderNo C7; OrderTotal N12.2', [
      { SalesOrderNo: '0000001', OrderTotal: '121.00' },
    ]);
    const site = feedSite({ ...open(), ...history(ended('A', 1, '0000001')), SO_SalesOrderRecap: recap });

    expect((await readFeed(ordersFeed(), site)).get('ABC-0000001')?.fields).toMatchObject({
      Total__c: '121',
      InvoicedAmount__c: '120.6',
    });
  });

  it('tells lines whose number is beyond what Salesforce holds by their count', () => {
    const lines = Array.from({ length: 5_000 }, (_, n) => ({ lineKey: String(n), comment: 'x'.repeat(50) }));

    const text = linesJson(lines);

    const { count, lines: kept } = JSON.parse(text) as { count: number; lines: object[] };
    expect(text.length).toBeLessThanOrEqual(131_072);
    expect(count).toBe(5_000);
    expect(kept).toEqual(lines.slice(0, kept.length));
    expect(kept.length).toBeGreaterThan(1_000);
  });

  it('carries mapped columns of the header and of lines, by object', async () => {
    const header = { table: 'SO_SalesOrderHeader', sageField: 'UDF_CAMPAIGN' };
    const mapping = [
      rowOf({ ...header, name: 'A', object: 'Opportunity', salesforceField: 'Campaign__c' }),
      rowOf({ ...header, name: 'B', object: 'Order', salesforceField: 'Source__c' }),
      rowOf({
        name: 'C',
        object: 'OrderItem',
        table: 'SO_SalesOrderDetail',
        sageField: 'UDF_COLOUR',
        salesforceField: 'Colour__c',
      }),
    ];

    const fields = (await readFeed(ordersFeed(), feedSite(open(), {}, { mapping }))).get(
      'ABC-0000001',
    )?.fields;

    expect(JSON.parse(String(fields?.['Fields__c']))).toEqual({
      Opportunity: { Campaign__c: 'SPRING' },
      Order: { Source__c: 'SPRING' },
    });
    expect(JSON.parse(String(fields?.['Lines__c']))).toMatchObject({
      lines: [
        { fields: { OrderItem: { Colour__c: null } } },
        { fields: { OrderItem: { Colour__c: 'red' } } },
      ],
    });
  });

  it('follows the types that the policy names', async () => {
    const records = await readFeed(ordersFeed(), feedSite(open(), { orders: { types: ['M'] } }));

    expect([...records.keys()]).toEqual(['ABC-0000002']);
  });

  it('tells an order that was placed and completed between two looks, from history and its stamps', async () => {
    const site = feedSite({ ...open(), ...history(ended('C'), ended('A', 1, '0000001')) });
    const { sources } = await openFeed(ordersFeed(), site);
    const [, closed] = sources;
    if (closed === undefined) throw new Error('the site has a history');

    expect(closed.stamps).toEqual([{ table: 'SO_SalesOrderHistoryHeader', columns: ['SalesOrderNo'] }]);
    const records = await readSource(site, closed);
    expect([...records.keys()]).toEqual(['ABC-0000003']);
    const record = records.get('ABC-0000003');
    expect(record).toMatchObject({
      fields: {
        OrderStatus__c: 'C',
        Total__c: '120.6',
        InvoicedAmount__c: '120.6',
        LastInvoiceNo__c: '0000099',
        Lines__c:
          '{"count":1,"lines":[{"lineKey":"000001","itemCode":"BIKE-100","quantityShipped":"2","quantityOrdered":"2","unitPrice":"50.05"}]}',
      },
      parents: account,
    });
    expect(record?.fields).not.toHaveProperty('OrderType__c');
  });

  it('leaves orders alone that were closed long ago, and deleted quotes where quotes are not followed', async () => {
    const read = async (orders: object, ...rows: Record<string, string>[]) =>
      (await readFeed(ordersFeed(), feedSite({ ...open(), ...history(...rows) }, { orders }))).has(
        'ABC-0000003',
      );

    expect(await read({ closedDays: 30 }, ended('C', 31))).toBe(false);
    expect(await read({ closedDays: 30 }, ended('C', 29))).toBe(true);
    expect(await read({}, ended('Z'))).toBe(true);
    expect(await read({ types: ['S'] }, ended('Z'))).toBe(false);
  });

  it('tells what became of an order that is open no more', async () => {
    const becameOf = async (tables: Parameters<typeof feedSite>[0], number: string) => {
      const { gone } = await openFeed(ordersFeed(), feedSite(tables));
      const found = typeof gone === 'function' ? await gone([`ABC-${number}`]) : undefined;
      return found?.get(`ABC-${number}`)?.fields['OrderStatus__c'];
    };

    expect(await becameOf({ ...open(), ...history(ended('X', 900)) }, '0000003')).toBe('X');
    expect(await becameOf({ ...open(), ...history(ended('A')) }, '0000003')).toBeUndefined();
    expect(await becameOf({ ...open(), ...history() }, '0000003')).toBe('G');
    expect(await becameOf(open(), '0000003')).toBe('G');
    expect(await becameOf(open(), '0000002')).toBeUndefined();
  });
});
