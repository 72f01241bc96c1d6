import { countRows, type BenchPostgres } from '../database.ts';
import { madeUp, orderTemplate } from '../load/order-template.ts';
import { postOrders } from '../post-orders.ts';
import { gatewayIntake } from '../servers/gateway.ts';
import type { BenchSettings } from '../settings.ts';

export interface MemoryFigures {
  readonly queuedOrders: number;
  /** Resident memory of the gateway before the first order, in MB. */
  readonly idleMb: number;
  /** With all orders waiting. */
  readonly queuedMb: number;
  readonly peakMb: number | undefined;
}

const queuedOrders = 10_000;

/** Memory of the gateway while Sage is away and 10,000 orders of 40 lines wait for it. They wait on disk, so this should not grow with them. */
export async function measureMemory(
  postgres: BenchPostgres,
  settings: BenchSettings,
): Promise<MemoryFigures> {
  return postgres.withDatabase(async (url) => {
    const server = await gatewayIntake.start(url, settings.folder);
    try {
      const idleMb = server.memory().nowMb;
      await postOrders(server, orderTemplate(madeUp), 'queued', queuedOrders);
      const stored = await countRows(url, "gateway.request WHERE state = 'Accepted'");
      if (stored !== queuedOrders) throw new Error(`${stored} orders wait instead of ${queuedOrders}`);
      const { nowMb, peakMb } = server.memory();
      return { queuedOrders, idleMb, queuedMb: nowMb, peakMb };
    } finally {
      await server.stop();
    }
  });
}
