import { promoteQuoteMessage } from '../contract/change-messages.ts';
import { Findings } from '../mapping/findings.ts';
import { alreadySo, change, refused } from '../requests/change-outcome.ts';
import type { RequestHandler } from '../requests/port.ts';
import { fitCode, widthOf } from '../mapping/fit.ts';
import { columnsOf } from '../sage/read.ts';
import type { UdfValue } from '../sage/ports.ts';
import { findOpenOrder, invoiceFault, resultOf } from './find-open-order.ts';
import type { OrderChangeParts } from './set-order-status.ts';

const paths: Readonly<Record<string, string>> = {
  OrderDate$: 'orderDate',
  ShipExpireDate$: 'shipDate',
  CustomerPONo$: 'customerPONo',
};

/** Makes orders of the quotes of `PromoteQuote` requests: Sage sets the type, the stock that it reserves and PromotedDate. */
export function promoteQuote({ tables, documents }: OrderChangeParts): RequestHandler {
  return async (request, signal) => {
    const message = promoteQuoteMessage.parse(request.payload);
    const { company } = request;
    const found = await findOpenOrder(tables, company, message.salesOrderNo);
    if (found.kind === 'closed') return refused([found.fault]);
    const { order } = found;
    const { salesOrderNo } = order;
    const where = [{ column: 'SalesOrderNo', op: '=', value: salesOrderNo } as const];
    const query = { table: 'SO_SalesOrderHeader', columns: ['OrderType'], where, limit: 1 } as const;
    const [row] = await tables.select(company, query);
    if (row?.OrderType === 'S') {
      const sentence = `Sales order ${salesOrderNo} was no quote any more.`;
      return alreadySo(request, resultOf(order), sentence, 'salesOrderNo');
    }
    if (row?.OrderType !== 'Q') {
      const sentence = `Sales order ${salesOrderNo} is of type ${row?.OrderType ?? 'blank'} in Sage.`;
      return refused([{ code: 'ORDER_NOT_A_QUOTE', message: sentence, path: 'salesOrderNo' }]);
    }
    const onInvoice = invoiceFault(order);
    if (onInvoice !== undefined) return refused([onInvoice]);
    const findings = new Findings();
    const header = await columnsOf(tables, company, 'SO_SalesOrderHeader');
    const customerPONo = fitCode(
      message.customerPONo,
      widthOf(header, 'CustomerPONo'),
      'customerPONo',
      findings,
    );
    if (findings.faults.length > 0) return refused(findings.faults);
    const columns: UdfValue[] = [
      ...value('OrderDate', 'date', message.orderDate),
      ...value('ShipExpireDate', 'date', message.shipDate),
      ...value('CustomerPONo', 'text', customerPONo),
    ];
    signal.throwIfAborted();
    return change(
      resultOf(order),
      () => documents.changeSalesOrder(company, salesOrderNo, { orderType: 'S', columns }),
      (column) => paths[column ?? ''] ?? 'salesOrderNo',
      findings.warnings,
    );
  };
}

function value(name: string, kind: UdfValue['kind'], given: string | undefined): UdfValue[] {
  return given === undefined ? [] : [{ name, kind, value: given }];
}
