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

interface Act {
  /** Comes when so many orders stand in Sage. */
  readonly at: number;
  readonly sentence: string;
  readonly act: () => void;
}

/**
 * Breaks things while orders are under way: kill -9 of the gateway and of the BOI host in turn at random moments, five seconds
 * of 503 from Salesforce, and one reply of Sage lost after the write. Moments are counted in orders placed, not in seconds, so
 * that they fall into the work whatever the speed. Resolves when all has come to pass.
 */
export async function trouble(stack: Stack, plan: TroublePlan): Promise<void> {
  const random = generator(plan.seed);
  const moment = () => Math.floor(random() * plan.orders * 0.9);
  const acts: Act[] = [
    ...Array.from({ length: plan.kills }, (_, index) =>
      index % 2 === 0 ? killGateway(stack, moment()) : killHost(stack, moment()),
    ),
    {
      at: moment(),
      sentence: 'Salesforce answers 503 for five seconds',
      act: () => stack.emulatedOrg.faults.add({ status: 503, seconds: 5, path: 'SageRequest__c' }),
    },
    {
      at: moment(),
      sentence: 'the next reply of Sage is lost after the write',
      act: () =>
        injectFault(stack.sageFolder, {
          kind: 'crash',
          op: 'write',
          moment: 'after',
          object: 'SO_SalesOrder_bus',
        }),
    },
  ].sort((one, other) => one.at - other.at);
  const start = (await stack.sage.counts()).orders;
  for (const { at, sentence, act } of acts) {
    while ((await stack.sage.counts()).orders - start < at) await pause(10);
    plan.tell(`\n  trouble at order ${at}: ${sentence}`);
    act();
    await stack.gateway.untilReady();
  }
}

function killGateway(stack: Stack, at: number): Act {
  return { at, sentence: 'kill -9 of the gateway', act: () => stack.gateway.kill() };
}

function killHost(stack: Stack, at: number): Act {
  const act = () => {
    const pids = descendants(stack.gateway.pid ?? 0, 'host.ts');
    for (const pid of pids) process.kill(pid, 'SIGKILL');
  };
  return { at, sentence: 'kill -9 of the BOI host', act };
}

/** Random numbers from 0 to 1 that follow from a seed (a linear congruential generator: enough for moments). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
