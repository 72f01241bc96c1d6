import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { closeOpportunities } from '../src/close.ts';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { untilAnswered } from '../src/progress.ts';
import { runData } from '../src/run-data.ts';
import { trouble } from '../src/trouble.ts';
import { until } from '../src/until.ts';
import { temporaryStack, writeOrders } from './testing.ts';

jest.setTimeout(180_000);

const simulator = join(import.meta.dirname, '..', 'sage', 'cli.ts');
const run = promisify(execFile);
const orders = 40;

describe('when things break while orders are under way', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let data: string;
  beforeAll(async () => {
    stack = await temporaryStack();
    data = writeOrders(mkdtempSync(join(tmpdir(), 'sage-orders-')), orders);
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  // It finds the gateway's children in /proc.
  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('loses no order, doubles none and makes no second customer, whatever is killed', async () => {
    const told: string[] = [];
    const code = await runData(
      stack,
      data,
      join(stack.folder, 'orders.csv'),
      (sentence) => told.push(sentence),
      {
        quiet: true,
        during: (count) =>
          trouble(stack, { orders: count, kills: 4, seed: 7, tell: (sentence) => told.push(sentence) }),
      },
    );
    expect(told.filter((sentence) => sentence.startsWith('NOT'))).toEqual([]);
    expect(code).toBe(0);
    expect(told.join('\n')).toContain(`answered: ${orders} placed, 0 refused, 0 failed`);
    expect(await stack.sage.counts()).toEqual({ orders, customers: 48 });
    expect(stack.gateway.starts).toBe(3);
  });
});

describe('when one side is away', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  beforeAll(async () => {
    stack = await temporaryStack();
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  const close = async (prefix: string) => {
    const data = writeOrders(mkdtempSync(join(tmpdir(), 'sage-orders-')), 3, prefix);
    const loaded = await loadSalesforce(stack.org, data);
    await closeOpportunities(stack.org, loaded);
    return loaded.map(({ id }) => id);
  };
  const statuses = async (ids: readonly string[]) =>
    (
      await stack.org.query<{ Status__c: string; ErrorCode__c: string | null; Attempts__c: number | null }>(
        `SELECT Status__c, ErrorCode__c, Attempts__c FROM SageRequest__c WHERE Opportunity__c IN ('${ids.join("','")}')`,
      )
    ).map((row) => row.Status__c);
  /** Spares the test the back-off of the outbox; the sweep itself comes by its own timer. */
  const sendNow = async (ids: readonly string[]) => {
    const waiting = await stack.org.query<{ Id: string }>(
      `SELECT Id FROM SageRequest__c WHERE Opportunity__c IN ('${ids.join("','")}')`,
    );
    const NextSendAt__c = new Date().toISOString();
    await stack.org.update(
      'SageRequest__c',
      waiting.map(({ Id }) => ({ Id, NextSendAt__c })),
    );
  };
  const sage = (...args: string[]) => run(process.execPath, [simulator, ...args, '--data', stack.sageFolder]);

  it('keeps orders accepted while the Sage company is closed to external access, and places them when it opens', async () => {
    await sage('external-access', 'no');
    const ids = await close('C');
    await until(
      async () => (await statuses(ids)).every((status) => status === 'Accepted'),
      'all are accepted',
    );
    const before = (await stack.sage.counts()).orders;
    await sage('external-access', 'yes');
    await untilAnswered(stack.org, { quiet: true });
    expect(await statuses(ids)).toEqual(['Done', 'Done', 'Done']);
    expect((await stack.sage.counts()).orders).toBe(before + 3);
  });

  it('keeps orders waiting in the outbox while the gateway cannot be reached, and the sweep sends them', async () => {
    const { url, key } = { url: stack.gateway.client.url, key: stack.gatewayKey };
    stack.emulatedOrg.setNamedCredential('Sage_Gateway', { url: 'http://127.0.0.1:9', key });
    const ids = await close('G');
    await until(async () => {
      const rows = await stack.org.query<{ ErrorCode__c: string | null }>(
        `SELECT ErrorCode__c FROM SageRequest__c WHERE Opportunity__c IN ('${ids.join("','")}') AND Status__c = 'Waiting'`,
      );
      return rows.length === 3 && rows.every((row) => row.ErrorCode__c === 'GATEWAY_UNREACHABLE');
    }, 'the requests say that the gateway cannot be reached');
    stack.emulatedOrg.setNamedCredential('Sage_Gateway', { url, key });
    await sendNow(ids);
    await untilAnswered(stack.org, { quiet: true });
    expect(await statuses(ids)).toEqual(['Done', 'Done', 'Done']);
  });

  it('places the order once when the gateway took it but its acknowledgement never reached Salesforce', async () => {
    const before = (await stack.sage.counts()).orders;
    stack.emulatedOrg.faults.add({ path: 'SageRequest__c', method: 'PATCH', count: 1, dropReply: true });
    const ids = await close('R');
    await untilAnswered(stack.org, { quiet: true });
    expect(await statuses(ids)).toEqual(['Done', 'Done', 'Done']);
    expect((await stack.sage.counts()).orders).toBe(before + 3);
  });
});
