import { describe, expect, it } from '@jest/globals';
import type { RequestOutcome } from '../contract/request.ts';
import { RetryableError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import type { RowResult, SalesforceRow } from '../salesforce/port.ts';
import { fetchFields, fetchRequests } from './fetch-requests.ts';

interface Row {
  readonly Id: string;
  readonly Key__c: string;
  readonly Type__c: string;
  readonly SourceId__c: string;
  readonly Company__c: string | null;
  readonly MappingRevision__c: string | null;
  readonly Payload__c: string | null;
  readonly PayloadSize__c: number | null;
  readonly SendAttempts__c: number | null;
  Status__c: string;
  readonly stuck?: boolean;
}

const at = new Date('2026-05-29T12:00:00.000Z');

function row(index: number, changes: Partial<Row> = {}): Row {
  return {
    Id: `a00${String(index).padStart(12, '0')}AAA`,
    Key__c: `K-${index}`,
    Type__c: 'PlaceOrder',
    SourceId__c: '006000000000001AAA',
    Company__c: null,
    MappingRevision__c: 'r1',
    Payload__c: '{"orderDate":"2026-05-29"}',
    PayloadSize__c: 26,
    SendAttempts__c: 0,
    Status__c: 'Waiting',
    ...changes,
  };
}

/** An org with these rows; those that are stuck refuse every write. */
function orgOf(rows: readonly Row[]) {
  const queries: string[] = [];
  const written: SalesforceRow[] = [];
  return {
    queries,
    written,
    query(soql: string): Promise<Record<string, unknown>[]> {
      queries.push(soql);
      const waiting = rows.filter(({ Status__c }) => Status__c === 'Waiting');
      const after = /Id > '(\w+)'/.exec(soql)?.[1] ?? '';
      const ids = [...soql.matchAll(/'(a00\w+)'/g)].map(([, id]) => id);
      return Promise.resolve(
        soql.startsWith('SELECT Id')
          ? waiting
              .filter(({ Id }) => Id > after)
              .slice(0, 200)
              .map((one) => ({ ...one }))
          : waiting.filter(({ Id }) => ids.includes(Id)).map((one) => ({ ...one })),
      );
    },
    upsert(_object: string, _field: string, given: readonly SalesforceRow[]): Promise<RowResult[]> {
      return Promise.resolve(
        given.map((one): RowResult => {
          written.push(one);
          const known = rows.find(({ Key__c }) => Key__c === one['Key__c']);
          if (!known || known.stuck)
            return { ok: false, verdict: 'refuse', code: 'SALESFORCE_REFUSED', message: 'No.', fields: [] };
          known.Status__c = String(one['Status__c']);
          return { ok: true, id: known.Id, created: false };
        }),
      );
    },
  };
}

/** An inbox that knows keys, and says what a test tells it to. */
function inbox(outcomes: Record<string, Partial<RequestOutcome>> = {}) {
  const calls: { key: string; payload: unknown }[][] = [];
  const known = new Set<string>();
  return {
    calls,
    accept(values: readonly unknown[]): Promise<RequestOutcome[]> {
      const requests = values as { key: string; payload: unknown }[];
      calls.push(requests);
      return Promise.resolve(
        requests.map(({ key }): RequestOutcome => {
          const outcome = known.has(key) ? 'duplicate' : 'accepted';
          known.add(key);
          return { key, outcome, ...outcomes[key] } as RequestOutcome;
        }),
      );
    },
  };
}

function run(salesforce: ReturnType<typeof orgOf>, { accept }: Pick<ReturnType<typeof inbox>, 'accept'>) {
  const parts = { salesforce, accept, logger: createLogger('silent'), now: () => at };
  return fetchRequests(parts, new AbortController().signal);
}

describe('fetching requests', () => {
  it('hands a row in as a call would, and writes that it was accepted', async () => {
    const org = orgOf([row(1, { Company__c: 'ABC' })]);
    const box = inbox();

    expect(await run(org, box)).toBe(1);

    expect(box.calls).toEqual([
      [
        {
          key: 'K-1',
          type: 'PlaceOrder',
          sourceId: '006000000000001AAA',
          company: 'ABC',
          mappingRevision: 'r1',
          payload: { orderDate: '2026-05-29' },
        },
      ],
    ]);
    expect(org.written).toEqual([
      {
        Key__c: 'K-1',
        Status__c: 'Accepted',
        AcceptedAt__c: at.toISOString(),
        SentAt__c: at.toISOString(),
        SendAttempts__c: 1,
        ErrorCode__c: null,
        ErrorMessage__c: null,
        ErrorPath__c: null,
      },
    ]);
    expect(Object.keys(org.written[0] ?? {})).toEqual([...fetchFields]);
  });

  it('writes why a request was refused, with its path, and a conflict in words', async () => {
    const org = orgOf([row(1, { Payload__c: 'no JSON' }), row(2)]);
    const fault = { code: 'FIELD_REQUIRED', message: 'Missing.', path: 'requests.0.payload' } as const;
    const box = inbox({
      'K-1': { outcome: 'refused', ...fault },
      'K-2': { outcome: 'conflict', code: 'KEY_CONFLICT' },
    });

    await run(org, box);

    expect(box.calls[0]?.[0]?.payload).toBeUndefined();
    expect(org.written).toMatchObject([
      {
        Status__c: 'Refused',
        AcceptedAt__c: null,
        ErrorCode__c: 'FIELD_REQUIRED',
        ErrorMessage__c: 'Missing.',
        ErrorPath__c: 'requests.0.payload',
      },
      {
        Status__c: 'Refused',
        ErrorCode__c: 'KEY_CONFLICT',
        ErrorMessage__c: expect.stringContaining('another body'),
        ErrorPath__c: null,
      },
    ]);
  });

  it('fetches at most 200 rows at once, and rows that cannot be written hold up no other', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => row(index, { stuck: index < 200 }));
    const org = orgOf(rows);
    const box = inbox();

    expect(await run(org, box)).toBe(450);
    expect(box.calls.map(({ length }) => length)).toEqual([200, 200, 50]);

    const again = inbox();
    expect(await run(org, again)).toBe(200);
    expect(rows.filter(({ Status__c }) => Status__c === 'Accepted')).toHaveLength(250);
  });

  it('counts a row that is fetched twice as accepted, because its key is known', async () => {
    const stuck = row(1, { stuck: true });
    const box = inbox();
    await run(orgOf([stuck]), box);
    const org = orgOf([{ ...stuck, stuck: false, SendAttempts__c: 1 }]);

    await run(org, box);

    expect(org.written).toMatchObject([{ Key__c: 'K-1', Status__c: 'Accepted', SendAttempts__c: 2 }]);
  });

  it('reads long payloads in several answers, and one that is too long for any alone', async () => {
    const rows = [600_000, 600_000, 600_000, 9_000_000, 10].map((PayloadSize__c, index) =>
      row(index, { PayloadSize__c }),
    );
    const box = inbox();

    await run(orgOf(rows), box);

    expect(box.calls.map((call) => call.map(({ key }) => key))).toEqual([
      ['K-0', 'K-1'],
      ['K-2'],
      ['K-3'],
      ['K-4'],
    ]);
  });

  it('leaves the rows as they are when nothing can be stored now', async () => {
    const org = orgOf([row(1)]);

    await expect(
      run(org, { accept: () => Promise.reject(new RetryableError('NOT_READY', 'Full.')) }),
    ).rejects.toThrow('Full.');

    expect(org.written).toEqual([]);
  });

  it('says so when the org answers without the fields of the package', async () => {
    const org = { ...orgOf([]), query: () => Promise.resolve([{ Id: 'a00000000000001AAA' }]) };

    await expect(run(org, inbox())).rejects.toThrow(/update the package/);
  });

  it('asks once when nothing waits', async () => {
    const org = orgOf([]);

    expect(await run(org, inbox())).toBe(0);

    expect(org.queries).toHaveLength(1);
    expect(org.written).toEqual([]);
  });
});
