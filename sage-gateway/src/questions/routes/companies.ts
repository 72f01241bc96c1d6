import { companiesReply, type Company } from '../../contract/companies.ts';
import { readDivisions } from '../../customers/divisions.ts';
import { RetryableError } from '../../errors.ts';
import { route, type Route } from '../../http/route.ts';
import { readWarehouses } from '../../inventory/warehouses.ts';
import { ask, type Questions } from '../questions.ts';

/** `GET /v1/companies`: the Sage companies of the gateway's settings, the default one first. */
export function getCompanies(questions: Questions): Route {
  return route({
    method: 'get',
    path: '/v1/companies',
    summary: 'List the Sage companies with their divisions and warehouses',
    reply: { status: 200, description: 'All companies that the gateway serves.', schema: companiesReply },
    problems: [],
    async handle() {
      const { companies, defaultCompany } = questions;
      const ordered = [defaultCompany, ...companies.filter((one) => one !== defaultCompany)];
      return { body: { companies: await Promise.all(ordered.map((one) => describe(questions, one))) } };
    },
  });
}

/** A company whose Sage does not answer is told with the reason, so that its neighbours can be worked with. */
async function describe(questions: Questions, company: string): Promise<Company> {
  const known = {
    company,
    currency: questions.policies(company)?.currency ?? '',
    isDefault: company === questions.defaultCompany,
  };
  try {
    return await ask(questions, company, async ({ tables }) => {
      const divisions = await readDivisions(tables, company);
      const warehouses = await readWarehouses(tables, company);
      return { ...known, divisions, warehouses: [...(warehouses?.values() ?? [])] };
    });
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    return { ...known, divisions: [], warehouses: [], error: { code: error.code, message: error.message } };
  }
}
