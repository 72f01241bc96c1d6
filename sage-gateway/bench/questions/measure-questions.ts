import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchPostgres } from '../database.ts';
import { seedDemo } from '../place/simulator.ts';
import { startGatewayWithSimulator } from '../servers/gateway-with-simulator.ts';
import type { Server } from '../servers/server.ts';
import type { BenchSettings } from '../settings.ts';
import { percentile } from '../statistics.ts';

export interface QuestionFigures {
  readonly question: string;
  readonly calls: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

interface Question {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

const customers = Array.from({ length: 40 }, (_, at) => String(1001 + at).padStart(7, '0'));
const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const items = ['BLT-ZP-M06', 'PLR-CB-180', 'HLM-WH-1', 'LMP-LD-10W', 'GLV-LT-S'];
const itemAt = (at: number) => items[at % items.length] ?? '';
const account = (at: number) => ({
  accountId: `001${String(at).padStart(12, '0')}`,
  name: `Quillmark Hardware ${at}`,
  phone: '(555) 555-0101',
  billTo: { postalCode: '78701', city: 'Austin' },
});

const questions: readonly Question[] = [
  { name: 'credit of one', method: 'GET', path: '/v1/customers/01-0001001/credit?orderAmount=100' },
  {
    name: 'credit of 200',
    method: 'POST',
    path: '/v1/credit',
    body: { checks: times(200, (at) => ({ customerNo: customers[at % customers.length] })) },
  },
  { name: 'availability of one', method: 'GET', path: '/v1/items/BLT-ZP-M06/availability' },
  {
    name: 'availability of 200',
    method: 'POST',
    path: '/v1/availability',
    body: { itemCodes: times(200, itemAt) },
  },
  {
    name: 'price of one line',
    method: 'POST',
    path: '/v1/prices',
    body: { customerNo: '0001001', lines: [{ itemCode: 'PLR-CB-180', quantity: '3' }] },
  },
  {
    name: 'prices of 200 lines',
    method: 'POST',
    path: '/v1/prices',
    body: { customerNo: '0001001', lines: times(200, (at) => ({ itemCode: itemAt(at), quantity: '3' })) },
  },
  {
    name: 'matches of 200 accounts',
    method: 'POST',
    path: '/v1/matches/customers',
    body: { accounts: times(200, account) },
  },
  {
    name: 'matches of 200 products',
    method: 'POST',
    path: '/v1/matches/items',
    body: {
      products: times(200, (at) => ({
        productId: `01t${String(at).padStart(12, '0')}`,
        productCode: at % 2 === 0 ? itemAt(at) : `NONE-${at}`,
        name: 'Hex bolt zinc',
      })),
    },
  },
  { name: 'companies', method: 'GET', path: '/v1/companies' },
  { name: 'health', method: 'GET', path: '/v1/health' },
];

const calls = 100;

/** How long questions take, one after the other, over the demo company of the simulator. The first calls, which open connections, do not count. */
export async function measureQuestions(
  postgres: BenchPostgres,
  settings: BenchSettings,
): Promise<QuestionFigures[]> {
  const data = mkdtempSync(join(settings.folder, 'sage-'));
  seedDemo(data);
  return postgres.withDatabase(async (url) => {
    const server = await startGatewayWithSimulator(url, settings.folder, data, ['ABC']);
    try {
      const figures: QuestionFigures[] = [];
      for (const question of questions) figures.push(await measure(server, question));
      return figures;
    } finally {
      await server.stop();
    }
  });
}

async function measure(server: Server, question: Question): Promise<QuestionFigures> {
  for (let at = 0; at < 5; at += 1) await ask(server, question);
  const milliseconds: number[] = [];
  for (let at = 0; at < calls; at += 1) {
    const began = performance.now();
    await ask(server, question);
    milliseconds.push(performance.now() - began);
  }
  return {
    question: question.name,
    calls,
    p50Ms: percentile(milliseconds, 0.5),
    p95Ms: percentile(milliseconds, 0.95),
  };
}

async function ask(server: Server, { method, path, body }: Question): Promise<void> {
  const response = await fetch(new URL(path, server.url), {
    method,
    headers: { ...server.headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok || text.includes('"error"'))
    throw new Error(`${path} was answered ${response.status}: ${text.slice(0, 300)}`);
}
