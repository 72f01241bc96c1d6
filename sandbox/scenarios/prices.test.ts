import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { until } from '../src/until.ts';
import { sageDesk, type SageDesk } from './sage-desk.ts';
import { demoData, temporaryStack } from './testing.ts';

jest.setTimeout(240_000);

describe('the price books of an org that Sage decides', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let sage: SageDesk;
  let standard: string;
  let dealers: string;

  beforeAll(async () => {
    const first = await temporaryStack();
    await loadSalesforce(first.org, demoData);
    await first.org.create('Pricebook2', [{ Name: 'Dealers', IsActive: true }]);
    const books = await first.org.query<{ Id: string; IsStandard: boolean }>(
      'SELECT Id, IsStandard FROM Pricebook2',
    );
    standard = books.find(({ IsStandard }) => IsStandard)?.Id ?? '';
    dealers = books.find(({ IsStandard }) => !IsStandard)?.Id ?? '';
    await first.stop();
    stack = await temporaryStack({
      folder: first.folder,
      sync: true,
      adjust(settings) {
        for (const company of Object.values(settings.sage.companies)) {
          Object.assign(company, {
            listPriceOwner: 'sage',
            priceBooks: [
              { pricebookId: standard, for: 'standard' },
              { pricebookId: dealers, for: { divisionNo: '01', customerNo: '0001001' } },
            ],
          });
        }
        return settings;
      },
    });
    sage = sageDesk(stack.sageFolder);
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  const priceIn = async (book: string, code: string) =>
    (
      await stack.org.query<{ UnitPrice: number }>(
        `SELECT UnitPrice FROM PricebookEntry WHERE Pricebook2Id = '${book}' AND ProductCode = '${code}'`,
      )
    )[0]?.UnitPrice;
  const untilPrice = (book: string, code: string, price: number) =>
    until(async () => (await priceIn(book, code)) === price, `${code} costs ${price}`);

  it('have Sage’s prices, and entries of other books are made after the standard ones', async () => {
    await untilPrice(standard, 'WRN-CV-13', 16.05);
    await untilPrice(dealers, 'WRN-CV-13', 16.05);
    // The org has no standard price of a product that Sage does not know, and none is made.
    expect(await priceIn(dealers, 'NOPE-1')).toBeUndefined();
  });

  it('follow a new standard price', async () => {
    await sage('record', 'edit', 'CI_Item', 'WRN-CV-13', 'StandardUnitPrice=17.5');

    await untilPrice(standard, 'WRN-CV-13', 17.5);
    await untilPrice(dealers, 'WRN-CV-13', 17.5);
  });

  it('follow the contract of the customer in its own book alone', async () => {
    const contract = ['PricingMethod=O', 'BreakQuantity1=99999999', 'DiscountMarkup1=12.34'];
    await sage('record', 'add', 'IM_PriceCode', '2++WRN-CV-13++01+0001001', ...contract);

    await untilPrice(dealers, 'WRN-CV-13', 12.34);
    expect(await priceIn(standard, 'WRN-CV-13')).toBe(17.5);
  });
});

describe('list prices that Salesforce decides', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let sage: SageDesk;

  beforeAll(async () => {
    const first = await temporaryStack();
    await loadSalesforce(first.org, demoData);
    const [standard] = await first.org.query<{ Id: string }>(
      'SELECT Id FROM Pricebook2 WHERE IsStandard = true',
    );
    await first.stop();
    stack = await temporaryStack({
      folder: first.folder,
      sync: true,
      adjust(settings) {
        for (const company of Object.values(settings.sage.companies))
          Object.assign(company, {
            listPriceOwner: 'salesforce',
            listPriceLookSeconds: 1,
            // As it stood while Sage decided.
            priceBooks: [{ pricebookId: standard?.Id, for: 'standard' }],
          });
        return settings;
      },
    });
    sage = sageDesk(stack.sageFolder);
    const log = join(stack.folder, 'gateway', 'gateway.log');
    await until(
      async () => readFileSync(log, 'utf8').includes('list prices of Salesforce are known'),
      'the price book was read once',
    );
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  const inSage = async (code: string) => {
    const rows = await stack.sage.rows('CI_Item', ['ItemCode', 'StandardUnitPrice']);
    return Number(rows.find(({ ItemCode }) => ItemCode === code)?.StandardUnitPrice);
  };
  const entryOf = async (code: string) =>
    (
      await stack.org.query<{ Id: string; UnitPrice: number }>(
        `SELECT Id, UnitPrice FROM PricebookEntry WHERE Pricebook2.IsStandard = true AND ProductCode = '${code}'`,
      )
    )[0] ?? { Id: '', UnitPrice: 0 };
  const setPrice = async (code: string, UnitPrice: number) =>
    stack.org.update('PricebookEntry', [{ Id: (await entryOf(code)).Id, UnitPrice }]);
  const requests = () =>
    stack.org.query<{ Key__c: string; Status__c: string; ErrorCode__c: string; Differences__c: string }>(
      "SELECT Key__c, Status__c, ErrorCode__c, Differences__c FROM SageRequest__c WHERE Type__c = 'ChangeItemPrice' ORDER BY CreatedDate, Name",
    );
  const answered = async (count: number) => {
    await until(
      async () => (await requests()).filter(({ Status__c }) => Status__c !== 'Accepted').length === count,
      `${count} prices are answered`,
    );
    return requests();
  };

  it('leave Sage as it is until one of them is changed', async () => {
    expect(await requests()).toEqual([]);
  });

  it('are in Sage when they are changed in the standard price book, and the answer is in the org', async () => {
    await setPrice('WRN-CV-13', 18.25);

    expect(await answered(1)).toMatchObject([{ Status__c: 'Done', ErrorCode__c: null }]);
    expect(await inSage('WRN-CV-13')).toBe(18.25);
  });

  it('that were changed in both are shown as a conflict, and Sage keeps its own', async () => {
    await sage('record', 'edit', 'CI_Item', 'BLT-ZP-M06', 'StandardUnitPrice=0.31');
    await setPrice('BLT-ZP-M06', 0.29);

    const [, conflict] = await answered(2);

    expect(conflict).toMatchObject({ Status__c: 'Refused', ErrorCode__c: 'CHANGED_IN_SAGE' });
    expect(JSON.parse(conflict?.Differences__c ?? '')).toEqual([
      { path: 'standardUnitPrice', inSage: '0.31', expected: '0.24' },
    ]);
    expect(await inSage('BLT-ZP-M06')).toBe(0.31);
    expect(await entryOf('BLT-ZP-M06')).toMatchObject({ UnitPrice: 0.29 });
  });

  it('are settled by taking Sage’s price, after which changes go through again', async () => {
    await setPrice('BLT-ZP-M06', 0.31);
    await answered(3);
    await setPrice('BLT-ZP-M06', 0.35);

    expect((await answered(4)).map(({ Status__c }) => Status__c)).toEqual([
      'Done',
      'Refused',
      'Done',
      'Done',
    ]);
    expect(await inSage('BLT-ZP-M06')).toBe(0.35);
  });

  it('do not go round: a price that is changed in Sage stays there, and the price book keeps its own', async () => {
    await sage('record', 'edit', 'CI_Item', 'WRN-CV-13', 'StandardUnitPrice=19');
    // A change that comes after it has been through, so the one in Sage would have been.
    await setPrice('BLT-ZP-M06', 0.36);
    await answered(5);

    expect(await entryOf('WRN-CV-13')).toMatchObject({ UnitPrice: 18.25 });
    expect(await inSage('WRN-CV-13')).toBe(19);
  });
});
