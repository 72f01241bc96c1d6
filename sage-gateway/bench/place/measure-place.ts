import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { BenchPostgres } from '../database.ts';
import { orderTemplate } from '../load/order-template.ts';
import { postOrders } from '../post-orders.ts';
import { startGatewayWithSimulator } from '../servers/gateway-with-simulator.ts';
import type { BenchSettings } from '../settings.ts';
import { linesPerOrder, writeSageTables } from './company-data.ts';
import { countOrders, makeCompanies } from './simulator.ts';

export interface PlaceFigures {
  readonly companies: number;
  readonly orders: number;
  readonly linesPerOrder: number;
  /** From the first order accepted to the last one answered, all companies together. */
  readonly ordersPerSecond: number;
  readonly memoryMb: number;
}

const patienceSeconds = 600;

/**
 * Orders placed a second by the real gateway and one BOI host process a company, each order in Sage's tables at the end.
 * The simulator answers as fast as it can: a real Sage takes longer, so this is what the gateway itself allows.
 */
export async function measurePlace(
  codes: readonly string[],
  postgres: BenchPostgres,
  settings: BenchSettings,
): Promise<PlaceFigures> {
  const data = mkdtempSync(join(settings.folder, 'sage-'));
  const csv = join(data, 'csv');
  writeSageTables(csv);
  const choices = makeCompanies(data, csv, codes);
  return postgres.withDatabase(async (url) => {
    const server = await startGatewayWithSimulator(url, settings.folder, data, codes);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      // Hosts start and catalogues are read with the first order of a company; that is not what is measured.
      for (const choice of choices)
        await postOrders(server, orderTemplate(choice), `${choice.company}.warm`, 5);
      await untilAnswered(client, 5 * codes.length);
      await Promise.all(
        choices.map((choice) =>
          postOrders(server, orderTemplate(choice), `${choice.company}.load`, settings.orders),
        ),
      );
      await untilAnswered(client, (settings.orders + 5) * codes.length);
      const { rows } = await client.query<{ orders: string; seconds: string; done: string }>(
        `SELECT count(*) AS orders, count(*) FILTER (WHERE state = 'Done') AS done,
           extract(epoch FROM max(answered_at) - min(accepted_at)) AS seconds
         FROM gateway.request WHERE key LIKE '%.load.%'`,
      );
      const [row] = rows;
      const orders = settings.orders * codes.length;
      if (Number(row?.done) !== orders) throw new Error(`${row?.done} of ${orders} orders are Done`);
      for (const code of codes) {
        const onFile = countOrders(data, code);
        const expected = settings.orders + 5;
        if (onFile.orders !== expected || onFile.lines !== expected * linesPerOrder)
          throw new Error(
            `${code} has ${onFile.orders} orders with ${onFile.lines} lines instead of ${expected}`,
          );
      }
      const { nowMb, peakMb } = server.memory();
      return {
        companies: codes.length,
        orders,
        linesPerOrder,
        ordersPerSecond: orders / Number(row?.seconds),
        memoryMb: peakMb ?? nowMb,
      };
    } finally {
      await client.end();
      await server.stop();
    }
  });
}

async function untilAnswered(client: pg.Client, orders: number): Promise<void> {
  for (const end = Date.now() + patienceSeconds * 1000; Date.now() < end; await pause(100)) {
    const { rows } = await client.query<{ answered: string; fault: unknown }>(
      `SELECT count(*) FILTER (WHERE state <> 'Accepted') AS answered, max(errors::text) FILTER (WHERE state <> 'Done' AND errors <> '[]') AS fault
       FROM gateway.request`,
    );
    if (rows[0]?.fault) throw new Error(`an order was not placed: ${String(rows[0].fault)}`);
    if (Number(rows[0]?.answered) >= orders) return;
  }
  throw new Error(`${orders} orders were not answered within ${patienceSeconds} s`);
}
