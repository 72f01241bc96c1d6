import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { runData } from '../src/run-data.ts';
import type { Stack } from '../src/stack.ts';
import { demoData, temporaryStack } from './testing.ts';

jest.setTimeout(120_000);

interface Row {
  readonly ExternalKey: string;
  readonly Outcome: string;
  readonly SalesOrderNo: string;
  readonly Error: string;
}

describe('closing every opportunity of a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sage-scenario-'));
  const report = join(folder, 'report', 'orders.csv');
  const told: string[] = [];
  let stack: Stack;
  const run = () => runData(stack, demoData, report, (sentence) => told.push(sentence), { quiet: true });
  const rows = () => parse<Row>(readFileSync(report, 'utf8'), { columns: true });

  beforeAll(async () => {
    stack = await temporaryStack({ folder });
  });
  afterAll(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('places what can be placed, and Salesforce, Sage and the gateway agree to the cent', async () => {
    const code = await run();
    expect(told.filter((sentence) => sentence.startsWith('NOT'))).toEqual([]);
    expect(code).toBe(0);
    expect(rows().map((row) => [row.ExternalKey, row.Outcome])).toEqual([
      ['DEMO-1', 'placed'],
      ['DEMO-2', 'placed'],
      ['DEMO-3', 'placed'],
      ['DEMO-4', 'refused'],
      ['DEMO-5', 'refused'],
    ]);
  });

  it('makes one customer for two orders of one new account, and shows its number on the account', async () => {
    const [account] = await stack.org.query<{ SageCustomerNo__c: string; SageDivisionNo__c: string }>(
      "SELECT SageCustomerNo__c, SageDivisionNo__c FROM Account WHERE AccountNumber = 'AC-20001'",
    );
    expect(account?.SageDivisionNo__c).toBe('01');
    const orders = await Promise.all(
      rows()
        .filter((row) => ['DEMO-2', 'DEMO-3'].includes(row.ExternalKey))
        .map((row) => stack.sage.order(row.SalesOrderNo)),
    );
    expect(new Set(orders.map((order) => order?.customer))).toEqual(
      new Set([`01-${account?.SageCustomerNo__c}`]),
    );
    expect((await stack.sage.counts()).customers).toBe(41);
  });

  it('says every fault of a refused order at once, in words', () => {
    const refused = rows().find((row) => row.ExternalKey === 'DEMO-4');
    expect(refused?.Error).toContain('NOPE-1');
    expect(refused?.Error).toContain('ANC-NY-12');
  });

  it('names the candidates when two customers match', () => {
    const refused = rows().find((row) => row.ExternalKey === 'DEMO-5');
    expect(refused?.Error).toMatch(/00-0001040.*01-0001039/);
  });

  it('adds nothing when it is run again on the same folder, after everything was stopped and started', async () => {
    const before = await stack.sage.counts();
    await stack.stop();
    stack = await temporaryStack({ folder });
    expect(await run()).toBe(0);
    expect(await stack.sage.counts()).toEqual(before);
  });
});
