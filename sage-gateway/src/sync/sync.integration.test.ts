import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryTables } from '../testing/memory-tables.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import {
  itemsTable,
  startSync,
  stampAt,
  stockTable,
  syncOrg,
  type SyncGateway,
} from '../testing/sync-world.ts';

let postgres: TestPostgres;
let gateway: SyncGateway | undefined;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});
afterAll(() => postgres.stop());

/** Sage with so many items, each in one warehouse. */
function sageWith(items: number): MemoryTables {
  const tables = new MemoryTables({ ABC: { CI_Item: itemsTable(), IM_ItemWarehouse: stockTable() } });
  for (let index = 1; index <= items; index += 1) {
    const ItemCode = `I${String(index).padStart(5, '0')}`;
    tables.table('ABC', 'CI_Item').rows.push({ ItemCode, Description: `Item ${index}` });
    tables
      .table('ABC', 'IM_ItemWarehouse')
      .rows.push({ ItemCode, WarehouseCode: '000', OnHand: String(index) });
  }
  return tables;
}

describe('Salesforce kept true to Sage', () => {
  it('is loaded first by the same way: parents before children, collections of 200', async () => {
    const tables = sageWith(300);
    const org = syncOrg();
    gateway = await startSync(await postgres.createDatabase(), { tables, org });

    await gateway.settled('stock');

    expect(Object.keys(org.by('Product2', 'ProductCode'))).toHaveLength(300);
    const stock = org.by('SageStock__c', 'Key__c');
    expect(Object.keys(stock)).toHaveLength(300);
    expect(stock['ABC-I00007-000']).toMatchObject({
      OnHand__c: '7',
      Product__c: org.by('Product2', 'ProductCode')['I00007']?.['Id'],
      SyncedAt__c: expect.stringMatching(/Z$/),
    });
    expect(await gateway.status('stock')).toMatchObject({ state: 'Current', rows: 300, due: 0, parked: 0 });
  });

  it('gets one row by one call when one row was changed, and none when nothing was', async () => {
    const tables = sageWith(50);
    const org = syncOrg();
    gateway = await startSync(await postgres.createDatabase(), { tables, org });
    await gateway.settled('items');
    await gateway.settled('stock');
    const before = org.calls.length;

    await gateway.run('stock', 'changed');
    await gateway.run('stock', 'full');
    expect(org.calls.slice(before)).toEqual([]);

    const row = tables.table('ABC', 'IM_ItemWarehouse').rows[3];
    Object.assign(row ?? {}, { OnHand: '99' }, stampAt(new Date()));
    await gateway.run('stock', 'changed');
    await gateway.settled('stock');

    expect(org.calls.slice(before)).toEqual([{ kind: 'upsert', object: 'SageStock__c', rows: 1 }]);
    expect(org.by('SageStock__c', 'Key__c')['ABC-I00004-000']).toMatchObject({ OnHand__c: '99' });
  });
});
