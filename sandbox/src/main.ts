import { basename, join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { runData } from './run-data.ts';
import { runDemo } from './run-demo.ts';
import { tellPages } from './tell-pages.ts';
import { withStack } from './with-stack.ts';

/*
 * npm run sandbox: the whole product on this machine. Ctrl+C stops it; the data folder keeps everything.
 */

interface Options {
  readonly data?: string;
  readonly folder?: string;
  readonly fresh?: boolean;
  readonly exit?: boolean;
  readonly agent?: boolean;
  readonly report: string;
  readonly orgPort?: number;
  readonly gatewayPort?: number;
}

const demoData = join(import.meta.dirname, '..', 'data', 'demo');

const program = new Command('sandbox')
  .description('Starts an emulated Salesforce org, a Sage 100 simulator and the gateway.')
  .option(
    '--data <folder>',
    'load salesforce/*.csv and sage/*.csv of a folder and close every opportunity; without it: the demo',
  )
  .option('--folder <folder>', 'where the sandbox keeps its data (default: sandbox-data/<name>)')
  .option('--fresh', 'start over: delete what the data folder holds')
  .option('--agent', 'the gateway fetches its requests by the Pub/Sub API; Salesforce cannot call it')
  .option('--exit', 'end when all orders are answered, instead of staying up')
  .option('--report <file>', 'where to write what became of each order', 'report/orders.csv')
  .option('--org-port <number>', 'port of the emulated org', port)
  .option('--gateway-port <number>', 'port of the gateway', port)
  .action(run);
await program.parseAsync();

async function run(options: Options): Promise<void> {
  const name = options.data ? basename(resolve(options.data)) : options.agent ? 'demo-agent' : 'demo';
  const folder = resolve(options.folder ?? join('sandbox-data', name));
  const ports = {
    ...(options.orgPort === undefined ? {} : { org: options.orgPort }),
    ...(options.gatewayPort === undefined ? {} : { gateway: options.gatewayPort }),
  };
  const data = options.data && resolve(options.data);
  const sage = data ? { sageCsv: join(data, 'sage') } : {};
  await withStack(
    {
      folder,
      fresh: options.fresh ?? false,
      agent: options.agent ?? false,
      sync: true,
      ports,
      ...sage,
      tell: say,
    },
    async (stack, stayUp) => {
      if (data) process.exitCode = await runData(stack, data, resolve(options.report), say);
      else await runDemo(stack, demoData, say);
      if (options.exit) return;
      tellPages(stack, say);
      say('The sandbox stays up; Ctrl+C stops it.');
      await stayUp();
    },
  );
}

function say(sentence: string): void {
  console.log(sentence);
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new InvalidArgumentError('must be a port number');
  return number;
}
