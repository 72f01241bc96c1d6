// Makes the pictures of the guides from the real components over a running sandbox: npm run pictures
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { demoData, temporaryStack } from '../scenarios/testing.ts';
import { closeOpportunities } from '../src/close.ts';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { untilAnswered } from '../src/progress.ts';
import type { Stack } from '../src/stack.ts';
import { PageBrowser, type PageWindow } from './testing.ts';

const folder = join(import.meta.dirname, '../../docs/guides/pictures');
/** A repository is no place for large files. */
const LARGEST_BYTES = 150_000;

mkdirSync(folder, { recursive: true });
const stack = await temporaryStack();
try {
  await closeOpportunities(stack.org, await loadSalesforce(stack.org, demoData));
  await untilAnswered(stack.org, { quiet: true });
  await stack.emulatedOrg.pages.build();
  const browser = await PageBrowser.open(stack.orgUrl);
  try {
    await ofReps(await browser.as('rep@sandbox.example'), stack);
    await ofAdmins(await browser.as('admin@sandbox.example'));
    for (const problem of browser.problems) console.error(problem);
  } finally {
    await browser.close();
  }
} finally {
  await stack.stop();
  stack.remove();
}

async function ofReps(rep: PageWindow, { org }: Stack): Promise<void> {
  const open = async (object: string, where: string) => {
    const [row] = await org.query<{ Id: string }>(`SELECT Id FROM ${object} WHERE ${where}`);
    return rep.open(`/lightning/r/${object}/${row?.Id ?? ''}/view`);
  };
  let page = await open('Account', "AccountNumber = 'AC-10001'");
  const credit = page.locator('c-sage-credit-panel');
  await credit.getByRole('button', { name: 'Check Credit' }).click();
  await credit.getByRole('button', { name: 'Record this check' }).waitFor();
  await picture('check-credit', credit);
  await page.getByRole('button', { name: 'Request a credit limit' }).first().click();
  await page.getByRole('dialog').getByRole('textbox').first().waitFor();
  await picture('request-a-credit-limit', page);

  page = await open('Opportunity', "Name = 'Quillmark spring restock'");
  const stock = page.locator('c-sage-stock-and-prices');
  await stock.getByRole('button', { name: 'Ask Sage' }).click();
  await stock.getByRole('row').nth(1).waitFor();
  await picture('stock-and-prices', stock);
  await picture('order-in-sage', page.locator('c-sage-order-status'));

  page = await open('Opportunity', "Name = 'Quillmark oddities'");
  await page.getByRole('button', { name: 'Send again' }).waitFor();
  await picture('order-refused', page.locator('c-sage-order-status'));
}

async function ofAdmins(admin: PageWindow): Promise<void> {
  let page = await admin.open('/lightning/n/SageSetup');
  await page.getByRole('button', { name: /1\. Connection/ }).click();
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('Everything works.').waitFor();
  await picture('setup-assistant', page.locator('c-sage-setup'));

  page = await admin.open('/lightning/n/SageFieldMapping');
  const salesforce = page.locator('[data-side=salesforce]');
  await salesforce
    .locator('[data-name=Name]')
    .dragTo(page.locator('[data-side=sage] [data-name=UDF_CAMPAIGN]'));
  await page.locator('c-sage-field-mapping-row').waitFor();
  await picture('field-mapping', page.locator('c-sage-field-mapping'));

  page = await admin.open('/lightning/n/SageMonitor');
  await page.getByText('Writing back to Salesforce').waitFor();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('gridcell').first().waitFor();
  await picture('monitor', page.locator('c-sage-monitor'));
}

/** Saves what is shown as docs/guides/pictures/<name>.png; throws when the file is too large. */
async function picture(name: string, shown: Locator | Page): Promise<void> {
  const path = join(folder, `${name}.png`);
  await shown.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  if (size > LARGEST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${LARGEST_BYTES}`);
  console.log(`${name}.png, ${Math.round(size / 1000)} kB`);
}
