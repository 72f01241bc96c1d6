import type { Columns } from '../mapping/fit.ts';
import type { SalesOrderLine, UdfValue } from '../sage/ports.ts';

/** A value of a line, with the member of the message's line that it comes from and how a person calls it. */
export interface LineValue extends UdfValue {
  readonly member: string;
  readonly label: string;
}

interface LineColumn {
  readonly name: string;
  readonly kind: UdfValue['kind'];
  readonly member: keyof SalesOrderLine;
  /** The member of the message, where it is called otherwise. */
  readonly from?: string;
  readonly label: string;
}

/** In the order in which Sage wants them: what re-prices a line before its quantity, a price set by hand after it. */
const lineColumns: readonly LineColumn[] = [
  { name: 'WarehouseCode', kind: 'text', member: 'warehouseCode', label: 'warehouse' },
  { name: 'UnitOfMeasure', kind: 'text', member: 'unitOfMeasure', label: 'unit' },
  { name: 'QuantityOrdered', kind: 'number', member: 'quantity', label: 'quantity' },
  { name: 'UnitPrice', kind: 'number', member: 'unitPrice', label: 'price' },
  { name: 'LineDiscountPercent', kind: 'number', member: 'discountPercent', label: 'discount' },
  { name: 'ItemCodeDesc', kind: 'text', member: 'description', label: 'description' },
  { name: 'CommentText', kind: 'text', member: 'commentText', from: 'comment', label: 'comment' },
  { name: 'PromiseDate', kind: 'date', member: 'promiseDate', label: 'promise date' },
];

/** What a line says, by column. */
export function valuesOfLine(line: SalesOrderLine): LineValue[] {
  const own = lineColumns.flatMap(({ name, kind, member, from, label }) => {
    const value = line[member];
    return typeof value === 'string' ? [{ name, kind, value, member: from ?? member, label }] : [];
  });
  const fields = (line.fields ?? []).map((field) => ({
    ...field,
    member: `fields.${field.name}`,
    label: field.name,
  }));
  return [...own, ...fields];
}

/**
 * What is to change of a line so that it becomes another, in Sage's order. A value that is no longer there is cleared; `columns` tell which
 * the table has.
 */
export function differences(from: SalesOrderLine, to: SalesOrderLine, columns: Columns): LineValue[] {
  const before = new Map(valuesOfLine(from).map((value) => [value.name, value]));
  const after = new Map(valuesOfLine(to).map((value) => [value.name, value]));
  const order = new Map(lineColumns.map(({ name }, at) => [name, at]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => columns.has(name.toUpperCase()) && before.get(name)?.value !== after.get(name)?.value)
    .sort((one, other) => (order.get(one) ?? 99) - (order.get(other) ?? 99))
    .flatMap((name) => {
      const value = after.get(name) ?? before.get(name);
      if (value === undefined) return [];
      return [after.has(name) ? value : { ...value, value: value.kind === 'number' ? '0' : '' }];
    });
}
