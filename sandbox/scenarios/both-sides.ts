import { fullCompare, twins } from '../src/compare/full-compare.ts';
import type { SageReader } from '../src/sage-reader.ts';
import type { SalesforceClient } from '../src/salesforce-client.ts';
import { until } from '../src/until.ts';

interface Sides {
  readonly sage: SageReader;
  readonly org: SalesforceClient;
}

/** Waits until the org is as Sage is and nothing is there twice, and tells what still differs when it does not come to that. */
export async function untilTheSame({ sage, org }: Sides, company = 'ABC'): Promise<void> {
  let left: string[] = [];
  await until(async () => {
    left = await fullCompare(sage, org, company);
    return left.length === 0;
  }, `Salesforce is as Sage ${company} is`).catch((error: Error) => {
    throw new Error(`${error.message}\n${left.slice(0, 10).join('\n')}`);
  });
  const doubled = await twins(org);
  if (doubled.length > 0) throw new Error(`in Salesforce more than once: ${doubled.slice(0, 10).join(', ')}`);
}

/**
 * Makes a product of each item of Sage that the org has none for, and an account for each of the customers (`01-0001025`) of a company. Returns the
 * accounts' ids by customer.
 */
export async function fillOrg(
  { sage, org }: Sides,
  customers: readonly string[],
  company?: string,
): Promise<ReadonlyMap<string, string>> {
  const known = new Set(
    (await org.query<{ ProductCode: string }>('SELECT ProductCode FROM Product2')).map(
      (row) => row.ProductCode,
    ),
  );
  const items = (await sage.rows('CI_Item', ['ItemCode'])).filter(({ ItemCode }) => !known.has(ItemCode));
  await org.create(
    'Product2',
    items.map(({ ItemCode }) => ({ Name: ItemCode, ProductCode: ItemCode, IsActive: true })),
  );
  const ids = await org.create(
    'Account',
    customers.map((customer) => {
      const [SageDivisionNo__c, SageCustomerNo__c] = customer.split('-');
      const Name = `${company ?? 'Customer'} ${customer}`;
      return { Name, SageDivisionNo__c, SageCustomerNo__c, ...(company && { SageCompany__c: company }) };
    }),
  );
  return new Map(customers.map((customer, index) => [customer, ids[index] ?? '']));
}
