import { z } from 'zod';
import { decimalText, maybe } from './order-message.ts';
import {
  asOf,
  currencyCode,
  decimalAnswer,
  givenCode,
  maxQuestionsPerCall,
  questionFault,
  questionList,
} from './question.ts';
import { companyCode } from './request.ts';

/** One question of `POST /v1/credit`. */
export const creditCheck = z.strictObject({
  company: maybe(companyCode),
  divisionNo: maybe(givenCode),
  customerNo: givenCode,
  orderAmount: maybe(decimalText),
  currency: maybe(currencyCode),
});
export type CreditCheck = z.output<typeof creditCheck>;

export const creditBody = z.strictObject({ checks: questionList });
export const documentedCreditBody = z.strictObject({
  checks: z
    .array(creditCheck.meta({ id: 'CreditCheck' }))
    .min(1)
    .max(maxQuestionsPerCall),
});

const customerRef = z.object({ divisionNo: z.string(), customerNo: z.string(), customerName: z.string() });

/** A customer's credit: contract/README.md says what each member is. */
export const credit = z
  .object({
    company: z.string(),
    ...customerRef.shape,
    verdict: z.enum(['WithinLimit', 'OverLimit', 'OnHold', 'NoLimit']),
    currency: z.string(),
    creditLimit: decimalAnswer,
    balance: decimalAnswer,
    aging: z
      .array(decimalAnswer)
      .length(5)
      .meta({ description: 'current, then past due by aging category 1 to 4' }),
    openOrders: decimalAnswer,
    orderAmount: decimalAnswer,
    remaining: decimalAnswer.nullable(),
    creditHold: z.boolean(),
    termsCode: z.string().nullable(),
    termsDescription: z.string().nullable(),
    averageDaysToPay: z.int().nullable(),
    averageDaysOverdue: z.int().nullable(),
    lastPayment: z.object({ date: z.iso.date(), amount: decimalAnswer }).nullable(),
    agingDate: z.iso.date().nullable(),
    billTo: customerRef.nullable(),
    asOf,
  })
  .meta({ id: 'Credit' });
export type Credit = z.infer<typeof credit>;

export const creditReply = z.object({ results: z.array(z.union([credit, questionFault])) });
