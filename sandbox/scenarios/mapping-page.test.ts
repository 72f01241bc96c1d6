import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults, chromiumPath, PageBrowser } from '../pages/testing.ts';
import { until } from '../src/until.ts';
import { temporaryStack } from './testing.ts';

jest.setTimeout(180_000);

/** One story; each part goes on where the one before it stopped. */
(chromiumPath ? describe : describe.skip)('the page Field Mapping in Chromium', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let browser: PageBrowser;
  let page: Page;
  beforeAll(async () => {
    stack = await temporaryStack();
    browser = await PageBrowser.open(stack.orgUrl);
    page = await (await browser.as('admin@sandbox.example')).open('/lightning/n/SageFieldMapping');
    await field('salesforce', 'Priority__c').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
    stack.remove();
  });

  const field = (side: string, name: string) =>
    page.locator(`c-sage-field-column[data-side="${side}"] li[data-name="${name}"]`);
  const row = (name: string) => page.locator(`[data-row="${name}"]`);
  const status = (text: string) => page.getByRole('status').filter({ hasText: text }).first().waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const rows = () =>
    stack.org.query<{ DeveloperName: string }>('SELECT DeveloperName FROM SageFieldMapping__mdt');

  it('has nothing mapped at first, and is accessible', async () => {
    await page.getByText('Nothing is mapped here yet').waitFor();
    await page.getByText('use the same mapping (none)').waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('maps a field that is dragged onto the other side, and says what does not fit', async () => {
    await field('salesforce', 'Priority__c').dragTo(field('sage', 'UDF_PRIORITY'));

    await status('UDF_PRIORITY is now mapped.');
    await row('Opportunity_PRIORITY').getByText('Values longer than 1 characters').waitFor();
  });

  it('maps both fields that are chosen by keyboard', async () => {
    await choose('Salesforce field', 'Rush (Rush__c)');
    await choose('Sage field', 'UDF_RUSH');
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');

    await status('UDF_RUSH is now mapped.');
    await row('Opportunity_RUSH').getByText('Checkbox as Y or N').waitFor();
  });

  it('makes codes for the values of the picklist in the editor', async () => {
    await press('Edit UDF_PRIORITY');
    const editor = page.getByRole('dialog');
    await editor.getByRole('combobox', { name: 'Kind', exact: true }).click();
    await editor.getByRole('option', { name: 'Value map', exact: true }).click();
    await editor.getByRole('button', { name: 'Add all values of the picklist' }).click();
    for (const [index, code] of ['H', 'N', 'L'].entries())
      await editor.getByLabel(`Code in Sage ${index + 1}`).fill(code);
    expect(await accessibilityFaults(page)).toEqual([]);
    await editor.getByRole('button', { name: 'Take over' }).click();

    await row('Opportunity_PRIORITY').getByText('Value map').waitFor();
    await until(async () => (await page.locator('[data-note]').count()) === 0, 'nothing is found wrong');
  });

  it('shows on a record what Sage would get', async () => {
    await stack.org.create('Opportunity', [
      {
        Name: 'Page sale',
        StageName: 'Prospecting',
        CloseDate: '2026-05-29',
        Priority__c: 'High',
        Rush__c: true,
      },
    ]);

    await page.getByLabel('Name or number of a record').fill('Page sale');
    await press('Find');

    await row('Opportunity_PRIORITY').getByText('In Sage: H').waitFor();
    await row('Opportunity_RUSH').getByText('In Sage: Y').waitFor();
    await page.getByText('not in Sage yet').waitFor();
  });

  it('saves, hears that the org has stored it, and has nothing more to save', async () => {
    await page.getByText('Unsaved changes').waitFor();
    await press('Save');

    await status('Saved.');
    expect((await rows()).map(({ DeveloperName }) => DeveloperName).sort()).toEqual([
      'Opportunity_PRIORITY',
      'Opportunity_RUSH',
    ]);
    expect(await page.getByText('Unsaved changes').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('exports the mapping as a file, and shows what the file would do before it is taken', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), press('Export')]);
    const file = await download.path();
    expect(download.suggestedFilename()).toBe('field-mapping.json');

    await press('Remove UDF_RUSH');
    await press('Import');
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type="file"]').setInputFiles(file);
    await dialog.getByText('New rows: Opportunity_RUSH').waitFor();
    await dialog.getByText('Rows that stay as they are: 1').waitFor();
    await dialog.getByRole('button', { name: 'Take into the draft' }).click();

    await row('Opportunity_RUSH').waitFor();
    await status('taken into the draft');
  });

  it('goes on without the gateway, and says so', async () => {
    await stack.gateway.stop();
    await page.getByRole('tab', { name: 'Account', exact: true }).click();

    await page.getByText('Sage cannot be asked for its fields now').waitFor();
    expect(browser.problems).toEqual([]);
  });
});
