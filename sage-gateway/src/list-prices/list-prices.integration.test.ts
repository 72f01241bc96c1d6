import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import states from '../../../contract/states.json' with { type: 'json' };
import type { RequestOutcome } from '../contract/request.ts';
import { openDatabase, type Database } from '../database/database.ts';
import { RetryableError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import type { RowResult, Salesforce, SalesforceQueries, SalesforceRow } from '../salesforce/port.ts';
import { allHandlers, companyWithOrder } from '../testing/changing.ts';
import { eventually, startTestGateway, testOptions, type TestGateway } from '../testing/gateway.ts';
import { MemoryDocuments } from '../testing/memory-documents.ts';
import type { MemoryTables } from '../testing/memory-tables.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { lookForPrices, wishFields, type LookParts } from './look.ts';
import { forgetOthers } from './store.ts';

const moves: Readonly<Record<string, readonly string[]>> = states.moves;
const idOf = (index: number) => `01u${String(index).padStart(12, '0')}AAA`;

/** A standard price book, and requests that are kept by the rules of the package: a type, permitted moves, no acceptance after its answer. */
class PriceOrg implements Salesforce, SalesforceQueries {
  readonly entries = new Map<string, { code: string | null; own?: string; price: number; at: string }>();
  readonly requests = new Map<string, SalesforceRow>();
  readonly queries: string[] = [];
  /** Thrown instead of the next calls, one each. */
  readonly failures: Error[] = [];
  /** Left out: an org without settings. */
  isLive: boolean | undefined = true;
  #seconds = Date.parse('2026-05-29T12:00:00Z') / 1000;

  /** Somebody saves an entry, a second after the one before. */
  save(index: number, price: number, code: string | null, own?: string): void {
    const at = new Date((this.#seconds += 1) * 1000).toISOString();
    this.entries.set(idOf(index), { code, price, at, ...(own === undefined ? {} : { own }) });
  }

  async query(soql: string): Promise<Record<string, unknown>[]> {
    this.#fail();
    if (soql.includes('FROM SageSetting__mdt'))
      return this.isLive === undefined ? [] : [{ Live__c: this.isLive }];
    this.queries.push(soql);
    const since = /SystemModstamp >= (\S+)/.exec(soql)?.[1] ?? '';
    const [, after = '', afterId = ''] = /SystemModstamp > (\S+) OR .* Id > '(\w*)'/.exec(soql) ?? [];
    return [...this.entries]
      .map(([Id, { code, own, price, at }]) => ({
        Id,
        SystemModstamp: at.replace('Z', '+0000'),
        UnitPrice: price,
        ProductCode: code,
        Product2: { SageItemCode__c: own ?? null },
        at,
      }))
      .filter(({ at, Id }) => at >= since && (at > after || (at === after && Id > afterId)))
      .sort((a, b) => (a.at + a.Id < b.at + b.Id ? -1 : 1))
      .slice(0, 2_000)
      .map(({ at: _at, ...row }) => row);
  }

  async upsert(_object: string, _field: string, rows: readonly SalesforceRow[]): Promise<RowResult[]> {
    this.#fail();
    return rows.map((row): RowResult => {
      const key = String(row['Key__c']);
      const before = this.requests.get(key);
      const from = String(before?.['Status__c']);
      const isOvertaken =
        row['Status__c'] === 'Accepted' &&
        String(row['AcceptedAt__c']) <= String(before?.['AnsweredAt__c'] ?? '');
      const isKept = before ? !(moves[from] ?? []).concat(from).includes(String(row['Status__c'])) : false;
      if (isKept || isOvertaken || (!before && row['Type__c'] === undefined))
        return { ok: false, verdict: 'refuse', code: 'SALESFORCE_REFUSED', message: 'No.', fields: [] };
      this.requests.set(key, { ...before, ...row });
      return { ok: true, id: 'a00000000000001AAA', created: !before };
    });
  }

  usage = () => undefined;

  #fail(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

const away = () => new RetryableError('SALESFORCE_UNAVAILABLE', 'Away.');
const logger = createLogger('silent');
const { signal } = new AbortController();
let postgres: TestPostgres;
let url: string;
let database: Database;
let org: PriceOrg;
let tables: MemoryTables;
let documents: MemoryDocuments;
let gateway: TestGateway;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
beforeEach(async () => {
  url = await postgres.createDatabase();
  org = new PriceOrg();
  org.save(1, 34.99, 'HELMET-R');
  org.save(2, 2100, 'velo', 'BIKE-100');
  org.save(3, 5, null);
  tables = companyWithOrder();
  documents = new MemoryDocuments(tables);
  gateway = await start();
  database = openDatabase(url, 2, logger);
});
afterEach(async () => {
  await gateway.stop();
  await database.close();
});
afterAll(() => postgres.stop());

function start(listPrices?: { readonly lookSeconds: number }): Promise<TestGateway> {
  const site = { company: 'ABC', currency: 'USD', currencies: false };
  return startTestGateway(testOptions(url), () => Promise.reject(new Error('not this one')), {
    handlers: (reservations) => allHandlers(tables, documents, reservations),
    salesforce: org,
    ...(listPrices ? { listPrices: { site, salesforce: org, ...listPrices } } : {}),
  });
}

const accept: LookParts['accept'] = (values) => gateway.send(...values);
const look = (changes: Partial<LookParts> = {}) =>
  lookForPrices(
    {
      site: { company: 'ABC', currency: 'USD', currencies: false },
      salesforce: org,
      accept,
      database,
      logger,
      ...changes,
    },
    signal,
  );
const priceInSage = (code: string) =>
  tables.table('ABC', 'CI_Item').rows.find((row) => row['ItemCode'] === code)?.['StandardUnitPrice'];
const keys = () => [...org.requests.keys()];
/** The row of a request, once its answer is in the org. */
const answered = (at: number) =>
  eventually(
    () => org.requests.get(keys()[at] ?? ''),
    (row) => row?.['AnsweredAt__c'] !== undefined,
  );

describe('a look for list prices', () => {
  it('only notes what stands there at first, and then takes what is changed into Sage', async () => {
    await look();
    expect(org.requests.size).toBe(0);

    org.save(1, 36.5, 'HELMET-R');
    await look();

    const row = await answered(0);
    expect(row).toMatchObject({
      Type__c: 'ChangeItemPrice',
      SourceId__c: idOf(1),
      Company__c: 'ABC',
      Status__c: 'Done',
    });
    expect(JSON.parse(String(row?.['Payload__c']))).toEqual({
      itemCode: 'HELMET-R',
      standardUnitPrice: '36.5',
      currency: 'USD',
      expectedStandardUnitPrice: '34.99',
    });
    expect(priceInSage('HELMET-R')).toBe('36.5');
    expect(Object.keys(row ?? {})).toEqual(expect.arrayContaining([...wishFields]));
  });

  it('finds nothing twice: neither what it read before, nor an entry that was saved with the same price', async () => {
    await look();
    org.save(1, 36.5, 'HELMET-R');
    await look();
    await answered(0);
    org.save(1, 36.5, 'HELMET-R');
    await look();
    await look();

    expect(keys()).toHaveLength(1);
    expect(documents.calls.map(({ call }) => call)).toEqual(['changeItem']);
  });

  it('knows products by the item code that the sync gave them, and leaves those without any code alone', async () => {
    await look();
    org.save(2, 1999, 'velo', 'BIKE-100');
    org.save(3, 6, null);
    await look();

    await answered(0);
    expect(priceInSage('BIKE-100')).toBe('1999');
    expect(keys()).toHaveLength(1);
  });

  it('shows a price that was changed in both, and lets Sage keep its own', async () => {
    await look();
    Object.assign(tables.table('ABC', 'CI_Item').rows.find((row) => row['ItemCode'] === 'HELMET-R') ?? {}, {
      StandardUnitPrice: '40',
    });
    org.save(1, 36.5, 'HELMET-R');
    await look();

    expect(await answered(0)).toMatchObject({
      Status__c: 'Refused',
      ErrorCode__c: 'CHANGED_IN_SAGE',
      Differences__c: '[{"path":"standardUnitPrice","inSage":"40","expected":"34.99"}]',
    });
    expect(priceInSage('HELMET-R')).toBe('40');

    // Somebody takes Sage's price over; from then on both agree again.
    org.save(1, 40, 'HELMET-R');
    await look();
    await answered(1);
    org.save(1, 41, 'HELMET-R');
    await look();
    expect(await answered(2)).toMatchObject({ Status__c: 'Done' });
    expect(priceInSage('HELMET-R')).toBe('41');
  });

  it('waits with a second change until the first is answered, so that it is no conflict with itself', async () => {
    const locked = new RetryableError('SAGE_RECORD_LOCKED', 'Another user has the item open.');
    documents.disturb('changeItem', { before: locked });
    documents.disturb('changeItem', { before: locked });
    await look();
    org.save(1, 36, 'HELMET-R');
    await look();
    org.save(1, 37, 'HELMET-R');
    org.save(1, 38, 'HELMET-R');
    await look();
    const early = keys().length;
    await answered(0);
    await look();

    expect(await answered(1)).toMatchObject({ Status__c: 'Done' });
    expect(early).toBe(1);
    expect(keys()).toHaveLength(2);
    expect(priceInSage('HELMET-R')).toBe('38');
  });

  it('expects what Sage had before a wish that Sage refused', async () => {
    await look();
    org.save(1, -3, 'HELMET-R');
    await look();
    expect(await answered(0)).toMatchObject({ Status__c: 'Refused', ErrorCode__c: 'PRICE_INVALID' });
    org.save(1, 33, 'HELMET-R');
    await look();

    expect(await answered(1)).toMatchObject({ Status__c: 'Done' });
    expect(priceInSage('HELMET-R')).toBe('33');
  });

  it('goes on where it broke off: before the org has the row, and before it knows that the inbox has the request', async () => {
    await look();
    org.save(1, 36.5, 'HELMET-R');
    const lost: LookParts['accept'] = async (values) => {
      await accept(values);
      throw away();
    };
    const broken = { ...org, query: (soql: string) => org.query(soql), upsert: () => Promise.reject(away()) };
    await expect(look({ salesforce: broken })).rejects.toThrow('Away.');
    expect(org.requests.size).toBe(0);
    await expect(look({ accept: lost })).rejects.toThrow('Away.');
    const before = await answered(0);

    await look();

    expect(keys()).toHaveLength(1);
    expect(org.requests.get(keys()[0] ?? '')).toEqual(before);
    expect(before).toMatchObject({ Status__c: 'Done' });
    expect(documents.calls).toHaveLength(1);
  });

  it('reads a large price book page by page, and hands in each change once', async () => {
    const entries = 4_500;
    for (let index = 10; index < 10 + entries; index++) org.save(index, 1, `ITEM-${index}`);
    const handed: string[] = [];
    const taken: LookParts['accept'] = (values) => {
      const requests = values as { key: string }[];
      handed.push(...requests.map(({ key }) => key));
      return Promise.resolve(requests.map(({ key }): RequestOutcome => ({ key, outcome: 'accepted' })));
    };
    const through = async () => {
      let looks = 1;
      while (await look({ accept: taken })) looks += 1;
      return looks;
    };

    expect(await through()).toBe(3);
    expect(handed).toEqual([]);
    for (let index = 10; index < 10 + 2_300; index++) org.save(index, 2, `ITEM-${index}`);
    await through();
    await look({ accept: taken });

    expect(handed).toHaveLength(2_300);
    expect(new Set(handed).size).toBe(2_300);
  });

  it('waits until an admin goes live, and stops while the org is not live any more', async () => {
    org.isLive = undefined;
    await look();
    org.isLive = false;
    await look();
    const early = org.queries.length;
    org.isLive = true;
    await look();
    org.isLive = false;
    org.save(1, 36.5, 'HELMET-R');
    await look();
    const meanwhile = org.requests.size;
    org.isLive = true;
    await look();

    expect([early, meanwhile]).toEqual([0, 0]);
    expect(await answered(0)).toMatchObject({ Status__c: 'Done' });
  });

  it('leaves entries in other currencies alone where the org has several', async () => {
    await look({ site: { company: 'ABC', currency: 'CAD', currencies: true } });
    await look();

    expect(org.queries[0]).toContain("CurrencyIsoCode = 'CAD'");
    expect(org.queries[1]).not.toContain('CurrencyIsoCode');
  });

  it('says what is wrong when the org answers without the fields', async () => {
    const bare = {
      ...org,
      query: async () => [{ Id: idOf(1), Live__c: true }],
      upsert: org.upsert.bind(org),
    };

    await expect(look({ salesforce: bare })).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('begins anew when another company, or none, takes the prices meanwhile', async () => {
    await look();
    await forgetOthers(database, undefined);
    org.save(1, 36.5, 'HELMET-R');
    await look();

    expect(org.requests.size).toBe(0);
  });
});

describe('a gateway that takes list prices', () => {
  it('looks by itself, and again after the org was away', async () => {
    await gateway.stop();
    org.failures.push(away(), new Error('something of its own'));
    gateway = await start({ lookSeconds: 0.05 });
    await eventually(
      () => org.queries.length,
      (count) => count > 1,
    );
    org.save(1, 36.5, 'HELMET-R');

    expect(await answered(0)).toMatchObject({ Status__c: 'Done' });
    expect(priceInSage('HELMET-R')).toBe('36.5');
  });
});
