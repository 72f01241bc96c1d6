import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Decimal } from 'decimal.js';

/** The simulator's person at Sage (sandbox/sage/seed/company.ts): whose orders are none of the gateway's. */
const CLERK = '0000000099';

/** An order as Sage's tables hold it, decimals as text. */
export interface SageOrder {
  readonly salesOrderNo: string;
  readonly lines: number;
  readonly quantity: string;
  readonly merchandise: string;
}

type Row = Record<string, string | null>;
type Select = (sql: string) => Promise<Row[]>;

/**
 * Reads the simulator's tables from outside, as a report writer would: by unixODBC and the SQLite driver where they are
 * installed, else embedded. It is not the gateway's reader on purpose: it checks the gateway.
 */
export class SageReader {
  readonly way: 'ODBC' | 'embedded';
  readonly #select: Select;
  readonly close: () => Promise<void>;

  private constructor(way: 'ODBC' | 'embedded', select: Select, close: () => Promise<void>) {
    this.way = way;
    this.#select = select;
    this.close = close;
  }

  static async open(dataFolder: string, company: string): Promise<SageReader> {
    const file = join(dataFolder, `MAS_${company}.sqlite`);
    const odbc = await import('odbc').catch(() => undefined);
    if (odbc) {
      const connection = await odbc.default
        .connect(`Driver=SQLite3;Database=${file};Timeout=5000;StepAPI=1`)
        .catch(() => undefined);
      if (connection)
        return new SageReader(
          'ODBC',
          (sql) => connection.query(sql),
          () => connection.close(),
        );
    }
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    const select: Select = async (sql) => database.prepare(sql).all() as Row[];
    return new SageReader('embedded', select, async () => database.close());
  }

  /** Columns of all rows of a table, as text; blank is the empty text. Names are code, not input. */
  async rows<C extends string>(table: string, columns: readonly C[]): Promise<Record<C, string>[]> {
    const list = columns.map((name) => `CAST(${name} AS TEXT) AS ${name}`).join(', ');
    const found = await this.#select(`SELECT ${list} FROM ${table}`);
    return found.map(
      (row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? ''])) as Record<C, string>,
    );
  }

  /** All orders that no person at Sage entered, with the sums of their item lines. */
  async orders(): Promise<SageOrder[]> {
    const headers = await this.#select(
      `SELECT SalesOrderNo FROM SO_SalesOrderHeader WHERE UserCreatedKey <> '${CLERK}' ORDER BY SalesOrderNo`,
    );
    const details = await this.#select(
      'SELECT SalesOrderNo, CAST(QuantityOrdered AS TEXT) AS Quantity, CAST(ExtensionAmt AS TEXT) AS Amount ' +
        "FROM SO_SalesOrderDetail WHERE ItemType <> '4' AND SalesOrderNo IN " +
        `(SELECT SalesOrderNo FROM SO_SalesOrderHeader WHERE UserCreatedKey <> '${CLERK}')`,
    );
    const sums = new Map(
      headers.map((row) => [
        row['SalesOrderNo'] ?? '',
        { lines: 0, quantity: new Decimal(0), merchandise: new Decimal(0) },
      ]),
    );
    for (const line of details) {
      const sum = sums.get(line['SalesOrderNo'] ?? '');
      if (!sum) throw new Error(`a line of order ${line['SalesOrderNo']} has no header`);
      sum.lines += 1;
      sum.quantity = sum.quantity.plus(line['Quantity'] ?? 0);
      sum.merchandise = sum.merchandise.plus(line['Amount'] ?? 0);
    }
    return [...sums].map(([salesOrderNo, sum]) => ({
      salesOrderNo,
      lines: sum.lines,
      quantity: sum.quantity.toString(),
      merchandise: sum.merchandise.toFixed(2),
    }));
  }

  /** One order with its customer, or undefined while Sage has none of this number. */
  async order(salesOrderNo: string): Promise<(SageOrder & { customer: string; name: string }) | undefined> {
    if (!/^[0-9A-Z]{7}$/.test(salesOrderNo)) throw new Error(`not a sales order number: ${salesOrderNo}`);
    const [header] = await this.#select(
      `SELECT ARDivisionNo, CustomerNo, BillToName FROM SO_SalesOrderHeader WHERE SalesOrderNo = '${salesOrderNo}'`,
    );
    if (!header) return undefined;
    const order = (await this.orders()).find((candidate) => candidate.salesOrderNo === salesOrderNo);
    return (
      order && {
        ...order,
        customer: `${header['ARDivisionNo']}-${header['CustomerNo']}`,
        name: header['BillToName'] ?? '',
      }
    );
  }

  /** Sage's status of an order: among the open ones, and in history; undefined where it is not. */
  async orderStatus(
    salesOrderNo: string,
  ): Promise<{ open: string | undefined; history: string | undefined }> {
    if (!/^[0-9A-Z]{7}$/.test(salesOrderNo)) throw new Error(`not a sales order number: ${salesOrderNo}`);
    const status = async (table: string) =>
      (await this.#select(`SELECT OrderStatus FROM ${table} WHERE SalesOrderNo = '${salesOrderNo}'`))[0]?.[
        'OrderStatus'
      ] ?? undefined;
    return {
      open: await status('SO_SalesOrderHeader'),
      history: await status('SO_SalesOrderHistoryHeader'),
    };
  }

  /** Custom fields of an order's header, as they are stored. */
  async orderFields(salesOrderNo: string, names: readonly string[]): Promise<Row | undefined> {
    if (!/^[0-9A-Z]{7}$/.test(salesOrderNo)) throw new Error(`not a sales order number: ${salesOrderNo}`);
    const columns = names.map((name) => `CAST(${name} AS TEXT) AS ${name}`).join(', ');
    return (
      await this.#select(`SELECT ${columns} FROM SO_SalesOrderHeader WHERE SalesOrderNo = '${salesOrderNo}'`)
    )[0];
  }

  async creditLimit(divisionNo: string, customerNo: string): Promise<string> {
    return (await this.#customer(divisionNo, customerNo))['CreditLimit'] ?? '';
  }

  async customerName(divisionNo: string, customerNo: string): Promise<string> {
    return (await this.#customer(divisionNo, customerNo))['CustomerName'] ?? '';
  }

  async #customer(divisionNo: string, customerNo: string): Promise<Row> {
    if (!/^[0-9A-Z]{2}-[0-9A-Z]{1,20}$/.test(`${divisionNo}-${customerNo}`))
      throw new Error(`not a customer number: ${divisionNo}-${customerNo}`);
    const [row] = await this.#select(
      'SELECT CustomerName, CAST(CreditLimit AS TEXT) AS CreditLimit FROM AR_Customer ' +
        `WHERE ARDivisionNo = '${divisionNo}' AND CustomerNo = '${customerNo}'`,
    );
    if (!row) throw new Error(`Sage has no customer ${divisionNo}-${customerNo}`);
    return row;
  }

  /** Names of Salesforce accounts that more than one Sage customer carries. */
  async customersTwice(): Promise<string[]> {
    const rows = await this.#select(
      "SELECT UDF_SF_ACCOUNT AS Account FROM AR_Customer WHERE UDF_SF_ACCOUNT <> '' " +
        'GROUP BY UDF_SF_ACCOUNT HAVING COUNT(*) > 1',
    );
    return rows.map((row) => row['Account'] ?? '');
  }

  /** Orders that no person at Sage entered, and all customers. */
  async counts(): Promise<{ orders: number; customers: number }> {
    const count = async (table: string) =>
      Number((await this.#select(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.['n'] ?? 0);
    const orders = `SO_SalesOrderHeader WHERE UserCreatedKey <> '${CLERK}'`;
    return { orders: await count(orders), customers: await count('AR_Customer') };
  }
}
