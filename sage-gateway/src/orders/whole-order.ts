import { Decimal } from 'decimal.js';
import { defined } from '../mapping/defined.ts';
import type { Columns } from '../mapping/fit.ts';
import type { LineEdit, Row, SalesOrder, SalesOrderLine, UdfValue } from '../sage/ports.ts';
import { carriedColumns, isComponent, udfsOf, type OrderRows } from './order-rows.ts';

/**
 * Why an order cannot be deleted and created again without losing something that the gateway does not carry over; undefined when it can.
 */
export function lossOf({ header, lines }: OrderRows): string | undefined {
  const filled = (column: string) => (header[column] ?? '') !== '' && !isZero(header[column]);
  if (!['S', 'Q'].includes(header['OrderType'] ?? '')) return `it is of type ${header['OrderType'] ?? ''}`;
  if (filled('LastInvoiceOrderNo') || lines.some((line) => !isZero(line['QuantityShipped']))) {
    return 'a part of it was shipped or invoiced';
  }
  if (filled('DepositAmt')) return 'it has a deposit';
  if (filled('MasterRepeatingOrderNo')) return 'it was released from a master order';
  if (filled('RMANo') || filled('JobNo')) return 'it belongs to a return or a job';
  if (lines.some((line) => isComponent(line))) return 'it has kits';
  if (lines.some((line) => (line['PurchaseOrderNo'] ?? '') !== '')) return 'a purchase order was made for it';
  if (lines.some((line) => line['LotSerialFullyDistributed'] === 'Y'))
    return 'lots or serial numbers are set aside for it';
  return undefined;
}

/** An order that stands in Sage, as it would be created again; its lines in the order of the rows. */
export function wholeOrder({ header, lines, headerColumns, lineColumns }: OrderRows): SalesOrder {
  const text = (column: string) => header[column] ?? undefined;
  const carried = [...carriedColumns, ...udfsOf(headerColumns)];
  return {
    divisionNo: text('ARDivisionNo') ?? '',
    customerNo: text('CustomerNo') ?? '',
    orderType: text('OrderType') === 'Q' ? 'Q' : 'S',
    orderDate: text('OrderDate') ?? '',
    ...(text('OrderStatus') === 'H' && { hold: true }),
    ...defined({
      shipDate: text('ShipExpireDate'),
      customerPONo: text('CustomerPONo'),
      shipToCode: text('ShipToCode'),
      warehouseCode: text('WarehouseCode'),
      shipVia: text('ShipVia'),
      termsCode: text('TermsCode'),
      confirmTo: text('ConfirmTo'),
      emailAddress: text('EmailAddress'),
      comment: text('Comment'),
    }),
    shipTo: {
      lines: [1, 2, 3].map((no) => text(`ShipToAddress${no}`) ?? ''),
      ...defined({
        name: text('ShipToName'),
        city: text('ShipToCity'),
        state: text('ShipToState'),
        zipCode: text('ShipToZipCode'),
        countryCode: text('ShipToCountryCode'),
      }),
    },
    fields: valuesOf(header, carried, headerColumns),
    lines: lines.map((line) => wholeLine(line, lineColumns)),
  };
}

/** The order as it becomes: single columns of the header and of lines, lines left out, lines added at the end. */
export function withChanges(
  rows: OrderRows,
  columns: readonly UdfValue[],
  edits: readonly LineEdit[],
): SalesOrder {
  const values = (some: readonly UdfValue[]) =>
    Object.fromEntries(some.map(({ name, value }) => [name, value === '' ? null : value]));
  const changes = new Map(
    edits.flatMap((edit) => (edit.op === 'change' ? [[edit.lineKey, edit.columns]] : [])),
  );
  const removed = new Set(edits.flatMap((edit) => (edit.op === 'remove' ? [edit.lineKey] : [])));
  const lines = rows.lines
    .filter((line) => !removed.has(line['LineKey'] ?? ''))
    .map((line): Row => {
      const change = changes.get(line['LineKey'] ?? '') ?? [];
      const price = change.some(({ name }) => name === 'UnitPrice') ? { PriceOverridden: 'Y' } : {};
      return { ...line, ...values(change), ...price };
    });
  const whole = wholeOrder({ ...rows, header: { ...rows.header, ...values(columns) }, lines });
  return {
    ...whole,
    lines: [...whole.lines, ...edits.flatMap((edit) => (edit.op === 'add' ? [edit.line] : []))],
  };
}

function wholeLine(line: Row, columns: Columns): SalesOrderLine {
  const itemCode = line['ItemCode'] ?? '';
  const fields = valuesOf(line, udfsOf(columns), columns);
  const own = fields.length > 0 ? { fields } : {};
  if (line['ItemType'] === '4') {
    return { itemCode, comment: true, ...defined({ commentText: line['CommentText'] ?? undefined }), ...own };
  }
  const texts = defined({
    description: line['ItemCodeDesc'] ?? undefined,
    commentText: line['CommentText'] ?? undefined,
    promiseDate: line['PromiseDate'] ?? undefined,
  });
  // A charge takes an amount, no quantity and no price.
  if (line['ItemType'] === '3') {
    const amount = { name: 'ExtensionAmt', kind: 'number' as const, value: number(line['ExtensionAmt']) };
    return { itemCode, ...texts, fields: [amount, ...fields] };
  }
  // A price that Sage made is left to Sage again; without the column that tells, the price stays what it is.
  const isOverridden = line['PriceOverridden'] !== 'N';
  return {
    itemCode,
    ...defined({
      warehouseCode: line['WarehouseCode'] ?? undefined,
      unitOfMeasure: line['UnitOfMeasure'] ?? undefined,
      unitPrice: isOverridden ? number(line['UnitPrice']) : undefined,
      discountPercent: isZero(line['LineDiscountPercent']) ? undefined : number(line['LineDiscountPercent']),
    }),
    quantity: number(line['QuantityOrdered']),
    ...texts,
    ...own,
  };
}

function valuesOf(row: Row, names: readonly string[], columns: Columns): UdfValue[] {
  return names.flatMap((name) => {
    const value = row[name] ?? '';
    const kind = columns.get(name.toUpperCase())?.kind;
    if (kind === undefined || value === '' || (kind === 'number' && isZero(value))) return [];
    return [{ name, kind, value: kind === 'number' ? number(value) : value }];
  });
}

function isZero(value: string | null | undefined): boolean {
  return !value || (/^-?[\d.]+$/.test(value) && new Decimal(value).isZero());
}

function number(value: string | null | undefined): string {
  return new Decimal(value || '0').toFixed();
}
