import { Decimal } from 'decimal.js';
import { blankRow, type Column, type Row } from '../dictionary/table.ts';
import { setting } from '../store/settings.ts';
import { BusinessRecord, type Result, type Rule, type Verdict } from './business-object.ts';
import { priceOf } from './prices.ts';
import { referenceRule } from './references.ts';
import { extension } from './sales-order-totals.ts';
import type { Session } from './session.ts';
import { numberText } from './values.ts';

const CHARGE = '3';
const COMMENT = '4';
const REGULAR = '1';
const MISCELLANEOUS = '5';

/** What the lines ask of the order they belong to. */
export interface OrderOfLines {
  readonly header: Row | undefined;
  readonly customer: Row | undefined;
}

/** `oLines` of SO_SalesOrder_bus: one line at a time, taken over by nWrite, saved with the header. */
export class SalesOrderLines extends BusinessRecord {
  readonly #order: OrderOfLines;
  #item: Row | undefined;
  #lines: Row[] = [];
  #lastLineKey = 0;
  #settled = true;

  constructor(session: Session, order: OrderOfLines) {
    super(session, session.store.table('SO_SalesOrderDetail'));
    this.#order = order;
  }

  /** The lines as they are now, those that were there when the record was opened and those written since. */
  get all(): readonly Row[] {
    return this.#lines;
  }

  /** Takes the lines of the record that was opened; the next LineKey follows the last of them. */
  load(lines: readonly Row[]): void {
    this.#lines = [...lines];
    this.#lastLineKey = Math.max(0, ...lines.map((line) => Number(line['LineKey'])));
    this.#drop();
  }

  /** Whether this Sage lets lines that are there be changed: sGetEditKey, nEditLine and nDeleteLine are unproven (README). */
  get areEditable(): boolean {
    return setting(this.session.simulator, 'lineEdits') !== 'off';
  }

  /** The edit key of a line, '' when there is none of this LineKey. Here it is its place in the order and its LineKey. */
  sGetEditKey(lineKey: string): string {
    const line = this.#lines.find((one) => one['LineKey'] === lineKey);
    if (line !== undefined) return `${line['LineSeqNo'] ?? ''}${lineKey}`;
    this.refuse(`The line ${lineKey} is not on file`);
    return '';
  }

  /** Opens a line that is there. What was set by hand stays so. */
  nEditLine(editKey: string): 0 | 1 {
    const line = this.#byEditKey(editKey);
    if (line === undefined) return 0;
    this.#item = this.session.store.find('CI_Item', line['ItemCode'] ?? '');
    this.row = { ...line };
    return 1;
  }

  /** Deletes a line that is there; what was shipped stays. */
  nDeleteLine(editKey: string): 0 | 1 {
    const line = this.#byEditKey(editKey);
    if (line === undefined) return 0;
    if (Number(line['QuantityShipped'] ?? 0) > 0)
      return this.refuse('The line was shipped and cannot be deleted');
    this.#lines = this.#lines.filter((one) => one !== line);
    return 1;
  }

  /** Starts a line; a line begun before and not written is dropped. */
  nAddLine(): 0 | 1 {
    const { header, customer } = this.#order;
    if (header === undefined) return this.refuse('No sales order is open');
    if (customer === undefined) return this.refuse('The customer must be set before the lines');
    const key = this.#lastLineKey + 1;
    this.#item = undefined;
    this.row = {
      ...blankRow(this.table),
      SalesOrderNo: header['SalesOrderNo'] ?? '',
      LineKey: String(key).padStart(6, '0'),
      LineSeqNo: String(key).padStart(14, '0'),
      PromiseDate: header['ShipExpireDate'] ?? '',
    };
    return 1;
  }

  override nSetValue(column: string, value: string): Result {
    if (this.row !== undefined && this.#item === undefined && column !== 'ItemCode$') {
      return this.refuse('The Item Code must be set first');
    }
    this.#settled = false;
    return super.nSetValue(column, value);
  }

  override nGetValue(column: string): string | undefined {
    this.#settle();
    return super.nGetValue(column);
  }

  /** Takes the line over. Afterwards no line is open and values read as blank or zero. */
  nWrite(): Result {
    if (this.row === undefined) return this.refuse('No line is open');
    if (this.#item === undefined) return this.refuse('The Item Code is required');
    if (this.row['ItemType'] === REGULAR && this.row['WarehouseCode'] === '') {
      return this.refuse('The Warehouse Code is required');
    }
    const { QuantityOrdered = '0', QuantityShipped = '0' } = this.row;
    if (QuantityShipped !== '0' && new Decimal(QuantityOrdered).lt(QuantityShipped)) {
      return this.refuse(`${QuantityShipped} of the line are shipped, fewer cannot be ordered`);
    }
    this.#settle();
    const limit = this.table.columns.get('ExtensionAmt');
    const digits = (limit?.length ?? 0) - (limit?.scale ?? 0);
    if (new Decimal(this.row['ExtensionAmt'] ?? 0).abs().gte(new Decimal(10).pow(digits))) {
      return this.refuse(`The Extension is too large (${digits} digits before the point)`);
    }
    const written = this.row;
    const at = this.#lines.findIndex((line) => line['LineKey'] === written['LineKey']);
    if (at >= 0) this.#lines[at] = written;
    else {
      this.#lines.push(written);
      this.#lastLineKey += 1;
    }
    this.#drop();
    return 1;
  }

  #byEditKey(editKey: string): Row | undefined {
    const line = this.#lines.find((one) => `${one['LineSeqNo'] ?? ''}${one['LineKey'] ?? ''}` === editKey);
    if (line === undefined) this.refuse('The line is not on file');
    return line;
  }

  protected override readOnlyReason(column: Column): string | undefined {
    const type = this.row?.['ItemType'];
    const allowedOnComments =
      ['ItemCode', 'ItemCodeDesc', 'CommentText'].includes(column.name) || column.name.startsWith('UDF_');
    if (type === COMMENT && !allowedOnComments) return `A comment line takes no ${column.name}`;
    if (type === CHARGE && column.name === 'ExtensionAmt') return undefined;
    if (type === CHARGE && ['QuantityOrdered', 'UnitPrice'].includes(column.name)) {
      return `A charge takes an amount (ExtensionAmt), no ${column.name}`;
    }
    return super.readOnlyReason(column);
  }

  protected override rule(column: string): Rule | undefined {
    const rules: Readonly<Record<string, Rule>> = {
      ItemCode: (code) => this.#loadItem(code),
      UnitOfMeasure: (unit) => this.#setUnit(unit),
      UnitPrice: () => this.#fill({ PriceOverridden: 'Y' }),
      LineDiscountPercent: (percent) =>
        Number(percent) >= 0 && Number(percent) <= 100
          ? undefined
          : { refuse: `The discount of ${percent} % is not valid` },
    };
    return rules[column] ?? referenceRule(this.session, column);
  }

  #loadItem(code: string): Verdict {
    const item = this.session.store.find('CI_Item', code);
    if (item === undefined) return { refuse: `The Item Code ${code} is not on file` };
    const type = item['ItemType'] ?? '';
    if (item['InactiveItem'] === 'Y') return { refuse: `The Item Code ${code} is inactive` };
    if (type !== REGULAR && item['UseInSO'] !== 'Y')
      return { refuse: `The Item Code ${code} is not used in Sales Order` };
    if (item['ProductType'] === 'K')
      return { refuse: `The Item Code ${code} is a kit, which the simulator does not model` };
    this.#item = item;
    const unit =
      item['SalesUnitOfMeasure'] === '' ? item['StandardUnitOfMeasure'] : item['SalesUnitOfMeasure'];
    const fromHeader = this.#order.header?.['WarehouseCode'] ?? '';
    const isComment = type === COMMENT;
    this.#fill({
      ItemType: type,
      ItemCodeDesc: item['ItemCodeDesc'] ?? '',
      ExtendedDescriptionKey: item['ExtendedDescriptionKey'] ?? '',
      WarehouseCode: type === REGULAR ? fromHeader || (item['DefaultWarehouseCode'] ?? '') : '',
      UnitOfMeasure: isComment ? '' : (unit ?? ''),
      UnitOfMeasureConvFactor: item['SalesUnitOfMeasure'] === '' ? '1' : (item['SalesUMConvFctr'] ?? '1'),
      TaxClass: isComment ? '' : (item['TaxClass'] ?? ''),
      Discount: item['AllowTradeDiscount'] === 'Y' && !isComment ? 'Y' : 'N',
      Commissionable: item['CalculateCommission'] ?? 'N',
      Valuation: item['Valuation'] ?? '',
      DropShip: item['DropShip'] ?? 'N',
      UnitCost: isComment ? '0' : (item['AverageUnitCost'] ?? '0'),
      SalesAcctKey: item['SalesAcctKey'] ?? '',
      CostOfGoodsSoldAcctKey: item['CostOfGoodsSoldAcctKey'] ?? '',
      PriceOverridden: 'N',
    });
    return undefined;
  }

  #setUnit(unit: string): Verdict {
    const item = this.#item ?? {};
    const factors = new Map([
      [item['PurchaseUnitOfMeasure'], item['PurchaseUMConvFctr']],
      [item['SalesUnitOfMeasure'], item['SalesUMConvFctr']],
      [item['StandardUnitOfMeasure'], '1'],
    ]);
    const factor = unit === '' ? undefined : factors.get(unit);
    if (factor === undefined) return { refuse: `The Unit of Measure ${unit} is not valid for the item` };
    this.#fill({ UnitOfMeasureConvFactor: factor });
    return undefined;
  }

  /** Price and extension of the line as it stands now, worked out when somebody looks. */
  #settle(): void {
    if (this.row === undefined || this.#settled) return;
    if (this.row['PriceOverridden'] === 'N' && [REGULAR, MISCELLANEOUS].includes(this.row['ItemType'] ?? ''))
      this.#price(this.row);
    if (this.row['ItemType'] !== CHARGE) this.row['ExtensionAmt'] = extension(this.row);
    this.#settled = true;
  }

  /** Prices are per standard unit; a price set by hand stays. */
  #price(line: Row): void {
    const { header, customer } = this.#order;
    if (this.#item === undefined || customer === undefined) return;
    const factor = line['UnitOfMeasureConvFactor'] ?? '1';
    const quantity = numberText(new Decimal(line['QuantityOrdered'] ?? 0).times(factor));
    const price = priceOf(this.session.store, {
      item: this.#item,
      customer,
      quantity,
      date: header?.['OrderDate'] ?? '',
      shipToCode: header?.['ShipToCode'] ?? '',
    });
    const ofUnit = new Decimal(price.unitPrice).times(factor).toDecimalPlaces(6, Decimal.ROUND_HALF_UP);
    line['UnitPrice'] = numberText(ofUnit);
    line['PriceLevel'] = price.level;
  }

  #fill(values: Row): undefined {
    Object.assign(this.row ?? {}, values);
  }

  #drop(): void {
    this.row = undefined;
    this.#item = undefined;
  }
}
