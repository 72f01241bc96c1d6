import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openOrg, type TestOrg } from '../org/test/harness.ts';
import { accessibilityFaults, chromiumPath, PageBrowser, type PageWindow } from './testing.ts';

const packages = [
  join(import.meta.dirname, '../org/test/fixtures/package'),
  join(import.meta.dirname, 'test/fixtures/package'),
];
const REP = 'rep@test.example';
const STRANGER = 'stranger@test.example';
const user = (username: string, lastName: string, permissionSets: string[]) => ({
  username,
  lastName,
  profile: 'Standard User' as const,
  permissionSets,
});

let org: TestOrg;
let accountId: string;

beforeAll(async () => {
  org = await openOrg({
    packageDirs: packages,
    users: [user(REP, 'Rep', ['Thing_Pages']), user(STRANGER, 'Stranger', [])],
  });
  const [account] = await org.org.insert('Account', { Name: 'Acme' });
  accountId = account?.id ?? '';
});
afterAll(() => org.dispose());

describe('who is not logged in', () => {
  it('is sent to the login instead of a page', async () => {
    const answer = await fetch(`${org.url}/lightning/r/Account/${accountId}/view`, { redirect: 'manual' });

    expect(answer.headers.get('location')).toBe('/lightning/login');
  });

  it('may not call Apex', async () => {
    const answer = await fetch(`${org.url}/pages/apex/ThingController/greet`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ recordId: accountId }),
    });

    expect(answer.status).toBe(401);
  });

  it('cannot be sent here by another site', async () => {
    const answer = await fetch(`${org.url}/lightning/login`, { headers: { origin: 'https://evil.example' } });

    expect(answer.status).toBe(403);
  });
});

(chromiumPath ? describe : describe.skip)('a page in Chromium', () => {
  let browser: PageBrowser;
  let rep: PageWindow;
  beforeAll(async () => {
    browser = await PageBrowser.open(org.url);
    rep = await browser.as(REP);
  }, 180_000);
  afterEach(() => expect(browser.problems.splice(0)).toEqual([]));
  afterAll(() => browser.close());
  const record = (window: PageWindow, query = '') =>
    window.open(`/lightning/r/Account/${accountId}/view${query}`);
  const rename = async (page: Page, name: string) => {
    await page.getByLabel('New name').fill(name);
    await page.getByRole('button', { name: 'Rename' }).click();
  };

  it('shows a component of the package with what Apex answers this user', async () => {
    const page = await record(rep);

    await page.getByText('Hello Acme').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('changes a record, reads again what is shown of it, and hears the platform event', async () => {
    const page = await record(rep);

    await rename(page, 'Acme Tools');

    await page.getByText('Hello Acme Tools').waitFor();
    await page.getByText('Renamed to Acme Tools').waitFor();
    await page.getByText('Renamed', { exact: true }).waitFor();
  });

  it("shows the words of an Apex exception as the component's error", async () => {
    const page = await record(rep);

    await page.getByRole('button', { name: 'Rename' }).click();

    expect(await page.getByRole('alert').first().textContent()).toBe('Give a name.');
  });

  it('refuses Apex to who has no access to the class', async () => {
    const page = await record(await browser.as(STRANGER));

    await rename(page, 'Mine');

    await page.getByText("You do not have access to the Apex class named 'ThingController'.").waitFor();
  });

  it('speaks the language of the address', async () => {
    const page = await record(rep, '?lang=de');

    await page.getByLabel('Neuer Name').waitFor();
  });

  it('opens a quick action, which learns its record, and closes it', async () => {
    const page = await record(rep, '?lang=en');

    await page.getByRole('button', { name: 'Show Id' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(accountId).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Done' }).click();

    await dialog.waitFor({ state: 'detached' });
  });

  it('would tell a fault of accessibility', async () => {
    const page = await rep.open('/lightning/n/Faulty');

    expect(await accessibilityFaults(page)).toEqual([
      expect.stringContaining('label: Form elements must have labels'),
    ]);
  });
});
