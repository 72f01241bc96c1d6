import { z } from 'zod';
import { columnName } from '../sage/column-name.ts';

const maxDays = z.int().min(0).max(3650).default(31);

/** Where exchange rates come from; a rate older than `maxDays` at the day of the order is no rate. */
const rateSource = z.discriminatedUnion('source', [
  /** Salesforce's own: `dated` where the org has advanced currency management, else `static`. */
  z.strictObject({
    source: z.literal('salesforce'),
    kind: z.enum(['dated', 'static']).default('dated'),
    maxDays,
  }),
  /** A table of the Sage company. Stock Sage 100 has none, so its names are the site's. */
  z.strictObject({
    source: z.literal('sage'),
    table: columnName,
    currency: columnName,
    rate: columnName,
    /** First day of a rate; left out: the rate is today's. */
    day: columnName.optional(),
    /** What the rate says: units of the company's currency for one of the other, or the reverse. */
    means: z.enum(['company-for-one', 'other-for-one']),
    maxDays,
  }),
  /** A CSV (`from,to,day,rate` with that heading) or JSON file (a list of such objects) in the data folder; read again when it changes. */
  z.strictObject({
    source: z.literal('file'),
    path: z
      .string()
      .min(1)
      .regex(/\.(csv|json)$/i, 'must end in .csv or .json'),
    maxDays,
  }),
]);

export const currencyPolicy = {
  /** Rates for orders in another currency under the currency policy `convert`; left out: there are none, and such an order is refused. */
  rates: rateSource.optional(),
};
export type RatePolicy = z.output<typeof rateSource>;
