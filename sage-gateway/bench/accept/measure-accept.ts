import type { BenchPostgres } from '../database.ts';
import { countRows } from '../database.ts';
import { madeUp, orderTemplate, callBody } from '../load/order-template.ts';
import { runLoad } from '../load/run-load.ts';
import type { Contestant, Server } from '../servers/server.ts';
import type { BenchSettings } from '../settings.ts';
import { median } from '../statistics.ts';

/** One server, one way of calling it: medians over all rounds. */
export interface AcceptFigures {
  readonly contestant: string;
  readonly ordersPerCall: number;
  /** Acknowledged after commit. */
  readonly ordersPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly firstAnswerMs: number;
  readonly memoryMb: number;
  /** Processor time of the server's own process for one order, PostgreSQL not counted; NaN where it is not known. */
  readonly processorMicros: number;
  /** Orders a second of each round. */
  readonly rounds: readonly number[];
}

interface Round {
  readonly ordersPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly firstAnswerMs: number;
  readonly memoryMb: number;
  readonly processorMicros: number;
}

/**
 * Orders accepted a second. In each round every contestant gets an empty database and a new process; the order of contestants turns
 * from round to round. After a round each order that was acknowledged must be in the table.
 */
export async function measureAccept(
  contestants: readonly Contestant[],
  ordersPerCall: number,
  postgres: BenchPostgres,
  settings: BenchSettings,
  say: (text: string) => void,
): Promise<AcceptFigures[]> {
  const rounds = new Map<Contestant, Round[]>(contestants.map((contestant) => [contestant, []]));
  for (let number = 0; number < settings.rounds; number++) {
    const turn = number % contestants.length;
    for (const contestant of [...contestants.slice(turn), ...contestants.slice(0, turn)]) {
      const round = await postgres.withDatabase((url) => oneRound(contestant, ordersPerCall, url, settings));
      rounds.get(contestant)?.push(round);
      say(
        `accept, ${ordersPerCall} a call, round ${number + 1}: ${contestant.name} ${Math.round(round.ordersPerSecond)}/s`,
      );
    }
  }
  return contestants.map((contestant) => {
    const all = rounds.get(contestant) ?? [];
    const middle = (of: (round: Round) => number) => median(all.map(of));
    return {
      contestant: contestant.name,
      ordersPerCall,
      ordersPerSecond: middle((round) => round.ordersPerSecond),
      p50Ms: middle((round) => round.p50Ms),
      p99Ms: middle((round) => round.p99Ms),
      firstAnswerMs: middle((round) => round.firstAnswerMs),
      memoryMb: middle((round) => round.memoryMb),
      processorMicros: middle((round) => round.processorMicros),
      rounds: all.map((round) => round.ordersPerSecond),
    };
  });
}

async function oneRound(
  contestant: Contestant,
  ordersPerCall: number,
  databaseUrl: string,
  settings: BenchSettings,
): Promise<Round> {
  const server = await contestant.start(databaseUrl, settings.folder);
  try {
    await takesAnOrder(server, 'first');
    const plan = {
      url: server.url,
      headers: server.headers,
      connections: ordersPerCall === 1 ? settings.connections : settings.batchConnections,
      ordersPerCall,
      template: orderTemplate(madeUp),
    };
    const warm = await runLoad({ ...plan, seconds: settings.warmupSeconds, run: 'warm' });
    // Calls that the client gave up at the end are still being stored: an order that is accepted now comes after them.
    await takesAnOrder(server, 'second');
    const before = server.processorMs();
    const load = await runLoad({ ...plan, seconds: settings.seconds, run: 'load' });
    const used = (server.processorMs() ?? Number.NaN) - (before ?? Number.NaN);
    if (load.failed > 0)
      throw new Error(`${contestant.name}: ${load.failed} calls failed; see ${settings.folder}`);
    const acknowledged = 2 + (warm.calls + load.calls) * ordersPerCall;
    const stored = await countRows(databaseUrl, contestant.table);
    if (stored < acknowledged)
      throw new Error(`${contestant.name} acknowledged ${acknowledged} orders and stored ${stored}`);
    return {
      ordersPerSecond: (load.calls * ordersPerCall) / load.seconds,
      p50Ms: load.p50Ms,
      p99Ms: load.p99Ms,
      firstAnswerMs: server.firstAnswerMs,
      memoryMb: server.memory().peakMb ?? server.memory().nowMb,
      processorMicros: (used * 1000) / (load.calls * ordersPerCall),
    };
  } finally {
    await server.stop();
  }
}

/** A 202 may still hold a refusal: the order of the benchmark must be one that is accepted. */
async function takesAnOrder(server: Server, key: string): Promise<void> {
  const answer = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...server.headers },
    body: callBody(orderTemplate(madeUp), key, 0, 1),
  });
  const text = await answer.text();
  if (answer.status !== 202 || !text.includes('accepted'))
    throw new Error(`the order was not accepted: ${text}`);
}
