import { cancelOrderMessage } from '../contract/change-messages.ts';
import { Findings } from '../mapping/findings.ts';
import { alreadySo, change, refused } from '../requests/change-outcome.ts';
import type { Outcome, RequestHandler, RequestRecord, Reservations } from '../requests/port.ts';
import { checkCodes, type CodeKind } from './check-codes.ts';
import { findOpenOrder, invoiceFault, resultOf, type OpenOrder } from './find-open-order.ts';
import type { OrderChangeParts } from './set-order-status.ts';

export interface CancelOrderParts extends OrderChangeParts {
  readonly reservations: Pick<Reservations, 'reserveSalesOrderNo'>;
}

const reasons: CodeKind = {
  code: 'FIELD_INVALID',
  noun: 'cancel reason code',
  table: 'SO_CancelReasonCode',
  column: 'CancelReasonCode',
  zeroFill: 0,
};
const paths: Readonly<Record<string, string>> = { CancelReasonCode$: 'cancelReasonCode' };

/**
 * Cancels the orders of `CancelOrder` requests: Sage deletes them, and history keeps them as deleted. The number is stored before the
 * deletion, because a site may keep no history of deleted orders: a rerun that finds the order nowhere then knows that it was there.
 */
export function cancelOrder(parts: CancelOrderParts): RequestHandler {
  return async (request, signal) => {
    const { salesOrderNo, cancelReasonCode: given } = cancelOrderMessage.parse(request.payload);
    const { tables, documents, reservations } = parts;
    const found = await findOpenOrder(tables, request.company, salesOrderNo);
    if (found.kind === 'closed') return whenClosed(request, found);
    const { order } = found;
    const fault = invoiceFault(order);
    if (fault !== undefined) return refused([fault]);
    const findings = new Findings();
    const codes = given === undefined ? [] : [{ value: given, path: 'cancelReasonCode' }];
    const reasonOf = await checkCodes(tables, request.company, reasons, codes, findings);
    if (findings.faults.length > 0) return refused(findings.faults);
    const cancelReasonCode = given === undefined ? undefined : reasonOf(given);

    signal.throwIfAborted();
    await reservations.reserveSalesOrderNo(request.key, order.salesOrderNo);
    return change(
      resultOf(order, 'X'),
      () =>
        documents.deleteSalesOrder(
          request.company,
          order.salesOrderNo,
          cancelReasonCode === undefined ? {} : { cancelReasonCode },
        ),
      (column) => paths[column ?? ''] ?? 'salesOrderNo',
    );
  };
}

/** An order that is deleted already, or that an earlier try of this request deleted without a trace, is cancelled. */
function whenClosed(
  request: RequestRecord,
  { salesOrderNo, order, fault }: Extract<OpenOrder, { kind: 'closed' }>,
): Outcome {
  if (order?.deleted === true) {
    const message = `Sales order ${salesOrderNo} was cancelled already.`;
    return alreadySo(request, resultOf(order), message, 'salesOrderNo');
  }
  if (order === undefined && request.salesOrderNo === salesOrderNo) {
    return { state: 'Done', result: { salesOrderNo, orderStatus: 'X' }, warnings: [] };
  }
  return refused([fault]);
}
