import { Dec } from '../../runtime/decimal.ts';
import { R } from '../../runtime/rt.ts';
import { ADatetime } from '../../runtime/temporal.ts';
import type { RowError, Value } from '../../runtime/values.ts';
import type { SObjectInfo } from '../../schema/model.ts';
import { userPermission } from '../access.ts';
import { rowError } from '../errors.ts';
import { indexedBy } from '../indexed.ts';
import { textOf, valueOf, type Row, type RowDraft } from '../row.ts';
import { integrity, setIfEmpty, type SaveRule } from './rule.ts';

const notActivated = (message: string, fields: string[] = []): RowError =>
  rowError('FAILED_ACTIVATION', message, fields);

export const saveOrder: SaveRule = (row, old, so) => {
  const status = valueOf(row, 'status');
  if (!old && status !== null && status !== 'Draft')
    return notActivated(
      'Choose a valid order status and save your changes. Ask your admin for details. (status must be Draft on creation)',
      ['Status'],
    );
  const locked = old && lock(so, row, old);
  if (locked) return locked;
  row.set('statuscode', status === 'Activated' ? 'Activated' : 'Draft');
  if (old && status === 'Activated' && valueOf(old, 'status') !== 'Activated') {
    if (indexedBy('OrderItem', 'orderid', valueOf(row, 'id')).length === 0)
      return notActivated('An order must have at least one product.');
    row.set('activateddate', ADatetime.now());
    row.set('activatedbyid', R.user);
  }
  setIfEmpty(row, 'totalamount', new Dec(0n, 2));
  return null;
};

export function isActivated(orderId: string | null): boolean {
  const order = orderId && R.org.db.get('order', orderId);
  return !!order && valueOf(order, 'statuscode') === 'Activated';
}

/** Changing what is activated needs the permission Edit Activated Orders. */
export function editLock(): RowError | null {
  if (userPermission('EditActivatedOrders')) return null;
  return integrity(
    'field integrity exception (an activated order can only be edited with the permission Edit Activated Orders)',
  );
}

const same = (a: Value, b: Value): boolean =>
  a === b || (a !== null && b !== null && String(a) === String(b));

/** Of an activated order account, contract and price book are fixed; a change back to draft is free. */
function lock(so: SObjectInfo, row: RowDraft, old: Row): RowError | null {
  const status = valueOf(row, 'status');
  if (valueOf(old, 'statuscode') !== 'Activated')
    return status === 'Activated' && !userPermission('ActivateOrder')
      ? notActivated('You do not have the permission to activate orders', ['Status'])
      : null;
  if (status !== 'Activated') return null;
  const isChanged = (key: string): boolean => !same(valueOf(old, key), valueOf(row, key));
  const fixed = ['accountid', 'contractid', 'pricebook2id'].find(isChanged);
  if (fixed) {
    const name = so.fieldName(fixed);
    return integrity(`field integrity exception: ${name} (cannot be changed on an activated order)`, [name]);
  }
  const isEdited = [...so.fields.values()].some(
    ({ readonly, formula, key }) => !readonly && !formula && isChanged(key),
  );
  return isEdited ? editLock() : null;
}

/** Why an order or an order product may not be deleted. */
export function orderDeletion(so: SObjectInfo, row: Row): RowError | null {
  if (so.name === 'Order' && valueOf(row, 'statuscode') === 'Activated')
    return rowError('DELETE_FAILED', 'An activated order cannot be deleted');
  if (so.name === 'OrderItem' && isActivated(textOf(row, 'orderid')))
    return notActivated('Products of an activated order cannot be deleted');
  return null;
}

/** Why a product may not be added to its order. */
export function newOrderItem(row: Row, entry: Row): RowError | null {
  const order = R.org.db.get('order', textOf(row, 'orderid') ?? '');
  if (!order) return null;
  const pricebook = valueOf(order, 'pricebook2id');
  if (pricebook === null)
    return integrity(
      'Before adding order products, set the price book on the order: field integrity exception: Pricebook2Id',
    );
  if (pricebook !== valueOf(entry, 'pricebook2id'))
    return integrity(
      'The price book entry must be in the same price book as the order: field integrity exception: PricebookEntryId (pricebook entry is in a different pricebook than the one assigned to the order)',
      ['PricebookEntryId'],
    );
  return valueOf(order, 'statuscode') === 'Activated'
    ? notActivated('An activated order cannot have products added')
    : null;
}
