import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_COMPANY, seedDemo } from '../seed/demo.ts';
import { removeFolder } from '../testing/company.ts';
import { HostClient, NEXT_ORDER_NO, orderMessage } from '../testing/host-client.ts';

/*
 * Orders of 12 different items a second through a real host process, number taken and order on disk before the next: `node bench/orders.ts [orders]`.
 */

const ITEMS = ['M06', 'M08', 'M10', 'M12', 'M16', 'M20'].flatMap((size) => [
  `BLT-ZP-${size}`,
  `NUT-ZP-${size}`,
]);
const ORDERS = Number(process.argv[2] ?? 500);

for (const priced of ['by hand', 'by Sage'] as const) {
  const folder = mkdtempSync(join(tmpdir(), 'sage-bench-'));
  seedDemo(folder);
  const host = new HostClient(folder);
  await host.open(DEMO_COMPANY);
  const start = performance.now();
  for (let i = 0; i < ORDERS; i += 1) {
    const next = await host.ask(NEXT_ORDER_NO);
    const reply = await host.ask(order(String(next?.['value']), priced === 'by hand'));
    if (reply?.['ok'] !== true) throw new Error(JSON.stringify(reply));
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`${ORDERS} orders of 12 lines, priced ${priced}: ${(ORDERS / seconds).toFixed(0)} orders/s`);
  await host.end();
  removeFolder(folder);
}

function order(salesOrderNo: string, withPrice: boolean): object {
  const price = withPrice ? [['UnitPrice', '2.99']] : [];
  return orderMessage(salesOrderNo, 0, {
    set: [
      ['ARDivisionNo$', '01'],
      ['CustomerNo$', '0001001'],
    ],
    lines: ITEMS.map((item) => ({
      set: [['ItemCode$', item], ['QuantityOrdered', '12'], ...price],
      read: ['UnitPrice', 'ExtensionAmt', 'LineKey$'],
    })),
  });
}
