import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { until } from '../src/until.ts';
import { fillOrg, untilTheSame } from './both-sides.ts';
import { sageDesk, type SageDesk } from './sage-desk.ts';
import { demoData, oftenSynced, temporaryStack } from './testing.ts';

jest.setTimeout(240_000);

/** Customers of the demo company with orders, invoices, packages, contacts and ship-to addresses. */
const customers = ['00-0001020', '01-0001021', '01-0001023', '01-0001025', '00-0001028'];
/** More than the demo company's stock, so that only what a test adds goes by bulk jobs. */
const bulkFrom = 400;
const hour = 3_600_000;

/** One story; each part goes on where the one before it stopped. */
describe('when things break while Salesforce follows Sage', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let sage: SageDesk;
  beforeAll(async () => {
    stack = await temporaryStack({
      sync: true,
      adjust(settings) {
        const often = oftenSynced(settings);
        const salesforce = { ...settings.salesforce, apiBudget: { lookSeconds: 1 } };
        const { ABC } = settings.sage.companies;
        const sage = { ...settings.sage, companies: { ABC: { ...ABC, contacts: 'create' } } };
        return { ...often, sage, salesforce, sync: { ...often.sync, bulkFrom } };
      },
      async fill(sides) {
        await loadSalesforce(sides.org, demoData);
        await fillOrg(sides, customers);
        await generate(sageDesk(sides.sageFolder));
        sides.emulatedOrg.faults.add({ path: '/composite/sobjects', delayMs: 200 });
      },
    });
    sage = sageDesk(stack.sageFolder);
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  /** Stock of items that are no products, enough of it that reading it takes a while; stamped long ago. */
  const generate = (desk: SageDesk) =>
    desk(
      '--at',
      '2026-01-05T08:00:00',
      'generate',
      'item-warehouses',
      '--items',
      '60',
      '--warehouses',
      '100',
    );
  const count = async (object: string, where = 'Id != null') =>
    Number((await stack.org.query<{ n: number }>(`SELECT COUNT(Id) n FROM ${object} WHERE ${where}`))[0]?.n);
  const feeds = async () => (await stack.gateway.client.sync()).filter(({ state }) => state !== 'Off');
  const faults = () => stack.emulatedOrg.faults;
  const hits = () =>
    faults()
      .list()
      .map((fault) => fault.hits);
  const calls = async () =>
    (await (await fetch(`${stack.orgUrl}/sandbox/calls`)).json()) as {
      method: string;
      path: string;
      status: number;
    }[];

  /** Rows of stock that the gateway has read since it was started. */
  async function stockRead(): Promise<number> {
    const metrics = await (
      await fetch(`${stack.gateway.client.url}/metrics`, {
        headers: { authorization: `Bearer ${stack.gatewayKey}` },
      })
    ).text();
    return Number(/rows_read_total\{[^}]*feed="stock"[^}]*\} (\d+)/.exec(metrics)?.[1] ?? 0);
  }

  /** Kills the gateway as a power cut would as soon as a state is reached, and does something at Sage before it is there again. */
  async function killWhen(
    reached: () => Promise<boolean>,
    state: string,
    meanwhile?: () => Promise<unknown>,
  ): Promise<void> {
    await until(reached, state);
    const { starts } = stack.gateway;
    stack.gateway.kill();
    await meanwhile?.();
    await until(async () => stack.gateway.starts > starts, 'the gateway was started again');
    await stack.gateway.untilReady();
  }

  it('the first load is complete, whenever the gateway is killed and whatever changes in Sage meanwhile', async () => {
    await killWhen(
      async () => (await stockRead()) > 1_000,
      'some stock was read',
      () => sage('receive', 'BLT-ZP-M06', '000', '25'),
    );
    await killWhen(
      async () => (await count('Contact', 'SageKey__c != null')) > 0,
      'contacts were made',
      () => sage('order', 'change', '0000006', 'OrderStatus$=H'),
    );
    await killWhen(
      async () => (await count('SageStock__c')) > 0,
      'some stock is in the org',
      () => sage('record', 'edit', 'AR_Customer', '01+0001021', 'CreditLimit=4321'),
    );
    await killWhen(
      async () => (await count('SageSalesOrder__c')) > 0,
      'orders are in the org',
      () => sage('post'),
    );
    faults().clear();

    await untilTheSame(stack);
    const contacts = await stack.sage.rows('AR_CustomerContact', ['ARDivisionNo', 'CustomerNo']);
    const wanted = contacts.filter((row) => customers.includes(`${row.ARDivisionNo}-${row.CustomerNo}`));
    expect(await count('Contact', 'SageKey__c != null')).toBe(wanted.length);
  });

  it('what changes while Salesforce takes no calls comes over when it takes them again', async () => {
    const { usage, clock } = stack.emulatedOrg;
    // The org counts by the hour: none shall end by itself meanwhile. Of the 24 for which the calls are used up one is left.
    clock.advance(hour - (clock.now() % hour));
    usage.set({ used: usage.limit });
    clock.advance(23 * hour);
    await sage('receive', 'WRN-CV-13', '000', '7');
    await sage('record', 'edit', 'AR_Customer', '01+0001023', 'CreditHold=Y');
    await sage('order', 'change', '0000006', 'OrderStatus$=O');
    for (const name of ['stock', 'customers', 'orders'])
      await until(
        async () =>
          (await feeds()).some(
            ({ feed, state, code, due }) =>
              feed === name && state === 'Waiting' && code === 'SALESFORCE_LIMITED' && due > 0,
          ),
        `${name} wait for Salesforce`,
      );
    const refused = async () => (await calls()).filter(({ status }) => status === 403).length;
    const before = await refused();
    await until(async () => (await refused()) > before, 'the gateway has looked once more');

    clock.advance(hour);

    await untilTheSame(stack);
    await until(async () => (await feeds()).every(({ code }) => code === null), 'no feed waits any more');
  });

  it('lost replies and locked rows double nothing and lose nothing', async () => {
    faults().add({ path: '/composite/sobjects/SageStock__c', method: 'PATCH', count: 2, dropReply: true });
    faults().add({ path: '/composite/sobjects', method: 'POST', count: 1, dropReply: true });
    faults().add({
      path: '/composite/sobjects/SageSalesOrder__c',
      count: 3,
      rowError: { statusCode: 'UNABLE_TO_LOCK_ROW', rows: 1 },
    });
    await sage('receive', 'BLT-ZP-M06', '000', '3');
    await sage('record', 'add', 'AR_CustomerContact', '01+0001021+NEWONE', 'ContactName=Nora New');
    await sage('order', 'change', '0000006', 'OrderStatus$=H');
    await until(async () => hits().join() === '2,1,3' || hits().length === 0, 'all faults have hit');

    await untilTheSame(stack);
    await until(async () => (await feeds()).every(({ due }) => due === 0), 'nothing is due').catch(
      async (error: Error) => {
        throw new Error(`${error.message}\n${JSON.stringify((await feeds()).filter(({ due }) => due > 0))}`);
      },
    );
    expect(await count('Contact', "SageContactCode__c = 'NEWONE'")).toBe(1);
    faults().clear();
  });

  it('a row that changes while it is being delivered is delivered again', async () => {
    faults().add({ path: '/composite/sobjects/SageStock__c', method: 'PATCH', count: 1, delayMs: 3_000 });
    await sage('receive', 'BLT-ZP-M06', '000', '3');
    await until(async () => hits()[0] === 1, 'the row is under way');
    await sage('receive', 'BLT-ZP-M06', '000', '4');

    await untilTheSame(stack);
    faults().clear();
  });

  it('a bulk job goes on after kills, and rows that it could not lock come over later', async () => {
    const uploads = async () =>
      (await calls())
        .filter(({ path, status }) => path.endsWith('/batches') && status === 201)
        .map(({ path }) => path);
    const before = new Set(await uploads());
    faults().add({ path: '/batches', method: 'PUT', count: 1, delayMs: 5_000 });
    faults().add({ path: '/jobs/ingest', count: 1, rowError: { statusCode: 'UNABLE_TO_LOCK_ROW', rows: 5 } });
    const codes = ['1', '2', '3', '4', '5'].map((number) => `GEN-000000${number}`);
    await stack.org.create(
      'Product2',
      codes.map((code) => ({ Name: code, ProductCode: code, IsActive: true })),
    );
    await stack.gateway.client.syncNow('items', 'full');

    await killWhen(async () => hits()[0] === 1, 'a job is made and its rows are under way');
    await killWhen(
      async () => (await uploads()).some((path) => !before.has(path)),
      'a job has all its rows',
      () => sage('receive', codes[0] ?? '', 'G00', '9'),
    );

    await untilTheSame(stack);
    expect(await count('SageStock__c', `ItemCode__c IN ('${codes.join("','")}')`)).toBe(codes.length * 100);
    faults().clear();
  });
});
