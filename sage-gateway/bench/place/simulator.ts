import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { OrderChoice } from '../load/order-template.ts';

const sandbox = join(import.meta.dirname, '..', '..', '..', 'sandbox', 'sage');

/** The command of the simulator's BOI host on a data folder. */
export function hostCommand(data: string): string[] {
  return [process.execPath, '--no-warnings', join(sandbox, 'host.ts'), '--data', data];
}

const itemCodes = Array.from({ length: 60 }, (_, index) => `BENCH-${1000 + index}`);

/** Makes companies of the simulator that differ only in their code: a customer, 60 items, one warehouse. */
export function makeCompanies(data: string, companies: readonly string[]): OrderChoice[] {
  const csv = join(data, 'csv');
  mkdirSync(csv, { recursive: true });
  table(csv, 'IM_Warehouse', ['WarehouseCode', 'WarehouseDesc'], [['001', 'Benchmark']]);
  table(
    csv,
    'AR_Customer',
    [
      'ARDivisionNo',
      'CustomerNo',
      'CustomerName',
      'AddressLine1',
      'City',
      'State',
      'ZipCode',
      'CountryCode',
      'TermsCode',
      'CreditHold',
      'CreditLimit',
    ],
    [
      [
        '01',
        'BENCH01',
        'Benchmark Bikes',
        '1200 Harbour Street',
        'Austell',
        'GA',
        '30106',
        'USA',
        '01',
        'N',
        '999999999.00',
      ],
    ],
  );
  table(
    csv,
    'CI_Item',
    [
      'ItemCode',
      'ItemType',
      'ItemCodeDesc',
      'StandardUnitOfMeasure',
      'StandardUnitPrice',
      'StandardUnitCost',
      'DefaultWarehouseCode',
    ],
    itemCodes.map((code) => [code, '1', `Benchmark item ${code}`, 'EACH', '100.00', '60.00', '001']),
  );
  table(
    csv,
    'IM_ItemWarehouse',
    ['ItemCode', 'WarehouseCode', 'QuantityOnHand'],
    itemCodes.map((code) => [code, '001', '1000000']),
  );
  return companies.map((company) => {
    const args = [
      '--no-warnings',
      join(sandbox, 'cli.ts'),
      'load',
      csv,
      '--data',
      data,
      '--company',
      company,
    ];
    const done = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (done.status !== 0)
      throw new Error(`company ${company} could not be made: ${done.stderr}${done.stdout}`);
    return { company, divisionNo: '01', customerNo: 'BENCH01', itemCodes, lines: 40 };
  });
}

/** Orders and their lines that are on file in a company. */
export function countOrders(data: string, company: string): { orders: number; lines: number } {
  const file = new DatabaseSync(join(data, `MAS_${company}.sqlite`), { readOnly: true });
  try {
    const count = (name: string) => Number(file.prepare(`SELECT count(*) AS n FROM ${name}`).get()?.['n']);
    return { orders: count('SO_SalesOrderHeader'), lines: count('SO_SalesOrderDetail') };
  } finally {
    file.close();
  }
}

function table(
  folder: string,
  name: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const lines = [columns, ...rows].map((row) => row.join(','));
  writeFileSync(join(folder, `${name}.csv`), `${lines.join('\n')}\n`);
}
