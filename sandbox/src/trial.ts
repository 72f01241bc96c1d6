import { basename, join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { trouble } from './trouble.ts';
import { runData } from './run-data.ts';
import { withStack } from './with-stack.ts';

/*
 * npm run sandbox:trial -- --data DIR: the run of your own data, while things break. Exit code 0: no order lost, none doubled, no
 * second customer, and every row of expected/orders.csv as it should be.
 */

interface Options {
  readonly data: string;
  readonly kills: number;
  readonly seed?: number;
}

const program = new Command('sandbox:trial')
  .description('Runs the orders of a folder while gateway and BOI host are killed and Salesforce is away.')
  .requiredOption('--data <folder>', 'folder with salesforce/*.csv and sage/*.csv')
  .option('--kills <number>', 'how many kills, in turn of the gateway and of the BOI host', wholeNumber, 10)
  .option('--seed <number>', 'repeats the moments of an earlier trial', wholeNumber)
  .action(run);
await program.parseAsync();

async function run(options: Options): Promise<void> {
  const data = resolve(options.data);
  const folder = resolve('sandbox-data', `trial-${basename(data)}`);
  const tell = (sentence: string) => console.log(sentence);
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
  tell(`seed ${seed}`);
  await withStack({ folder, fresh: true, sync: true, sageCsv: join(data, 'sage'), tell }, async (stack) => {
    const { kills } = options;
    process.exitCode = await runData(stack, data, resolve('report', 'trial.csv'), tell, {
      during: (orders) => trouble(stack, { orders, kills, seed, tell }),
    });
    tell(`the gateway was started ${stack.gateway.starts} times`);
  });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}
