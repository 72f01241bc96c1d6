import { z } from 'zod';
import { credit, creditBody, creditCheck, creditReply, documentedCreditBody } from '../../contract/credit.ts';
import { givenCode } from '../../contract/question.ts';
import { checkCredit } from '../../credit/check-credit.ts';
import { route, type Route } from '../../http/route.ts';
import { answerEach, ask, askCompanies, onlyAnswer, questionProblems, type Questions } from '../questions.ts';

/** `POST /v1/credit`: the credit of up to 200 customers, of one company or of several. */
export function postCredit(questions: Questions): Route {
  return route({
    method: 'post',
    path: '/v1/credit',
    summary: "Ask for customers' credit",
    body: creditBody,
    documentedBody: documentedCreditBody,
    reply: { status: 200, description: 'An answer each, in the same order.', schema: creditReply },
    problems: [...questionProblems, 'BATCH_TOO_LARGE'],
    async handle({ body: { checks } }) {
      const results = await answerEach(checks, creditCheck, 'checks', (asked) =>
        askCompanies(questions, asked, (site, of) => checkCredit(site, of)),
      );
      return { body: { results } };
    },
  });
}

/** `GET /v1/customers/{divisionNo}-{customerNo}/credit`: one customer's. */
export function getCredit(questions: Questions): Route {
  const { company, orderAmount, currency } = creditCheck.shape;
  return route({
    method: 'get',
    path: '/v1/customers/{divisionNo}-{customerNo}/credit',
    summary: "Ask for one customer's credit",
    params: z.strictObject({ divisionNo: givenCode, customerNo: givenCode }),
    query: z.strictObject({ company, orderAmount, currency }),
    reply: { status: 200, description: "The customer's credit as Sage has it now.", schema: credit },
    problems: [...questionProblems, 'CUSTOMER_UNKNOWN', 'CURRENCY_MISMATCH'],
    async handle({ params, query }) {
      // A division has no hyphen; a customer number may have some, which the path's own pattern gives to the division.
      const [divisionNo = '', ...rest] = `${params.divisionNo}-${params.customerNo}`.split('-');
      const question = { ...query, divisionNo, customerNo: rest.join('-') };
      return {
        body: onlyAnswer(await ask(questions, query.company, (site) => checkCredit(site, [question]))),
      };
    },
  });
}
