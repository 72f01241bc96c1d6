import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { feedNames } from '../../src/contract/sync.ts';
import type { BenchPostgres } from '../database.ts';
import { writeSageTables } from '../place/company-data.ts';
import { makeCompanies, simulate } from '../place/simulator.ts';
import { startEmulatedOrg, type EmulatedOrg } from '../servers/emulated-org.ts';
import { startGatewayWithSimulator, type MoreSettings } from '../servers/gateway-with-simulator.ts';
import type { BenchSettings } from '../settings.ts';
import { median } from '../statistics.ts';
import { bareCursor } from './bare-cursor.ts';
import { followed, type FollowedGateway, type RunFigures } from './followed-gateway.ts';

export interface SyncFigures {
  readonly rows: number;
  /** Resident memory of the gateway, in MB, before it has read any stock. */
  readonly idleMb: number;
  /** The package `odbc` alone, over the same query. */
  readonly baseline: RunFigures;
  readonly firstLoad: RunFigures;
  readonly unchanged: RunFigures;
  readonly deliveries: DeliveryFigures[];
}

export interface DeliveryFigures {
  /** `defaults`: more than 2,000 due rows go by a bulk job. */
  readonly way: 'nothing' | 'defaults' | 'collections';
  readonly changed: number;
  readonly compare: RunFigures;
  /** API calls that carried rows or their results, and all others of the gateway meanwhile. */
  readonly rowCalls: number;
  readonly otherCalls: number;
  readonly bulkJobs: number;
  /** From asking for the compare until nothing is due. */
  readonly seconds: number;
  readonly idleMb: number;
  readonly peakMb: number;
}

const company = 'B01';
const warehouses = 100;
const changedPercent = 1;
/** Nothing runs but what is asked for. */
const quiet = { everySeconds: 86_400, compareMinutes: 10_080 };

/**
 * The way from a table of a million rows to Salesforce: simulator, real ODBC driver manager with the SQLite driver, the gateway, the emulated
 * org, each a process. Rows a second beside a bare cursor, memory, and API calls for nothing and for one percent changed.
 */
export async function measureSync(
  postgres: BenchPostgres,
  settings: BenchSettings,
  say: (text: string) => void,
): Promise<SyncFigures> {
  const data = mkdtempSync(join(settings.folder, 'sage-'));
  writeSageTables(join(data, 'csv'));
  makeCompanies(data, join(data, 'csv'), [company]);
  return postgres.withDatabase(async (url) => {
    const start = async (more: MoreSettings) =>
      followed(await startGatewayWithSimulator(url, settings.folder, data, [company], more), 'stock');
    const reading = await measureReading(await start(of(['stock'])), data, settings, say);
    const org = await startEmulatedOrg(settings.folder);
    try {
      const deliveries: DeliveryFigures[] = [];
      for (const [seed, bulkFrom] of [
        [2, 2_000],
        [3, 1_000_000],
      ] as const) {
        const gateway = await start(of(['items', 'stock'], { org, bulkFrom }));
        try {
          await gateway.settled();
          const idleMb = gateway.server.memory().nowMb;
          const measure = (way: DeliveryFigures['way']) => delivery(gateway, org, way, idleMb);
          if (seed === 2) deliveries.push(await measure('nothing'));
          const touch = ['touch', 'item-warehouses', '--percent', String(changedPercent), '--unstamped'];
          await simulate(data, company, ...touch, '--seed', String(seed));
          deliveries.push(await measure(seed === 2 ? 'defaults' : 'collections'));
          say(`sync: ${deliveries.at(-1)?.way}, ${deliveries.at(-1)?.rowCalls} calls with rows`);
        } finally {
          await gateway.server.stop();
        }
      }
      return { ...reading, deliveries };
    } finally {
      await org.stop();
    }
  });
}

/** Reads without an org: what a compare costs, beside the bare cursor in turns. */
async function measureReading(
  gateway: FollowedGateway,
  data: string,
  { stockItems, rounds }: BenchSettings,
  say: (text: string) => void,
): Promise<Omit<SyncFigures, 'deliveries'>> {
  try {
    await gateway.settled();
    const idleMb = gateway.server.memory().nowMb;
    const amount = ['--items', String(stockItems), '--warehouses', String(warehouses)];
    await simulate(data, company, 'generate', 'item-warehouses', ...amount);
    const firstLoad = await gateway.compare();
    say(`sync: ${firstLoad.read} rows loaded, ${Math.round(firstLoad.rowsPerSecond)}/s`);
    const loop = await bareCursor(data, company);
    const bare: RunFigures[] = [];
    const runs: RunFigures[] = [];
    for (let round = 0; round < rounds; round++) {
      const { rows, seconds, peakMb } = await loop();
      bare.push({ read: rows, due: 0, rowsPerSecond: rows / seconds, peakMb });
      runs.push(await gateway.compare());
      const [own, other] = [runs.at(-1), bare.at(-1)];
      if (own?.read !== rows || own.due > 0)
        throw new Error(`the compare read ${own?.read} rows, found ${own?.due}; the cursor ${rows}`);
      say(
        `sync: ${Math.round(own.rowsPerSecond)} rows/s, a bare cursor ${Math.round(other?.rowsPerSecond ?? 0)}`,
      );
    }
    return { rows: firstLoad.read, idleMb, baseline: middle(bare), firstLoad, unchanged: middle(runs) };
  } finally {
    await gateway.server.stop();
  }
}

async function delivery(
  gateway: FollowedGateway,
  org: EmulatedOrg,
  way: DeliveryFigures['way'],
  idleMb: number,
): Promise<DeliveryFigures> {
  const began = new Date();
  const compare = await gateway.compare();
  const { peakMb } = await gateway.settled();
  const seconds = (Date.now() - began.getTime()) / 1000;
  const calls = await org.callsSince(began);
  const rowCalls = calls.filter(({ path }) => /composite\/sobjects|jobs\/ingest/.test(path)).length;
  const otherCalls = calls.length - rowCalls;
  const bulkJobs = calls.filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/jobs/ingest'),
  ).length;
  const peak = Math.max(peakMb, compare.peakMb);
  return {
    way,
    changed: compare.due,
    compare,
    rowCalls,
    otherCalls,
    bulkJobs,
    seconds,
    idleMb,
    peakMb: peak,
  };
}

function of(
  feeds: readonly string[],
  delivered?: { readonly org: EmulatedOrg; readonly bulkFrom: number },
): MoreSettings {
  const named = feedNames.map((name) => [name, feeds.includes(name) ? quiet : { watch: false }]);
  const bulkFrom = delivered ? { bulkFrom: delivered.bulkFrom } : {};
  return {
    settings: {
      sync: { enabled: true, feeds: Object.fromEntries(named) as object, ...bulkFrom },
      ...(delivered ? { salesforce: delivered.org.salesforce } : {}),
    },
    policy: { items: { create: true } },
    env: delivered?.org.env ?? {},
  };
}

function middle(runs: readonly RunFigures[]): RunFigures {
  return {
    read: runs[0]?.read ?? 0,
    due: 0,
    rowsPerSecond: median(runs.map(({ rowsPerSecond }) => rowsPerSecond)),
    peakMb: Math.max(...runs.map(({ peakMb }) => peakMb)),
  };
}
