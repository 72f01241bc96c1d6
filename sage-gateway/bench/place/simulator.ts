import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { itemCodes, linesPerOrder } from './company-data.ts';
import type { OrderChoice } from '../load/order-template.ts';

const sandbox = join(import.meta.dirname, '..', '..', '..', 'sandbox', 'sage');

/** The command of the simulator's BOI host on a data folder. */
export function hostCommand(data: string): string[] {
  return [process.execPath, '--no-warnings', join(sandbox, 'host.ts'), '--data', data];
}

/** Makes companies of the simulator that differ only in their code. `csv` is the folder that `writeSageTables` filled. */
export function makeCompanies(data: string, csv: string, companies: readonly string[]): OrderChoice[] {
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
    return { company, divisionNo: '01', customerNo: 'BENCH01', itemCodes, lines: linesPerOrder };
  });
}

/** Makes the simulator's demo company ABC. */
export function seedDemo(data: string): void {
  const args = ['--no-warnings', join(sandbox, 'cli.ts'), '--data', data, 'seed'];
  const done = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the demo company could not be made: ${done.stderr}`);
}

/** Runs a command of the simulator on a company. Never blocks, for kept connections would be lost meanwhile. */
export async function simulate(data: string, company: string, ...command: string[]): Promise<void> {
  const args = ['--no-warnings', join(sandbox, 'cli.ts'), '--data', data, '--company', company, ...command];
  await promisify(execFile)(process.execPath, args);
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
