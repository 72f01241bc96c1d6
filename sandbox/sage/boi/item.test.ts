import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeTestCompany, openObject, openTestSession, removeFolder, setAll } from '../testing/company.ts';
import type { BusinessObject } from './business-object.ts';
import type { Session } from './session.ts';

let folder: string;
let session: Session;

beforeAll(() => {
  folder = makeTestCompany();
  session = openTestSession({ dataFolder: folder });
});

afterAll(() => {
  session.nCleanup();
  removeFolder(folder);
});

function open(itemCode: string): { item: BusinessObject; result: 0 | 1 | 2 } {
  const item = openObject(session, 'CI_ItemCode_bus', 'C/I');
  return { item, result: item.nSetKey(itemCode) };
}

describe('CI_ItemCode_bus', () => {
  it('changes price and fields of the site, and stamps the item', () => {
    const { item, result } = open('BOLT');

    setAll(item, { StandardUnitPrice: '2.75', UDF_BRAND$: 'Own', DefaultWarehouseCode$: '001' });
    const written = item.nWrite();

    expect([result, written]).toEqual([1, 1]);
    expect(session.store.find('CI_Item', 'BOLT')).toMatchObject({
      StandardUnitPrice: '2.75',
      UDF_BRAND: 'Own',
      DefaultWarehouseCode: '001',
      DateUpdated: '2026-05-31',
      TimeUpdated: '15.5',
    });
  });

  it('makes an item that has a description', () => {
    const { item, result } = open('NEW-1');

    const tooEarly = item.nWrite();
    const why = item.sLastErrorMsg;
    setAll(item, { ItemCodeDesc$: 'New one' });

    expect([result, tooEarly, why, item.nWrite()]).toEqual([2, 0, 'The ItemCodeDesc is required', 1]);
    expect(session.store.find('CI_Item', 'NEW-1')).toMatchObject({
      ItemType: '1',
      DateCreated: '2026-05-31',
    });
  });

  it('keeps the type of an item and what postings keep, and knows its codes', () => {
    const { item } = open('BOLT');
    const set = (column: string, value: string): unknown => [
      item.nSetValue(column, value),
      item.sLastErrorMsg,
    ];

    expect([set('ItemType$', '5'), set('TotalQuantityOnHand', '9'), set('ProductLine$', 'NONE')]).toEqual([
      [0, 'The ItemType cannot be changed'],
      [0, 'The TotalQuantityOnHand cannot be changed'],
      [0, 'The Product Line NONE is not on file'],
    ]);
    item.DropObject();
    expect(open('new').result).toBe(0);
  });

  it('is not there outside of Common Information', () => {
    openObject(session, 'AR_Customer_bus', 'A/R');

    expect(() => openObject(session, 'CI_ItemCode_bus', 'A/R')).toThrow('another module');
  });
});
