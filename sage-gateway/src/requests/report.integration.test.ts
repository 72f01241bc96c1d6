import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import type { RowResult, Salesforce, SalesforceRow } from '../salesforce/port.ts';
import { eventually, startTestGateway, testOptions, type TestGateway } from '../testing/gateway.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { done, placeOrderRequest } from '../testing/requests.ts';
import { reportFields } from './report.ts';

/** An org that keeps what it is sent; `answer` may say something else of a row. */
class FakeOrg implements Salesforce {
  readonly calls: (readonly SalesforceRow[])[] = [];
  readonly rows = new Map<string, SalesforceRow>();
  away = 0;
  answer: (row: SalesforceRow) => RowResult | undefined = () => undefined;

  upsert(object: string, keyField: string, rows: readonly SalesforceRow[]): Promise<RowResult[]> {
    this.calls.push(rows);
    if (this.away-- > 0) return Promise.reject(new RetryableError('SALESFORCE_UNAVAILABLE', 'No answer.'));
    return Promise.resolve(
      rows.map((row) => {
        const other = this.answer(row);
        if (other) return other;
        this.rows.set(`${object}/${String(row[keyField])}`, row);
        return { ok: true, id: 'a00000000000001AAA', created: false };
      }),
    );
  }
  usage = () => undefined;
}

let postgres: TestPostgres;
let gateway: TestGateway;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterEach(() => gateway.stop());
afterAll(() => postgres.stop());

const start = async (org: FakeOrg | undefined, url?: string) => {
  const options = testOptions(url ?? (await postgres.createDatabase()));
  gateway = await startTestGateway(options, (request) => Promise.resolve(done(`0${request.key.slice(-6)}`)), {
    salesforce: org,
  });
};
const ofKey = (org: FakeOrg, key: string) => org.rows.get(`SageRequest__c/${key}`);

describe('answers to Salesforce', () => {
  it('carry the fields of the contract and nothing else', async () => {
    const org = new FakeOrg();
    await start(org);

    await gateway.send(placeOrderRequest('r.000001'));
    const view = await gateway.until('r.000001', ({ reportedAt }) => reportedAt !== null);

    const row = ofKey(org, 'r.000001');
    expect(Object.keys(row ?? {}).sort()).toEqual([...reportFields].sort());
    expect(row).toMatchObject({
      Key__c: 'r.000001',
      Status__c: 'Done',
      SalesOrderNo__c: '0000001',
      ARDivisionNo__c: '01',
      CustomerNo__c: 'BETTER',
      CustomerCreated__c: false,
      LineCount__c: 2,
      Quantity__c: '4',
      Merchandise__c: '2127.86',
      Warnings__c: null,
      WarningCodes__c: null,
      Differences__c: null,
      ErrorCode__c: null,
      Attempts__c: 1,
    });
    expect(Date.parse(String(row?.['AnsweredAt__c']))).not.toBeNaN();
    expect(view.state).toBe('Done');
  });

  it('come again while Salesforce is away, without another try in Sage', async () => {
    const org = new FakeOrg();
    org.away = 3;
    await start(org);

    await gateway.send(placeOrderRequest('r.000002'));
    const view = await gateway.until('r.000002', ({ reportedAt }) => reportedAt !== null);

    expect(org.calls.length).toBe(4);
    expect(view.attempts).toBe(1);
  });

  it('come again one by one for the rows that the org could not take just now', async () => {
    const org = new FakeOrg();
    let locked = 2;
    org.answer = (row) =>
      row['Key__c'] === 'r.000003' && locked-- > 0
        ? { ok: false, verdict: 'retry', code: 'SALESFORCE_UNAVAILABLE', message: 'Locked.', fields: [] }
        : undefined;
    await start(org);

    await gateway.send(...['r.000003', 'r.000004', 'r.000005'].map((key) => placeOrderRequest(key)));
    await gateway.until('r.000003', ({ reportedAt }) => reportedAt !== null);
    await gateway.until('r.000005', ({ reportedAt }) => reportedAt !== null);

    const sent = org.calls.flat().map((row) => row['Key__c']);
    expect(sent.filter((key) => key === 'r.000003').length).toBe(3);
    expect(sent.filter((key) => key === 'r.000004').length).toBe(1);
  });

  it('that the org refuses are dead letters; a replay reports again and leaves the order alone', async () => {
    const org = new FakeOrg();
    let refuse = true;
    org.answer = () =>
      refuse
        ? {
            ok: false,
            verdict: 'refuse',
            code: 'SALESFORCE_REFUSED',
            message: 'Rule "no".',
            fields: ['Status__c'],
          }
        : undefined;
    await start(org);

    await gateway.send(placeOrderRequest('r.000006'));
    const refused = await gateway.until('r.000006', ({ reportError }) => reportError !== null);
    const listed = await gateway.call('GET', '/v1/dead-letters?code=SALESFORCE_REFUSED');
    refuse = false;
    const dry = await gateway.call('POST', '/v1/dead-letters/replay', { filter: {}, dryRun: true });
    const replayed = await gateway.call('POST', '/v1/dead-letters/replay', {
      filter: { code: 'SALESFORCE_REFUSED' },
    });
    const view = await gateway.until('r.000006', ({ reportedAt }) => reportedAt !== null);

    expect(refused).toMatchObject({
      state: 'Done',
      reportError: { code: 'SALESFORCE_REFUSED', message: 'Rule "no".' },
    });
    expect(listed.body).toMatchObject({ deadLetters: [{ key: 'r.000006' }], next: null });
    expect(dry).toMatchObject({ status: 202, body: { matched: 1, replayed: 0 } });
    expect(replayed.body).toMatchObject({ matched: 1, replayed: 1 });
    expect(view).toMatchObject({ state: 'Done', attempts: 1, reportError: null });
  });

  it('wait in a gateway without Salesforce and are reported when it gets one', async () => {
    const url = await postgres.createDatabase();
    await start(undefined, url);
    await gateway.send(placeOrderRequest('r.000007'));
    const kept = await gateway.until('r.000007', ({ state }) => state === 'Done');
    await gateway.stop();

    const org = new FakeOrg();
    await start(org, url);
    await gateway.until('r.000007', ({ reportedAt }) => reportedAt !== null);

    expect(kept.reportedAt).toBeNull();
    expect(ofKey(org, 'r.000007')).toMatchObject({ Status__c: 'Done' });
  });

  it('go out many in one call', async () => {
    const org = new FakeOrg();
    org.away = 1;
    await start(org);
    const keys = Array.from({ length: 150 }, (_, index) => `m.${String(index).padStart(6, '0')}`);

    await gateway.send(...keys.map((key) => placeOrderRequest(key)));
    await eventually(
      () => org.rows.size,
      (size) => size === 150,
    );

    expect(Math.max(...org.calls.map((rows) => rows.length))).toBeGreaterThan(1);
    expect(org.calls.every((rows) => rows.length <= 200)).toBe(true);
  });
});

describe('the list of dead letters', () => {
  it('is paged, filtered, and emptied by a replay of all', async () => {
    const url = await postgres.createDatabase();
    let refuse = true;
    gateway = await startTestGateway(testOptions(url), (request) =>
      Promise.resolve(
        refuse
          ? {
              state: 'Refused',
              errors: [{ code: 'ITEM_UNKNOWN', message: `No item ${request.key}.` }],
              warnings: [],
            }
          : done(),
      ),
    );
    const keys = Array.from({ length: 7 }, (_, index) => `d.${index}`);
    await gateway.send(
      ...keys.map((key, index) => placeOrderRequest(key, { company: index % 2 ? 'XYZ' : 'ABC' })),
    );
    for (const key of keys) await gateway.until(key, ({ state }) => state === 'Refused');

    const pages: string[][] = [];
    let after = '';
    do {
      const { body } = await gateway.call('GET', `/v1/dead-letters?limit=3${after && `&after=${after}`}`);
      const page = body as { deadLetters: { key: string }[]; next: string | null };
      pages.push(page.deadLetters.map(({ key }) => key));
      after = page.next ?? '';
    } while (after);
    const ofCompany = await gateway.call(
      'GET',
      '/v1/dead-letters?company=XYZ&state=Refused&code=ITEM_UNKNOWN',
    );
    const none = await gateway.call('GET', '/v1/dead-letters?state=Failed');
    refuse = false;
    const some = await gateway.call('POST', '/v1/dead-letters/replay', {
      filter: { state: 'Refused' },
      limit: 5,
    });
    await eventually(
      async () => (await gateway.call('GET', '/v1/dead-letters')).body as { deadLetters: unknown[] },
      ({ deadLetters }) => deadLetters.length === 2,
    );

    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat().sort()).toEqual(keys);
    expect((ofCompany.body as { deadLetters: unknown[] }).deadLetters.length).toBe(3);
    expect((none.body as { deadLetters: unknown[] }).deadLetters).toEqual([]);
    expect(some.body).toMatchObject({ matched: 7, replayed: 5 });
  });
});
