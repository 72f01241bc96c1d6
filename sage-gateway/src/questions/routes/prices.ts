import { documentedPricesBody, priceLine, pricesBody, pricesReply } from '../../contract/prices.ts';
import { route, type Route } from '../../http/route.ts';
import { askPrices } from '../../pricing/ask-prices.ts';
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
        const day = date ?? today(site.now());
        const results = await answerEach(lines, priceLine, 'lines', (asked) =>
          askPrices(site, { customer, shipToCode, date: day, lines: asked }),
        );
        return { body: { results, asOf: site.now().toISOString() } };
      }),
  });
}

/** The day where the gateway runs, which is the day where Sage runs. */
function today(now: Date): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
