import { documentedPricesBody, priceLine, pricesBody, pricesReply } from '../../contract/prices.ts';
import { route, type Route } from '../../http/route.ts';
import { askPrices } from '../../pricing/ask-prices.ts';
import { priceDay } from '../../pricing/price-day.ts';
import { answerEach, ask, questionProblems, type Questions } from '../questions.ts';

/** `POST /v1/prices`: what up to 200 items cost a customer, or anybody. */
export function postPrices(questions: Questions): Route {
  return route({
    method: 'post',
    path: '/v1/prices',
    summary: "Ask for a customer's prices by Sage's rules",
    body: pricesBody,
    documentedBody: documentedPricesBody,
    reply: { status: 200, description: 'An answer each, in the same order.', schema: pricesReply },
    problems: [...questionProblems, 'CUSTOMER_UNKNOWN', 'BATCH_TOO_LARGE'],
    handle: ({ body: { company, divisionNo, customerNo, shipToCode, date, lines } }) =>
      ask(questions, company, async (site) => {
        const customer = customerNo === undefined ? undefined : { divisionNo, customerNo };
        const day = date ?? priceDay(site.now());
        const results = await answerEach(lines, priceLine, 'lines', (asked) =>
          askPrices({ ...site, sage: site.pricing }, { customer, shipToCode, date: day, lines: asked }),
        );
        return { body: { results, asOf: site.now().toISOString() } };
      }),
  });
}
