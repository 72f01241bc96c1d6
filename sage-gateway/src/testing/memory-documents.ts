import { Decimal } from 'decimal.js';
import { RetryableError } from '../errors.ts';
import {
  type ChangeWritten,
  type CustomerChange,
  DocumentExists,
  type ItemChange,
  LinesNotEditable,
  type NewCustomer,
  type OrderChanged,
  type SageDocuments,
  SageRefusal,
  type SageWarning,
  type SalesOrder,
  type SalesOrderChange,
  type SalesOrderLine,
  type SalesOrderWritten,
} from '../sage/ports.ts';
import { editLines } from './memory-line-edits.ts';
import { addressRow, cleared, headerRow, udfs } from './memory-document-rows.ts';
import type { MemoryRow, MemoryTables } from './memory-tables.ts';

export type DocumentCall =
  | 'nextSalesOrderNo'
  | 'createSalesOrder'
  | 'changeSalesOrder'
  | 'deleteSalesOrder'
  | 'nextCustomerNo'
  | 'createCustomer'
  | 'changeCustomer'
  | 'changeItem';

/** What is to happen at a call: an error before anything is done, an error after all is done (the reply is lost), or warnings beside it. */
export interface Disturbance {
  readonly before?: Error;
  readonly after?: Error;
  readonly warn?: SageWarning;
}

/**
 * Sage's documents in memory: orders and customers are really kept, in the tables that are read back, so that a rerun finds what an
 * earlier try wrote. Refuses what Sage refuses (unknown customer, item, warehouse; a text wider than its column).
 */
export class MemoryDocuments implements SageDocuments {
  readonly calls: { readonly call: DocumentCall; readonly company: string }[] = [];
  /** S/O Options: whether history keeps deleted orders. */
  keepsDeleted = true;
  /** Whether this Sage has no methods to change or delete lines. */
  keepsLines = false;
  readonly #tables: MemoryTables;
  readonly #disturbances = new Map<DocumentCall, Disturbance[]>();
  readonly #next = new Map<string, number>();

  constructor(tables: MemoryTables) {
    this.#tables = tables;
  }

  /** Disturbs the next call of a kind that is not yet disturbed. */
  disturb(call: DocumentCall, disturbance: Disturbance): void {
    this.#disturbances.set(call, [...(this.#disturbances.get(call) ?? []), disturbance]);
  }

  /** The number that comes next, so that a test can make it collide. */
  startAt(company: string, kind: 'order' | 'customer', next: number): void {
    this.#next.set(`${company} ${kind}`, next);
  }

  nextSalesOrderNo(company: string): Promise<string> {
    return this.#run('nextSalesOrderNo', company, () => this.#number(company, 'order'));
  }

  nextCustomerNo(company: string): Promise<string> {
    return this.#run('nextCustomerNo', company, () => this.#number(company, 'customer'));
  }

  createSalesOrder(company: string, salesOrderNo: string, order: SalesOrder): Promise<SalesOrderWritten> {
    return this.#run('createSalesOrder', company, (warnings) => {
      if (this.#find(company, 'SO_SalesOrderHeader', { SalesOrderNo: salesOrderNo })) {
        throw new DocumentExists(`Sales order ${salesOrderNo}`);
      }
      const { divisionNo: ARDivisionNo, customerNo: CustomerNo } = order;
      if (!this.#find(company, 'AR_Customer', { ARDivisionNo, CustomerNo })) {
        throw new SageRefusal('The Customer is not on file.', 'CustomerNo$');
      }
      const lines = order.lines.map((line, at) => this.#line(company, salesOrderNo, line, at));
      const header = { ...headerRow(salesOrderNo, order), OrderStatus: order.hold ? 'H' : 'N' };
      this.#insert(company, 'SO_SalesOrderHeader', header);
      this.#insert(company, 'SO_SalesOrderHistoryHeader', { ...header, OrderStatus: 'A' });
      for (const line of lines) this.#insert(company, 'SO_SalesOrderDetail', line);
      return {
        lines: lines.map((line) => ({
          lineKey: line['LineKey'] ?? '',
          unitPrice: line['UnitPrice'] ?? '0',
          extensionAmt: line['ExtensionAmt'] ?? '0',
        })),
        warnings,
      };
    });
  }

  createCustomer(company: string, customer: NewCustomer) {
    return this.#run('createCustomer', company, (warnings) => {
      const key = { ARDivisionNo: customer.divisionNo, CustomerNo: customer.customerNo };
      if (this.#find(company, 'AR_Customer', key)) {
        throw new DocumentExists(`Customer ${customer.divisionNo}-${customer.customerNo}`);
      }
      this.#insert(company, 'AR_Customer', {
        ...key,
        CustomerName: customer.name,
        ...addressRow(customer.address, 'AddressLine', ''),
        TelephoneNo: customer.telephoneNo ?? null,
        EmailAddress: customer.emailAddress ?? null,
        TermsCode: customer.termsCode ?? '00',
        CustomerStatus: 'A',
        ...udfs(customer.fields),
      });
      const { contact, shipTo } = customer;
      if (contact) {
        this.#upsert(
          company,
          'AR_CustomerContact',
          { ...key, ContactCode: contact.code },
          {
            ContactName: contact.name,
            EmailAddress: contact.emailAddress ?? null,
            TelephoneNo1: contact.telephoneNo ?? null,
          },
        );
      }
      if (shipTo) {
        this.#upsert(
          company,
          'SO_ShipToAddress',
          { ...key, ShipToCode: shipTo.code },
          {
            ShipToName: shipTo.address.name ?? null,
            ...addressRow(shipTo.address, 'ShipToAddress', 'ShipTo'),
          },
        );
      }
      return { warnings };
    });
  }

  changeSalesOrder(company: string, salesOrderNo: string, change: SalesOrderChange): Promise<OrderChanged> {
    return this.#run('changeSalesOrder', company, (warnings) => {
      const header = this.#mustFind(company, 'SO_SalesOrderHeader', { SalesOrderNo: salesOrderNo });
      if (header['CurrentInvoiceNo']) throw new SageRefusal('The order is on an invoice.');
      const { lines = [], columns } = change;
      if (this.keepsLines && lines.some(({ op }) => op !== 'add')) throw new LinesNotEditable('no nEditLine');
      const { rows } = this.#tables.table(company, 'SO_SalesOrderDetail');
      const edited = editLines(rows, salesOrderNo, lines, (line, at) =>
        this.#line(company, salesOrderNo, line, at),
      );
      this.#mustFit(company, 'SO_SalesOrderHeader', udfs(columns));
      Object.assign(header, cleared(udfs(columns)));
      if (change.orderStatus !== undefined) header['OrderStatus'] = change.orderStatus;
      if (change.orderType !== undefined) header['OrderType'] = change.orderType;
      rows.splice(0, rows.length, ...edited.rows);
      return { lines: edited.written, warnings };
    });
  }

  deleteSalesOrder(
    company: string,
    salesOrderNo: string,
    { cancelReasonCode }: { readonly cancelReasonCode?: string } = {},
  ): Promise<ChangeWritten> {
    return this.#run('deleteSalesOrder', company, (warnings) => {
      const header = this.#find(company, 'SO_SalesOrderHeader', { SalesOrderNo: salesOrderNo });
      if (!header) return { warnings };
      if (header['CurrentInvoiceNo']) throw new SageRefusal('The order is on an invoice.');
      this.#remove(company, 'SO_SalesOrderHeader', salesOrderNo);
      this.#remove(company, 'SO_SalesOrderDetail', salesOrderNo);
      if (this.keepsDeleted) {
        const history = this.#mustFind(company, 'SO_SalesOrderHistoryHeader', { SalesOrderNo: salesOrderNo });
        Object.assign(history, {
          OrderStatus: header['OrderType'] === 'Q' ? 'Z' : 'X',
          CancelReasonCode: cancelReasonCode ?? null,
        });
      } else this.#remove(company, 'SO_SalesOrderHistoryHeader', salesOrderNo);
      return { warnings };
    });
  }

  changeCustomer(
    company: string,
    divisionNo: string,
    customerNo: string,
    change: CustomerChange,
  ): Promise<ChangeWritten> {
    return this.#run('changeCustomer', company, (warnings) => {
      const key = { ARDivisionNo: divisionNo, CustomerNo: customerNo };
      const row = this.#mustFind(company, 'AR_Customer', key);
      const wished = {
        CustomerName: change.name,
        TelephoneNo: change.telephoneNo,
        EmailAddress: change.emailAddress,
        CreditLimit: change.creditLimit,
        ...(change.address && addressRow(change.address, 'AddressLine', '')),
        ...udfs(change.fields),
      };
      const values = Object.entries(wished).filter(([, value]) => value !== undefined);
      this.#mustFit(company, 'AR_Customer', Object.fromEntries(values) as MemoryRow);
      Object.assign(row, Object.fromEntries(values.map(([name, value]) => [name, value || null])));
      return { warnings };
    });
  }

  changeItem(company: string, itemCode: string, change: ItemChange): Promise<ChangeWritten> {
    return this.#run('changeItem', company, (warnings) => {
      const row = this.#mustFind(company, 'CI_Item', { ItemCode: itemCode });
      row['StandardUnitPrice'] = change.standardUnitPrice;
      return { warnings };
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #run<T>(call: DocumentCall, company: string, work: (warnings: SageWarning[]) => T): Promise<T> {
    this.calls.push({ call, company });
    const disturbance = this.#disturbances.get(call)?.shift();
    if (disturbance?.before) throw disturbance.before;
    const done = work(disturbance?.warn === undefined ? [] : [disturbance.warn]);
    if (disturbance?.after) throw disturbance.after;
    return done;
  }

  #number(company: string, kind: 'order' | 'customer'): string {
    const next = this.#next.get(`${company} ${kind}`) ?? 1;
    this.#next.set(`${company} ${kind}`, next + 1);
    return String(next).padStart(7, '0');
  }

  #line(company: string, salesOrderNo: string, line: SalesOrderLine, at: number): MemoryRow {
    const item = this.#find(company, 'CI_Item', { ItemCode: line.itemCode });
    if (!item) throw new SageRefusal('The Item Code is not on file.', 'ItemCode$', at);
    if (line.warehouseCode && !this.#find(company, 'IM_Warehouse', { WarehouseCode: line.warehouseCode })) {
      throw new SageRefusal('The Warehouse Code is not on file.', 'WarehouseCode$', at);
    }
    const price = new Decimal(line.unitPrice ?? item['StandardUnitPrice'] ?? '0');
    const rate = new Decimal(100).minus(line.discountPercent ?? 0).dividedBy(100);
    const extension = price.times(line.quantity ?? 0).times(rate);
    return {
      SalesOrderNo: salesOrderNo,
      LineKey: String(at + 1).padStart(6, '0'),
      ItemCode: line.itemCode,
      ItemType: item['ItemType'] ?? '1',
      ItemCodeDesc: line.description ?? null,
      CommentText: line.commentText ?? null,
      WarehouseCode: line.warehouseCode ?? null,
      UnitOfMeasure: line.unitOfMeasure ?? null,
      QuantityOrdered: line.quantity ?? '0',
      UnitPrice: price.toFixed(),
      ExtensionAmt: extension.toFixed(2, Decimal.ROUND_HALF_UP),
      LineDiscountPercent: line.discountPercent ?? '0',
      PriceOverridden: line.unitPrice === undefined ? 'N' : 'Y',
      PromiseDate: line.promiseDate ?? null,
      ...udfs(line.fields),
    };
  }

  #find(company: string, table: string, key: MemoryRow): MemoryRow | undefined {
    return this.#tables
      .table(company, table)
      .rows.find((row) => Object.entries(key).every(([name, value]) => row[name] === value));
  }

  #mustFind(company: string, table: string, key: MemoryRow): MemoryRow {
    const row = this.#find(company, table, key);
    if (row) return row;
    throw new RetryableError('SAGE_FAILED', `${table} ${Object.values(key).join('-')} is not there any more`);
  }

  #remove(company: string, table: string, salesOrderNo: string): void {
    const { rows } = this.#tables.table(company, table);
    rows.splice(0, rows.length, ...rows.filter((row) => row['SalesOrderNo'] !== salesOrderNo));
  }

  #insert(company: string, table: string, row: MemoryRow): void {
    this.#mustFit(company, table, row);
    this.#tables.table(company, table).rows.push(row);
  }

  #mustFit(company: string, table: string, row: MemoryRow): void {
    const { columns } = this.#tables.table(company, table);
    for (const [name, value] of Object.entries(row)) {
      const width = Number(/^C(\d+)$/.exec(columns[name] ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
      if (value !== null && value.length > width) throw new SageRefusal('The value is too long.', `${name}$`);
    }
  }

  #upsert(company: string, table: string, key: MemoryRow, values: MemoryRow): void {
    const row = this.#find(company, table, key);
    if (row) Object.assign(row, values);
    else this.#insert(company, table, { ...key, ...values });
  }
}
