import { z } from 'zod';
import { present } from '../mapping/fit.ts';
import { selectIn } from '../sage/read.ts';
import type { SageTables } from '../sage/ports.ts';
import { columnName } from './policy.ts';

const whose = z.enum(['sage', 'bill-to', 'own']);

/** National accounts: whose credit and prices count for a customer that another one pays for. */
export const billToPolicy = {
  billTo: z
    .strictObject({
      /** Table of the relations between sold-to and bill-to customers. */
      table: columnName.default('AR_BillToSoldTo'),
      /** `sage`: by the relation's own flags (the customer's own where this Sage has none); else always the one named. */
      credit: whose.default('sage'),
      prices: whose.default('sage'),
      /** Flags of the relation; `B` or `Y` means the bill-to customer. */
      creditLimitColumn: columnName.default('CreditLimit'),
      creditHoldColumn: columnName.default('CreditHold'),
      pricingColumn: columnName.default('CustomerPricing'),
    })
    .prefault({}),
};
export type BillToPolicy = z.output<z.ZodObject<typeof billToPolicy>>;

export interface CustomerKey {
  readonly divisionNo: string;
  readonly customerNo: string;
}

/** The customer that pays for another, and for what it counts in the other's place. */
export interface BillTo extends CustomerKey {
  readonly creditLimit: boolean;
  readonly creditHold: boolean;
  readonly prices: boolean;
}

const keys = ['SoldToDivisionNo', 'SoldToCustomerNo', 'BillToDivisionNo', 'BillToCustomerNo'] as const;

export const keyOf = ({ divisionNo, customerNo }: CustomerKey): string => `${divisionNo}-${customerNo}`;

/**
 * The bill-to customers of customers, by the sold-to's key. A site without national accounts has no such table, and a customer with several
 * bill-to customers has none that could be told: both count as their own. Names of the table and of CustomerPricing are from
 * public code that reads live companies; those of the credit flags are assumed, hence the settings.
 */
export async function billTosOf(
  tables: SageTables,
  company: string,
  policy: BillToPolicy['billTo'],
  customers: readonly CustomerKey[],
): Promise<ReadonlyMap<string, BillTo>> {
  const catalogue = await tables.columns(company, policy.table);
  if (catalogue === undefined || present(catalogue, keys).length < keys.length) return new Map();
  const { creditLimitColumn, creditHoldColumn, pricingColumn } = policy;
  const flags = present(catalogue, [creditLimitColumn, creditHoldColumn, pricingColumn]);
  const rows = await selectIn<string>(tables, company, {
    table: policy.table,
    columns: [...keys, ...flags],
    column: 'SoldToCustomerNo',
    values: customers.map(({ customerNo }) => customerNo),
  });
  const told = (setting: z.output<typeof whose>, flag: string | null | undefined): boolean =>
    setting === 'sage' ? flag === 'B' || flag === 'Y' : setting === 'bill-to';
  const found = rows.map((row) => ({
    soldTo: keyOf({ divisionNo: row['SoldToDivisionNo'] ?? '', customerNo: row['SoldToCustomerNo'] ?? '' }),
    billTo: {
      divisionNo: row['BillToDivisionNo'] ?? '',
      customerNo: row['BillToCustomerNo'] ?? '',
      creditLimit: told(policy.credit, row[creditLimitColumn]),
      creditHold: told(policy.credit, row[creditHoldColumn]),
      prices: told(policy.prices, row[pricingColumn]),
    },
  }));
  const bySoldTo = Map.groupBy(found, ({ soldTo }) => soldTo);
  return new Map(
    [...bySoldTo].flatMap(([soldTo, [first, ...others]]) =>
      first !== undefined && others.length === 0 ? [[soldTo, first.billTo] as const] : [],
    ),
  );
}
