import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { accessibilityFaults, chromiumPath, PageBrowser, type PageWindow } from '../pages/testing.ts';
import { temporaryStack } from './testing.ts';

jest.setTimeout(180_000);

(chromiumPath ? describe : describe.skip)('credit on the pages, in Chromium', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let browser: PageBrowser;
  let rep: PageWindow;
  let linked: string;
  let unlinked: string;
  beforeAll(async () => {
    stack = await temporaryStack();
    [linked = '', unlinked = ''] = await stack.org.create('Account', [
      { Name: 'Over the limit', SageDivisionNo__c: '00', SageCustomerNo__c: '0001006' },
      { Name: 'Newcomer' },
    ]);
    await stack.emulatedOrg.pages.build();
    browser = await PageBrowser.open(stack.orgUrl);
    rep = await browser.as('rep@sandbox.example');
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
    stack.remove();
  });

  it('a rep checks, records, and asks for a limit; a credit manager approves it', async () => {
    const page = await rep.open(`/lightning/r/Account/${linked}/view`);
    const panel = page.locator('c-sage-credit-panel');

    await panel.getByRole('button', { name: 'Check Credit' }).click();
    await panel.getByText('Over the limit').first().waitFor();
    expect(await panel.getByRole('row', { name: /^Past due, category 1/ }).innerText()).toContain('$');
    await panel.getByRole('button', { name: 'Record this check' }).click();
    await panel.getByText(/^Last recorded check: Over the limit, by Rita Rep/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await panel.getByRole('button', { name: 'Request a credit limit' }).click();
    const form = page.locator('c-sage-credit-request-form');
    await form.getByRole('button', { name: 'Submit' }).click();
    await form.getByText('Say why the customer should get this limit.').waitFor();
    await form.getByLabel('New limit in USD').fill('75000.50');
    await form.getByRole('textbox', { name: 'Reason' }).fill('A large order is coming.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Submit' }).click();
    await page.getByText(/^Credit request CR-\d+ was submitted\.$/).waitFor();

    const [request] = await stack.org.query<{ Id: string }>('SELECT Id FROM SageCreditRequest__c');
    const manager = await browser.as('credit@sandbox.example');
    const record = await manager.open(`/lightning/r/SageCreditRequest__c/${request?.Id}/view`);
    const decision = record.locator('c-sage-credit-decision');
    await decision.getByText('Waits for a decision.').waitFor();
    expect(await accessibilityFaults(record)).toEqual([]);
    await decision.getByRole('button', { name: 'Approve' }).click();
    await decision.getByText('Decided by Carla Credit').waitFor();
    // The page hears of Sage's answer by itself.
    await decision.getByText('Sage has the new limit.').waitFor();
    expect(await stack.sage.creditLimit('00', '0001006')).toBe('75000.5');
    expect(browser.problems).toEqual([]);
  });

  it('the quick action asks at once, and says what is missing', async () => {
    const page = await rep.open(`/lightning/r/Account/${unlinked}/view`);

    await page.getByRole('button', { name: 'Check Credit' }).first().click();
    await page.getByText('This account is not linked to a customer in Sage yet').waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
    expect(browser.problems).toEqual([]);
  });
});
