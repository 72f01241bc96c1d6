import type { OrderMessage } from '../contract/order-message.ts';
import type { Reservations } from '../requests/port.ts';
import { RetryableError } from '../errors.ts';
import { DocumentExists, SageRefusal, type SageDocuments } from '../sage/ports.ts';
import { readCustomer, type Customer } from './customer.ts';
import type { CustomerDraft } from './draft-customer.ts';
import { findCustomer, type CustomerSearch } from './find-customer.ts';

/** Numbers tried at most when Sage's next number turns out to be in use. */
const tries = 20;

export interface CustomerNumbers {
  readonly divisionNo: string;
  readonly customerNo: string;
  /** True when this call made the customer. */
  readonly created: boolean;
}

/**
 * Creates the customer of an account, once: looks again first (another order may just have made it), stores the number as the account's
 * link before the write and marks the link written after it. A rerun writes under the stored number; a number whose write never
 * came about is a gap. Throws SageRefusal when Sage will not have the customer. Undefined with a fault in the findings: a second look found several.
 */
export async function createCustomer(
  documents: SageDocuments,
  reservations: Reservations,
  search: CustomerSearch,
  wanted: OrderMessage['customer'],
  draft: CustomerDraft,
  key: string,
): Promise<CustomerNumbers | undefined> {
  const { company, findings } = search;
  const again = await findCustomer(search, wanted);
  if (again.kind === 'found') return { ...numbersOf(again.customer), created: false };
  if (again.kind === 'fault') return undefined;
  const divisionNo = again.reserved?.divisionNo ?? draft.divisionNo;
  const customerNo = again.reserved?.customerNo ?? (await unusedNumber(documents, search, divisionNo));
  const link = { divisionNo, customerNo, madeBy: key };
  await reservations.linkCustomer(company, wanted.accountId, { ...link, written: false });
  const { warnings } = await documents
    .createCustomer(company, { ...draft, divisionNo, customerNo })
    .catch((error: unknown) => {
      if (!(error instanceof DocumentExists)) throw error;
      // A colleague took the number since it was looked up, or our own write is not to be seen yet: the next try finds which.
      const sentence = `Sage has a customer ${divisionNo}-${customerNo} already.`;
      throw new RetryableError('SAGE_RECORD_LOCKED', sentence, { cause: error });
    });
  await reservations.linkCustomer(company, wanted.accountId, { ...link, written: true });
  findings.warnings.push(...warnings);
  return { divisionNo, customerNo, created: true };
}

/** The next number that no customer has; the write itself refuses one that was taken meanwhile. */
async function unusedNumber(
  documents: SageDocuments,
  { tables, company }: CustomerSearch,
  divisionNo: string,
): Promise<string> {
  for (let tried = 0; tried < tries; tried += 1) {
    const customerNo = await documents.nextCustomerNo(company, divisionNo);
    if ((await readCustomer(tables, company, divisionNo, customerNo)) === undefined) return customerNo;
  }
  throw new SageRefusal(
    `The next ${tries} customer numbers of division ${divisionNo} are all in use.`,
    'CustomerNo$',
  );
}

function numbersOf({ divisionNo, customerNo }: Customer) {
  return { divisionNo, customerNo };
}
