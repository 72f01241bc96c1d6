import { Decimal } from 'decimal.js';
import type { GatewayClient } from '../gateway-client.ts';
import type { SageReader } from '../sage-reader.ts';
import type { OrderOutcome } from './orders.ts';

/**
 * Compares every placed order in three places: the org's answer, Sage's own tables and the gateway. Returns one sentence a
 * disagreement, and one for each order of Sage that no request of the org has.
 */
export async function disagreements(
  outcomes: readonly OrderOutcome[],
  sage: SageReader,
  gateway: GatewayClient,
): Promise<string[]> {
  const orders = new Map((await sage.orders()).map((order) => [order.salesOrderNo, order]));
  const found: string[] = [];
  for (const { row, requestKey } of outcomes) {
    if (requestKey === undefined || row.Outcome === 'open') continue;
    const say = (where: string, what: string) => found.push(`${row.ExternalKey}: ${where} ${what}`);
    const answer = await gateway.request(requestKey);
    if (row.Error !== '' && row.Outcome === 'placed') say('the org says', row.Error);
    if (row.Outcome !== 'placed') {
      if (answer && answer.state === 'Done') say('the gateway', `placed it, the org shows ${row.Outcome}`);
      continue;
    }
    if (!answer || answer.state !== 'Done') say('the gateway', `has it as ${answer?.state ?? 'unknown'}`);
    else compare('the gateway', row, { salesOrderNo: answer.salesOrderNo ?? '', ...answer.result }, say);
    const order = orders.get(row.SalesOrderNo);
    orders.delete(row.SalesOrderNo);
    if (!order) say('Sage', `has no order ${row.SalesOrderNo}`);
    else compare('Sage', row, order, say);
  }
  for (const order of orders.values())
    found.push(`Sage has order ${order.salesOrderNo}, which no request asked for`);
  for (const twice of await sage.customersTwice())
    found.push(`Sage has more than one customer for account ${twice}`);
  return found;
}

interface Figures {
  readonly salesOrderNo: string;
  readonly lines: number;
  readonly quantity: string;
  readonly merchandise: string;
}

function compare(
  where: string,
  row: OrderOutcome['row'],
  figures: Figures,
  say: (where: string, what: string) => void,
): void {
  if (figures.salesOrderNo !== row.SalesOrderNo)
    say(where, `has number ${figures.salesOrderNo}, not ${row.SalesOrderNo}`);
  if (figures.lines !== row.Lines) say(where, `has ${figures.lines} lines, not ${row.Lines}`);
  if (!new Decimal(figures.quantity).eq(row.Quantity))
    say(where, `has quantity ${figures.quantity}, not ${row.Quantity}`);
  if (!new Decimal(figures.merchandise).eq(row.Merchandise)) {
    say(where, `has merchandise ${figures.merchandise}, not ${row.Merchandise}`);
  }
}
