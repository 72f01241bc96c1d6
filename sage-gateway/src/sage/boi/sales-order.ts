import type {
  ChangeWritten,
  SagePrice,
  SagePriceQuestion,
  LineEdit,
  SageWarning,
  SalesOrder,
  SalesOrderChange,
  SalesOrderLine,
  SalesOrderWritten,
} from '../ports.ts';
import { addressCells, cell, dateCell, shipToColumns, udfCells } from './cells.ts';
import type {
  Cell,
  DeleteMessage,
  HostContext,
  LineMessage,
  NextMessage,
  PingMessage,
  PreviewAnswer,
  PreviewMessage,
  WriteAnswer,
  WriteMessage,
} from './protocol.ts';

const object = 'SO_SalesOrder_bus';

function context(date: string): HostContext {
  return { module: 'S/O', date, task: 'SO_SalesOrder_ui' };
}

/** Tries whether the user may enter orders; writes nothing. */
export function salesOrderPing(date: string): PingMessage {
  return { op: 'ping', context: context(date), object };
}

/** Takes the next number; `date` is the accounting date, `YYYYMMDD`. */
export function nextSalesOrderNoMessage(date: string): NextMessage {
  return { op: 'next', context: context(date), object, method: 'nGetNextSalesOrderNo' };
}

/**
 * A whole order as one message. The order of the columns is Sage's: the division before the customer (whose defaults it loads),
 * type and status before the lines, the ship-to before what it may reload (warehouse, ship via, terms).
 */
export function salesOrderMessage(salesOrderNo: string, order: SalesOrder, date: string): WriteMessage {
  return {
    op: 'write',
    context: context(date),
    object,
    key: [['SalesOrderNo$', salesOrderNo]],
    mode: 'create',
    set: header(order),
    lines: order.lines.map(line),
    read: ['SalesOrderNo$'],
  };
}

/** A change of an order, which must exist; lines that are not named are not touched. The header's columns come before the lines, which they may price. */
export function changeOrderMessage(
  salesOrderNo: string,
  change: SalesOrderChange & { readonly cancelReasonCode?: string },
  date: string,
): WriteMessage {
  return {
    op: 'write',
    context: context(date),
    object,
    key: [['SalesOrderNo$', salesOrderNo]],
    mode: 'update',
    set: [
      ...cell('OrderType$', change.orderType),
      ...cell('OrderStatus$', change.orderStatus),
      ...cell('CancelReasonCode$', change.cancelReasonCode),
      ...udfCells(change.columns),
    ],
    ...(change.lines && change.lines.length > 0 && { lines: change.lines.map(lineEdit) }),
  };
}

const readOfLine = ['UnitPrice', 'ExtensionAmt', 'LineKey$'];

function lineEdit(edit: LineEdit): LineMessage {
  if (edit.op === 'add') return line(edit.line);
  const { lineKey } = edit;
  if (edit.op === 'remove') return { lineKey, delete: true, set: [], read: [] };
  return { lineKey, set: udfCells(edit.columns), read: readOfLine };
}

/** The deletion of an order; Sage's history keeps it as deleted where the S/O options say so. */
export function deleteOrderMessage(salesOrderNo: string, date: string): DeleteMessage {
  return { op: 'delete', context: context(date), object, key: [['SalesOrderNo$', salesOrderNo]] };
}

function header(order: SalesOrder): Cell[] {
  return [
    ...cell('ARDivisionNo$', order.divisionNo),
    ...cell('CustomerNo$', order.customerNo),
    // S is Sage's default; a type that is not needed is not set.
    ...cell('OrderType$', order.orderType === 'S' ? undefined : order.orderType),
    ...cell('OrderStatus$', order.hold ? 'H' : undefined),
    ...dateCell('OrderDate$', order.orderDate),
    ...dateCell('ShipExpireDate$', order.shipDate),
    ...cell('CustomerPONo$', order.customerPONo),
    ...cell('ShipToCode$', order.shipToCode),
    ...addressCells(shipToColumns, order.shipTo),
    ...cell('WarehouseCode$', order.warehouseCode),
    ...cell('ShipVia$', order.shipVia),
    ...cell('TermsCode$', order.termsCode),
    ...cell('ConfirmTo$', order.confirmTo),
    ...cell('EmailAddress$', order.emailAddress),
    ...cell('Comment$', order.comment),
    ...udfCells(order.fields),
  ];
}

/** The item first (it loads unit, price and description), what re-prices before the quantity, an overriding price after it. */
function line(from: SalesOrderLine): LineMessage {
  if (from.comment) {
    return {
      set: [
        ...cell('ItemCode$', from.itemCode),
        ...cell('CommentText$', from.commentText),
        ...udfCells(from.fields),
      ],
      read: ['LineKey$'],
    };
  }
  return {
    set: [
      ...cell('ItemCode$', from.itemCode),
      ...cell('WarehouseCode$', from.warehouseCode),
      ...cell('UnitOfMeasure$', from.unitOfMeasure),
      ...cell('QuantityOrdered', from.quantity),
      ...cell('UnitPrice', from.unitPrice),
      ...cell('LineDiscountPercent', from.discountPercent),
      ...cell('ItemCodeDesc$', from.description),
      ...cell('CommentText$', from.commentText),
      ...dateCell('PromiseDate$', from.promiseDate),
      ...udfCells(from.fields),
    ],
    // Read by the host before it writes the line: afterwards they belong to another line.
    read: readOfLine,
  };
}

/** An order that is filled for the prices of its lines and dropped; what re-prices comes before the quantity. */
export function priceMessage(
  question: SagePriceQuestion,
  scratchOrderNo: string,
  date: string,
): PreviewMessage {
  return {
    op: 'preview',
    context: context(date),
    object,
    key: [['SalesOrderNo$', scratchOrderNo]],
    set: [
      ...cell('ARDivisionNo$', question.divisionNo),
      ...cell('CustomerNo$', question.customerNo),
      ...dateCell('OrderDate$', question.date),
      ...cell('ShipToCode$', question.shipToCode),
    ],
    lines: question.lines.map(({ itemCode, unitOfMeasure, quantity }) => ({
      set: [
        ...cell('ItemCode$', itemCode),
        ...cell('UnitOfMeasure$', unitOfMeasure),
        ...cell('QuantityOrdered', quantity),
      ],
      read: ['UnitPrice', 'LineDiscountPercent'],
    })),
  };
}

/** The prices of a preview. */
export function pricesOf({ lines }: PreviewAnswer): SagePrice[] {
  return lines.map(({ read, refused }) =>
    refused
      ? { refused: refused.message.trim() || 'Sage gave no reason' }
      : { unitPrice: read['UnitPrice'] ?? '0', discountPercent: read['LineDiscountPercent'] ?? '0' },
  );
}

/** What Sage made of the order: one entry a line, comment lines with zero amounts. */
export function salesOrderWritten(reply: WriteAnswer): SalesOrderWritten {
  return {
    lines: reply.lines.map(({ read }) => ({
      lineKey: read['LineKey$'] ?? '',
      unitPrice: read['UnitPrice'] ?? '0',
      extensionAmt: read['ExtensionAmt'] ?? '0',
    })),
    warnings: reply.warnings.map(warning),
  };
}

/** What Sage said of a change. */
export function changeWritten({ warnings }: Pick<WriteAnswer, 'warnings'>): ChangeWritten {
  return { warnings: warnings.map(warning) };
}

function warning({ message, column, line }: WriteAnswer['warnings'][number]): SageWarning {
  return { message, ...(column ? { column } : {}), ...(typeof line === 'number' ? { line } : {}) };
}
