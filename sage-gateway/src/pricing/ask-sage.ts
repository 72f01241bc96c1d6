import { Decimal } from 'decimal.js';
import type { Fault } from '../contract/errors.ts';
import type { Price } from '../contract/prices.ts';
import type { QuestionFault } from '../contract/question.ts';
import type { CustomerKey } from '../customers/bill-to.ts';
import { RetryableError } from '../errors.ts';
import { DocumentExists, SageRefusal, type SagePrice, type SagePricing } from '../sage/ports.ts';

/** A line that the engine has priced, and who buys it where. */
export interface SageLine {
  readonly answer: Price;
  readonly owner: CustomerKey;
  readonly shipToCode: string | undefined;
}

export interface SageAsked {
  readonly company: string;
  readonly scratchOrderNo: string;
  /** ISO day. */
  readonly date: string;
  /** Milliseconds that somebody waits for Sage; left out: five seconds. */
  readonly waitMs?: number;
}

/** More lines take longer than anybody waits: one line is some calls to Sage. */
const mostLines = 50;

/**
 * The prices that Sage itself gives, one answer a line in the order given. What Sage refuses is told. Where Sage is not asked in time (orders are
 * being written, and they go first), does not answer, or would have to be asked for too much, the engine's price stands and says so.
 */
export async function askSage(
  pricing: SagePricing,
  { company, scratchOrderNo, date, waitMs = 5_000 }: SageAsked,
  lines: readonly SageLine[],
): Promise<(Price | QuestionFault)[]> {
  if (lines.length > mostLines)
    return lines.map(({ answer }) => computed(answer, `Sage is asked for ${mostLines} lines at most`));
  const answers: (Price | QuestionFault)[] = [];
  const turn = AbortSignal.timeout(waitMs);
  const groups = Map.groupBy([...lines.entries()], ([, line]) =>
    JSON.stringify([line.owner, line.shipToCode]),
  );
  for (const group of groups.values()) {
    const told = await askGroup(
      group.map(([, line]) => line),
      async ([first, ...others]) => {
        const { owner, shipToCode } = first;
        const question = {
          divisionNo: owner.divisionNo,
          customerNo: owner.customerNo,
          ...(shipToCode === undefined ? {} : { shipToCode }),
          date,
          lines: [first, ...others].map(({ answer }) => ({
            itemCode: answer.sageItemCode,
            quantity: answer.quantity,
            ...(answer.unitOfMeasure === null ? {} : { unitOfMeasure: answer.unitOfMeasure }),
          })),
        };
        return Promise.race([pricing.askPrices(company, question, scratchOrderNo, turn), over(turn)]);
      },
    );
    for (const [index, [at]] of group.entries()) {
      const one = told[index];
      if (one !== undefined) answers[at] = one;
    }
  }
  return answers;
}

async function askGroup(
  lines: readonly SageLine[],
  ask: (lines: readonly [SageLine, ...SageLine[]]) => Promise<readonly SagePrice[] | undefined>,
): Promise<(Price | QuestionFault)[]> {
  const [first, ...others] = lines;
  if (first === undefined) return [];
  try {
    const prices = await ask([first, ...others]);
    return lines.map(({ answer }, at) => {
      const price = prices?.[at];
      return price === undefined ? computed(answer, 'Sage is busy') : ofSage(answer, price);
    });
  } catch (error) {
    if (error instanceof SageRefusal) return lines.map(() => ({ error: refused(error.message) }));
    const why = reasonOf(error);
    return lines.map(({ answer }) => computed(answer, why));
  }
}

function ofSage(answer: Price, price: SagePrice): Price | QuestionFault {
  if ('refused' in price) return { error: refused(price.refused) };
  return {
    ...answer,
    unitPrice: new Decimal(price.unitPrice).toFixed(),
    discountPercent: new Decimal(price.discountPercent).toFixed(),
    rule: { kind: 'Sage', text: 'Price that Sage itself gives' },
  };
}

function computed(answer: Price, why: string): Price {
  const { kind, text } = answer.rule;
  return { ...answer, rule: { kind, text: `${text}. Computed from Sage's price rules, because ${why}` } };
}

function refused(message: string): Fault {
  return { code: 'SAGE_REFUSED', message, path: 'itemCode' };
}

/** Why Sage has not told a price; anything else than its being away is an error of the gateway's own. */
function reasonOf(error: unknown): string {
  if (error instanceof DocumentExists) return 'an order has the number of the setting scratchOrderNo';
  if (error instanceof RetryableError) return 'Sage does not answer';
  throw error;
}

function over(turn: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (turn.aborted) resolve(undefined);
    turn.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
