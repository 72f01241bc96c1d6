import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { linesPerOrder, writeSageTables, writeSalesforceObjects } from '../place/company-data.ts';
import type { BenchSettings } from '../settings.ts';
import { percentile } from '../statistics.ts';

/** From closing an opportunity by REST until it shows its Sage order number, in milliseconds. */
export interface RoundTripFigures {
  readonly oneByOne: { readonly orders: number; readonly p50Ms: number; readonly p95Ms: number };
  /** Opportunities closed by one call. */
  readonly together: { readonly orders: number; readonly p50Ms: number; readonly lastMs: number };
}

interface Times {
  readonly oneByOneMs: readonly number[];
  readonly togetherMs: readonly number[];
  readonly linesOfOrders: readonly number[];
}

const closedWon = join(import.meta.dirname, '..', '..', '..', 'sandbox', 'bench', 'closed-won.ts');

/**
 * The whole way of an order of 40 lines: emulated org with the package's own Apex, the gateway on its embedded PostgreSQL, the simulator.
 * The sandbox runs as a process: the gateway knows nothing of it.
 */
export async function measureRoundTrip(settings: BenchSettings): Promise<RoundTripFigures> {
  const folder = join(settings.folder, 'round-trip');
  const data = join(folder, 'data');
  writeSageTables(join(data, 'sage'));
  writeSalesforceObjects(join(data, 'salesforce'), settings.opportunities + settings.together);
  const args = ['--data', data, '--folder', join(folder, 'sandbox'), '--together', String(settings.together)];
  const child = spawn(process.execPath, ['--no-warnings', closedWon, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const told = await text(child.stdout);
  await exited;
  if (child.exitCode !== 0) throw new Error(`closed-won.ts ended with ${child.exitCode}; see ${folder}`);
  const { oneByOneMs, togetherMs, linesOfOrders } = JSON.parse(told) as Times;
  const closed = settings.opportunities + settings.together;
  const whole = linesOfOrders.filter((lines) => lines === linesPerOrder).length;
  if (whole !== closed || linesOfOrders.length !== closed)
    throw new Error(
      `${closed} opportunities were closed, Sage has ${linesOfOrders.length} orders, ${whole} of them whole`,
    );
  return {
    oneByOne: {
      orders: oneByOneMs.length,
      p50Ms: percentile(oneByOneMs, 0.5),
      p95Ms: percentile(oneByOneMs, 0.95),
    },
    together: {
      orders: togetherMs.length,
      p50Ms: percentile(togetherMs, 0.5),
      lastMs: Math.max(...togetherMs),
    },
  };
}
