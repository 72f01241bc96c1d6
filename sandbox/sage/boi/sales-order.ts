import type { Column, Row } from '../dictionary/table.ts';
import { BusinessObject, type Result, type Rule, type Verdict } from './business-object.ts';
import { creditWarning } from './credit.ts';
import { nextNumber } from './numbers.ts';
import { countryRule, referenceRule, salespersonRule } from './references.ts';
import { customerDefaults, shipToDefaults } from './sales-order-defaults.ts';
import { SalesOrderLines } from './sales-order-lines.ts';
import { deleteOrder, saveOrder } from './sales-order-save.ts';
import { orderTotal, totals } from './sales-order-totals.ts';
import type { Session } from './session.ts';
import { zipRule } from './zip-codes.ts';

const REQUIRED = ['ARDivisionNo', 'CustomerNo', 'OrderDate', 'ShipExpireDate', 'TermsCode', 'WarehouseCode'];

/** SO_SalesOrder_bus: the header, with its lines in `oLines`. Nothing is in the file before nWrite of the header. */
export class SalesOrder extends BusinessObject {
  readonly oLines: SalesOrderLines;
  #customer: Row | undefined;
  #existingLines: Row[] = [];

  constructor(session: Session) {
    super(session, session.store.table('SO_SalesOrderHeader'));
    const current = {
      header: (): Row | undefined => this.row,
      customer: (): Row | undefined => this.#customer,
    };
    this.oLines = new SalesOrderLines(session, {
      get header() {
        return current.header();
      },
      get customer() {
        return current.customer();
      },
    });
  }

  /** The next free number; taken for good even if nothing is written with it. undefined: see sLastErrorMsg. */
  nGetNextSalesOrderNo(): string | undefined {
    const { store } = this.session;
    const taken = (no: string): boolean =>
      store.exists('SO_SalesOrderHeader', no) || store.exists('SO_SalesOrderHistoryHeader', no);
    const next = nextNumber(store, { table: 'SO_Options', key: 'S/O', column: 'NextSalesOrderNo', taken });
    if (next === undefined) this.refuse('There are no sales order numbers left');
    return next;
  }

  /** Amounts follow the lines as they are written. */
  override nGetValue(column: string): string | undefined {
    const lines = this.oLines.all;
    if (this.row !== undefined && /Amt$|SubjectToDiscount$/.test(column)) {
      Object.assign(this.row, totals(this.session, this.row, lines));
    }
    return super.nGetValue(column);
  }

  protected override keyRefusal([salesOrderNo = '']: readonly string[]): string | undefined {
    if (salesOrderNo !== salesOrderNo.toUpperCase())
      return `The Sales Order No ${salesOrderNo} must be upper case`;
    const history = this.session.store.find('SO_SalesOrderHistoryHeader', salesOrderNo);
    return history?.['OrderStatus'] === 'C' ? `The Sales Order No ${salesOrderNo} was completed` : undefined;
  }

  protected override fillNew(row: Row): void {
    row['OrderDate'] = this.session.moduleDate;
    this.oLines.load([]);
  }

  override nSetKey(value?: string): 0 | 1 | 2 {
    const result = super.nSetKey(value);
    if (result === 1 && this.original !== undefined) this.#loadExisting(this.original);
    return result;
  }

  protected override readOnlyReason(column: Column): string | undefined {
    const fixed = ['ARDivisionNo', 'CustomerNo'].includes(column.name) && this.original !== undefined;
    return fixed ? `The ${column.name} of an existing order cannot be changed` : super.readOnlyReason(column);
  }

  protected override rule(column: string): Rule | undefined {
    const rules: Readonly<Record<string, Rule>> = {
      CustomerNo: (customerNo) => this.#loadCustomer(customerNo),
      OrderType: (type) => this.#checkOrderType(type),
      OrderStatus: (status) =>
        status === 'C' ? { refuse: 'An order is completed by its invoice' } : undefined,
      ShipToCode: (code) => this.#loadShipTo(code),
      CustomerPONo: (purchaseOrderNo) => this.#warnOfDuplicate(purchaseOrderNo),
      SalespersonNo: salespersonRule(this.session, () => this.row?.['SalespersonDivisionNo'] ?? ''),
      BillToCountryCode: countryRule,
      ShipToCountryCode: countryRule,
      ShipToZipCode: zipRule(this.session.store, () => this.row, 'ShipTo'),
    };
    return rules[column] ?? referenceRule(this.session, column);
  }

  protected override save(row: Row): Result {
    if (row['CurrentInvoiceNo'] !== '')
      return this.refuse('The order is on an invoice and cannot be changed');
    if (row['ShipExpireDate'] === '') row['ShipExpireDate'] = row['OrderDate'] ?? '';
    const missing = this.#required().find((column) => (row[column] ?? '') === '');
    if (missing !== undefined) return this.refuse(`The ${missing} is required`);
    const lines = this.oLines.all;
    if (lines.length === 0) return this.refuse('The order has no lines');
    Object.assign(row, totals(this.session, row, lines));
    const original = this.original;
    const isPromoted = original?.['OrderType'] === 'Q' && row['OrderType'] !== 'Q';
    if (isPromoted && this.table.columns.has('PromotedDate')) {
      row['PromotedDate'] = this.session.moduleDate;
    }
    const customer = this.#customer ?? {};
    const warning =
      original === undefined ? creditWarning(this.session.store, customer, orderTotal(row)) : undefined;
    saveOrder(this.session, { header: original, lines: this.#existingLines }, { header: row, lines });
    return warning === undefined ? 1 : this.warn(warning);
  }

  protected override erase(found: Row): 0 | 1 {
    const options = this.session.store.find('SO_Options', 'S/O');
    if (found['CurrentInvoiceNo'] !== '')
      return this.refuse('The order is on an invoice and cannot be deleted');
    const reason = found['CancelReasonCode'] ?? '';
    if (options?.['RequireCancelReasonCode'] === 'Y' && reason === '')
      return this.refuse('A cancel reason code is required');
    deleteOrder(this.session, { header: found, lines: this.#existingLines }, reason);
    return 1;
  }

  protected override afterClear(): void {
    this.#customer = undefined;
    this.#existingLines = [];
    this.oLines.load([]);
  }

  #required(): readonly string[] {
    const options = this.session.store.find('AR_Options', 'A/R');
    const tax = options?.['SalesTaxReporting'] === 'Y' ? ['TaxSchedule'] : [];
    const commission = options?.['CommissionReporting'] === 'Y' ? ['SalespersonNo'] : [];
    return [...REQUIRED, ...tax, ...commission];
  }

  #loadExisting(order: Row): void {
    const { store } = this.session;
    this.#customer = store.find('AR_Customer', order['ARDivisionNo'] ?? '', order['CustomerNo'] ?? '');
    this.#existingLines = store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', [
      order['SalesOrderNo'] ?? '',
    ]);
    this.oLines.load(this.#existingLines);
  }

  #loadCustomer(customerNo: string): Verdict {
    const division = this.row?.['ARDivisionNo'] ?? '';
    if (division === '') return { refuse: 'The division must be set before the customer' };
    const customer = this.session.store.find('AR_Customer', division, customerNo);
    if (customer === undefined) return { refuse: `The Customer No ${division}-${customerNo} is not on file` };
    if (customer['CustomerStatus'] === 'I')
      return { refuse: `The Customer No ${division}-${customerNo} is inactive` };
    this.#customer = customer;
    Object.assign(this.row ?? {}, customerDefaults(this.session.store, customer));
    const warning = creditWarning(this.session.store, customer, '0');
    return warning === undefined ? undefined : { warn: warning };
  }

  #loadShipTo(code: string): Verdict {
    if (this.#customer === undefined) return { refuse: 'The customer must be set before the ship-to code' };
    if (code === '') return undefined;
    const { ARDivisionNo = '', CustomerNo = '' } = this.#customer;
    const shipTo = this.session.store.find('SO_ShipToAddress', ARDivisionNo, CustomerNo, code);
    if (shipTo === undefined) return { refuse: `The Ship To Code ${code} is not on file` };
    Object.assign(this.row ?? {}, shipToDefaults(shipTo));
    return undefined;
  }

  #checkOrderType(type: string): Verdict {
    const before = this.original?.['OrderType'];
    if (type === '') return { refuse: 'The OrderType is required' };
    if (before === undefined || before === type || (before === 'Q' && type === 'S')) return undefined;
    return { refuse: `An order of type ${before} cannot become type ${type}` };
  }

  #warnOfDuplicate(purchaseOrderNo: string): Verdict {
    const { ARDivisionNo = '', CustomerNo = '', SalesOrderNo = '' } = this.row ?? {};
    if (purchaseOrderNo === '' || CustomerNo === '') return undefined;
    const same = 'ARDivisionNo = ? AND CustomerNo = ? AND CustomerPONo = ? AND SalesOrderNo <> ?';
    const values = [ARDivisionNo, CustomerNo, purchaseOrderNo, SalesOrderNo];
    const kept = this.session.store.select(
      'SO_SalesOrderHistoryHeader',
      `${same} AND OrderStatus NOT IN ('X', 'Z')`,
      values,
    );
    const found = [...this.session.store.select('SO_SalesOrderHeader', same, values), ...kept][0];
    if (found === undefined) return undefined;
    return {
      warn: `The Customer PO No ${purchaseOrderNo} exists on sales order ${found['SalesOrderNo'] ?? ''}`,
    };
  }
}
