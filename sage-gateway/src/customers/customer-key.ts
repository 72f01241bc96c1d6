import { recordKey } from '../mapping/feed-fields.ts';
import type { Row } from '../sage/ports.ts';
import type { FeedParent } from '../sync/feed.ts';

/** The key of a customer, of a row that has the columns of that name. */
export const customerKey = (company: string, row: Row): string =>
  recordKey(company, row['ARDivisionNo'], row['CustomerNo']);

/** The account of the customer that a row belongs to. */
export const accountOf = (company: string, row: Row, field = 'Account__c'): FeedParent => ({
  field,
  feed: 'customers',
  key: customerKey(company, row),
});
