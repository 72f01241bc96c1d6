import { InvalidArgumentError, Option, type Command } from 'commander';
import { generateItemWarehouses, touchItemWarehouses } from '../generate/item-warehouses.ts';
import { layouts, NEWEST } from '../dictionary/layouts.ts';
import { loadTables } from '../load/load-tables.ts';
import { seedDemo } from '../seed/demo.ts';
import { findOrder } from '../show-order.ts';
import { companyExists } from '../store/files.ts';
import { clockOf, globalsOf, percentage, print, wholeNumber } from './program.ts';

/** Commands that fill a company, and show what is in it. */
export function dataCommands(program: Command): void {
  const globals = (): ReturnType<typeof globalsOf> => globalsOf(program);

  program
    .command('seed')
    .description('makes the demo company ABC, or a smaller one under the code of --company')
    .addOption(
      new Option('--layout <year>', 'file layout of a new company')
        .choices(layouts.map(String))
        .default('2023'),
    )
    .action(({ layout }: { layout: string }) => {
      const { data, company, at } = globals();
      const year = layouts.find((one) => String(one) === layout) ?? NEWEST;
      print(seedDemo(data, { company, layout: year, ...(at === undefined ? {} : { now: at }) }));
    });

  program
    .command('load <dir>')
    .description('loads <Table>.csv files into the company')
    .action(async (dir: string) => print(await loadTables(globals().data, globals().company, dir)));

  program
    .command('show')
    .command('order <no>')
    .description('prints an order with its lines and history; blank columns are left out')
    .action((no: string) => {
      mustExist(globals());
      const { header, lines, history } = findOrder(globals().data, globals().company, no);
      if (header === undefined && history === undefined) program.error(`There is no order ${no}`);
      print({ header: filled(header), lines: lines.map(filled), history: filled(history) });
    });

  program
    .command('generate')
    .command('item-warehouses')
    .description('fills the company with generated items and a stock record of each in each warehouse')
    .requiredOption('--items <n>', 'items', wholeNumber)
    .requiredOption('--warehouses <n>', 'warehouses, at most 100', wholeNumber)
    .option('--seed <n>', 'another seed, other quantities', wholeNumber, 1)
    .action((options: { items: number; warehouses: number; seed: number }) => {
      mustExist(globals());
      const { data, company } = globals();
      if (options.items < 1 || options.warehouses < 1 || options.warehouses > 100)
        throw new InvalidArgumentError('at least one item, and 1 to 100 warehouses');
      print({ made: generateItemWarehouses(data, company, { ...options, now: clockOf(program) }) });
    });

  program
    .command('touch')
    .command('item-warehouses')
    .description('changes the quantity on hand of so many percent of the stock records')
    .requiredOption('--percent <n>', 'of all records', percentage)
    .addOption(new Option('--unstamped', 'as a program that does not stamp DateUpdated').default(false))
    .option('--seed <n>', 'another seed, other records', wholeNumber, 1)
    .action((options: { percent: number; unstamped: boolean; seed: number }) => {
      mustExist(globals());
      const { data, company } = globals();
      const { percent, unstamped, seed } = options;
      const touch = { percent, seed, stamped: !unstamped, now: clockOf(program) };
      print({ changed: touchItemWarehouses(data, company, touch) });
    });
}

function mustExist({ data, company }: { readonly data: string; readonly company: string }): void {
  if (!companyExists(data, company))
    throw new InvalidArgumentError(`there is no company ${company} in ${data}`);
}

function filled(row: Record<string, string> | undefined): object {
  return Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => !['', '0', 'N'].includes(value)));
}
