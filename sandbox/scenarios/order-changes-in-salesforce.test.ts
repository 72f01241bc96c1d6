import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { accessibilityFaults, chromiumPath, PageBrowser } from '../pages/testing.ts';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { until } from '../src/until.ts';
import { Person } from './person.ts';
import { temporaryStack, writeOrders } from './testing.ts';

jest.setTimeout(120_000);

/** What the order status page shows (SageOrderStatus), as far as this story looks at it. */
interface OrderStatus {
  readonly state: string;
  readonly canSend: boolean;
  readonly canChange: boolean;
  readonly mayChange: boolean;
  readonly salesOrderNo?: string;
  readonly problems: { message: string; place?: { recordId: string; fieldLabel: string } }[];
  readonly attempts: { type: string; version: number; status: string }[];
}

describe('what a rep does with an order on its page', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let rep: Person;
  let opportunityId: string;
  let otherId: string;
  let productId: string;
  beforeAll(async () => {
    stack = await temporaryStack();
    const data = writeOrders(mkdtempSync(join(tmpdir(), 'sage-orders-')), 2, 'P');
    [{ id: opportunityId } = { id: '' }, { id: otherId } = { id: '' }] = await loadSalesforce(
      stack.org,
      data,
    );
    [{ Id: productId } = { Id: '' }] = await stack.org.query<{ Id: string }>(
      "SELECT Id FROM Product2 WHERE ProductCode = 'BLT-ZP-M06'",
    );
    await stack.org.update('Product2', [{ Id: productId, ProductCode: 'NOPE-1' }]);
    await giveToRep();
    rep = await Person.login(stack.orgUrl, 'rep@sandbox.example');
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  /** Opportunities are private to their owners. */
  async function giveToRep(): Promise<void> {
    const [user] = await stack.org.query<{ Id: string }>(
      "SELECT Id FROM User WHERE Username = 'rep@sandbox.example'",
    );
    const OwnerId = user?.Id;
    await stack.org.update('Opportunity', [
      { Id: opportunityId, OwnerId },
      { Id: otherId, OwnerId },
    ]);
  }

  const apex = <Answer>(method: string, values: object = {}) =>
    rep.call<Answer>(`SageOrderStatusController.${method}`, { recordId: opportunityId, ...values });
  const read = () => apex<OrderStatus>('read');
  const untilState = async (state: string) => {
    await until(async () => {
      const status = await read();
      return status.state === state && (status.canChange || state !== 'Done');
    }, `the page says ${state}`);
    return read();
  };
  const record = async () =>
    (
      await stack.org.query<{ SageOrderNo__c: string; SageOrderStatus__c: string; SageStatus__c: string }>(
        `SELECT SageOrderNo__c, SageOrderStatus__c, SageStatus__c FROM Opportunity WHERE Id = '${opportunityId}'`,
      )
    )[0];

  it('sees it refused for an unknown item, with the product to mend', async () => {
    expect(await read()).toMatchObject({ state: 'NotSent', canSend: false });
    await rep.update(opportunityId, { StageName: 'Closed Won' });
    const status = await untilState('Refused');
    expect(status.canSend).toBe(true);
    expect(status.problems[0]?.message).toContain('NOPE-1');
    expect(status.problems[0]?.place).toMatchObject({ recordId: productId, fieldLabel: 'Product Code' });
  });

  it('sends it again once the product is mended, and sees the number', async () => {
    await stack.org.update('Product2', [{ Id: productId, SageItemCode__c: 'BLT-ZP-M06' }]);
    await apex('send');
    const status = await untilState('Done');
    expect(await stack.sage.order(status.salesOrderNo ?? '')).toBeDefined();
    expect(status.attempts.map(({ version, status: each }) => [version, each])).toEqual([
      [2, 'Done'],
      [1, 'Refused'],
    ]);
    expect(await record()).toEqual(
      expect.objectContaining({ SageOrderNo__c: status.salesOrderNo, SageOrderStatus__c: 'Open' }),
    );
  });

  it.each([
    ['HoldOrder', 'OnHold', 'OnHold', { open: 'H' }],
    ['ReleaseOrder', 'Done', 'Open', { open: 'N' }],
    ['CancelOrder', 'Cancelled', 'Cancelled', { open: undefined, history: 'X' }],
  ])('wishes %s, and page, record and Sage show it', async (type, state, onRecord, inSage) => {
    await apex('change', { type, reason: null });
    const { salesOrderNo = '' } = await untilState(state);
    expect(await record()).toMatchObject({ SageOrderStatus__c: onRecord, SageStatus__c: 'Done' });
    expect(await stack.sage.orderStatus(salesOrderNo)).toMatchObject(inSage);
  });

  it('cannot change what is cancelled, and has the whole history', async () => {
    const status = await read();
    expect(status).toMatchObject({ mayChange: true, canChange: false, canSend: false });
    expect(status.attempts.map(({ type }) => type)).toEqual([
      'CancelOrder',
      'ReleaseOrder',
      'HoldOrder',
      'PlaceOrder',
      'PlaceOrder',
    ]);
  });

  (chromiumPath ? it : it.skip)('does the same by clicks; the open page hears of every answer', async () => {
    // The first page builds the components; a browser would not wait so long for it.
    await rep.visit('/lightning');
    const browser = await PageBrowser.open(stack.orgUrl);
    try {
      const page = await (
        await browser.as('rep@sandbox.example')
      ).open(`/lightning/r/Opportunity/${otherId}/view`);
      const card = page.locator('c-sage-order-status');
      await card.getByText('Not sent to Sage').waitFor();

      await rep.update(otherId, { StageName: 'Closed Won' });
      await card.getByText('Sage order number').waitFor();
      await card.getByRole('button', { name: 'Put on hold' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Reason (optional)').fill('Waits for the deposit');
      await dialog.getByRole('button', { name: 'Put on hold' }).click();
      await card.getByText('On hold in Sage').waitFor();
      await card.getByText('History of attempts (2)').click();
      await card.getByRole('rowheader', { name: 'Put on hold 1' }).waitFor();

      expect(await accessibilityFaults(page)).toEqual([]);
      expect(browser.problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
