import { z } from 'zod';
import { RetryableError } from '../../errors.ts';
import type { OrgConnection } from './connection.ts';
import { OrgRefusal } from './errors.ts';

/** Pages of up to 2,000 rows; more than these is no query of ours. */
const mostPages = 20;

const queryReply = z.object({
  done: z.boolean(),
  nextRecordsUrl: z.string().optional(),
  records: z.array(z.record(z.string(), z.unknown())),
});

/** All rows of a query (REST API, "Query"). What the org refuses may pass: an object that is installed, a right that is given. */
export async function queryRows(
  org: OrgConnection,
  soql: string,
  signal?: AbortSignal,
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let path = `/query?q=${encodeURIComponent(soql)}`;
  for (let page = 1; ; page += 1) {
    const { done, nextRecordsUrl, records } = await readPage(org, path, signal);
    rows.push(...records);
    if (done || nextRecordsUrl === undefined) return rows;
    if (page === mostPages) throw new Error('a query of the gateway has more rows than it may have');
    path = nextRecordsUrl.replace(/^\/services\/data\/v[\d.]+/, '');
  }
}

async function readPage(org: OrgConnection, path: string, signal: AbortSignal | undefined) {
  try {
    return await org.call({ method: 'GET', path }, queryReply, signal);
  } catch (error) {
    if (!(error instanceof OrgRefusal)) throw error;
    const [first] = error.errors;
    throw new RetryableError(
      'SALESFORCE_UNAVAILABLE',
      `Salesforce refused a query (${first?.statusCode}: ${first?.message}); check the permission set of the integration user.`,
      { cause: error },
    );
  }
}
