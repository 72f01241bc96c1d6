import {
  accountToMatch,
  customerMatchesBody,
  customerMatchesReply,
  documentedCustomerMatchesBody,
  documentedItemMatchesBody,
  itemMatchesBody,
  itemMatchesReply,
  productToMatch,
} from '../../contract/matches.ts';
import { suggestCustomers } from '../../customers/suggest-customers.ts';
import { route, type Route } from '../../http/route.ts';
import { suggestItems } from '../../products/suggest-items.ts';
import { answerEach, ask, questionProblems, type Questions } from '../questions.ts';

/** `POST /v1/matches/customers`: the Sage customers that up to 200 accounts may be. */
export function postCustomerMatches(questions: Questions): Route {
  return route({
    method: 'post',
    path: '/v1/matches/customers',
    summary: 'Suggest the Sage customers of accounts',
    body: customerMatchesBody,
    documentedBody: documentedCustomerMatchesBody,
    reply: { status: 200, description: 'An answer each, in the same order.', schema: customerMatchesReply },
    problems: [...questionProblems, 'BATCH_TOO_LARGE'],
    handle: ({ body: { company, accounts } }) =>
      ask(questions, company, async (site) => {
        const results = await answerEach(accounts, accountToMatch, 'accounts', async (asked) => {
          const ids = asked.map(({ accountId }) => accountId);
          const links = await questions.links(site.company, ids);
          const index = await site.customers(site.company, site.policy);
          return asked.map((account) =>
            suggestCustomers(index, site.policy, account, links.get(account.accountId)),
          );
        });
        return { body: { results } };
      }),
  });
}

/** `POST /v1/matches/items`: the Sage items that up to 200 products may be. */
export function postItemMatches(questions: Questions): Route {
  return route({
    method: 'post',
    path: '/v1/matches/items',
    summary: 'Suggest the Sage items of products',
    body: itemMatchesBody,
    documentedBody: documentedItemMatchesBody,
    reply: { status: 200, description: 'An answer each, in the same order.', schema: itemMatchesReply },
    problems: [...questionProblems, 'BATCH_TOO_LARGE'],
    handle: ({ body: { company, products } }) =>
      ask(questions, company, async (site) => {
        const search = { ...site, owner: undefined };
        const results = await answerEach(products, productToMatch, 'products', (asked) =>
          suggestItems(search, () => site.items(site.company), asked),
        );
        return { body: { results } };
      }),
  });
}
