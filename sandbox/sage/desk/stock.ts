import { Decimal } from 'decimal.js';
import { updatedBy } from '../boi/audit.ts';
import { stockRecord } from '../boi/commitments.ts';
import type { Session } from '../boi/session.ts';
import { numberText, sum } from '../boi/values.ts';
import type { Row } from '../dictionary/table.ts';
import { DeskRefusal, today } from './desk.ts';

/** A movement of stock in standard units; negative quantities leave the warehouse. */
export interface StockMove {
  readonly itemCode: string;
  readonly warehouseCode: string;
  readonly quantity: string;
}

/** Receipt of goods: stock comes in, and off what is on purchase order as far as it goes. */
export function receiveStock(desk: Session, move: StockMove): void {
  if (!new Decimal(move.quantity).isPositive()) throw new DeskRefusal('A receipt is of a positive quantity');
  onStock(desk, move, (record) => {
    const ordered = new Decimal(record['QuantityOnPurchaseOrder'] ?? 0);
    const left = Decimal.max(ordered.minus(move.quantity), Decimal.min(ordered, 0));
    return { QuantityOnPurchaseOrder: numberText(left) };
  });
  const { store } = desk;
  store.update('CI_Item', [move.itemCode], { LastReceiptDate: today(desk) });
}

/** Transaction Entry: an adjustment up or down. */
export function adjustStock(desk: Session, move: StockMove): void {
  onStock(desk, move, () => ({}));
}

function onStock(desk: Session, move: StockMove, more: (record: Row) => Row): void {
  const { store } = desk;
  if (!store.exists('IM_Warehouse', move.warehouseCode))
    throw new DeskRefusal(`The Warehouse Code ${move.warehouseCode} is not on file`);
  if (store.find('CI_Item', move.itemCode)?.['ItemType'] !== '1')
    throw new DeskRefusal(`${move.itemCode} is no item with stock`);
  store.transaction(() => {
    const record = stockRecord(store, move.itemCode, move.warehouseCode);
    moveOnHand(desk, move, more(record));
    desk.duringWrite();
  });
}

/** Moves the quantity on hand with its value and the item's total, and stamps both records. In a transaction of the caller. */
export function moveOnHand(
  desk: Session,
  { itemCode, warehouseCode, quantity }: StockMove,
  more: Row = {},
): void {
  const { store, userKey } = desk;
  const record = stockRecord(store, itemCode, warehouseCode);
  const onHand = sum(record['QuantityOnHand'] ?? '0', quantity);
  const stamp = updatedBy(userKey, desk.now());
  store.update('IM_ItemWarehouse', [itemCode, warehouseCode], {
    QuantityOnHand: onHand,
    TotalWarehouseValue: valueOf(onHand, record),
    ...more,
    ...stamp,
  });
  const total = sum(...onHandOf(store, itemCode));
  store.update('CI_Item', [itemCode], { TotalQuantityOnHand: total, ...stamp });
}

function valueOf(onHand: string, record: Row): string {
  const value = new Decimal(onHand).times(record['AverageCost'] ?? 0);
  return numberText(value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
}

function onHandOf(store: Session['store'], itemCode: string): string[] {
  return store
    .select('IM_ItemWarehouse', 'ItemCode = ?', [itemCode])
    .map(({ QuantityOnHand = '0' }) => QuantityOnHand);
}
