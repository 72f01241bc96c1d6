import { z } from 'zod';
import { address, maybe, recordId, text } from './order-message.ts';
import { maxQuestionsPerCall, questionFault, questionList } from './question.ts';
import { companyCode } from './request.ts';

/** How sure a match is: `sure` may be accepted unseen, `likely` should be looked at, `possible` is a hint. */
export const certainty = z.enum(['sure', 'likely', 'possible']);
export type Certainty = z.infer<typeof certainty>;

/** Candidates told for one record. */
export const mostCandidates = 5;

/** An account as `POST /v1/matches/customers` is asked for it. */
export const accountToMatch = z.strictObject({
  accountId: recordId,
  name: text(255).min(1),
  accountNumber: maybe(text(40)),
  phone: maybe(text(40)),
  email: maybe(text(255)),
  billTo: maybe(address),
});
export type AccountToMatch = z.output<typeof accountToMatch>;

export const customerMatchesBody = z.strictObject({ company: maybe(companyCode), accounts: questionList });
export const documentedCustomerMatchesBody = customerMatchesBody.extend({
  accounts: z
    .array(accountToMatch.meta({ id: 'AccountToMatch' }))
    .min(1)
    .max(maxQuestionsPerCall),
});

export const customerReason = z.enum(['number', 'link', 'name', 'address', 'phone', 'email']);
export type CustomerReason = z.infer<typeof customerReason>;

export const customerMatches = z
  .object({
    accountId: z.string(),
    candidates: z
      .array(
        z.object({
          divisionNo: z.string(),
          customerNo: z.string(),
          customerName: z.string(),
          city: z.string().nullable(),
          state: z.string().nullable(),
          certainty,
          reasons: z.array(customerReason),
        }),
      )
      .max(mostCandidates),
  })
  .meta({ id: 'CustomerMatches' });
export type CustomerMatches = z.infer<typeof customerMatches>;
export type CustomerCandidate = CustomerMatches['candidates'][number];

export const customerMatchesReply = z.object({ results: z.array(z.union([customerMatches, questionFault])) });

/** A product as `POST /v1/matches/items` is asked for it. */
export const productToMatch = z.strictObject({
  productId: recordId,
  productCode: maybe(text(255)),
  name: text(255).min(1),
});
export type ProductToMatch = z.output<typeof productToMatch>;

export const itemMatchesBody = z.strictObject({ company: maybe(companyCode), products: questionList });
export const documentedItemMatchesBody = itemMatchesBody.extend({
  products: z
    .array(productToMatch.meta({ id: 'ProductToMatch' }))
    .min(1)
    .max(maxQuestionsPerCall),
});

export const itemReason = z.enum(['code', 'alias', 'spelling', 'description']);
export type ItemReason = z.infer<typeof itemReason>;

export const itemMatches = z
  .object({
    productId: z.string(),
    candidates: z
      .array(
        z.object({
          itemCode: z.string(),
          description: z.string(),
          certainty,
          reasons: z.array(itemReason),
        }),
      )
      .max(mostCandidates),
  })
  .meta({ id: 'ItemMatches' });
export type ItemMatches = z.infer<typeof itemMatches>;
export type ItemCandidate = ItemMatches['candidates'][number];

export const itemMatchesReply = z.object({ results: z.array(z.union([itemMatches, questionFault])) });
