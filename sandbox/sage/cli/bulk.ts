import type { Command } from 'commander';
import {
  changeCustomers,
  changePrices,
  isoDateOf,
  purgeInvoices,
  purgeOrders,
  recount,
} from '../desk/bulk.ts';
import { cells, decimal, percentage, work } from './program.ts';

/** Programs over whole tables, none of which stamps DateUpdated. */
export function bulkCommands(program: Command): void {
  const bulk = program.command('bulk').description('programs over whole tables, which stamp nothing');

  bulk
    .command('recount <warehouse>')
    .description('physical count: so many percent were counted otherwise')
    .option('--percent <n>', 'of the records', percentage, 10)
    .action((warehouse: string, { percent }: { percent: number }) =>
      work(program, (desk) => ({ changed: recount(desk, warehouse, percent) })),
    );

  bulk
    .command('prices <percent>')
    .description('standard prices by so many percent; a negative one after --')
    .option('--product-line <code>', 'only these items')
    .action((percent: string, { productLine }: { productLine?: string }) =>
      work(program, (desk) => ({ changed: changePrices(desk, decimal(percent), productLine) })),
    );

  bulk
    .command('customers <cells...>')
    .description('global customer change: Column=Value')
    .option('--where <cells...>', 'only customers that have these values', [])
    .action((texts: string[], { where }: { where: string[] }) =>
      work(program, (desk) => ({ changed: changeCustomers(desk, cells(texts), cells(where)) })),
    );

  bulk
    .command('purge-orders <before>')
    .description('completed and deleted orders ordered before the date leave history')
    .action((before: string) => work(program, (desk) => ({ purged: purgeOrders(desk, isoDateOf(before)) })));

  bulk
    .command('purge-invoices <before>')
    .description('paid invoices dated before the date leave the open invoices')
    .option('--history', 'and invoice history', false)
    .action((before: string, { history }: { history: boolean }) =>
      work(program, (desk) => ({ purged: purgeInvoices(desk, isoDateOf(before), { history }) })),
    );
}
