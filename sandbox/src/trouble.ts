import { setTimeout as pause } from 'node:timers/promises';
import { injectFault } from '../sage/faults.ts';
import { descendants } from './children.ts';
import type { Stack } from './stack.ts';

export interface TroublePlan {
  /** Orders under way; the trouble is spread over their answers. */
  readonly orders: number;
  readonly kills: number;
  /** Of the random moments: the same seed, the same plan. */
  readonly seed: number;
  readonly tell: (sentence: string) => void;
}

type Kind = 'kill gateway' | 'kill host' | 'Salesforce away' | 'reply lost';

/** What happens, and when: as soon as so many orders stand in Sage. */
export interface Act {
  readonly at: number;
  readonly kind: Kind;
}

const sentences: Readonly<Record<Kind, string>> = {
  'kill gateway': 'kill -9 of the gateway',
  'kill host': 'kill -9 of the BOI host',
  'Salesforce away': 'Salesforce answers 503 for five seconds',
  'reply lost': 'the next reply of Sage is lost after the write',
};

/** Where no order comes any more (the rest was refused, say), the next act does not wait longer than this. */
const stillMs = 10_000;

/**
 * The acts in their order: kills of gateway and BOI host in turn, Salesforce away once, one reply lost. Moments are counted in orders placed,
 * not in seconds, so that they fall into the work whatever the speed; the same seed gives the same acts.
 */
export function troublePlan({ orders, kills, seed }: Pick<TroublePlan, 'orders' | 'kills' | 'seed'>): Act[] {
  const random = generator(seed);
  const turns = Array.from({ length: kills }, (_, index) => (index % 2 === 0 ? 'kill gateway' : 'kill host'));
  return [...turns, 'Salesforce away' as const, 'reply lost' as const]
    .map((kind) => ({ kind, at: Math.floor(random() * orders * 0.9) }) as Act)
    .sort((one, other) => one.at - other.at);
}

/** Breaks things while orders are under way. Resolves when all has come to pass. */
export async function trouble(stack: Stack, plan: TroublePlan): Promise<void> {
  const start = (await stack.sage.counts()).orders;
  for (const { at, kind } of troublePlan(plan)) {
    await untilPlaced(stack, start + at);
    plan.tell(`\n  trouble at order ${at}: ${sentences[kind]}`);
    acts[kind](stack);
    await stack.gateway.untilReady();
  }
}

async function untilPlaced(stack: Stack, wanted: number): Promise<void> {
  let placed = -1;
  let movedAt = Date.now();
  while (placed < wanted && Date.now() - movedAt < stillMs) {
    const { orders } = await stack.sage.counts();
    if (orders !== placed) movedAt = Date.now();
    placed = orders;
    if (placed < wanted) await pause(10);
  }
}

const acts: Readonly<Record<Kind, (stack: Stack) => void>> = {
  'kill gateway': (stack) => stack.gateway.kill(),
  'kill host': (stack) => {
    for (const pid of descendants(stack.gateway.pid ?? 0, 'host.ts')) process.kill(pid, 'SIGKILL');
  },
  'Salesforce away': (stack) =>
    stack.emulatedOrg.faults.add({ status: 503, seconds: 5, path: 'SageRequest__c', method: 'PATCH' }),
  'reply lost': (stack) =>
    injectFault(stack.sageFolder, {
      kind: 'crash',
      op: 'write',
      moment: 'after',
      object: 'SO_SalesOrder_bus',
    }),
};

/** Random numbers from 0 to 1 that follow from a seed (a linear congruential generator: enough for moments). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
