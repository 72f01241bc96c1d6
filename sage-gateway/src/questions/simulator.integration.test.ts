import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { boiSettings, openBoi, type BoiDocuments } from '../sage/boi/index.ts';
import { odbcSettings, openOdbc } from '../sage/odbc/index.ts';
import type { SageTables } from '../sage/ports.ts';
import { odbcAvailable } from '../testing/odbc-available.ts';
import { startQuestionServer, type QuestionServer } from '../testing/question-server.ts';

const odbc = await odbcAvailable();
if (!odbc.available) console.error(`Skipped: questions by unixODBC and the SQLite driver. ${odbc.reason}`);

const simulator = join(import.meta.dirname, '..', '..', '..', 'sandbox', 'sage', 'cli.ts');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sage-questions-'));
  const seeded = spawnSync(process.execPath, ['--no-warnings', simulator, '--data', folder, 'seed'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (seeded.status !== 0) throw new Error(seeded.stderr);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The demo company of the simulator, by both ways to read its files. */
describe.each([
  { kind: 'sqlite', runs: odbc.available },
  { kind: 'sqlite-embedded', runs: true },
] as const)('questions to the demo company by $kind', ({ kind, runs }) => {
  const test = runs ? it : it.skip;
  let tables: SageTables;
  let server: QuestionServer;

  beforeAll(async () => {
    tables = openOdbc(odbcSettings.parse({ kind, folder }), pino({ level: 'silent' }));
    server = await startQuestionServer(tables, { policies: { ABC: { defaultDivisionNo: '01' } } });
  });
  afterAll(async () => {
    await server.stop();
    await tables.close();
  });

  const ask = async (path: string, body: object): Promise<never[]> =>
    ((await server.call('POST', path, body)).body as { results: never[] }).results;

  test('show every verdict on credit', async () => {
    const numbers = ['0001001', '0001005', '0001006', '0001009', '0001012', '0001014', '0001016'];

    const results = await ask('/v1/credit', { checks: numbers.map((customerNo) => ({ customerNo })) });

    expect(
      results.map(({ verdict, billTo }: { verdict: string; billTo: { customerNo: string } | null }) => [
        verdict,
        billTo?.customerNo ?? null,
      ]),
    ).toEqual([
      ['WithinLimit', null],
      ['OnHold', null],
      ['OverLimit', null],
      ['NoLimit', null],
      ['WithinLimit', '0001010'],
      ['OnHold', '0001005'],
      ['WithinLimit', null],
    ]);
    expect(results[2]).toMatchObject({ aging: ['35250.00', '318.00', '174.00', '102.00', '75.50'] });
  });

  test.each([
    ['0001001', 'LMP-LD-10W', '1', 'Promotion', '24.5'],
    ['0001001', 'PLR-CB-180', '1', 'CustomerItem', '17.25'],
    ['0001012', 'PLR-CB-160', '12', 'CustomerItem', '11.9'],
    ['0001003', 'HLM-WH-2', '1', 'ItemLevel', '19.95'],
    ['0001001', 'HLM-WH-1', '25', 'ItemStandard', '17'],
    ['0001005', 'BLT-ZP-M06', '100', 'PriceCodeLevel', '0.204'],
    ['0001001', 'BLT-ZP-M06', '100', 'PriceCodeStandard', '0.2112'],
    ['0001001', 'GLV-LT-S', '1', 'StandardPrice', '6.2'],
  ])('prices for %s: %s, %s times, by rule %s%s', async (customerNo, itemCode, quantity, kind, unitPrice) => {
    const lines = [{ itemCode, quantity }];

    const results = await ask('/v1/prices', { customerNo, date: '2026-06-15', lines });

    expect(results).toMatchObject([{ unitPrice, rule: { kind } }]);
  });

  test('count stock in several warehouses, and find an item by its alias', async () => {
    expect(await ask('/v1/availability', { itemCodes: ['BLT ZP M06'] })).toMatchObject([
      {
        sageItemCode: 'BLT-ZP-M06',
        available: '141',
        warehouses: [{ name: 'Central' }, { name: 'East' }, { name: 'West', available: '54' }],
      },
    ]);
  });

  test('suggest its customers and items', async () => {
    const accounts = [
      {
        accountId: '001000000000001AAA',
        name: 'Quillmark Hardware Inc.',
        phone: '(555) 555-0101',
        billTo: { postalCode: '78701' },
      },
    ];

    expect(await ask('/v1/matches/customers', { accounts })).toMatchObject([
      { candidates: [{ customerNo: '0001001', certainty: 'sure', reasons: ['name', 'address', 'phone'] }] },
    ]);
    expect(
      await ask('/v1/matches/items', {
        products: [{ productId: '01t000000000001AAA', productCode: 'bltzpm08', name: 'Bolt' }],
      }),
    ).toMatchObject([{ candidates: [{ itemCode: 'BLT-ZP-M08', certainty: 'likely' }] }]);
  });
});

describe('prices that the demo company tells itself, by an order that is never written', () => {
  const host = join(import.meta.dirname, '..', '..', '..', 'sandbox', 'sage', 'host.ts');
  let tables: SageTables;
  let documents: BoiDocuments;
  let server: QuestionServer;

  beforeAll(async () => {
    const logger = pino({ level: 'silent' });
    const command = [process.execPath, '--no-warnings', host, '--data', folder];
    tables = openOdbc(odbcSettings.parse({ kind: 'sqlite-embedded', folder }), logger);
    const settings = boiSettings.parse({ kind: 'command', command, home: folder, user: 'gateway' });
    documents = openBoi({ ...settings, password: () => 'secret' }, logger);
    const policies = { ABC: { defaultDivisionNo: '01', priceSource: 'sage' } };
    server = await startQuestionServer(tables, { policies, pricing: documents });
  });
  afterAll(async () => {
    await server.stop();
    await documents.close();
    await tables.close();
  });

  it('are those of its own rules, and nothing is left behind', async () => {
    const lines = [
      { itemCode: 'PLR-CB-180', quantity: '1' },
      { itemCode: 'NO-SUCH-ITEM', quantity: '1' },
      { itemCode: 'BLT-ZP-M06', quantity: '100' },
    ];
    const before = await orders();

    const answer = await server.call('POST', '/v1/prices', {
      customerNo: '0001001',
      date: '2026-06-15',
      lines,
    });

    expect(answer.body).toMatchObject({
      results: [
        { unitPrice: '17.25', rule: { kind: 'Sage' } },
        { error: { code: 'ITEM_UNKNOWN' } },
        { unitPrice: '0.2112', rule: { kind: 'Sage' } },
      ],
    });
    expect(await orders()).toEqual(before);
  }, 30_000);

  async function orders(): Promise<unknown[]> {
    const [options] = await tables.select('ABC', { table: 'SO_Options', columns: ['NextSalesOrderNo'] });
    const headers = await tables.select('ABC', { table: 'SO_SalesOrderHeader', columns: ['SalesOrderNo'] });
    return [options, headers];
  }
});
