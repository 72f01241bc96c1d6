import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { startStack, type Stack, type StackOptions } from '../src/stack.ts';

export const demoData = join(import.meta.dirname, '..', 'data', 'demo');

/** A stack on a temporary folder, with the demo company; the folder goes when the stack stops, and stays with `keep`. */
export async function temporaryStack(
  options: Partial<StackOptions> = {},
): Promise<Stack & { folder: string; remove(): void }> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'sage-scenario-'));
  const stack = await startStack({ ...options, folder });
  return { ...stack, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const feeds = [
  'items',
  'customers',
  'contacts',
  'ship-to-addresses',
  'stock',
  'price-rules',
  'prices',
  'orders',
  'invoices',
  'invoice-lines',
  'open-invoices',
  'shipments',
];

/** Settings under which Sage is looked at every second, so that a test need not wait for the next look. */
export function oftenSynced<Settings extends { sync: object }>(settings: Settings) {
  const often = Object.fromEntries(feeds.map((feed) => [feed, { everySeconds: 1 }]));
  return { ...settings, sync: { ...settings.sync, feeds: often, lookSeconds: 10 } };
}

/**
 * Writes Salesforce files of `count` opportunities with one to three lines each: for six customers of the demo company (or the
 * `numbers` given) and eight accounts that Sage does not have, in turn. Returns the folder and what must come of it.
 */
export function writeOrders(
  folder: string,
  count: number,
  prefix = 'S',
  // Active customers of the demo company that are within their credit.
  numbers: readonly number[] = [1, 2, 3, 4, 8, 9],
): string {
  const csv = join(folder, 'salesforce');
  mkdirSync(csv, { recursive: true });
  const known = numbers.map((number) => ({
    AccountNumber: `AC-1000${number}`,
    Name: `Known ${number}`,
  }));
  const fresh = Array.from({ length: 8 }, (_, index) => ({
    AccountNumber: `AC-9000${index + 1}`,
    Name: `Newcomer ${index + 1}`,
    BillingStreet: `${index + 1} First Street`,
    BillingCity: 'Boise',
    BillingState: 'ID',
    BillingPostalCode: '83702',
    BillingCountry: 'US',
  }));
  const accounts = [...known, ...fresh];
  const prices = { 'BLT-ZP-M06': '0.24', 'WRN-CV-13': '16.05', 'NUT-ZP-M08': '0.10' };
  const codes = Object.keys(prices);
  const opportunities = Array.from({ length: count }, (_, index) => ({
    ExternalKey: `${prefix}-${String(index + 1).padStart(4, '0')}`,
    Name: `Scenario ${index + 1}`,
    AccountNumber: accounts[index % accounts.length]?.AccountNumber,
    StageName: 'Closed Won',
    CloseDate: '2026-05-29',
    CustomerPONo: `${prefix}-PO-${index + 1}`,
  }));
  const lines = opportunities.flatMap(({ ExternalKey }, index) =>
    codes.slice(0, 1 + (index % 3)).map((ProductCode) => ({
      OpportunityKey: ExternalKey,
      ProductCode,
      Quantity: String(1 + index),
      UnitPrice: prices[ProductCode as keyof typeof prices],
    })),
  );
  const write = (name: string, rows: object[]) =>
    writeFileSync(join(csv, `${name}.csv`), stringify(rows, { header: true, columns: columnsOf(rows) }));
  write('Account', accounts);
  write(
    'Product2',
    codes.map((ProductCode) => ({ ProductCode, Name: ProductCode })),
  );
  write(
    'PricebookEntry',
    codes.map((ProductCode) => ({ ProductCode, UnitPrice: prices[ProductCode as keyof typeof prices] })),
  );
  write('Opportunity', opportunities);
  write('OpportunityLineItem', lines);
  return folder;
}

function columnsOf(rows: object[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}
