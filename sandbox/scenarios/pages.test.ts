import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { accessibilityFaults, chromiumPath, PageBrowser, type PageWindow } from '../pages/testing.ts';
import { closeOpportunities } from '../src/close.ts';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { untilAnswered } from '../src/progress.ts';
import { demoData, temporaryStack } from './testing.ts';

jest.setTimeout(180_000);

(chromiumPath ? describe : describe.skip)(
  'the pages of the package, in Chromium over the whole system',
  () => {
    let stack: Awaited<ReturnType<typeof temporaryStack>>;
    let browser: PageBrowser;
    let rep: PageWindow;
    let admin: PageWindow;
    beforeAll(async () => {
      stack = await temporaryStack();
      await closeOpportunities(stack.org, await loadSalesforce(stack.org, demoData));
      await untilAnswered(stack.org, { quiet: true });
      await stack.emulatedOrg.pages.build();
      browser = await PageBrowser.open(stack.orgUrl);
      rep = await browser.as('rep@sandbox.example');
      admin = await browser.as('admin@sandbox.example');
    });
    afterEach(() => expect(browser.problems.splice(0)).toEqual([]));
    afterAll(async () => {
      await browser.close();
      await stack.stop();
      stack.remove();
    });
    const idOf = async (object: string, where: string) => {
      const [row] = await stack.org.query<{ Id: string }>(`SELECT Id FROM ${object} WHERE ${where}`);
      return row?.Id ?? '';
    };
    const openRecord = async (window: PageWindow, object: string, where: string) =>
      window.open(`/lightning/r/${object}/${await idOf(object, where)}/view`);

    it('a rep sees stock and the price of Sage with its rule', async () => {
      const page = await openRecord(rep, 'Opportunity', "Name = 'Quillmark spring restock'");
      const card = page.locator('c-sage-stock-and-prices');

      await card.getByRole('button', { name: 'Ask Sage' }).click();

      await card.getByText('WRN-CV-13').waitFor();
      await card
        .getByText(/standard price/i)
        .first()
        .waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it('a refused order says which products are wrong; mended, it is sent again and the page shows its number by itself', async () => {
      const page = await openRecord(rep, 'Opportunity', "Name = 'Quillmark oddities'");
      const card = page.locator('c-sage-order-status');
      await card.getByText('NOPE-1').first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);

      const items = { 'NOPE-1': 'BLT-ZP-M06', 'ANC-NY-12': 'NUT-ZP-M08' };
      for (const [code, SageItemCode__c] of Object.entries(items))
        await stack.org.update('Product2', [
          { Id: await idOf('Product2', `ProductCode = '${code}'`), SageItemCode__c },
        ]);
      await card.getByRole('button', { name: 'Send again' }).click();

      await card.getByText('In Sage', { exact: true }).waitFor({ timeout: 60_000 });
      const opportunity = await idOf('Opportunity', "Name = 'Quillmark oddities' AND SageOrderNo__c != null");
      expect(opportunity).not.toBe('');
    });

    it('an admin sees in the monitor what was refused, with its story, and how each station does', async () => {
      const page = await admin.open('/lightning/n/SageMonitor');

      await page.getByText('Writing Sage (BOI), ABC').waitFor();
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await page.getByRole('gridcell').first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  },
);
