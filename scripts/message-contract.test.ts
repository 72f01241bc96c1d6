import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOrg, type Org, type RecordJson } from 'apex-runtime';
import fc from 'fast-check';
import path from 'node:path';
import { orderMessage } from '../sage-gateway/src/contract/order-message.ts';

const root = path.dirname(import.meta.dirname);
let org: Org;
let accountId: string;
let pricebookEntryId: string;

beforeAll(async () => {
  const folders = ['force-app', 'sandbox/org/live'].map((folder) => path.join(root, folder));
  org = await createOrg(folders, { namedCredentials: {} });
  accountId = await create('Account', { Name: 'Acme' });
  const product = await create('Product2', { Name: 'Lamp', ProductCode: 'LAMP', IsActive: true });
  const [pricebook] = (await org.query('SELECT Id FROM Pricebook2 WHERE IsStandard = true')) as {
    Id: string;
  }[];
  pricebookEntryId = await create('PricebookEntry', {
    Product2Id: product,
    Pricebook2Id: pricebook?.Id,
    UnitPrice: 1,
    IsActive: true,
  });
});

afterAll(() => org.close());

async function create(object: string, fields: RecordJson): Promise<string> {
  await org.insert(object, [fields]);
  const rows = (await org.query(`SELECT Id FROM ${object} ORDER BY Id DESC LIMIT 1`)) as { Id: string }[];
  return rows[0]?.Id ?? '';
}

/** What the package makes of a sale: status, error and message of the request. */
async function win(account: RecordJson, opportunity: RecordJson, line: RecordJson) {
  await org.update('Account', [{ Id: accountId, ...account }]);
  const Id = await create('Opportunity', {
    Name: 'Sale',
    AccountId: accountId,
    StageName: 'Prospecting',
    CloseDate: '2026-05-31',
    ...opportunity,
  });
  await org.insert('OpportunityLineItem', [
    { OpportunityId: Id, PricebookEntryId: pricebookEntryId, Quantity: 1, UnitPrice: 1, ...line },
  ]);
  await org.update('Opportunity', [{ Id, StageName: 'Closed Won' }]);
  const requests = (await org.query(
    `SELECT Status__c, ErrorMessage__c, Payload__c FROM SageRequest__c WHERE SourceId__c = '${Id}'`,
  )) as { Status__c: string; ErrorMessage__c: string | null; Payload__c: string }[];
  return requests[0];
}

const awkward = fc.constantFrom('\r', '\n', '\r\n', ' ', 'a', '"', '\\', "'", '\u0000');

/** Any text a Salesforce field of a length can hold: all of Unicode, control characters and line ends included. */
const field = (length: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: Math.floor(length / 2) }),
    fc.string({ unit: awkward, maxLength: 30 }).map((text) => text.slice(0, length)),
    fc.constant('x'.repeat(length)),
  );

describe('a message of the package', () => {
  it('passes the contract of the gateway whatever texts and numbers the records hold', async () => {
    const sales = fc.record({
      account: fc.record({
        Phone: field(40),
        BillingStreet: field(255),
        ShippingCity: field(40),
        ShippingCountry: field(80),
        SageCustomerNo__c: field(20),
      }),
      opportunity: fc.record({
        Name: field(119).map((name) => `S${name}`),
        SagePoNumber__c: field(80),
        SageShipToStreet__c: field(255),
        SageComment__c: field(255),
        SageWarehouseCode__c: field(40),
      }),
      line: fc.record({
        Description: field(255),
        Quantity: fc.integer({ min: 1, max: 999_999_999 }).map((hundredths) => hundredths / 100),
        UnitPrice: fc.integer({ min: 0, max: 999_999_999 }).map((cents) => cents / 100),
        Discount: fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100),
      }),
    });

    await fc.assert(
      fc.asyncProperty(sales, async ({ account, opportunity, line }) => {
        const request = await win(account, opportunity, line);

        expect(request).toMatchObject({ Status__c: 'Waiting', ErrorMessage__c: null });
        const message = orderMessage.parse(JSON.parse(request?.Payload__c ?? ''));
        expect(Number(message.lines[0]?.quantity)).toBe(line.Quantity);
        expect(Number(message.lines[0]?.unitPrice)).toBe(line.UnitPrice);
      }),
      { numRuns: 100 },
    );
  });
});
