import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { ClientApp } from './oauth/token.ts';
import { startOrg, type RunningOrg } from './start.ts';
import { sandboxUsers } from './users.ts';

const project = resolve(import.meta.dirname, '..', '..');

const appsSchema = z.array(
  z
    .strictObject({
      consumerKey: z.string().min(1),
      consumerSecret: z.string().min(1).optional(),
      runAs: z.string().optional(),
      certificate: z.string().optional(),
      users: z.array(z.string()).optional(),
    })
    .transform((app) => app as ClientApp),
);

interface Options {
  readonly port: number;
  readonly data: string;
  readonly package: readonly string[];
  readonly apps?: string;
  readonly gatewayUrl?: string;
  readonly gatewayKeyFile?: string;
  readonly sweep: string;
  readonly interval: number;
}

const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('give a whole number');
  return Number(text);
};

const program = new Command('org')
  .description('An emulated Salesforce org on 127.0.0.1 that runs the Apex of a package')
  .option('--port <port>', 'port; 0 = any free one', whole, 0)
  .option('--data <folder>', 'data folder of the org', join('.sandbox', 'org'))
  .option('--package <folder...>', 'folders with metadata', [join(project, 'force-app')])
  .option(
    '--apps <file>',
    'JSON list of client apps; left out: one for the administrator, kept in the data folder',
  )
  .option('--gateway-url <url>', 'address behind the named credential Sage_Gateway')
  .option('--gateway-key-file <file>', 'file with the key that Salesforce shows the gateway')
  .option('--sweep <class>', 'schedulable class to run', 'SageSendSweep')
  .option('--interval <ms>', 'milliseconds between its runs', whole, 5_000);

const options = program.parse().opts<Options>();
const org = await open(options);
const tell = (text: string) => process.stdout.write(`${text}\n`);
tell(`Salesforce (emulated): ${org.url}`);
tell(`users: ${sandboxUsers.map((user) => user.username).join(', ')}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void org.close().then(() => process.exit(0)));
}

function open({
  port,
  data,
  apps,
  gatewayUrl,
  gatewayKeyFile,
  sweep,
  interval,
  ...rest
}: Options): Promise<RunningOrg> {
  const key = gatewayKeyFile === undefined ? {} : { key: readFileSync(gatewayKeyFile, 'utf8').trim() };
  return startOrg({
    port,
    dataFolder: data,
    packageDirs: rest.package,
    apps: clientApps(data, apps),
    users: sandboxUsers,
    scheduledClasses: [sweep],
    scheduledIntervalMs: interval,
    namedCredentials: gatewayUrl === undefined ? {} : { Sage_Gateway: { url: gatewayUrl, ...key } },
    log: (event, detail) => console.error(event, JSON.stringify(detail)),
  });
}

/** The apps of the file, or one of our own: client credentials of the administrator, made once. */
function clientApps(data: string, file = join(data, 'apps.json')): ClientApp[] {
  if (!existsSync(file)) {
    mkdirSync(data, { recursive: true });
    const consumerSecret = randomBytes(24).toString('base64url');
    const app = { consumerKey: 'sandbox.admin', consumerSecret, runAs: 'admin@sandbox.example' };
    writeFileSync(file, JSON.stringify([app], undefined, 2), { mode: 0o600 });
  }
  return appsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
