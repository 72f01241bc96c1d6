import type { Fault, Warning } from '../contract/errors.ts';
import type { Database, Sql } from '../database/database.ts';
import { RetryableError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { RetryPolicy } from '../queue/backoff.ts';
import type { Queue, Worker } from '../queue/port.ts';
import type { RowResult, Salesforce, SalesforceRow } from '../salesforce/port.ts';
import { Pause } from './pause.ts';
import { isOrderResult, type ChangeResult, type RequestResult, type RequestState } from './port.ts';
import { reportQueue } from './queues.ts';
import { namedNumbers } from './subject.ts';

/** Sends answers to Salesforce, each until the org has taken or refused it. Without Salesforce they stay here. */
export interface Reporting {
  /** Plans the report of answers in the transaction that stores them. */
  enqueue(tx: Sql, keys: readonly string[]): Promise<void>;
  /** Plans reports of answers that were given while the gateway had no Salesforce. */
  enqueueUnreported(): Promise<number>;
  /** Tells the worker that reports were committed. */
  wake(): void;
  readonly worker: Worker | undefined;
}

/** Characters that fit the fields of SageRequest__c. */
const longText = 32_000;
const shortText = 255;

export function createReporting(
  database: Database,
  queue: Queue,
  salesforce: Salesforce | undefined,
  pausePolicy: RetryPolicy,
  logger: Logger,
): Reporting {
  async function enqueue(tx: Sql, keys: readonly string[]): Promise<void> {
    if (!salesforce || keys.length === 0) return;
    await tx.query("UPDATE gateway.request SET report = 'Queued' WHERE key = ANY($1)", [keys]);
    await queue.send(tx, reportQueue, keys);
  }

  return {
    enqueue,
    async enqueueUnreported() {
      if (!salesforce) return 0;
      let count = 0;
      let planned: number;
      do {
        planned = await database.transaction(async (tx) => {
          const { rows } = await tx.query<{ key: string }>(
            `SELECT key FROM gateway.request WHERE report = 'None' AND state <> 'Accepted'
             ORDER BY answered_at LIMIT 1000 FOR UPDATE SKIP LOCKED`,
          );
          await enqueue(
            tx,
            rows.map((row) => row.key),
          );
          return rows.length;
        });
        count += planned;
      } while (planned > 0);
      return count;
    },
    wake: () => queue.wake(reportQueue),
    worker: salesforce && reportWorker(database, salesforce, new Pause(pausePolicy), logger),
  };
}

function reportWorker(database: Database, salesforce: Salesforce, pause: Pause, logger: Logger): Worker {
  return async (held) => {
    const answers = await loadAnswers(
      database,
      held.jobs.map((job) => job.key),
    );
    if (answers.length === 0) return;
    const results = await salesforce
      .upsert('SageRequest__c', 'Key__c', answers.map(rowOf), held.signal)
      .catch(async (error: unknown) => {
        // Salesforce as a whole is away: nothing is lost, the queue tries these jobs again.
        if (error instanceof RetryableError) {
          logger.warn({ code: error.code, reports: answers.length }, 'answers could not be reported');
        } else logger.error({ err: error, reports: answers.length }, 'answers could not be reported');
        await pause.hold(held.signal);
        throw error;
      });
    pause.over();

    const verdicts = answers.map((answer, index) => verdictOf(answer, results[index]));
    const again = new Set(verdicts.flatMap((verdict) => (verdict.report === 'Queued' ? [verdict.key] : [])));
    await database.transaction(async (tx) => {
      await storeReports(tx, verdicts);
      await held.finish(
        tx,
        held.jobs.filter((job) => !again.has(job.key)),
      );
    });
    for (const [index, result] of results.entries()) {
      if (!result.ok)
        logger.warn(
          { key: answers[index]?.key, code: result.code, verdict: result.verdict, fields: result.fields },
          'the org did not take an answer',
        );
    }
    if (again.size > 0)
      throw new RetryableError('SALESFORCE_UNAVAILABLE', `${again.size} answers are reported again`);
  };
}

export interface AnswerRow {
  readonly key: string;
  readonly state: RequestState;
  readonly named: ChangeResult | null;
  readonly result: RequestResult | null;
  readonly warnings: readonly Warning[];
  readonly errors: readonly Fault[];
  readonly attempts: number;
  readonly answered_at: Date;
}

/** Answers that are due; a request that was replayed meanwhile has none. */
async function loadAnswers(sql: Sql, keys: readonly string[]): Promise<AnswerRow[]> {
  const { rows } = await sql.query<AnswerRow>(
    `SELECT key, state, ${namedNumbers} AS named, result, warnings, errors, attempts, answered_at FROM gateway.request
     WHERE key = ANY($1) AND state <> 'Accepted' AND report = 'Queued'`,
    [keys],
  );
  return rows;
}

interface Verdict {
  readonly key: string;
  readonly attempts: number;
  readonly report: 'Reported' | 'Refused' | 'Queued';
  readonly fault: Fault | null;
}

function verdictOf({ key, attempts }: AnswerRow, result: RowResult | undefined): Verdict {
  if (result?.ok) return { key, attempts, report: 'Reported', fault: null };
  if (result?.verdict === 'refuse') {
    return { key, attempts, report: 'Refused', fault: { code: result.code, message: result.message } };
  }
  return { key, attempts, report: 'Queued', fault: null };
}

/** Marks answers as reported or refused, unless a newer answer (of more attempts) has taken the place of one. */
async function storeReports(tx: Sql, verdicts: readonly Verdict[]): Promise<void> {
  await tx.query(
    `UPDATE gateway.request known
     SET report = v.report, report_error = v.fault, reported_at = CASE WHEN v.report = 'Reported' THEN now() END
     FROM json_to_recordset($1::text::json) AS v (key text, attempts integer, report text, fault jsonb)
     WHERE known.key = v.key AND known.attempts = v.attempts AND known.report = 'Queued'`,
    [JSON.stringify(verdicts)],
  );
}

/** What the gateway writes of SageRequest__c, its key first. */
export const reportFields = [
  'Key__c',
  'Status__c',
  'SalesOrderNo__c',
  'OrderStatus__c',
  'ARDivisionNo__c',
  'CustomerNo__c',
  'CustomerCreated__c',
  'LineCount__c',
  'Quantity__c',
  'Merchandise__c',
  'Warnings__c',
  'WarningCodes__c',
  'ErrorCode__c',
  'ErrorMessage__c',
  'ErrorPath__c',
  'Differences__c',
  'Attempts__c',
  'AnsweredAt__c',
] as const;

/** The fields of contract/README.md, "What the gateway writes back". */
export function rowOf(answer: AnswerRow): Record<(typeof reportFields)[number], SalesforceRow[string]> {
  const numbers: ChangeResult = { ...answer.named, ...answer.result };
  const placed = isOrderResult(answer.result) ? answer.result : null;
  const first = answer.errors[0];
  return {
    Key__c: answer.key,
    Status__c: answer.state,
    SalesOrderNo__c: numbers.salesOrderNo ?? null,
    OrderStatus__c: answer.result?.orderStatus ?? null,
    ARDivisionNo__c: numbers.divisionNo ?? null,
    CustomerNo__c: numbers.customerNo ?? null,
    CustomerCreated__c: placed?.customerCreated ?? false,
    LineCount__c: placed?.lines ?? null,
    Quantity__c: placed?.quantity ?? null,
    Merchandise__c: placed?.merchandise ?? null,
    Warnings__c: sentences(answer.warnings),
    WarningCodes__c: codes(answer.warnings),
    ErrorCode__c: first?.code ?? null,
    ErrorMessage__c: sentences(answer.errors),
    ErrorPath__c: first?.path?.slice(0, shortText).toWellFormed() ?? null,
    Differences__c: differences(answer.errors),
    Attempts__c: answer.attempts,
    AnsweredAt__c: answer.answered_at.toISOString(),
  };
}

/** Values that Sage's own changes hold up, at most 100 and as many as fit the field; null when there is none. */
function differences(errors: readonly Fault[]): string | null {
  const all = errors
    .flatMap(({ path, difference }) => (difference === undefined ? [] : [{ path, ...difference }]))
    .slice(0, 100);
  while (JSON.stringify(all).length > longText) all.pop();
  return all.length > 0 ? JSON.stringify(all) : null;
}

/** Each code once; null when there is none. The last ones are left out of more than fit the field. */
function codes(warnings: readonly Warning[]): string | null {
  const all = [...new Set(warnings.flatMap(({ code }) => code ?? []))];
  while (all.join(';').length > shortText) all.pop();
  return all.join(';') || null;
}

/** One sentence a line; null when there is none. What does not fit the field is left out, and that is said. */
function sentences(entries: readonly { readonly message: string }[]): string | null {
  if (entries.length === 0) return null;
  const text = entries.map((entry) => entry.message.replaceAll(/\s*\n\s*/gu, ' ')).join('\n');
  return text.length <= longText
    ? text
    : `${text.slice(0, longText - 40).toWellFormed()}\n... more in the gateway`;
}
