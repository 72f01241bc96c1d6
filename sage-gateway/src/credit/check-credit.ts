import { Decimal } from 'decimal.js';
import type { Credit } from '../contract/credit.ts';
import type { Fault } from '../contract/errors.ts';
import type { QuestionFault } from '../contract/question.ts';
import { billTosOf, keyOf, type BillTo, type BillToPolicy, type CustomerKey } from '../customers/bill-to.ts';
import type { CustomerPolicy } from '../customers/policy.ts';
import { readByNumbers, type CustomerRow } from '../customers/resolve-numbers.ts';
import { brief } from '../mapping/fit.ts';
import { selectIn } from '../sage/read.ts';
import type { SageTables } from '../sage/ports.ts';
import type { CreditPolicy } from './policy.ts';
import { judge } from './verdict.ts';

/** A Sage company whose credit is asked for. */
export interface CreditSite {
  readonly tables: SageTables;
  readonly company: string;
  readonly policy: CreditPolicy & CustomerPolicy & BillToPolicy & { readonly currency: string };
  readonly now: () => Date;
}

export interface CreditQuestion {
  readonly divisionNo?: string | undefined;
  readonly customerNo: string;
  /** In the company's currency; left out: 0. */
  readonly orderAmount?: string | undefined;
  readonly currency?: string | undefined;
}

const aging = ['CurrentBalance', 'AgingCategory1', 'AgingCategory2', 'AgingCategory3', 'AgingCategory4'];
const columns = [
  ...aging,
  'CreditLimit',
  'CreditHold',
  'OpenOrderAmt',
  'TermsCode',
  'AvgDaysPaymentInvoice',
  'AvgDaysOverDue',
  'DateLastPayment',
  'LastPaymentAmt',
  'DateLastAging',
];

/**
 * The credit of customers as Sage has it now, one answer a question in its place. Reads at most one page of 200 customers, their relations
 * to bill-to customers, those customers, and terms codes: four reads a call. Throws when Sage cannot be read.
 */
export async function checkCredit(
  site: CreditSite,
  questions: readonly CreditQuestion[],
): Promise<(Credit | QuestionFault)[]> {
  const { tables, company, policy } = site;
  const rows = await readByNumbers(tables, company, policy, questions, columns);
  const known = rows.filter((row) => row !== undefined);
  const related = await billTosOf(tables, company, policy.billTo, known.map(customerKey));
  const billTos = new Map(
    [...related].filter(([, { creditLimit, creditHold }]) => creditLimit || creditHold),
  );
  const payers = [...billTos.values()];
  const payerRows = await readByNumbers(tables, company, policy, payers, columns);
  const byPayer = new Map(payers.map((payer, at) => [keyOf(payer), payerRows[at]]));
  const terms = await termsOf(tables, company, known);
  const asOf = site.now().toISOString();
  return questions.map((question, at) => {
    const row = rows[at];
    if (row === undefined) return { error: unknown(question) };
    if (question.currency !== undefined && question.currency !== policy.currency)
      return { error: otherCurrency(question.currency, policy.currency) };
    const billTo = billTos.get(keyOf(customerKey(row)));
    const payer = billTo && byPayer.get(keyOf(billTo));
    return { ...answer(site, question, row, payer && { ...billTo, row: payer }, terms), asOf };
  });
}

function answer(
  { company, policy }: CreditSite,
  question: CreditQuestion,
  own: CustomerRow,
  payer: (BillTo & { readonly row: CustomerRow }) | undefined,
  terms: ReadonlyMap<string, string>,
): Omit<Credit, 'asOf'> {
  const counted = payer?.creditLimit === true ? payer.row : own;
  const figures = {
    creditLimit: number(counted, 'CreditLimit'),
    aging: aging.map((column) => number(counted, column)),
    openOrders: number(counted, 'OpenOrderAmt'),
    creditHold: own['CreditHold'] === 'Y' || (payer?.creditHold === true && payer.row['CreditHold'] === 'Y'),
  };
  const orderAmount = new Decimal(question.orderAmount ?? 0);
  const { verdict, balance, remaining } = judge(figures, orderAmount, policy.creditLimitZeroMeans);
  const paidAt = counted['DateLastPayment'];
  return {
    company,
    ...named(own),
    verdict,
    currency: policy.currency,
    creditLimit: amount(figures.creditLimit),
    balance: amount(balance),
    aging: figures.aging.map(amount),
    openOrders: amount(figures.openOrders),
    orderAmount: amount(orderAmount),
    remaining: remaining && amount(remaining),
    creditHold: figures.creditHold,
    termsCode: own['TermsCode'] ?? null,
    termsDescription: terms.get(own['TermsCode'] ?? '') ?? null,
    averageDaysToPay: days(counted, 'AvgDaysPaymentInvoice'),
    averageDaysOverdue: days(counted, 'AvgDaysOverDue'),
    lastPayment: paidAt ? { date: paidAt, amount: amount(number(counted, 'LastPaymentAmt')) } : null,
    agingDate: counted['DateLastAging'] ?? null,
    billTo: payer ? named(payer.row) : null,
  };
}

/** Descriptions of the terms codes in use; none where the table cannot be seen. */
async function termsOf(
  tables: SageTables,
  company: string,
  rows: readonly CustomerRow[],
): Promise<ReadonlyMap<string, string>> {
  const catalogue = await tables.columns(company, 'AR_TermsCode');
  if (catalogue?.has('TERMSCODEDESC') !== true) return new Map();
  const found = await selectIn(tables, company, {
    table: 'AR_TermsCode',
    columns: ['TermsCode', 'TermsCodeDesc'],
    column: 'TermsCode',
    values: rows.flatMap((row) => row['TermsCode'] ?? []),
  });
  return new Map(
    found.flatMap(({ TermsCode, TermsCodeDesc }) =>
      TermsCode && TermsCodeDesc ? [[TermsCode, TermsCodeDesc]] : [],
    ),
  );
}

function customerKey(row: CustomerRow): CustomerKey {
  return { divisionNo: row['ARDivisionNo'] ?? '', customerNo: row['CustomerNo'] ?? '' };
}

function named(row: CustomerRow): CustomerKey & { customerName: string } {
  return { ...customerKey(row), customerName: row['CustomerName'] ?? '' };
}

function number(row: CustomerRow, column: string): Decimal {
  return new Decimal(row[column] ?? 0);
}

/** Whole days; null where this Sage has no such column. */
function days(row: CustomerRow, column: string): number | null {
  const value = row[column];
  return value === undefined || value === null ? null : new Decimal(value).round().toNumber();
}

function amount(value: Decimal): string {
  return value.toFixed(2);
}

function unknown({ divisionNo, customerNo }: CreditQuestion): Fault {
  const shown = [divisionNo, customerNo].filter((part) => part !== undefined).join('-');
  return { code: 'CUSTOMER_UNKNOWN', message: `Sage has no customer ${brief(shown)}.`, path: 'customerNo' };
}

function otherCurrency(given: string, own: string): Fault {
  return {
    code: 'CURRENCY_MISMATCH',
    message: `The amount is in ${given}; the company keeps its amounts in ${own}.`,
    path: 'currency',
  };
}
