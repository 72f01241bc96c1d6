import { Command, InvalidArgumentError, Option } from 'commander';
import {
  clearFaults,
  faultKinds,
  faultMoments,
  injectFault,
  type FaultKind,
  type FaultMoment,
} from './faults.ts';
import { LoadError } from './load/load-report.ts';
import { loadTables } from './load/load-tables.ts';
import { DEMO_COMPANY, seedDemo } from './seed/demo.ts';
import { findOrder } from './show-order.ts';
import { companyExists } from './store/files.ts';
import { putOnInvoice } from './store/invoices.ts';
import { holdRecord, releaseRecord } from './store/record-locks.ts';
import { openSimulatorFile } from './store/simulator-file.ts';
import { setExternalAccess } from './seed/company.ts';

/*
 * The simulator from the command line: `node cli.ts --data DIR <command>`.
 */

const program = new Command('sage-simulator')
  .description('Sage 100 simulator: seeds, loads, shows, and breaks things on demand')
  .requiredOption('--data <dir>', 'data folder')
  .option('--company <code>', 'company code', DEMO_COMPANY);

interface Globals {
  readonly data: string;
  readonly company: string;
}

const globals = (): Globals => program.opts<Globals>();
const print = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

program
  .command('seed')
  .description('makes the demo company ABC')
  .action(() => print(seedDemo(globals().data)));

program
  .command('load <dir>')
  .description('loads <Table>.csv files into the company')
  .action(async (dir: string) => print(await loadTables(globals().data, globals().company, dir)));

program
  .command('show')
  .command('order <no>')
  .description('prints an order with its lines and history; blank columns are left out')
  .action((no: string) => {
    const { data, company } = globals();
    if (!companyExists(data, company))
      throw new InvalidArgumentError(`there is no company ${company} in ${data}`);
    const { header, lines, history } = findOrder(data, company, no);
    if (header === undefined && history === undefined) program.error(`There is no order ${no}`);
    const filled = (row: Record<string, string> | undefined): object =>
      Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => !['', '0', 'N'].includes(value)));
    print({ header: filled(header), lines: lines.map(filled), history: filled(history) });
  });

const fault = program.command('fault').description('faults that running hosts meet at their next operation');

fault
  .command('add <kind>')
  .description(`lays a fault: ${faultKinds.join(', ')}`)
  .addOption(new Option('--moment <moment>', 'when it strikes').choices(faultMoments).default('before'))
  .option('--op <op>', 'only this operation: open, next, write ...')
  .option('--object <class>', 'only this class, such as SO_SalesOrder_bus')
  .option('--any-company', 'every company, not only --company')
  .option('--delay <ms>', 'how long a slow fault waits', wholeNumber, 1000)
  .option('--message <text>', 'what Sage says')
  .option('--times <n>', 'how often; 0 is for ever', wholeNumber, 1)
  .action((kind: string, options: FaultOptions) => {
    const known = faultKinds.find((one): one is FaultKind => one === kind);
    if (known === undefined) return program.error(`There is no fault "${kind}": ${faultKinds.join(', ')}`);
    const { data, company } = globals();
    injectFault(data, {
      kind: known,
      moment: options.moment,
      delayMs: options.delay,
      times: options.times === 0 ? 'forever' : options.times,
      ...(options.op === undefined ? {} : { op: options.op }),
      ...(options.object === undefined ? {} : { object: options.object }),
      ...(options.anyCompany === true ? {} : { company }),
      ...(options.message === undefined ? {} : { message: options.message }),
    });
  });

fault
  .command('clear')
  .description('takes all faults away')
  .action(() => print({ cleared: clearFaults(globals().data) }));

program
  .command('lock <table> <key...>')
  .description('opens a record as if a colleague had it on the screen')
  .action((table: string, key: string[]) =>
    onSimulatorFile((db) => holdRecord(db, globals().company, table, key)),
  );

program
  .command('unlock <table> <key...>')
  .description('gives the record back')
  .action((table: string, key: string[]) =>
    onSimulatorFile((db) => releaseRecord(db, globals().company, table, key)),
  );

program
  .command('invoice <order> [invoice]')
  .description('puts an open order on an invoice that is not posted yet; without a number takes it off again')
  .action((order: string, invoice = '') => {
    const { data, company } = globals();
    if (!putOnInvoice(data, company, order, invoice)) program.error(`There is no open order ${order}`);
  });

program
  .command('external-access <yes|no>')
  .description('Company Maintenance: Allow External Access; counts for sessions opened from now on')
  .action((answer: string) => setExternalAccess(globals().data, globals().company, answer === 'yes'));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof LoadError || error instanceof InvalidArgumentError)) throw error;
  program.error(error.message);
}

interface FaultOptions {
  readonly moment: FaultMoment;
  readonly op?: string;
  readonly object?: string;
  readonly anyCompany?: boolean;
  readonly delay: number;
  readonly message?: string;
  readonly times: number;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number is needed');
  return Number(text);
}

function onSimulatorFile(work: (db: ReturnType<typeof openSimulatorFile>) => void): void {
  const db = openSimulatorFile(globals().data);
  try {
    work(db);
  } finally {
    db.close();
  }
}
