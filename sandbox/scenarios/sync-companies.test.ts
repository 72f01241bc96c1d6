import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { closeOpportunities } from '../src/close.ts';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { untilAnswered } from '../src/progress.ts';
import { SageReader } from '../src/sage-reader.ts';
import { until } from '../src/until.ts';
import { fillOrg, untilTheSame } from './both-sides.ts';
import { sageDesk, type SageDesk } from './sage-desk.ts';
import { demoData, oftenSynced, temporaryStack } from './testing.ts';

jest.setTimeout(240_000);

/** A customer number and an order number that both companies have: the number of the first order that each is sent. */
const customer = '00-0001002';
const salesOrderNo = '0000101';
const next = '0000102';

/** One story; each part goes on where the one before it stopped. */
describe('two Sage companies in one org', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let xyz: SageReader;
  let sage: Readonly<Record<'ABC' | 'XYZ', SageDesk>>;
  const accounts = { ABC: '', XYZ: '' };
  beforeAll(async () => {
    stack = await temporaryStack({
      sync: true,
      companies: ['XYZ'],
      adjust: oftenSynced,
      async fill(sides) {
        await loadSalesforce(sides.org, demoData);
        accounts.ABC = (await fillOrg(sides, [customer, '01-0001025'])).get(customer) ?? '';
        accounts.XYZ = (await fillOrg(sides, [customer, '00-0002001'], 'XYZ')).get(customer) ?? '';
      },
    });
    xyz = await SageReader.open(stack.sageFolder, 'XYZ');
    sage = { ABC: sageDesk(stack.sageFolder), XYZ: sageDesk(stack.sageFolder, 'XYZ') };
  });
  afterAll(async () => {
    await xyz.close();
    await stack.stop();
    stack.remove();
  });

  const untilBothAreTheSame = async () => {
    await untilTheSame(stack);
    await untilTheSame({ sage: xyz, org: stack.org }, 'XYZ');
  };
  const feeds = async (company: string) =>
    (await stack.gateway.client.sync()).filter((feed) => feed.company === company && feed.state !== 'Off');
  const opportunity = async (id: string) =>
    (
      await stack.org.query<Readonly<Record<'SageOrderNo__c' | 'SageOrderStatus__c', string | null>>>(
        `SELECT SageOrderNo__c, SageOrderStatus__c FROM Opportunity WHERE Id = '${id}'`,
      )
    )[0];
  const request = async (id: string) =>
    (
      await stack.org.query<{ Status__c: string; Company__c: string; SalesOrderNo__c: string | null }>(
        `SELECT Status__c, Company__c, SalesOrderNo__c FROM SageRequest__c WHERE Opportunity__c = '${id}'`,
      )
    )[0];

  /** Wins a sale of an account of the company; resolves with the opportunity's id. */
  async function win(company: 'ABC' | 'XYZ'): Promise<string> {
    const [entry] = await stack.org.query<{ Id: string }>(
      "SELECT Id FROM PricebookEntry WHERE ProductCode = 'WRN-CV-13' AND Pricebook2.IsStandard = true",
    );
    const [id = ''] = await stack.org.create('Opportunity', [
      {
        Name: `Sale of ${company}`,
        AccountId: accounts[company],
        StageName: 'Prospecting',
        CloseDate: '2026-05-29',
      },
    ]);
    await stack.org.create('OpportunityLineItem', [
      { OpportunityId: id, PricebookEntryId: entry?.Id, Quantity: 2, UnitPrice: 16.05 },
    ]);
    await closeOpportunities(stack.org, [{ id, externalKey: id, stageName: 'Closed Won' }]);
    return id;
  }

  it('keep their records apart, also under the same customer number', async () => {
    await untilBothAreTheSame();

    const named = await stack.org.query<{ Id: string; SageCustomerName__c: string }>(
      "SELECT Id, SageCustomerName__c FROM Account WHERE SageCustomerNo__c = '0001002'",
    );
    expect(new Map(named.map((row) => [row.Id, row.SageCustomerName__c]))).toEqual(
      new Map([
        [accounts.ABC, 'Norrbay Tool Hire'],
        [accounts.XYZ, 'Tarnbeck Joinery'],
      ]),
    );
    const stock = await stack.org.query<{ Company__c: string; n: number }>(
      "SELECT Company__c, COUNT(Id) n FROM SageStock__c WHERE ItemCode__c = 'WRN-CV-13' AND WarehouseCode__c = '000' GROUP BY Company__c",
    );
    expect(stock.map((row) => row.Company__c).toSorted()).toEqual(['ABC', 'XYZ']);
  });

  it('an order goes to the company of its account, and its status comes back from there', async () => {
    const ids = { XYZ: await win('XYZ'), ABC: await win('ABC') };
    await untilAnswered(stack.org, { quiet: true });

    expect(await request(ids.XYZ)).toMatchObject({ Status__c: 'Done', Company__c: 'XYZ' });
    expect(await request(ids.ABC)).toMatchObject({ Status__c: 'Done', Company__c: 'ABC' });
    for (const reader of [xyz, stack.sage])
      expect((await reader.orders()).map((order) => order.salesOrderNo)).toEqual([salesOrderNo]);

    await sage.XYZ('order', 'change', salesOrderNo, 'OrderStatus$=H');
    await untilBothAreTheSame();
    await until(
      async () => (await opportunity(ids.XYZ))?.SageOrderStatus__c === 'OnHold',
      'the opportunity shows the hold',
    );
    expect(await opportunity(ids.ABC)).toMatchObject({
      SageOrderNo__c: salesOrderNo,
      SageOrderStatus__c: 'Open',
    });
    const both = await stack.org.query<{ Company__c: string; OrderStatus__c: string }>(
      `SELECT Company__c, OrderStatus__c FROM SageSalesOrder__c WHERE SalesOrderNo__c = '${salesOrderNo}' ORDER BY Company__c`,
    );
    expect(both.map((row) => [row.Company__c, row.OrderStatus__c])).toEqual([
      ['ABC', (await stack.sage.orderStatus(salesOrderNo)).open],
      ['XYZ', 'H'],
    ]);
  });

  it('one whose Sage is away does not hold up the other', async () => {
    await sage.XYZ('month-end', 'begin');
    await until(
      async () =>
        (await feeds('XYZ')).every(({ state, lastCompareRun }) => state === 'Waiting' && lastCompareRun),
      'the feeds of XYZ wait',
    );
    const waiting = await win('XYZ');
    const placed = await win('ABC');
    await sage.ABC('order', 'change', salesOrderNo, 'OrderStatus$=H');
    await sage.ABC('receive', 'WRN-CV-13', '000', '12');

    await until(async () => (await request(placed))?.Status__c === 'Done', 'the order of ABC is placed');
    await untilTheSame(stack);
    expect((await feeds('ABC')).map(({ code }) => code)).toEqual((await feeds('ABC')).map(() => null));
    expect(await request(waiting)).toMatchObject({ Status__c: 'Accepted', SalesOrderNo__c: null });

    await sage.XYZ('month-end', 'end');
    await untilAnswered(stack.org, { quiet: true });
    await untilBothAreTheSame();
    expect(await request(waiting)).toMatchObject({ Status__c: 'Done', SalesOrderNo__c: next });
    expect((await xyz.orders()).map((order) => order.salesOrderNo)).toEqual([salesOrderNo, next]);
  });
});
