import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newObject } from '../boi/classes.ts';
import type { BusinessObject } from '../boi/business-object.ts';
import { SalesOrder } from '../boi/sales-order.ts';
import { Session, type SessionOptions } from '../boi/session.ts';
import type { Row } from '../dictionary/table.ts';
import { addRows, createCompany } from '../seed/company.ts';
import { openCompany } from '../store/files.ts';

export const COMPANY = 'TST';

/** Rows of the little company that tests work with. */
const rows: Readonly<Record<string, readonly Row[]>> = {
  AR_Division: [{ ARDivisionNo: '01' }],
  AR_TermsCode: [{ TermsCode: '30', TermsCodeDesc: 'Net 30' }],
  AR_Salesperson: [{ SalespersonDivisionNo: '01', SalespersonNo: '0100' }],
  SO_ShippingRateHeader: [{ ShippingCode: 'GROUND' }, { ShippingCode: 'AIR' }],
  SO_CancelReasonCode: [{ CancelReasonCode: 'CUST' }],
  SY_ZipCode: [{ ZipCode: '78701', City: 'Austin', State: 'TX' }],
  IM_Warehouse: [{ WarehouseCode: '000' }, { WarehouseCode: '001' }],
  CI_Item: [
    {
      ItemCode: 'BOLT',
      ItemCodeDesc: 'Bolt',
      StandardUnitPrice: '2.5',
      PurchaseUnitOfMeasure: 'BOX',
      PurchaseUMConvFctr: '100',
    },
    { ItemCode: 'LAMP', ItemCodeDesc: 'Lamp', StandardUnitPrice: '40', AllowTradeDiscount: 'N' },
    { ItemCode: 'OLD', InactiveItem: 'Y' },
    { ItemCode: '/HANDLING', ItemType: '5', StandardUnitPrice: '15', TaxClass: 'NT' },
    { ItemCode: '/FREIGHT', ItemType: '3', TaxClass: 'NT' },
  ],
  IM_ItemWarehouse: [
    { ItemCode: 'BOLT', WarehouseCode: '000', QuantityOnHand: '500', QuantityOnSalesOrder: '10.5' },
  ],
  AR_Customer: [
    {
      ARDivisionNo: '01',
      CustomerNo: 'ACME',
      CustomerName: 'Dunmarsh Hardware',
      AddressLine1: '1 Quarry Avenue',
      City: 'Austin',
      State: 'TX',
      ZipCode: '78701',
      CountryCode: 'USA',
      TermsCode: '30',
      ShipMethod: 'GROUND',
      SalespersonDivisionNo: '01',
      SalespersonNo: '0100',
      PrimaryShipToCode: '0001',
    },
    { ARDivisionNo: '01', CustomerNo: 'HOLD', CustomerName: 'Orlestone', TermsCode: '30', CreditHold: 'Y' },
    {
      ARDivisionNo: '01',
      CustomerNo: 'LIMIT',
      CustomerName: 'Hexley',
      TermsCode: '30',
      CreditLimit: '100',
      CurrentBalance: '80',
      AgingCategory1: '15',
    },
    {
      ARDivisionNo: '01',
      CustomerNo: 'GONE',
      CustomerName: 'Garrowby',
      TermsCode: '30',
      CustomerStatus: 'I',
    },
  ],
  SO_ShipToAddress: [
    { ARDivisionNo: '01', CustomerNo: 'ACME', ShipToCode: '0001', ShipToName: 'Yard', ShipToCity: 'Austin' },
    {
      ARDivisionNo: '01',
      CustomerNo: 'ACME',
      ShipToCode: '0002',
      ShipToName: 'Branch',
      WarehouseCode: '001',
      ShipVia: 'AIR',
    },
  ],
};

/** Makes a data folder with company TST; the caller removes it. */
export function makeTestCompany(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sage-'));
  createCompany(folder, { company: COMPANY });
  const store = openCompany(folder, COMPANY);
  for (const [table, some] of Object.entries(rows)) addRows(store, table, some);
  store.close();
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A session that is signed on, with the date 31 May 2026 and the program of the class in force. */
export function openTestSession(options: SessionOptions): Session {
  const session = new Session({ now: () => new Date(2026, 4, 31, 15, 30, 0), ...options });
  const done = session.nSetUser('gateway', 'secret') === 1 && session.nSetCompany(COMPANY) === 1;
  if (!done) throw new Error(session.sLastErrorMsg);
  return session;
}

export function openObject(session: Session, className: string, module: string): BusinessObject {
  const task = session.nLookupTask(className.replace('_bus', '_ui'));
  const done =
    session.nSetDate(module, '20260531') === 1 &&
    session.nSetModule(module) === 1 &&
    session.nSetProgram(task) === 1;
  if (!done) throw new Error(session.sLastErrorMsg);
  return newObject(session, className);
}

export function openOrder(session: Session): SalesOrder {
  const object = openObject(session, 'SO_SalesOrder_bus', 'S/O');
  if (!(object instanceof SalesOrder)) throw new Error('not a sales order');
  return object;
}

type Cells = Readonly<Record<string, string>>;

/** Sets values one after another; throws with Sage's sentence at the first that is refused. */
export function setAll(object: Pick<BusinessObject, 'nSetValue' | 'sLastErrorMsg'>, cells: Cells): void {
  for (const [column, value] of Object.entries(cells)) {
    if (object.nSetValue(column, value) === 0) throw new Error(`${column}: ${object.sLastErrorMsg}`);
  }
}

/** Opens a new order for customer 01-ACME with the given lines, short of the header's nWrite. */
export function prepareOrder(
  session: Session,
  lines: readonly Cells[],
  header: Cells = {},
  customerNo = 'ACME',
): SalesOrder {
  const order = openOrder(session);
  const salesOrderNo = order.nGetNextSalesOrderNo() ?? '';
  if (order.nSetKey(salesOrderNo) !== 2) throw new Error(order.sLastErrorMsg);
  setAll(order, { ARDivisionNo$: '01', CustomerNo$: customerNo, ...header });
  for (const line of lines) addLine(order, line);
  return order;
}

export function addLine(order: SalesOrder, cells: Cells): void {
  if (order.oLines.nAddLine() === 0) throw new Error(order.oLines.sLastErrorMsg);
  setAll(order.oLines, cells);
  if (order.oLines.nWrite() === 0) throw new Error(order.oLines.sLastErrorMsg);
}

/** Places an order and answers its number. */
export function placeOrder(
  session: Session,
  lines: readonly Cells[],
  header: Cells = {},
  customerNo = 'ACME',
): string {
  const order = prepareOrder(session, lines, header, customerNo);
  const salesOrderNo = order.nGetValue('SalesOrderNo$') ?? '';
  if (order.nWrite() === 0) throw new Error(order.sLastErrorMsg);
  return salesOrderNo;
}

/** Numbers of orders in the file, with how many lines each has. */
export function ordersInFile(folder: string): Record<string, number> {
  const store = openCompany(folder, COMPANY);
  const orders = store
    .select('SO_SalesOrderHeader', "SalesOrderNo <> ''", [])
    .map(({ SalesOrderNo = '' }) => {
      return [
        SalesOrderNo,
        store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', [SalesOrderNo]).length,
      ] as const;
    });
  store.close();
  return Object.fromEntries(orders);
}
