import { Decimal } from 'decimal.js';
import type { Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';
import { payerOf } from './national-account.ts';

/**
 * What Sage warns of when credit checking is on in A/R Options: the customer on hold, or owing (balance, aging buckets, open orders and this
 * document of `documentTotal`) more than the limit. A limit of 0 is no limit. In a national account the customer that pays counts, where the relation says so.
 */
export function creditWarning(store: TableStore, customer: Row, documentTotal: string): string | undefined {
  if (store.find('AR_Options', 'A/R')?.['CreditLimitChecking'] !== 'Y') return undefined;
  const held = [customer, payerOf(store, customer, 'CreditHold')];
  if (held.some((row) => row?.['CreditHold'] === 'Y')) return 'The customer is on credit hold';
  const debtor = payerOf(store, customer, 'CreditLimit') ?? customer;
  const limit = new Decimal(debtor['CreditLimit'] ?? 0);
  if (limit.isZero()) return undefined;
  const owed = [
    'CurrentBalance',
    'AgingCategory1',
    'AgingCategory2',
    'AgingCategory3',
    'AgingCategory4',
    'OpenOrderAmt',
  ]
    .map((column) => debtor[column] ?? '0')
    .reduce<Decimal>((total, amount) => total.plus(amount), new Decimal(documentTotal));
  return owed.gt(limit)
    ? `The customer exceeds the credit limit of ${limit.toFixed(2)} by ${owed.minus(limit).toFixed(2)}`
    : undefined;
}
