import { describe, expect, it } from '@jest/globals';
import { daysAgo } from '../mapping/feed-fields.ts';
import { audit, feedSite, memoryTable, openFeed, readFeed, without } from '../testing/read-feed.ts';
import { invoiceLinesFeed } from './invoice-lines-feed.ts';
import { invoicesFeed } from './invoices-feed.ts';
import { openInvoicesFeed } from './open-invoices-feed.ts';
import { shipmentsFeed } from './shipments-feed.ts';

const customer = { ARDivisionNo: '01', CustomerNo: '0000676' };
const account = { field: 'Account__c', feed: 'customers', key: 'ABC-01-0000676' };
const posted = { ...customer, InvoiceNo: '0000099', HeaderSeqNo: '000000', InvoiceType: 'IN' };
const tables = () => ({
  AR_InvoiceHistoryHeader: memoryTable(
    `InvoiceNo C7; HeaderSeqNo C6; InvoiceType C2; InvoiceDate D; ARDivisionNo C2; CustomerNo C20; SalesOrderNo C7; ShipDate D; ShipVia C15; TaxableSalesAmt N12.2; NonTaxableSalesAmt N12.2; FreightAmt N11.2; SalesTaxAmt N11.2; DiscountAmt N11.2; ${audit}`,
    [
      {
        ...posted,
        InvoiceDate: daysAgo(3),
        SalesOrderNo: '0000001',
        ShipDate: daysAgo(4),
        ShipVia: 'UPS BLUE',
        TaxableSalesAmt: '100.00',
        NonTaxableSalesAmt: '0.10',
        FreightAmt: '7.50',
        SalesTaxAmt: '8',
        DiscountAmt: '5',
      },
      { ...posted, InvoiceNo: '0000001', InvoiceDate: daysAgo(5_000) },
      { ...posted, InvoiceNo: '0000098', InvoiceType: 'XD', InvoiceDate: daysAgo(3) },
    ],
  ),
  AR_InvoiceHistoryDetail: memoryTable(
    'InvoiceNo C7; HeaderSeqNo C6; DetailSeqNo C6; ItemCode C30; ItemType C1; QuantityShipped N15.6; UnitPrice N15.6; ExtensionAmt N11.2',
    [
      {
        ...posted,
        DetailSeqNo: '000001',
        ItemCode: 'BIKE-100',
        ItemType: '1',
        QuantityShipped: '2',
        ExtensionAmt: '100.10',
      },
      { ...posted, DetailSeqNo: '000002', ItemCode: '/C', ItemType: '4' },
      { ...posted, InvoiceNo: '0000001', DetailSeqNo: '000001', ItemCode: 'BIKE-100', ItemType: '1' },
    ],
  ),
  AR_InvoiceHistoryTracking: memoryTable(
    'InvoiceNo C7; HeaderSeqNo C6; PackageNo C4; TrackingID C30; StarshipShipVia C15; Weight N12.2',
    [
      { ...posted, PackageNo: '0001', TrackingID: '1Z1', Weight: '2.50' },
      { ...posted, InvoiceNo: '0000001', PackageNo: '0001', TrackingID: '1Z0' },
    ],
  ),
  SO_InvoiceHeader: memoryTable(
    `InvoiceNo C7; InvoiceType C2; ARDivisionNo C2; CustomerNo C20; SalesOrderNo C7; ShipDate D; ${audit}`,
    [{ ...customer, InvoiceNo: '0000100', SalesOrderNo: '0000002', ShipDate: '2026-06-01' }],
  ),
  SO_InvoiceTracking: memoryTable(
    'InvoiceNo C7; PackageNo C4; TrackingID C30; StarshipShipVia C15; Weight N12.2',
    [{ InvoiceNo: '0000100', PackageNo: '0001', TrackingID: '1Z2', StarshipShipVia: 'FEDEX' }],
  ),
});

describe('the feed of invoices', () => {
  it('tells posted invoices of the last days with their totals', async () => {
    const records = await readFeed(invoicesFeed, feedSite(tables()));

    expect([...records.keys()]).toEqual(['ABC-0000099-000000']);
    expect(records.get('ABC-0000099-000000')).toMatchObject({
      fields: {
        Company__c: 'ABC',
        InvoiceNo__c: '0000099',
        HeaderSeqNo__c: '000000',
        InvoiceType__c: 'IN',
        SalesOrderNo__c: '0000001',
        Taxable__c: '100',
        Total__c: '110.6',
      },
      parents: [account],
    });
  });

  it('follows the days and types that the policy names', async () => {
    const keys = async (invoices: object) => [
      ...(await readFeed(invoicesFeed, feedSite(tables(), { invoices }))).keys(),
    ];

    expect(await keys({ days: 36_500 })).toHaveLength(2);
    expect(await keys({ types: ['XD'] })).toEqual(['ABC-0000098-000000']);
    expect(await keys({ days: 1 })).toEqual([]);
  });
});

describe('the feed of invoice lines', () => {
  it('tells the lines of the invoices that are followed, which the stamps of the headers tell of', async () => {
    const site = feedSite(tables());

    const records = await readFeed(invoiceLinesFeed, site);

    const invoice = { field: 'Invoice__c', feed: 'invoices', key: 'ABC-0000099-000000' };
    expect([...records.keys()].sort()).toEqual(['ABC-0000099-000000-000001', 'ABC-0000099-000000-000002']);
    expect(records.get('ABC-0000099-000000-000001')).toEqual({
      key: 'ABC-0000099-000000-000001',
      fields: {
        LineNo__c: '000001',
        ItemCode__c: 'BIKE-100',
        QuantityShipped__c: '2',
        UnitPrice__c: '0',
        Extension__c: '100.1',
      },
      parents: [invoice, { field: 'Product__c', feed: 'items', key: 'ABC-BIKE-100', optional: true }],
    });
    expect(records.get('ABC-0000099-000000-000002')?.parents).toEqual([invoice]);
    expect((await openFeed(invoiceLinesFeed, site)).sources[0]?.stamps).toEqual([
      { table: 'AR_InvoiceHistoryHeader', columns: ['InvoiceNo', 'HeaderSeqNo'] },
    ]);
  });
});

describe('the feed of open invoices', () => {
  const open = (changes: object = {}) => ({
    AR_OpenInvoice: memoryTable(
      `ARDivisionNo C2; CustomerNo C20; InvoiceNo C7; InvoiceType C2; InvoiceDate D; InvoiceHistoryHeaderSeqNo C6; Balance N13.2; PaymentsToday N13.2; SoldToDivisionNo C2; SoldToCustomerNo C20; ${audit}`,
      [
        {
          ...customer,
          InvoiceNo: '0000099',
          InvoiceType: 'IN',
          InvoiceDate: daysAgo(3),
          InvoiceHistoryHeaderSeqNo: '000000',
          Balance: '110.60',
          PaymentsToday: '10',
          ...changes,
        },
        { ...customer, InvoiceNo: 'PP00001', InvoiceType: 'PP', Balance: '-5' },
      ],
    ),
  });
  const key = 'ABC-0000099-000000';

  it('tells what is owed on an invoice, by the key of the invoice', async () => {
    const records = await readFeed(openInvoicesFeed, feedSite(open()));

    expect([...records.keys()]).toEqual([key]);
    expect(records.get(key)).toMatchObject({
      fields: { Balance__c: '110.6', PaymentsToday__c: '10' },
      onCreate: { Key__c: key, Company__c: 'ABC', InvoiceNo__c: '0000099', CustomerNo__c: '0000676' },
      parents: [{ ...account, onCreate: true }],
    });
  });

  it('belongs to the customer who bought where another one pays', async () => {
    const records = await readFeed(
      openInvoicesFeed,
      feedSite(open({ SoldToDivisionNo: '02', SoldToCustomerNo: 'SHOP' })),
    );

    expect(records.get(key)).toMatchObject({
      onCreate: { DivisionNo__c: '02', CustomerNo__c: 'SHOP' },
      parents: [{ key: 'ABC-02-SHOP' }],
    });
  });

  it('makes no invoice that is paid, and does not ask for one that Salesforce may not have', async () => {
    const paid = { Balance: '0.00', PaymentsToday: '0' };
    const read = (changes: object) => readFeed(openInvoicesFeed, feedSite(open(changes)));

    expect((await read(paid)).get(key)).not.toHaveProperty('onCreate');
    expect((await read({ ...paid, InvoiceDate: daysAgo(5_000) })).size).toBe(0);
    expect((await read({ InvoiceDate: daysAgo(5_000) })).get(key)).toHaveProperty('onCreate');
  });

  it('owes nothing on what is gone from the open items', async () => {
    const { gone } = await openFeed(openInvoicesFeed, feedSite(open()));

    expect(typeof gone === 'function' && (await gone([key])).get(key)).toEqual({
      key,
      fields: { Balance__c: '0', PaymentsToday__c: '0' },
    });
  });

  it('is not there where open items do not name their invoice', async () => {
    const { AR_OpenInvoice } = open();

    expect(
      await openInvoicesFeed.open(
        feedSite({ AR_OpenInvoice: without(AR_OpenInvoice, 'InvoiceHistoryHeaderSeqNo') }),
      ),
    ).toBeUndefined();
  });
});

describe('the feed of shipments', () => {
  it('tells packages of posted and of waiting invoices with what their headers say', async () => {
    const records = await readFeed(shipmentsFeed, feedSite(tables()));

    expect([...records.keys()].sort()).toEqual(['ABC-0000099-0001', 'ABC-0000100-0001']);
    expect(records.get('ABC-0000100-0001')).toMatchObject({
      fields: {
        Company__c: 'ABC',
        TrackingId__c: '1Z2',
        ShipVia__c: 'FEDEX',
        ShipDate__c: '2026-06-01',
        SalesOrderNo__c: '0000002',
        Posted__c: false,
      },
      parents: [account],
    });
    expect(records.get('ABC-0000099-0001')?.fields).toMatchObject({
      TrackingId__c: '1Z1',
      ShipVia__c: 'UPS BLUE',
      Weight__c: '2.5',
      Posted__c: true,
    });
  });

  it('keeps the key of a package when its invoice is posted', async () => {
    const { SO_InvoiceTracking, AR_InvoiceHistoryHeader, AR_InvoiceHistoryTracking, ...rest } = tables();
    AR_InvoiceHistoryHeader.rows.push({ ...posted, InvoiceNo: '0000100', InvoiceDate: daysAgo(0) });
    AR_InvoiceHistoryTracking.rows.push({ ...posted, InvoiceNo: '0000100', PackageNo: '0001' });
    const after = {
      ...rest,
      AR_InvoiceHistoryHeader,
      AR_InvoiceHistoryTracking,
      SO_InvoiceTracking: without(SO_InvoiceTracking),
    };
    after.SO_InvoiceTracking.rows.length = 0;

    const records = await readFeed(shipmentsFeed, feedSite(after));

    expect(records.get('ABC-0000100-0001')?.fields['Posted__c']).toBe(true);
  });

  it('tells a recurring invoice number apart by its header', async () => {
    const again = tables();
    const second = { ...posted, HeaderSeqNo: '000002', InvoiceDate: daysAgo(1) };
    again.AR_InvoiceHistoryHeader.rows.push(second);
    again.AR_InvoiceHistoryTracking.rows.push({ ...second, PackageNo: '0001', TrackingID: '1Z9' });

    const records = await readFeed(shipmentsFeed, feedSite(again));

    expect(records.get('ABC-0000099-0001-000002')?.fields['TrackingId__c']).toBe('1Z9');
  });

  it('leaves out packages of an invoice that was deleted before it was posted', async () => {
    const { SO_InvoiceHeader, ...rest } = tables();
    const deleted = {
      ...SO_InvoiceHeader,
      rows: SO_InvoiceHeader.rows.map((row) => ({ ...row, InvoiceType: 'XD' })),
    };

    const records = await readFeed(shipmentsFeed, feedSite({ ...rest, SO_InvoiceHeader: deleted }));

    expect([...records.keys()]).toEqual(['ABC-0000099-0001']);
  });

  it('is there with posted invoices alone, and not at all without Sales Order', async () => {
    const { AR_InvoiceHistoryHeader, AR_InvoiceHistoryTracking } = tables();

    const records = await readFeed(
      shipmentsFeed,
      feedSite({ AR_InvoiceHistoryHeader, AR_InvoiceHistoryTracking }),
    );

    expect([...records.keys()]).toEqual(['ABC-0000099-0001']);
    expect(await shipmentsFeed.open(feedSite({}))).toBeUndefined();
  });
});
