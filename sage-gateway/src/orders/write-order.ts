import type { Outcome } from '../requests/port.ts';
import { RetryableError } from '../errors.ts';
import { DocumentExists, SageRefusal, type SalesOrder, type SalesOrderWritten } from '../sage/ports.ts';
import { sums } from './find-order.ts';
import type { Placing } from './place-order.ts';
import { recoverByNumber } from './recover-order.ts';
import { memoryOfOrder } from './remember-order.ts';
import { orderFault, orderWarning } from './refusal-path.ts';

/** New numbers taken at most in one try when Sage's next number is in use. */
const tries = 5;

/**
 * Writes an order under its reserved number, or under a new one that is reserved first. A number that turns out to exist is looked up:
 * ours is done, another's is exchanged for a new one. Sage's refusal keeps the number for a replay.
 */
export async function writeOrder(
  placing: Placing,
  reserved: string | undefined,
  order: SalesOrder,
  origins: readonly (number | undefined)[],
  customerCreated: boolean,
): Promise<Outcome> {
  const { request, parts, findings, signal } = placing;
  let number = reserved;
  for (let tried = 0; tried < tries; tried += 1) {
    signal.throwIfAborted();
    const salesOrderNo: string = number ?? (await reserveNext(placing));
    try {
      const written = await parts.documents.createSalesOrder(request.company, salesOrderNo, order);
      const ids = idsOf(origins, placing);
      const memory = memoryOfOrder(request.key, order, ids, written.lines);
      await parts.reservations.remember(request.company, salesOrderNo, memory);
      return done(salesOrderNo, order, written, origins, customerCreated, placing);
    } catch (error) {
      if (error instanceof SageRefusal) {
        return { state: 'Refused', errors: [orderFault(error, origins)], warnings: findings.warnings };
      }
      if (!(error instanceof DocumentExists)) throw error;
      const looked = await recoverByNumber(placing, salesOrderNo);
      if ('outcome' in looked) return looked.outcome;
      if (looked.salesOrderNo !== undefined) {
        throw new RetryableError(
          'SAGE_RECORD_LOCKED',
          `Sage says that order ${salesOrderNo} exists, but its tables do not show it yet.`,
          { cause: error },
        );
      }
      number = undefined;
    }
  }
  const message = `Sage's next ${tries} sales order numbers are all in use; set the next number in S/O Options.`;
  return {
    state: 'Refused',
    errors: [{ code: 'SALES_ORDER_NO_TAKEN', message }],
    warnings: findings.warnings,
  };
}

/** The Salesforce id of each line; of several that one line of the message became, the first has it. */
function idsOf(origins: readonly (number | undefined)[], { message }: Placing): (string | undefined)[] {
  return origins.map((origin, at) =>
    origin === undefined || origins.indexOf(origin) !== at ? undefined : message.lines[origin]?.id,
  );
}

async function reserveNext({ parts, request }: Placing): Promise<string> {
  const salesOrderNo = await parts.documents.nextSalesOrderNo(request.company);
  await parts.reservations.reserveSalesOrderNo(request.key, salesOrderNo);
  return salesOrderNo;
}

/** The result from what BOI returned for each line before it was written: no further read. */
function done(
  salesOrderNo: string,
  order: SalesOrder,
  written: SalesOrderWritten,
  origins: readonly (number | undefined)[],
  customerCreated: boolean,
  { findings }: Placing,
): Outcome {
  const rows = order.lines.flatMap((line, at) =>
    line.comment === true
      ? []
      : [{ quantity: line.quantity ?? '0', extension: written.lines[at]?.extensionAmt ?? '0' }],
  );
  const { divisionNo, customerNo } = order;
  const totals = { lines: rows.length, ...sums(rows, 'quantity', 'extension') };
  return {
    state: 'Done',
    result: {
      salesOrderNo,
      divisionNo,
      customerNo,
      customerCreated,
      ...totals,
      orderStatus: order.hold === true ? 'H' : 'N',
    },
    warnings: [...findings.warnings, ...written.warnings.map((told) => orderWarning(told, origins))],
  };
}
