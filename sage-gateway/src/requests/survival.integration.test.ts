import { mkdtemp, readFile, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openEmbeddedPostgres } from '../database/embedded.ts';
import { eventually } from '../testing/gateway.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { startGatewayProcess, type GatewayProcess } from '../testing/process.ts';
import { placeOrderRequest } from '../testing/requests.ts';

interface Entry {
  readonly what: 'begin' | 'end';
  readonly company: string;
  readonly key: string;
  readonly pid: string;
}

let postgres: TestPostgres;
let folder: string;
beforeAll(async () => {
  postgres = await startTestPostgres();
  folder = await mkdtemp(join(tmpdir(), 'sage-gateway-survival-'));
  await chmod(folder, 0o755);
}, 60_000);
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

async function readJournal(file: string): Promise<Entry[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [what, company = '', key = '', pid = ''] = line.split(' ');
    return what === 'begin' || what === 'end' ? [{ what, company, key, pid }] : [];
  });
}

async function states(url: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ state: string; count: string }>(
    'SELECT state, count(*) FROM gateway.request GROUP BY state',
  );
  await client.end();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** Sends requests one call after another until all are acknowledged, or calls fail; answers the acknowledged keys. */
async function sendUntilKilled(gateway: GatewayProcess, keys: readonly string[]): Promise<string[]> {
  const acknowledged: string[] = [];
  await Promise.allSettled(
    keys.map(async (key) => {
      const [outcome] = await gateway.send(placeOrderRequest(key));
      if (outcome?.outcome === 'accepted' || outcome?.outcome === 'duplicate') acknowledged.push(key);
    }),
  );
  return acknowledged;
}

describe.each([
  ['its own embedded PostgreSQL', () => Promise.resolve(join(folder, 'embedded'))],
  ['a PostgreSQL server', () => postgres.createDatabase()],
])('a gateway on %s that is killed again and again', (_name, makePlace) => {
  it('loses no acknowledged request and answers each once', async () => {
    const place = await makePlace();
    const journal = join(folder, `journal.${_name.length}`);
    const keys = Array.from({ length: 120 }, (_, index) => `kill.${index}`);
    const acknowledged = new Set<string>();

    for (let round = 0; round < 4; round++) {
      const gateway = await startGatewayProcess(place, journal, 5);
      const sending = sendUntilKilled(gateway, keys.slice(round * 30, round * 30 + 30));
      const begun = (await readJournal(journal)).length;
      await eventually(
        async () => (await readJournal(journal)).length,
        (length) => length > begun + 3,
      );
      await gateway.kill();
      for (const key of await sending) acknowledged.add(key);
    }
    const last = await startGatewayProcess(place, journal, 5);
    const again = await last.send(...keys.map((key) => placeOrderRequest(key)));
    for (const key of keys) await last.until(key, ({ state }) => state === 'Done');
    const url = place.startsWith('postgres:') ? place : (await openEmbeddedPostgres(place)).url;
    const counted = await states(url);
    await last.stop();
    if (!place.startsWith('postgres:')) await (await openEmbeddedPostgres(place)).stop();

    const entries = await readJournal(journal);
    expect(acknowledged.size).toBeGreaterThan(0);
    expect(again.filter(({ key, outcome }) => acknowledged.has(key) && outcome !== 'duplicate')).toEqual([]);
    expect(counted).toEqual({ Done: keys.length });
    const ends = Map.groupBy(
      entries.filter(({ what }) => what === 'end'),
      ({ key }) => key,
    );
    expect(ends.size).toBe(keys.length);
    // Only the one job that a kill interrupted may have run twice: one a round.
    expect([...ends.values()].filter((runs) => runs.length > 1).length).toBeLessThanOrEqual(4);
  }, 120_000);
});

describe('two gateways on one PostgreSQL server', () => {
  it('never work on one company at the same time', async () => {
    const url = await postgres.createDatabase();
    const journal = join(folder, 'journal.two');
    const companies = ['ABC', 'XYZ'];
    const both = await Promise.all([0, 1].map(() => startGatewayProcess(url, journal, 3, companies)));
    const gatewayFor = (index: number) => (index % 2 === 0 ? both[0] : both[1]) as GatewayProcess;
    const keys = Array.from({ length: 160 }, (_, index) => `two.${index}`);

    for (let wave = 0; wave < keys.length; wave += 20) {
      const own = keys.slice(wave, wave + 20);
      await Promise.all(
        own.map((key, index) =>
          gatewayFor(index).send(placeOrderRequest(key, { company: companies[(index >> 1) % 2] })),
        ),
      );
      for (const key of own) await gatewayFor(0).until(key, ({ state }) => state === 'Done');
    }
    await Promise.all(both.map((gateway) => gateway.stop()));

    const entries = await readJournal(journal);
    for (const company of companies) {
      const own = entries.filter((entry) => entry.company === company);
      const overlaps = own.filter(
        (entry, index) => index % 2 === 1 && (entry.what !== 'end' || entry.key !== own[index - 1]?.key),
      );
      expect(overlaps).toEqual([]);
      expect(own.length).toBe(160);
    }
    expect(new Set(entries.map(({ pid }) => pid)).size).toBe(2);
  }, 120_000);

  it('take over from one that was killed, within seconds', async () => {
    const url = await postgres.createDatabase();
    const journal = join(folder, 'journal.take');
    const killed = await startGatewayProcess(url, journal, 60_000);
    await killed.send(placeOrderRequest('held.1'));
    await eventually(
      () => readJournal(journal),
      (entries) => entries.length === 1,
    );
    const other = await startGatewayProcess(url, journal, 5);

    await killed.kill();
    const began = Date.now();
    await other.until('held.1', ({ state }) => state === 'Done');

    expect(Date.now() - began).toBeLessThan(18_000);
    await other.stop();
  }, 60_000);
});
