import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
/** The longest wait for a state of a page. */
const WAIT_MS = 60_000;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The browser of this machine, or of CHROMIUM_PATH; undefined where there is none. */
export const chromiumPath = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** A browser for the pages of an org; every page is watched for what must not happen. */
export class PageBrowser {
  /** Errors and warnings of scripts, unknown properties in templates, and requests to other hosts, of all pages so far. */
  readonly problems: string[] = [];
  readonly #browser: Browser;
  readonly #orgUrl: string;

  private constructor(browser: Browser, orgUrl: string) {
    this.#browser = browser;
    this.#orgUrl = orgUrl;
  }

  static async open(orgUrl: string): Promise<PageBrowser> {
    if (!chromiumPath) throw new Error('no Chromium on this machine; set CHROMIUM_PATH');
    return new PageBrowser(await chromium.launch({ executablePath: chromiumPath, args: FLAGS }), orgUrl);
  }

  /** Logs a user in, in a window of its own: 1280 x 900, without animations, in the org's time zone. */
  async as(username: string, size = { width: 1280, height: 900 }): Promise<PageWindow> {
    const context = await this.#browser.newContext({
      baseURL: this.#orgUrl,
      viewport: size,
      timezoneId: 'UTC',
      locale: 'en-US',
      reducedMotion: 'reduce',
    });
    // A busy machine builds the components while it serves the first page.
    context.setDefaultTimeout(WAIT_MS);
    const login = await context.newPage();
    await login.goto('/lightning/login');
    await login.locator(`button[value="${username}"]`).click();
    await login.waitForURL(/\/lightning$/);
    await login.close();
    return new PageWindow(context, this.#orgUrl, this.problems);
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

/** The window of one user, with one page at a time. */
export class PageWindow {
  #page: Page | undefined;
  readonly #context: BrowserContext;
  readonly #orgUrl: string;
  readonly #problems: string[];

  constructor(context: BrowserContext, orgUrl: string, problems: string[]) {
    this.#context = context;
    this.#orgUrl = orgUrl;
    this.#problems = problems;
  }

  /** Opens an address such as `/lightning/n/SageSetup`, in place of the page before, and waits until its components are mounted. */
  async open(path: string): Promise<Page> {
    await this.#page?.close();
    const page = await this.#context.newPage();
    this.#page = page;
    this.#watch(page, path);
    await page.goto(path);
    await page.waitForSelector('html[data-ready]');
    return page;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  #watch(page: Page, path: string): void {
    const problem = (text: string) => this.#problems.push(`${path}: ${text.slice(0, 500)}`);
    page.on('pageerror', (error) => problem(error.message));
    page.on('console', (message) => {
      if (isProblem(message.type(), message.text())) problem(message.text());
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(this.#orgUrl) && !/^(data|blob):/.test(url)) problem(`request to ${url}`);
    });
  }
}

function isProblem(type: string, text: string): boolean {
  // An answer that refuses is told by the component; the base components warn about themselves at other places.
  if (type === 'error') return !text.startsWith('Failed to load resource');
  return /\[LWC warn\]: Unknown public property/.test(text);
}

/** What axe finds against WCAG 2.1 A and AA, one sentence each; `within` narrows it to a part of the page. */
export async function accessibilityFaults(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(WCAG);
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} at ${target.flat().join(' ')}: ${html.slice(0, 200)}`),
  );
}
