import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsforce, { type Connection } from 'jsforce';
import { z } from 'zod';
import { startOrg, type RunningOrg } from './start.ts';
import { sandboxUsers } from './users.ts';

const root = resolve(import.meta.dirname, '..', '..');
const dataFolder = mkdtempSync(join(tmpdir(), 'org-sync-objects-'));
const feed = z.object({
  object: z.string(),
  fields: z.record(z.string(), z.string()),
  standard: z.array(z.string()).optional(),
});
const contract = z.record(z.string(), z.union([feed, z.string()]));
const feeds = Object.values(
  contract.parse(JSON.parse(readFileSync(join(root, 'contract/sync-objects.json'), 'utf8'))),
).filter((each) => typeof each !== 'string');
const objects = Map.groupBy(feeds, ({ object }) => object);

let org: RunningOrg;
let gateway: Connection;
let admin: Connection;

beforeAll(async () => {
  org = await startOrg({
    port: 0,
    dataFolder,
    packageDirs: [join(root, 'force-app')],
    users: sandboxUsers,
    namedCredentials: {},
  });
  const connect = async (username: string) =>
    new jsforce.Connection({
      instanceUrl: org.url,
      accessToken: await org.tokenFor(username),
      version: '66.0',
    });
  gateway = await connect('gateway@sandbox.example');
  admin = await connect('admin@sandbox.example');
});

afterAll(async () => {
  await org.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

/** A value as the gateway writes it into a field of a type: decimals and days as text. */
function sample(name: string, type: string): string | boolean {
  const [, kind = '', length = ''] = /^(\w+)(?:\((\d+))?/.exec(type) ?? [];
  if (kind === 'text' || kind === 'long') return name.slice(0, Math.min(Number(length), 40));
  if (kind === 'number' || kind === 'currency') return type.endsWith(',0)') ? '7' : '7.5';
  if (kind === 'date') return '2026-11-21';
  if (kind === 'datetime') return '2026-11-21T10:00:00Z';
  return true;
}

/** All fields of an object but its lookups, and the standard ones; JSON where a trigger reads it. */
function sampleOf(object: string): Record<string, string | boolean> {
  const all = objects.get(object) ?? [];
  const own = all
    .flatMap(({ fields }) => Object.entries(fields))
    .filter(([, type]) => !/^(lookup|master)/.test(type));
  return Object.fromEntries(
    own.map(([name, type]) => [name, /Fields__c$/.test(name) ? '{}' : sample(name, type)]),
  );
}

async function written(object: string, record: Record<string, string | boolean>): Promise<string> {
  const result = await gateway.sobject(object).create(record);
  expect(result).toMatchObject({ success: true });
  return String(result.id);
}

describe('what comes from Sage, in the org', () => {
  it('is taken of the user that the gateway logs in as, every field of it', async () => {
    const Account = await written('Account', {
      ...sampleOf('Account'),
      Name: 'Better Bikes',
      Phone: '555-0100',
      BillingStreet: '1 First Street',
      BillingCity: 'Austell',
      BillingState: 'GA',
      BillingPostalCode: '30106',
      BillingCountry: 'US',
    });
    const Product2 = await written('Product2', {
      ...sampleOf('Product2'),
      Name: 'Bike',
      ProductCode: 'BIKE',
      IsActive: true,
    });
    await written('Contact', {
      ...sampleOf('Contact'),
      AccountId: Account,
      LastName: 'Buyer',
      FirstName: 'Ann',
      Title: 'Head',
      Phone: '1',
      MobilePhone: '2',
      Fax: '3',
      Email: 'ann@example.com',
    });
    await written('PricebookEntry', {
      Pricebook2Id: org.standardPricebookId,
      Product2Id: Product2,
      UnitPrice: '12.50',
      IsActive: true,
    });
    await written('SageShipTo__c', { ...sampleOf('SageShipTo__c'), Account__c: Account });
    await written('SageStock__c', { ...sampleOf('SageStock__c'), Product__c: Product2 });
    await written('SagePriceRule__c', {
      ...sampleOf('SagePriceRule__c'),
      Product__c: Product2,
      Account__c: Account,
    });
    await written('SageSalesOrder__c', { ...sampleOf('SageSalesOrder__c'), Account__c: Account });
    const invoice = await written('SageInvoice__c', { ...sampleOf('SageInvoice__c'), Account__c: Account });
    await written('SageInvoiceLine__c', {
      ...sampleOf('SageInvoiceLine__c'),
      Invoice__c: invoice,
      Product__c: Product2,
    });
    await written('SageShipment__c', { ...sampleOf('SageShipment__c'), Account__c: Account });

    const rows = await gateway.query(
      'SELECT Available__c, Company__c, SyncedAt__c, Product__r.ProductCode FROM SageStock__c',
    );
    expect(rows.records).toMatchObject([
      {
        Available__c: 7.5,
        Company__c: 'Com',
        SyncedAt__c: '2026-11-21T10:00:00.000+0000',
        Product__r: { ProductCode: 'BIKE' },
      },
    ]);
  });

  it('is upserted by its key, two hundred at once, and orders tell their opportunities', async () => {
    const { id: AccountId } = await admin
      .sobject('Account')
      .create({ Name: 'Two hundred', SageCompany__c: 'ABC' });
    const numbers = Array.from({ length: 200 }, (_, place) => String(place + 1).padStart(7, '0'));
    const sales = await admin.sobject('Opportunity').create(
      numbers.map((number) => ({
        Name: number,
        AccountId,
        StageName: 'Prospecting',
        CloseDate: '2026-12-01',
        SageOrderNo__c: number,
      })),
      { allOrNone: true },
    );
    expect(sales).toHaveLength(200);

    const results = await gateway.sobject('SageSalesOrder__c').upsert(
      numbers.map((number) => ({
        Key__c: `ABC-${number}`,
        Company__c: 'ABC',
        SalesOrderNo__c: number,
        OrderStatus__c: 'H',
        Total__c: '110.50',
        SyncedAt__c: '2026-11-21T10:00:00Z',
      })),
      'Key__c',
    );

    expect(results.filter(({ success }) => success)).toHaveLength(200);
    const told = await admin.query(
      "SELECT COUNT() FROM Opportunity WHERE SageOrderStatus__c = 'OnHold' AND SageTotal__c = 110.5",
    );
    expect(told.totalSize).toBe(200);
  });
});
