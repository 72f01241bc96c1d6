import { rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { trouble } from './trouble.ts';
import { runData } from './run-data.ts';
import { startStack } from './stack.ts';

/*
 * npm run sandbox:trial -- --data DIR: the run of your own data, while things break. Exit code 0: no order lost, none doubled, no
 * second customer, and every row of expected/orders.csv as it should be.
 */

interface Options {
  readonly data: string;
  readonly kills: string;
  readonly seed?: string;
}

const program = new Command('sandbox:trial')
  .description('Runs the orders of a folder while gateway and BOI host are killed and Salesforce is away.')
  .requiredOption('--data <folder>', 'folder with salesforce/*.csv and sage/*.csv')
  .option('--kills <number>', 'how many kills, in turn of the gateway and of the BOI host', '10')
  .option('--seed <number>', 'repeats the moments of an earlier trial')
  .action(run);
await program.parseAsync();

async function run(options: Options): Promise<void> {
  const folder = resolve('sandbox-data', `trial-${basename(resolve(options.data))}`);
  rmSync(folder, { recursive: true, force: true });
  const tell = (sentence: string) => console.log(sentence);
  const seed = options.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(options.seed);
  tell(`seed ${seed}`);
  const stack = await startStack({ folder, sageCsv: join(resolve(options.data), 'sage'), tell });
  try {
    process.exitCode = await runData(
      stack,
      resolve(options.data),
      resolve('report', 'trial.csv'),
      tell,
      (orders) => trouble(stack, { orders, kills: Number(options.kills), seed, tell }),
    );
    tell(`the gateway was started ${stack.gateway.starts} times`);
  } finally {
    await stack.stop();
  }
}
