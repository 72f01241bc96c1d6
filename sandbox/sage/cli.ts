import { InvalidArgumentError } from 'commander';
import { bulkCommands } from './cli/bulk.ts';
import { dataCommands } from './cli/data.ts';
import { deskCommands } from './cli/desk.ts';
import { newProgram } from './cli/program.ts';
import { troubleCommands } from './cli/trouble.ts';
import { DeskRefusal } from './desk/desk.ts';
import { LoadError } from './load/load-report.ts';

/*
 * The simulator from the command line: `node cli.ts --data DIR <command>`.
 */

const program = newProgram();
for (const add of [dataCommands, deskCommands, bulkCommands, troubleCommands]) add(program);

try {
  await program.parseAsync();
} catch (error) {
  const isSentence =
    error instanceof LoadError || error instanceof InvalidArgumentError || error instanceof DeskRefusal;
  if (!isSentence) throw error;
  program.error(error.message);
}
