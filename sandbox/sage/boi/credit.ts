import { Decimal } from 'decimal.js';
import type { Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';

/**
 * What Sage warns of when credit checking is on in A/R Options: the customer on hold, or owing (balance, aging buckets, open orders and this
 * document of `documentTotal`) more than the limit. A limit of 0 is no limit.
 */
export function creditWarning(store: TableStore, customer: Row, documentTotal: string): string | undefined {
  if (store.find('AR_Options', 'A/R')?.['CreditLimitChecking'] !== 'Y') return undefined;
  if (customer['CreditHold'] === 'Y') return 'The customer is on credit hold';
  const limit = new Decimal(customer['CreditLimit'] ?? 0);
  if (limit.isZero()) return undefined;
  const owed = [
    'CurrentBalance',
    'AgingCategory1',
    'AgingCategory2',
    'AgingCategory3',
    'AgingCategory4',
    'OpenOrderAmt',
  ]
    .map((column) => customer[column] ?? '0')
    .reduce<Decimal>((total, amount) => total.plus(amount), new Decimal(documentTotal));
  return owed.gt(limit)
    ? `The customer exceeds the credit limit of ${limit.toFixed(2)} by ${owed.minus(limit).toFixed(2)}`
    : undefined;
}
