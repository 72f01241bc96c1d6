import { describe, expect, it } from '@jest/globals';
import type { Price } from '../contract/prices.ts';
import { RetryableError } from '../errors.ts';
import { DocumentExists, SageRefusal, type SagePriceQuestion, type SagePricing } from '../sage/ports.ts';
import { askSage, type SageLine } from './ask-sage.ts';

const engine: Price = {
  itemCode: 'x',
  sageItemCode: 'X',
  quantity: '3',
  unitOfMeasure: 'EACH',
  unitPrice: '100',
  discountPercent: '0',
  currency: 'USD',
  rule: { kind: 'StandardPrice', text: 'Standard price of the item' },
};
const acme = { divisionNo: '01', customerNo: 'ACME' };
const line = (changes: Partial<SageLine> = {}): SageLine => ({
  answer: engine,
  owner: acme,
  shipToCode: undefined,
  ...changes,
});
const asked = { company: 'ABC', scratchOrderNo: 'SCRATCH', date: '2026-06-15', waitMs: 50 };

/** Sage with the answers of `askPrices`, one each call. */
function sage(...answers: Awaited<ReturnType<SagePricing['askPrices']>>[]) {
  const questions: SagePriceQuestion[] = [];
  const pricing: SagePricing = {
    askPrices(_company, question) {
      questions.push(question);
      return Promise.resolve(answers.shift());
    },
  };
  return { pricing, questions };
}
const failing = (error: Error): SagePricing => ({ askPrices: () => Promise.reject(error) });
const computedBecause = (why: string) => ({
  unitPrice: '100',
  rule: {
    kind: 'StandardPrice',
    text: `Standard price of the item. Computed from Sage's price rules, because ${why}`,
  },
});

describe('prices asked of Sage itself', () => {
  it('take the place of the computed ones', async () => {
    const { pricing, questions } = sage([{ unitPrice: '91.50', discountPercent: '2.5' }]);

    expect(await askSage(pricing, asked, [line({ shipToCode: '0002' })])).toEqual([
      {
        ...engine,
        unitPrice: '91.5',
        discountPercent: '2.5',
        rule: { kind: 'Sage', text: 'Price that Sage itself gives' },
      },
    ]);
    expect(questions).toEqual([
      {
        ...acme,
        shipToCode: '0002',
        date: '2026-06-15',
        lines: [{ itemCode: 'X', quantity: '3', unitOfMeasure: 'EACH' }],
      },
    ]);
  });

  it('are asked for once a customer and address, and stay in their places', async () => {
    const other = { divisionNo: '01', customerNo: 'OTHER' };
    const { pricing, questions } = sage(
      [
        { unitPrice: '1', discountPercent: '0' },
        { unitPrice: '3', discountPercent: '0' },
      ],
      [{ unitPrice: '2', discountPercent: '0' }],
    );

    const answers = await askSage(pricing, asked, [line(), line({ owner: other }), line()]);

    expect(answers).toMatchObject([{ unitPrice: '1' }, { unitPrice: '2' }, { unitPrice: '3' }]);
    expect(questions.map(({ customerNo }) => customerNo)).toEqual(['ACME', 'OTHER']);
  });

  it('are refused in Sage’s words, line by line', async () => {
    const { pricing } = sage([
      { refused: 'The Item Code X is inactive' },
      { unitPrice: '3', discountPercent: '0' },
    ]);

    expect(await askSage(pricing, asked, [line(), line()])).toMatchObject([
      { error: { code: 'SAGE_REFUSED', message: 'The Item Code X is inactive', path: 'itemCode' } },
      { unitPrice: '3' },
    ]);
  });

  it('are refused for a customer whom Sage refuses', async () => {
    const refusal = new SageRefusal('The Customer No 01-ACME is inactive');

    expect(await askSage(failing(refusal), asked, [line()])).toEqual([
      { error: { code: 'SAGE_REFUSED', message: 'The Customer No 01-ACME is inactive', path: 'itemCode' } },
    ]);
  });

  it.each([
    ['Sage does not answer', new RetryableError('SAGE_UNAVAILABLE', 'The host ended.')],
    ['an order has the number of the setting scratchOrderNo', new DocumentExists('Sales order SCRATCH')],
  ])('are computed, and say so, when %s', async (why, error) => {
    expect(await askSage(failing(error), asked, [line()])).toMatchObject([computedBecause(why)]);
  });

  it('are computed when orders are being written and no turn comes', async () => {
    expect(await askSage(sage(undefined).pricing, asked, [line()])).toMatchObject([
      computedBecause('Sage is busy'),
    ]);
  });

  it('are computed when Sage takes longer than a person waits', async () => {
    const never: SagePricing = { askPrices: () => new Promise(() => undefined) };

    expect(await askSage(never, asked, [line()])).toMatchObject([computedBecause('Sage is busy')]);
  });

  it('are computed for a list that Sage would take too long for', async () => {
    const { pricing, questions } = sage();

    const answers = await askSage(
      pricing,
      asked,
      Array.from({ length: 51 }, () => line()),
    );

    expect(answers[50]).toMatchObject(computedBecause('Sage is asked for 50 lines at most'));
    expect(questions).toEqual([]);
  });

  it('do not hide an error of the gateway', async () => {
    await expect(askSage(failing(new TypeError('oops')), asked, [line()])).rejects.toThrow('oops');
  });
});
