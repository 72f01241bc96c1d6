import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { OrderTemplate } from './order-template.ts';

export interface LoadPlan {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  readonly ordersPerCall: number;
  readonly template: OrderTemplate;
  /** Begins every key of this run. */
  readonly run: string;
}

export interface LoadResult {
  /** Calls answered by 2xx, within the seconds. */
  readonly calls: number;
  readonly seconds: number;
  /** Other answers, errors and time-outs. */
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs the client as a process of its own, so that it takes no time from the server's loop or from ours. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const client = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'client.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(client, 'exit');
  client.stdin.end(JSON.stringify(plan));
  const told = await text(client.stdout);
  await exited;
  if (client.exitCode !== 0) throw new Error(`the load client ended with ${client.exitCode}`);
  return JSON.parse(told) as LoadResult;
}
