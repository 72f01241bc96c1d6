import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Row } from '../dictionary/table.ts';
import { openCompany } from '../store/files.ts';
import { COMPANY, makeTestCompany, removeFolder } from '../testing/company.ts';
import { generateItemWarehouses, touchItemWarehouses } from './item-warehouses.ts';

const now = new Date(2026, 4, 31, 15, 30, 0);
let folder: string;

beforeEach(() => {
  folder = makeTestCompany();
});

afterEach(() => removeFolder(folder));

function rows(table: string): Row[] {
  const store = openCompany(folder, COMPANY);
  const found = store.select(table, "ItemCode LIKE 'GEN-%'", []);
  store.close();
  return found;
}

describe('generated stock', () => {
  it('has a record of each item in each warehouse, the same for the same seed', () => {
    const made = generateItemWarehouses(folder, COMPANY, { items: 200, warehouses: 5, now });
    const first = rows('IM_ItemWarehouse');
    const again = generateItemWarehouses(folder, COMPANY, { items: 200, warehouses: 5, now });
    const other = makeTestCompany();
    generateItemWarehouses(other, COMPANY, { items: 200, warehouses: 5, seed: 2, now });
    const store = openCompany(other, COMPANY);
    const otherFirst = store.find('IM_ItemWarehouse', 'GEN-0000001', 'G00');
    store.close();
    removeFolder(other);

    expect([made, again, first.length, rows('CI_Item').length]).toEqual([1000, 0, 1000, 200]);
    expect(first[1]).toMatchObject({
      ItemCode: 'GEN-0000001',
      WarehouseCode: 'G01',
      QuantityOnHand: '357',
      DateUpdated: '2026-05-31',
      TimeUpdated: '15.5',
    });
    expect(otherFirst?.['QuantityOnHand']).not.toBe(first[0]?.['QuantityOnHand']);
  });

  it.each([
    [true, 100, '2026-06-01'],
    [false, 100, '2026-05-31'],
  ])('is touched by percent, stamped: %s', (stamped, expected, date) => {
    generateItemWarehouses(folder, COMPANY, { items: 100, warehouses: 100, now });
    const before = new Map(
      rows('IM_ItemWarehouse').map((row) => [`${row['ItemCode']}+${row['WarehouseCode']}`, row]),
    );

    const touched = touchItemWarehouses(folder, COMPANY, { percent: 1, stamped, now: new Date(2026, 5, 1) });

    const changed = rows('IM_ItemWarehouse').filter(
      (row) =>
        before.get(`${row['ItemCode']}+${row['WarehouseCode']}`)?.['QuantityOnHand'] !==
        row['QuantityOnHand'],
    );
    expect(touched).toBe(expected);
    expect(changed.length).toBeGreaterThanOrEqual(expected - 1);
    expect(new Set(changed.map((row) => row['DateUpdated']))).toEqual(new Set([date]));
  });
});
