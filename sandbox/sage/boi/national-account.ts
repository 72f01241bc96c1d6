import type { Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';

/** The customer whose credit or prices count in the place of another's (AR_BillToSoldTo, flag `B`); undefined when the customer's own do. */
export function payerOf(
  store: TableStore,
  customer: Row,
  flag: 'CreditLimit' | 'CreditHold' | 'CustomerPricing',
): Row | undefined {
  const relations = store.select('AR_BillToSoldTo', 'SoldToDivisionNo = ? AND SoldToCustomerNo = ?', [
    customer['ARDivisionNo'] ?? '',
    customer['CustomerNo'] ?? '',
  ]);
  const [relation, ...others] = relations;
  if (relation?.[flag] !== 'B' || others.length > 0) return undefined;
  return store.find('AR_Customer', relation['BillToDivisionNo'] ?? '', relation['BillToCustomerNo'] ?? '');
}
