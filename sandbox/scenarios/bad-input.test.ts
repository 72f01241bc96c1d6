import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { closeOpportunities } from '../src/close.ts';
import type { LoadedOpportunity } from '../src/load/salesforce.ts';
import { untilAnswered } from '../src/progress.ts';
import { temporaryStack } from './testing.ts';

jest.setTimeout(120_000);

const simulator = join(import.meta.dirname, '..', 'sage', 'cli.ts');
const run = promisify(execFile);

interface Answer {
  readonly Opportunity__c: string;
  readonly Status__c: string;
  readonly SalesOrderNo__c: string | null;
  readonly ErrorPath__c: string | null;
  readonly Warnings__c: string | null;
}

/** A text that a rep may type or paste: on the account as name and street, on the opportunity as PO number; what Sage must then hold. */
const texts = [
  { given: `O'Brien'); DELETE FROM x;--`, kept: `O'Brien'); DELETE FROM x;--` },
  { given: `x' OR Name != '' "q" \\\\ back`, kept: `x' OR Name != '' "q" \\\\ back` },
  { given: '[dbo].{d} %s *?_', kept: '[dbo].{d} %s *?_' },
  { given: '{"op":"close","id":1}', kept: '{"op":"close","id":1}' },
  { given: 'Müller & Söhne € ™', kept: 'Müller & Söhne € ™' },
  // Byte 0x8A, which Windows-1252 shows as this letter, is what BOI separates fields by.
  { given: 'Šibenik d.o.o.', kept: 'Sibenik d.o.o.', warned: 'Š' },
  { given: 'Łódź 東京', kept: 'Lódz DongJing', warned: '東' },
  { given: 'Shop 𝒳', kept: 'Shop X', warned: '𝒳' },
  { given: 'one\u2028two', kept: 'one two', warned: '\u2028' },
] as const;

describe('whatever stands in the fields of a record', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let answers: ReadonlyMap<string, Answer>;
  let opportunities: readonly string[];

  beforeAll(async () => {
    stack = await temporaryStack();
    const { org } = stack;
    const accounts = await org.create(
      'Account',
      texts.map(({ given }, index) => ({
        Name: given,
        BillingStreet: `${given}\r\nDock 4`,
        BillingCity: 'Boise',
        BillingState: 'ID',
        BillingPostalCode: `8370${index}`,
        BillingCountry: 'US',
      })),
    );
    const [Product2Id] = await org.create('Product2', [
      { Name: 'Bolt', ProductCode: 'BLT-ZP-M06', IsActive: true },
    ]);
    const [book] = await org.query<{ Id: string }>('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
    const [PricebookEntryId] = await org.create('PricebookEntry', [
      { Product2Id, Pricebook2Id: book?.Id, UnitPrice: 0.24, IsActive: true },
    ]);
    opportunities = await org.create(
      'Opportunity',
      texts.map(({ given }, index) => ({
        Name: given,
        AccountId: accounts[index],
        StageName: 'Prospecting',
        CloseDate: '2026-05-29',
        SagePoNumber__c: given,
      })),
    );
    await org.create(
      'OpportunityLineItem',
      opportunities.map((OpportunityId) => ({
        OpportunityId,
        PricebookEntryId,
        Quantity: 1,
        UnitPrice: 0.24,
      })),
    );
    const loaded: LoadedOpportunity[] = opportunities.map((id) => ({
      id,
      externalKey: id,
      stageName: 'Closed Won',
    }));
    await closeOpportunities(org, loaded);
    await untilAnswered(org, { quiet: true });
    const rows = await org.query<Answer>(
      'SELECT Opportunity__c, Status__c, SalesOrderNo__c, ErrorPath__c, Warnings__c FROM SageRequest__c',
    );
    answers = new Map(rows.map((row) => [row.Opportunity__c, row]));
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  it.each(texts.map((text, index) => [text.given, text, index] as const))(
    'stands in Sage as it was given, or with a warning in Salesforce: %j',
    async (_given, text, index) => {
      const answer = answers.get(opportunities[index] ?? '');
      expect(answer).toMatchObject({ Status__c: 'Done' });
      const { stdout } = await run(process.execPath, [
        simulator,
        'show',
        'order',
        answer?.SalesOrderNo__c ?? '',
        '--data',
        stack.sageFolder,
      ]);
      const { header } = JSON.parse(stdout) as { header: Record<string, string> };
      expect(header).toMatchObject({
        BillToName: text.kept,
        BillToAddress1: text.kept,
        BillToAddress2: 'Dock 4',
        CustomerPONo: text.kept,
      });
      expect(answer?.Warnings__c ?? '').toContain('warned' in text ? text.warned : '');
      if (!('warned' in text)) expect(answer?.Warnings__c).toBeNull();
    },
  );

  it('makes one customer for each account, however alike their names look to a query', async () => {
    expect((await stack.sage.counts()).customers).toBe(40 + texts.length);
    expect(await stack.sage.customersTwice()).toEqual([]);
  });
});
