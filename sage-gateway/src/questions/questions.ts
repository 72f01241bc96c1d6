import type { z } from 'zod';
import type { ErrorCode, Fault } from '../contract/errors.ts';
import { faultOf } from '../contract/parse-fault.ts';
import type { QuestionFault } from '../contract/question.ts';
import type { CustomerKey } from '../customers/bill-to.ts';
import { ProblemError, RetryableError } from '../errors.ts';
import type { CompanyPolicy } from '../orders/policy.ts';
import { within } from '../sage/deadline.ts';
import type { SagePricing, SageTables } from '../sage/ports.ts';
import type { Indexes } from './indexes.ts';

/** What the interactive calls work with. */
export interface Questions {
  readonly tables: SageTables;
  readonly companies: readonly string[];
  readonly defaultCompany: string;
  /** The policy of a company; undefined for one that the gateway does not serve. */
  readonly policies: (company: string) => CompanyPolicy | undefined;
  /** What is kept of all items and customers, for so many minutes. */
  readonly indexes: (minutes: number) => Indexes;
  /** Asks Sage itself for prices; left out: they are computed. */
  readonly pricing?: SagePricing | undefined;
  /** The customers that accounts were linked to by their orders, by account id. */
  readonly links: (
    company: string,
    accountIds: readonly string[],
  ) => Promise<ReadonlyMap<string, CustomerKey>>;
  readonly now: () => Date;
  /** Milliseconds that an answer may take; what asks waits with a person before it. */
  readonly limitMs: number;
}

/** A company as the features are given it. */
export interface Site extends Indexes {
  readonly tables: SageTables;
  readonly company: string;
  readonly policy: CompanyPolicy;
  readonly pricing: SagePricing | undefined;
  readonly now: () => Date;
}

/** Runs `work` on a company in time. Throws ProblemError UNKNOWN_COMPANY, or RetryableError when Sage does not answer. */
export async function ask<T>(
  questions: Questions,
  given: string | undefined,
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const { defaultCompany, policies, pricing, now, limitMs } = questions;
  const company = given ?? defaultCompany;
  const policy = policies(company);
  if (policy === undefined) throw unknownCompany(company);
  const indexes = questions.indexes(policy.spellingMinutes);
  return within(questions.tables, limitMs, (tables) =>
    work({ tables, company, policy, pricing, ...indexes, now }),
  );
}

function unknownCompany(company: string): ProblemError {
  return new ProblemError('UNKNOWN_COMPANY', `The gateway has no Sage company "${company}".`, 'company');
}

/** A question that was read, and its place in the list. */
export interface Placed<Q> {
  readonly at: number;
  readonly question: Q;
}

/**
 * Reads the members of a list one by one and has those answered that can be read; `answer` gets them in their order and answers one each.
 * Whatever is wrong with one is told at its place, its path beginning with `name.<place>`.
 */
export async function answerEach<S extends z.ZodType, A extends object>(
  values: readonly unknown[],
  schema: S,
  name: string,
  answer: (asked: readonly z.output<S>[]) => Promise<readonly (A | QuestionFault)[]>,
): Promise<(A | QuestionFault)[]> {
  const results: (A | QuestionFault)[] = [];
  const asked: Placed<z.output<S>>[] = [];
  for (const [at, value] of values.entries()) {
    const parsed = schema.safeParse(value);
    if (parsed.success) asked.push({ at, question: parsed.data });
    else results[at] = { error: faultOf(parsed.error, [name, at]) };
  }
  if (asked.length === 0) return results;
  const answers = await answer(asked.map(({ question }) => question));
  for (const [index, { at }] of asked.entries()) {
    const given = answers[index];
    if (given === undefined) throw new Error('a question has no answer');
    results[at] = 'error' in given ? { error: inList(given.error as Fault, `${name}.${at}`) } : given;
  }
  return results;
}

function inList(fault: Fault, at: string): Fault {
  return { ...fault, path: fault.path === undefined || fault.path === '' ? at : `${at}.${fault.path}` };
}

/**
 * Questions to several companies: each company is asked once, side by side, and one that does not answer is told at its questions' places.
 * Only when no company could be asked does the call as a whole fail.
 */
export async function askCompanies<Q extends { readonly company?: string | undefined }, A extends object>(
  questions: Questions,
  asked: readonly Q[],
  work: (site: Site, asked: readonly Q[]) => Promise<readonly (A | QuestionFault)[]>,
): Promise<(A | QuestionFault)[]> {
  const results: (A | QuestionFault)[] = [];
  const failures: unknown[] = [];
  const placed = asked.map((question, at): Placed<Q> => ({ at, question }));
  const byCompany = Map.groupBy(placed, ({ question }) => question.company ?? questions.defaultCompany);
  const answerCompany = async ([company, of]: [string, Placed<Q>[]]): Promise<void> => {
    try {
      const answers = await ask(questions, company, (site) =>
        work(
          site,
          of.map(({ question }) => question),
        ),
      );
      for (const [index, { at }] of of.entries()) {
        const answer = answers[index];
        if (answer !== undefined) results[at] = answer;
      }
    } catch (error) {
      const fault = faultToTell(error);
      if (fault === undefined) throw error;
      if (error instanceof RetryableError) failures.push(error);
      for (const { at } of of) results[at] = { error: fault };
    }
  };
  await Promise.all([...byCompany].map(answerCompany));
  if (failures.length === byCompany.size) throw failures[0];
  return results;
}

function faultToTell(error: unknown): Fault | undefined {
  if (error instanceof ProblemError)
    return {
      code: error.code,
      message: error.message,
      ...(error.path === undefined ? {} : { path: error.path }),
    };
  if (error instanceof RetryableError) return { code: error.code, message: error.message };
  return undefined;
}

/** The answer to a single question: its fault becomes the call's problem. */
export function onlyAnswer<A extends object>([answer]: readonly (A | QuestionFault)[]): A {
  if (answer === undefined) throw new Error('a question has no answer');
  if (!('error' in answer)) return answer;
  const { code, message, path } = answer.error as Fault;
  throw new ProblemError(code, message, path);
}

/** Problems that every question may be answered by. */
export const questionProblems = [
  'INVALID_REQUEST',
  'UNKNOWN_COMPANY',
  'SAGE_READ_FAILED',
] as const satisfies readonly ErrorCode[];
