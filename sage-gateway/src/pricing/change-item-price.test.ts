import { describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { SageRefusal } from '../sage/ports.ts';
import { changing } from '../testing/changing.ts';

const helmet = { itemCode: 'HELMET-R', standardUnitPrice: '36.50', currency: 'USD' };

describe('a list price of Salesforce', () => {
  it('becomes the standard price of the item, and nothing else is touched', async () => {
    const { change, item } = changing();
    const before = { ...item('HELMET-R') };

    const outcome = await change('ChangeItemPrice', { ...helmet, expectedStandardUnitPrice: '34.99' });

    expect(outcome).toEqual({ state: 'Done', result: {}, warnings: [] });
    expect(item('HELMET-R')).toEqual({ ...before, StandardUnitPrice: '36.5' });
  });

  it('of an item that somebody in Sage priced meanwhile is told and not written', async () => {
    const { change, item, documents } = changing();
    Object.assign(item('HELMET-R') ?? {}, { StandardUnitPrice: '40' });

    const outcome = await change('ChangeItemPrice', { ...helmet, expectedStandardUnitPrice: '34.99' });

    expect(outcome).toMatchObject({
      state: 'Refused',
      errors: [
        {
          code: 'CHANGED_IN_SAGE',
          message: 'The standard price in Sage is 40 now, not 34.99.',
          path: 'standardUnitPrice',
          difference: { inSage: '40', expected: '34.99' },
        },
      ],
    });
    expect(documents.calls).toEqual([]);
  });

  it('that Sage has already is done, whatever was expected, and says so', async () => {
    const { change, documents } = changing();

    const outcome = await change('ChangeItemPrice', {
      ...helmet,
      standardUnitPrice: '34.990',
      expectedStandardUnitPrice: '30',
    });

    expect(outcome).toMatchObject({ state: 'Done', warnings: [{ path: 'standardUnitPrice' }] });
    expect(documents.calls).toEqual([]);
  });

  it('nobody knows the former price of is written', async () => {
    const { change, item } = changing();

    expect(await change('ChangeItemPrice', { ...helmet, itemCode: 'helmet-r' })).toMatchObject({
      state: 'Done',
    });
    expect(item('HELMET-R')).toMatchObject({ StandardUnitPrice: '36.5' });
  });

  it('is that of one sales unit, while Sage keeps that of one standard unit', async () => {
    const { change, item } = changing();
    const box = { SalesUMConvFctr: '12', StandardUnitPrice: '1.004167' };
    Object.assign(item('BIKE-100') ?? {}, box);

    // 1.004167 each was 12.05 a box in the price book.
    const outcome = await change('ChangeItemPrice', {
      itemCode: 'BIKE-100',
      standardUnitPrice: '13',
      expectedStandardUnitPrice: '12.05',
    });

    expect(outcome).toMatchObject({ state: 'Done' });
    expect(item('BIKE-100')).toMatchObject({ StandardUnitPrice: '1.083333' });
  });

  it.each([
    ['ITEM_UNKNOWN', 'itemCode', { itemCode: 'NOPE' }],
    ['ITEM_UNKNOWN', 'itemCode', { itemCode: 'VELO 100' }],
    ['CURRENCY_MISMATCH', 'currency', { currency: 'EUR' }],
    ['PRICE_INVALID', 'standardUnitPrice', { standardUnitPrice: '-1' }],
    ['PRICE_INVALID', 'standardUnitPrice', { standardUnitPrice: '1000000000' }],
  ])('is refused with %s at %s: %p', async (code, path, changes) => {
    const { change, documents } = changing();

    expect(await change('ChangeItemPrice', { ...helmet, ...changes })).toMatchObject({
      state: 'Refused',
      errors: [{ code, path }],
    });
    expect(documents.calls).toEqual([]);
  });

  it('is done once though the reply was lost', async () => {
    const { change, documents, item } = changing();
    documents.disturb('changeItem', { after: new RetryableError('SAGE_TIMEOUT', 'Late.') });
    const wish = { ...helmet, expectedStandardUnitPrice: '34.99' };

    await expect(change('ChangeItemPrice', wish)).rejects.toMatchObject({ code: 'SAGE_TIMEOUT' });
    expect(await change('ChangeItemPrice', wish)).toEqual({ state: 'Done', result: {}, warnings: [] });
    expect(item('HELMET-R')).toMatchObject({ StandardUnitPrice: '36.5' });
  });

  it('that Sage refuses is told in its words', async () => {
    const { change, documents } = changing();
    documents.disturb('changeItem', { before: new SageRefusal('No price today.', 'StandardUnitPrice') });

    expect(await change('ChangeItemPrice', helmet)).toMatchObject({
      errors: [{ code: 'SAGE_REFUSED', message: 'No price today.', path: 'standardUnitPrice' }],
    });
  });
});
