import { z } from 'zod';
import type { Logger } from '../../logger.ts';
import type { OrgSession, RowResult, SalesforceBulk, SalesforceRecords, SalesforceRow } from '../port.ts';
import type { SalesforceOptions } from '../settings.ts';
import { createBudget } from './budget.ts';
import { createBulk } from './bulk.ts';
import { checkOrg, type ObjectNeed, type OrgReport } from './check.ts';
import { writeCollections, type Change } from './collections.ts';
import { connectOrg } from './connection.ts';
import { createLogin } from './login.ts';
import { queryRows } from './query.ts';

export type { ObjectNeed, OrgReport } from './check.ts';

export interface SalesforceOrg extends SalesforceRecords, SalesforceBulk {
  /** Read-only, for the doctor: logs on and tells what the integration user lacks. Throws as the port's calls do. */
  check(needs: readonly ObjectNeed[]): Promise<OrgReport>;
  /** The token in use, after a logon if need be. Throws as the port's calls do. */
  session(): Promise<OrgSession>;
  /** Asks for something small, which tells that logon, token and network are well. One API call. Throws as the port's calls do. */
  ping(): Promise<void>;
}

/**
 * The org over jsforce. Nothing is sent until the first call. Throws SetupError at once when the private key cannot be used.
 * Clock for tests only.
 */
export function openSalesforce(
  options: SalesforceOptions,
  logger: Logger,
  now: () => number = Date.now,
): SalesforceOrg {
  const budget = createBudget(options.apiBudget, now);
  const org = connectOrg(options, createLogin(options), budget, logger, now);

  async function write(
    object: string,
    change: Change,
    rows: readonly SalesforceRow[],
    signal: AbortSignal | undefined,
  ): Promise<RowResult[]> {
    const start = now();
    const results = await writeCollections(org, object, change, rows, signal);
    const failed = results.filter(({ ok }) => !ok).length;
    logger.debug(
      { object, change: change.kind, rows: rows.length, failed, ms: now() - start, usage: budget.usage() },
      'rows were written in Salesforce',
    );
    return results;
  }

  return {
    ...createBulk(org),
    upsert: (object, externalIdField, rows, signal) =>
      write(object, { kind: 'upsert', externalIdField }, rows, signal),
    insert: (object, rows, signal) => write(object, { kind: 'insert' }, rows, signal),
    update: (object, rows, signal) => write(object, { kind: 'update' }, rows, signal),
    remove: (object, ids, signal) =>
      write(
        object,
        { kind: 'delete' },
        ids.map((Id) => ({ Id })),
        signal,
      ),
    query: (soql, signal) => queryRows(org, soql, signal),
    usage: () => budget.usage(),
    session: () => org.session(),
    async check(needs) {
      const report = await checkOrg(org, needs);
      return { ...report, usage: budget.usage() };
    },
    async ping() {
      await org.call({ method: 'GET', path: '/limits' }, z.looseObject({}));
    },
  };
}
