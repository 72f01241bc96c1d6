import { z } from 'zod';
import {
  availabilityBody,
  availabilityReply,
  documentedAvailabilityBody,
  oneAvailability,
} from '../../contract/availability.ts';
import { givenCode } from '../../contract/question.ts';
import { route, type Route } from '../../http/route.ts';
import { checkAvailability } from '../../inventory/availability.ts';
import { answerEach, ask, onlyAnswer, questionProblems, type Questions, type Site } from '../questions.ts';

/** `POST /v1/availability`: the stock of up to 200 items of a company. */
export function postAvailability(questions: Questions): Route {
  return route({
    method: 'post',
    path: '/v1/availability',
    summary: 'Ask for the stock of items by warehouse',
    body: availabilityBody,
    documentedBody: documentedAvailabilityBody,
    reply: { status: 200, description: 'An answer each, in the same order.', schema: availabilityReply },
    problems: [...questionProblems, 'WAREHOUSE_UNKNOWN', 'BATCH_TOO_LARGE'],
    handle: ({ body: { company, itemCodes, warehouseCodes } }) =>
      ask(questions, company, async (site) => {
        const results = await answerEach(itemCodes, givenCode, 'itemCodes', (codes) =>
          checkAvailability(search(site), codes, warehouseCodes),
        );
        return { body: { results, asOf: site.now().toISOString() } };
      }),
  });
}

/** `GET /v1/items/{itemCode}/availability`: one item's. */
export function getAvailability(questions: Questions): Route {
  const { company } = availabilityBody.shape;
  return route({
    method: 'get',
    path: '/v1/items/{itemCode}/availability',
    summary: 'Ask for the stock of one item by warehouse',
    params: z.strictObject({ itemCode: givenCode }),
    query: z.strictObject({ company }),
    reply: { status: 200, description: "The item's stock as Sage has it now.", schema: oneAvailability },
    problems: [...questionProblems, 'ITEM_UNKNOWN', 'ITEM_AMBIGUOUS'],
    handle: ({ params: { itemCode }, query }) =>
      ask(questions, query.company, async (site) => {
        const answer = onlyAnswer(await checkAvailability(search(site), [itemCode], undefined));
        return { body: { ...answer, asOf: site.now().toISOString() } };
      }),
  });
}

/** No customer is asked for, so no customer's own aliases count. */
function search(site: Site) {
  return { ...site, owner: undefined };
}
