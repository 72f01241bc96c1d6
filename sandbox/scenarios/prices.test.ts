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
