import type { Route } from '../../http/route.ts';
import type { Questions } from '../questions.ts';
import { getAvailability, postAvailability } from './availability.ts';
import { getCompanies } from './companies.ts';
import { getCredit, postCredit } from './credit.ts';
import { getSageFields, postMappingPreview } from './mapping.ts';
import { postCustomerMatches, postItemMatches } from './matches.ts';
import { postPrices } from './prices.ts';

/** All interactive calls that read Sage. */
export function questionRoutes(questions: Questions): Route[] {
  const routes = [
    getCompanies,
    postCredit,
    getCredit,
    postAvailability,
    getAvailability,
    postPrices,
    postCustomerMatches,
    postItemMatches,
    getSageFields,
    postMappingPreview,
  ];
  return routes.map((make) => make(questions));
}
