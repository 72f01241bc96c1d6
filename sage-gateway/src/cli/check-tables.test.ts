import { describe, expect, it } from '@jest/globals';
import { companyPolicy } from '../orders/policy.ts';
import { MemoryTables, type MemoryTable } from '../testing/memory-tables.ts';
import { sageCompany } from '../testing/sage-company.ts';
import { checkTables } from './check-tables.ts';

const names = [
  'SO_SalesOrderHeader',
  'SO_SalesOrderDetail',
  'SO_SalesOrderHistoryHeader',
  'SO_SalesOrderHistoryDetail',
  'AR_Customer',
  'AR_CustomerContact',
  'SO_ShipToAddress',
  'CI_Item',
];

/** The sample company with only the tables that orders need, each as `change` makes it; undefined takes it away. */
function company(change: (name: string, table: MemoryTable) => MemoryTable | undefined) {
  const sample = sageCompany();
  const tables = names.flatMap((name) => {
    const table = change(name, sample.table('ABC', name));
    return table === undefined ? [] : [[name, table] as const];
  });
  return new MemoryTables({ ABC: Object.fromEntries(tables) });
}

describe("the doctor's look at Sage's tables", () => {
  it('reads a row of every table that orders need, numbers included', async () => {
    const tables = sageCompany();

    const told = await checkTables(tables, 'ABC', companyPolicy.parse({ keyUdf: 'UDF_KEY' }));

    expect(told).toBe('8 tables were read, SO_SalesOrderHeader has 4 UDFs');
    expect(new Set(tables.reads.map(({ table }) => table))).toEqual(new Set(names));
    expect(tables.reads).toContainEqual({ table: 'CI_Item', where: [] });
  });

  it('tells all faults at once: a table out of sight, a column that is not there', async () => {
    const tables = company((name, table) => {
      if (name === 'AR_Customer') return undefined;
      if (name !== 'CI_Item') return table;
      return { ...table, columns: { ItemCode: 'C30', ItemType: 'C1' } };
    });

    await expect(checkTables(tables, 'ABC', companyPolicy.parse({}))).rejects.toThrow(
      'AR_Customer cannot be seen. CI_Item has no column StandardUnitPrice.',
    );
  });

  it('tells a column that the settings name and Sage does not have', async () => {
    const policy = companyPolicy.parse({ keyUdf: 'UDF_NONE', customerKeys: { accountId: 'UDF_NOBODY' } });

    await expect(checkTables(sageCompany(), 'ABC', policy)).rejects.toThrow(
      'SO_SalesOrderHeader has no column UDF_NONE, which the settings name. AR_Customer has no column UDF_NOBODY, which the settings name.',
    );
  });

  it('says which codes nobody checks before Sage does', async () => {
    const tables = company((_name, table) => table);

    expect(await checkTables(tables, 'ABC', companyPolicy.parse({}))).toMatch(
      /; codes of AR_TermsCode, IM_Warehouse, IM_AliasItem, SO_ShippingRateHeader are left to Sage to check$/,
    );
  });

  it('passes on what the driver says when a read fails', async () => {
    const tables = sageCompany();
    tables.failures.push(new Error('the driver knows no CONVERT'));

    await expect(checkTables(tables, 'ABC', companyPolicy.parse({}))).rejects.toThrow(
      'the driver knows no CONVERT',
    );
  });
});
