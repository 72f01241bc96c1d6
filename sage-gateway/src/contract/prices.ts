import { z } from 'zod';
import { dateText, decimalText, maybe } from './order-message.ts';
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

/** One line of `POST /v1/prices`; its own customer, if it names one, takes the place of the call's, and so does its ship-to address. */
export const priceLine = z.strictObject({
  itemCode: givenCode,
  quantity: decimalText,
  unitOfMeasure: maybe(givenCode),
  divisionNo: maybe(givenCode),
  customerNo: maybe(givenCode),
  shipToCode: maybe(givenCode),
});
export type PriceLine = z.output<typeof priceLine>;

export const pricesBody = z.strictObject({
  company: maybe(companyCode),
  divisionNo: maybe(givenCode),
  customerNo: maybe(givenCode),
  shipToCode: maybe(givenCode),
  date: maybe(dateText),
  lines: questionList,
});
export const documentedPricesBody = pricesBody.extend({
  lines: z
    .array(priceLine.meta({ id: 'PriceLine' }))
    .min(1)
    .max(maxQuestionsPerCall),
});

/** Which of Sage's rules gave a price. `Sage`: Sage itself was asked. */
export const ruleKind = z.enum([
  'Promotion',
  'CustomerItem',
  'ItemLevel',
  'ItemStandard',
  'PriceCodeLevel',
  'PriceCodeStandard',
  'StandardPrice',
  'Sage',
]);
export type RuleKind = z.infer<typeof ruleKind>;

export const price = z
  .object({
    itemCode: z.string().meta({ description: 'as it was asked' }),
    sageItemCode: z.string(),
    quantity: decimalAnswer,
    unitOfMeasure: z.string().nullable(),
    unitPrice: decimalAnswer,
    discountPercent: decimalAnswer,
    currency: currencyCode,
    rule: z.object({ kind: ruleKind, text: z.string() }),
  })
  .meta({ id: 'Price' });
export type Price = z.infer<typeof price>;

export const pricesReply = z.object({ results: z.array(z.union([price, questionFault])), asOf });
