import { Argument, Option, type Command } from 'commander';
import {
  clearFaults,
  faultKinds,
  faultMoments,
  injectFault,
  type FaultKind,
  type FaultMoment,
} from '../faults.ts';
import { setExternalAccess } from '../seed/company.ts';
import { beginMonthEnd, endMonthEnd } from '../store/month-end.ts';
import { holdRecord, releaseRecord } from '../store/record-locks.ts';
import { setSetting } from '../store/settings.ts';
import { onSimulatorFile } from '../store/simulator-file.ts';
import { decimal, globalsOf, print, wholeNumber } from './program.ts';

/** Commands that make trouble for running hosts, or another Sage of them. */
export function troubleCommands(program: Command): void {
  const globals = (): ReturnType<typeof globalsOf> => globalsOf(program);
  faultCommands(program);

  program
    .command('lock <table> <key...>')
    .description('opens a record as if a colleague had it on the screen')
    .action((table: string, key: string[]) =>
      onSimulatorFile(globals().data, (db) => holdRecord(db, globals().company, table, key)),
    );

  program
    .command('unlock <table> <key...>')
    .description('gives the record back')
    .action((table: string, key: string[]) =>
      onSimulatorFile(globals().data, (db) => releaseRecord(db, globals().company, table, key)),
    );

  program
    .command('external-access <answer>')
    .description(
      'Company Maintenance: Allow External Access (yes, no); counts for sessions opened from now on',
    )
    .action((answer: string) => setExternalAccess(globals().data, globals().company, answer === 'yes'));

  const monthEnd = program
    .command('month-end')
    .description('period end processing has the company for itself: BOI is refused, reads by ODBC fail');
  for (const [moment, act] of [
    ['begin', beginMonthEnd],
    ['end', endMonthEnd],
  ] as const)
    monthEnd.command(moment).action(() => {
      const { data, company } = globals();
      if (!act(data, company)) program.error(`there is no company ${company} in ${data}`);
    });

  program
    .command('line-edits')
    .description('whether BOI lets lines of an order that exists be changed and deleted')
    .addArgument(new Argument('<answer>').choices(['on', 'off']))
    .action((answer: string) => onSimulatorFile(globals().data, (db) => setSetting(db, 'lineEdits', answer)));

  program
    .command('clock <seconds>')
    .description(
      "puts the clock of Sage's machine ahead by so many seconds, back after -- by a negative number; 0 is right",
    )
    .action((seconds: string) =>
      onSimulatorFile(globals().data, (db) => setSetting(db, 'clockOffsetSeconds', decimal(seconds))),
    );
}

function faultCommands(program: Command): void {
  const fault = program
    .command('fault')
    .description('faults that running hosts meet at their next operation');

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
      const { data, company } = globalsOf(program);
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
    .action(() => print({ cleared: clearFaults(globalsOf(program).data) }));
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
