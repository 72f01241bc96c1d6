import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { changeLine } from '../sage/desk/orders.ts';
import { atDesk } from '../sage/desk/desk.ts';
import { injectFault } from '../sage/faults.ts';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { company } from '../src/stack.ts';
import { until } from '../src/until.ts';
import { Person } from './person.ts';
import { temporaryStack, writeOrders } from './testing.ts';

jest.setTimeout(180_000);

interface Changes {
  readonly differences: { member: string; line?: string; before?: string; after?: string }[];
  readonly isConflict: boolean;
  readonly isQuote: boolean;
}
interface Line {
  readonly Id: string;
  readonly Quantity: number;
  readonly PricebookEntryId: string;
}
interface Answer {
  readonly Id: string;
  readonly Type__c: string;
  readonly Status__c: string;
  readonly SalesOrderNo__c: string;
  readonly ErrorCode__c: string | null;
  readonly ErrorMessage__c: string | null;
  readonly Warnings__c: string | null;
  readonly Payload__c: string;
}

describe('an order that is changed after it was placed', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let rep: Person;
  let opportunityId: string;
  let quoteId: string;
  let salesOrderNo: string;
  beforeAll(async () => {
    stack = await temporaryStack({
      adjust: (settings) => {
        const { companies } = settings.sage;
        const fallback = { lineChangesFallback: 'recreate' };
        const each = Object.entries(companies).map(([code, one]) => [code, { ...one, ...fallback }]);
        return { ...settings, sage: { ...settings.sage, companies: Object.fromEntries(each) } };
      },
    });
    const data = writeOrders(mkdtempSync(join(tmpdir(), 'sage-orders-')), 3, 'E');
    const loaded = await loadSalesforce(stack.org, data);
    [quoteId = '', , opportunityId = ''] = loaded.map(({ id }) => id);
    const [user] = await stack.org.query<{ Id: string }>(
      "SELECT Id FROM User WHERE Username = 'rep@sandbox.example'",
    );
    const OwnerId = user?.Id;
    await stack.org.update('Opportunity', [
      { Id: opportunityId, OwnerId },
      { Id: quoteId, OwnerId },
    ]);
    rep = await Person.login(stack.orgUrl, 'rep@sandbox.example');
    await rep.update(opportunityId, { StageName: 'Closed Won' });
    salesOrderNo = (await answered('PlaceOrder')).SalesOrderNo__c;
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  const read = (recordId = opportunityId) =>
    rep.call<Changes>('SageOrderChangeController.read', { recordId });
  const send = (force = false) =>
    rep.call('SageOrderChangeController.send', { recordId: opportunityId, force });
  const lines = () =>
    stack.org.query<Line>(
      `SELECT Id, Quantity, PricebookEntryId FROM OpportunityLineItem WHERE OpportunityId = '${opportunityId}' ORDER BY SortOrder, Id`,
    );
  const requests = (source: string) =>
    stack.org.query<Answer>(
      'SELECT Id, Type__c, Status__c, SalesOrderNo__c, ErrorCode__c, ErrorMessage__c, Warnings__c, Payload__c ' +
        `FROM SageRequest__c WHERE SourceId__c = '${source}' ORDER BY CreatedDate DESC, Name DESC`,
    );
  const inSage = async () =>
    (await stack.sage.rows('SO_SalesOrderDetail', ['SalesOrderNo', 'LineKey', 'ItemCode', 'QuantityOrdered']))
      .filter((row) => row.SalesOrderNo === salesOrderNo)
      .map((row) => [row.LineKey, row.ItemCode, Number(row.QuantityOrdered)]);
  const headerInSage = async (number = salesOrderNo) =>
    (
      await stack.sage.rows('SO_SalesOrderHeader', ['SalesOrderNo', 'OrderType', 'CustomerPONo', 'Comment'])
    ).find((row) => row.SalesOrderNo === number);

  /** The newest request of the type, once it is answered. */
  async function answered(type: string, source = opportunityId): Promise<Answer> {
    const newest = async () => (await requests(source)).find((row) => row.Type__c === type);
    await until(
      async () => ['Done', 'Refused', 'Failed'].includes((await newest())?.Status__c ?? ''),
      `${type} is answered`,
    );
    const found = await newest();
    if (found === undefined) throw new Error(`no ${type}`);
    return found;
  }

  it('takes a new quantity, a removed line, an added one and header facts by one button', async () => {
    const [first, second, third] = await lines();
    if (!first || !second || !third) throw new Error('the order has no three lines');
    await stack.org.update('OpportunityLineItem', [{ Id: first.Id, Quantity: 7 }]);
    await stack.org.destroy('OpportunityLineItem', [third.Id]);
    await stack.org.create('OpportunityLineItem', [
      {
        OpportunityId: opportunityId,
        PricebookEntryId: second.PricebookEntryId,
        Quantity: 2,
        UnitPrice: 15,
      },
    ]);
    await rep.update(opportunityId, { SagePoNumber__c: 'E-PO-NEW', SageComment__c: 'Ring twice' });

    const { differences } = await read();
    await send();
    const answer = await answered('ChangeOrder');

    expect(differences.map(({ member, line }) => [member, line ?? null])).toEqual(
      expect.arrayContaining([
        ['quantity', 'BLT-ZP-M06'],
        ['removed', 'NUT-ZP-M08'],
        ['added', 'WRN-CV-13'],
        ['customerPONo', null],
        ['comment', null],
      ]),
    );
    expect(answer).toMatchObject({ Status__c: 'Done', ErrorCode__c: null });
    expect(await inSage()).toEqual([
      ['000001', 'BLT-ZP-M06', 7],
      ['000002', 'WRN-CV-13', 3],
      ['000004', 'WRN-CV-13', 2],
    ]);
    expect(await headerInSage()).toMatchObject({ CustomerPONo: 'E-PO-NEW', Comment: 'Ring twice' });
    expect((await read()).differences).toEqual([]);
  });

  it("is not overwritten where somebody changed it in Sage: both values are shown, and Sage's can be taken", async () => {
    const [first] = await lines();
    atDesk(stack.sageFolder, company, {}, (desk) =>
      changeLine(desk, salesOrderNo, '000001', { QuantityOrdered: '12' }),
    );
    await stack.org.update('OpportunityLineItem', [{ Id: first?.Id, Quantity: 8 }]);
    await send();
    const answer = await answered('ChangeOrder');
    const { isConflict } = await read();

    await rep.call('SageOrderChangeController.takeFromSage', { recordId: opportunityId });
    const settled = await answered('ChangeOrder');

    expect(answer).toMatchObject({ Status__c: 'Refused', ErrorCode__c: 'CHANGED_IN_SAGE' });
    expect(answer.ErrorMessage__c).toContain(
      'The quantity of line 1 (BLT-ZP-M06) is 12 in Sage, 7 was expected.',
    );
    expect(isConflict).toBe(true);
    expect(settled).toMatchObject({ Status__c: 'Done' });
    expect((await lines())[0]?.Quantity).toBe(12);
    expect((await inSage())[0]).toEqual(['000001', 'BLT-ZP-M06', 12]);
    expect((await read()).differences).toEqual([]);
  });

  it('is overwritten when a person says so', async () => {
    const [first] = await lines();
    atDesk(stack.sageFolder, company, {}, (desk) =>
      changeLine(desk, salesOrderNo, '000001', { QuantityOrdered: '20' }),
    );
    await stack.org.update('OpportunityLineItem', [{ Id: first?.Id, Quantity: 9 }]);
    await send();
    const refused = await answered('ChangeOrder');
    await send(true);
    const done = await answered('ChangeOrder');

    expect([refused.Status__c, done.Status__c]).toEqual(['Refused', 'Done']);
    expect((await inSage())[0]).toEqual(['000001', 'BLT-ZP-M06', 9]);
  });

  it('is created again under its number where Sage cannot change lines, also when the host dies in between', async () => {
    const [first] = await lines();
    injectFault(stack.sageFolder, { kind: 'unsupported', op: 'write' });
    injectFault(stack.sageFolder, { kind: 'crash', op: 'delete', moment: 'after' });
    await stack.org.update('OpportunityLineItem', [{ Id: first?.Id, Quantity: 4 }]);
    await send();
    const answer = await answered('ChangeOrder');

    expect(answer).toMatchObject({ Status__c: 'Done', ErrorCode__c: null });
    expect(await inSage()).toEqual([
      ['000001', 'BLT-ZP-M06', 4],
      ['000002', 'WRN-CV-13', 3],
      ['000003', 'WRN-CV-13', 2],
    ]);
    expect(await headerInSage()).toMatchObject({ CustomerPONo: 'E-PO-NEW', Comment: 'Ring twice' });
    expect((await read()).differences).toEqual([]);
  });

  it('may be a quote, which is promoted', async () => {
    const [placed] = (await requests(opportunityId)).filter(({ Type__c }) => Type__c === 'PlaceOrder');
    const payload = JSON.parse(placed?.Payload__c ?? '{}') as { source: object; lines: object[] };
    const quote = {
      ...payload,
      source: { ...payload.source, id: quoteId },
      orderType: 'Q',
      customerPONo: 'E-QUOTE',
    };
    await stack.org.create('SageRequest__c', [
      {
        Key__c: `${quoteId}.order.1`,
        Type__c: 'PlaceOrder',
        SourceId__c: quoteId,
        Opportunity__c: quoteId,
        Version__c: 1,
        Payload__c: JSON.stringify(quote),
        Status__c: 'Waiting',
        SendAttempts__c: 0,
        NextSendAt__c: new Date().toISOString(),
      },
    ]);
    const number = (await answered('PlaceOrder', quoteId)).SalesOrderNo__c;
    const before = [(await headerInSage(number))?.OrderType, (await read(quoteId)).isQuote];

    await rep.call('SageOrderStatusController.change', {
      recordId: quoteId,
      type: 'PromoteQuote',
      reason: null,
    });
    const answer = await answered('PromoteQuote', quoteId);

    expect(before).toEqual(['Q', true]);
    expect(answer).toMatchObject({ Status__c: 'Done', SalesOrderNo__c: number });
    expect([(await headerInSage(number))?.OrderType, (await read(quoteId)).isQuote]).toEqual(['S', false]);
  });
});
