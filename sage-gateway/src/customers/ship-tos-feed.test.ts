import { describe, expect, it } from '@jest/globals';
import { audit, feedSite, memoryTable, openFeed, readFeed } from '../testing/read-feed.ts';
import { shipTosFeed } from './ship-tos-feed.ts';

const columns =
  'ARDivisionNo C2; CustomerNo C20; ShipToCode C4; ShipToName C50; ShipToAddress1 C40; ShipToAddress2 C40; ShipToCity C30; TelephoneNo C20; WarehouseCode C3; EncryptedVals C2048';
const address = { ARDivisionNo: '01', CustomerNo: '0000676', ShipToCode: 'DOCK', ShipToName: 'Dock' };
const tables = (primary: string) => ({
  SO_ShipToAddress: memoryTable(`${columns}; ${audit}`, [
    { ...address, ShipToAddress1: '1 Pier', ShipToCity: 'Austell', WarehouseCode: '001' },
    { ...address, ShipToCode: 'A-1', EncryptedVals: 'x', WarehouseCode: '002' },
  ]),
  AR_Customer: memoryTable(`ARDivisionNo C2; CustomerNo C20; ${primary}${audit}`, [
    { ARDivisionNo: '00', CustomerNo: '0000676', PrimaryShipToCode: 'A-1' },
    { ARDivisionNo: '01', CustomerNo: '0000676', PrimaryShipToCode: 'DOCK' },
  ]),
});
const key = 'ABC-01-0000676-DOCK';

describe('the feed of ship-to addresses', () => {
  it('tells an address with its customer, and which one is the primary', async () => {
    const records = await readFeed(shipTosFeed, feedSite(tables('PrimaryShipToCode C4; ')));

    expect(records.get(key)).toEqual({
      key,
      fields: {
        Company__c: 'ABC',
        DivisionNo__c: '01',
        CustomerNo__c: '0000676',
        ShipToCode__c: 'DOCK',
        ShipToName__c: 'Dock',
        City__c: 'Austell',
        Street__c: '1 Pier',
        Phone__c: null,
        WarehouseCode__c: '001',
        IsPrimary__c: true,
      },
      parents: [{ field: 'Account__c', feed: 'customers', key: 'ABC-01-0000676' }],
    });
    expect(records.get('ABC-01-0000676-A~11')?.fields['IsPrimary__c']).toBe(false);
  });

  it('keeps the address of Salesforce where that of Sage is encrypted', async () => {
    const records = await readFeed(shipTosFeed, feedSite(tables('PrimaryShipToCode C4; ')));

    const fields = records.get('ABC-01-0000676-A~11')?.fields;
    expect(fields).toMatchObject({ WarehouseCode__c: '002' });
    expect(fields).not.toHaveProperty('ShipToName__c');
    expect(fields).not.toHaveProperty('Street__c');
  });

  it('knows no primary address at a site without that column, and looks at customers for it elsewhere', async () => {
    const without = feedSite(tables(''));

    expect((await readFeed(shipTosFeed, without)).get(key)?.fields['IsPrimary__c']).toBe(false);
    const stamps = async (site: typeof without) =>
      (await openFeed(shipTosFeed, site)).sources[0]?.stamps.map(({ table }) => table);
    expect(await stamps(without)).toEqual(['SO_ShipToAddress']);
    expect(await stamps(feedSite(tables('PrimaryShipToCode C4; ')))).toEqual([
      'SO_ShipToAddress',
      'AR_Customer',
    ]);
  });
});
