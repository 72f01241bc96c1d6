import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { measureAccept } from './accept/measure-accept.ts';
import { openBenchPostgres } from './database.ts';
import { machineLine } from './machine.ts';
import { measureMemory } from './memory/measure-memory.ts';
import { measurePlace } from './place/measure-place.ts';
import { measureQuestions } from './questions/measure-questions.ts';
import { printReport, type Report } from './report.ts';
import { measureRoundTrip } from './round-trip/measure-round-trip.ts';
import { expressBaseline } from './servers/express.ts';
import { measureSync } from './sync/measure-sync.ts';
import { gatewayIntake } from './servers/gateway.ts';
import { nodeRedBaseline } from './servers/node-red.ts';

const parts = ['accept', 'memory', 'place', 'questions', 'round-trip', 'sync'] as const;
type Part = (typeof parts)[number];

const command = new Command('bench')
  .description('Measures the gateway beside two baselines on one PostgreSQL')
  .addOption(new Option('--only <parts>', `some of ${parts.join(', ')}, with commas`).argParser(partList))
  .option('--rounds <n>', 'rounds of accepting, each with new processes and databases', whole, 3)
  .option('--seconds <n>', 'seconds measured in a round', whole, 8)
  .option('--warmup <n>', 'seconds of the same load before it', whole, 3)
  .option('--connections <n>', 'connections of the client, one order a call', whole, 32)
  .option('--batch-connections <n>', 'connections of the client, 200 orders a call', whole, 8)
  .option('--orders <n>', 'orders placed for one company', whole, 500)
  .option('--opportunities <n>', 'opportunities closed one after the other', whole, 43)
  .option('--together <n>', 'opportunities closed by one call afterwards', whole, 50)
  .option('--stock-items <n>', 'items that are followed in stock, each in 100 warehouses', whole, 10_000)
  .option('--database-url <url>', 'a PostgreSQL server to use; left out: the embedded one')
  .option('--without-node-red', 'leaves out the baseline that is installed from npm')
  .option('--out <file>', 'where the figures go as JSON', join('report', 'bench.json'))
  .parse();
const flags = command.opts<{
  only?: Part[];
  rounds: number;
  seconds: number;
  warmup: number;
  connections: number;
  batchConnections: number;
  orders: number;
  opportunities: number;
  together: number;
  stockItems: number;
  databaseUrl?: string;
  withoutNodeRed?: boolean;
  out: string;
}>();

const folder = mkdtempSync(join(tmpdir(), 'sage-bench-'));
const settings = {
  rounds: flags.rounds,
  seconds: flags.seconds,
  warmupSeconds: flags.warmup,
  connections: flags.connections,
  batchConnections: flags.batchConnections,
  orders: flags.orders,
  opportunities: flags.opportunities,
  together: flags.together,
  stockItems: flags.stockItems,
  folder,
};
const wanted = new Set<Part>(flags.only ?? parts);
const contestants = [gatewayIntake, ...(flags.withoutNodeRed ? [] : [nodeRedBaseline]), expressBaseline];

const postgres = await openBenchPostgres(folder, flags.databaseUrl);
let done = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void postgres.stop().finally(() => process.exit(1))); // it would outlive us
try {
  const report: Report = {
    machine: machineLine(postgres.version),
    date: new Date().toISOString().slice(0, 10),
    settings: flags,
    accept: [],
    place: [],
    questions: [],
  };
  if (wanted.has('accept'))
    for (const ordersPerCall of [1, 200])
      report.accept.push(...(await measureAccept(contestants, ordersPerCall, postgres, settings, say)));
  if (wanted.has('memory')) report.memory = await measureMemory(postgres, settings);
  if (wanted.has('place'))
    for (const companies of [['B01'], ['B01', 'B02', 'B03', 'B04']]) {
      const figures = await measurePlace(companies, postgres, settings);
      report.place.push(figures);
      say(`place, ${companies.length} companies: ${figures.ordersPerSecond.toFixed(1)}/s`);
    }
  if (wanted.has('questions')) report.questions.push(...(await measureQuestions(postgres, settings)));
  if (wanted.has('round-trip')) report.roundTrip = await measureRoundTrip(settings);
  if (wanted.has('sync')) report.sync = await measureSync(postgres, settings, say);
  mkdirSync(dirname(flags.out), { recursive: true });
  writeFileSync(flags.out, `${JSON.stringify(report, null, 2)}\n`);
  printReport(report);
  done = true;
} finally {
  await postgres.stop();
  if (done) rmSync(folder, { recursive: true, force: true });
  else console.error(`logs are kept in ${folder}`);
}

function say(text: string): void {
  console.log(text);
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('must be a whole number from 1.');
  return number;
}

function partList(text: string): Part[] {
  return text.split(',').map((word) => {
    const part = parts.find((known) => known === word);
    if (!part) throw new InvalidArgumentError(`${word} is none of ${parts.join(', ')}.`);
    return part;
  });
}
