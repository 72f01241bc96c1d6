import { describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { SageRefusal } from '../sage/ports.ts';
import { changing } from '../testing/changing.ts';

const customer = { divisionNo: '01', customerNo: '0000676' };

function withLimit(creditLimit: string) {
  const company = changing();
  Object.assign(company.customer() ?? {}, { CreditLimit: creditLimit });
  return company;
}

describe('a credit limit', () => {
  it('is written when it is what was looked at', async () => {
    const { change, customer: row } = withLimit('1000');

    const outcome = await change('ChangeCreditLimit', {
      divisionNo: '1',
      customerNo: '676',
      creditLimit: '2500.50',
      expectedCreditLimit: '1000.00',
      currency: 'USD',
      reason: 'Good payer',
    });

    expect(outcome).toEqual({ state: 'Done', result: customer, warnings: [] });
    expect(row()?.['CreditLimit']).toBe('2500.5');
  });

  it('that somebody changed in Sage meanwhile is not written over', async () => {
    const { change, customer: row } = withLimit('1800');

    expect(
      await change('ChangeCreditLimit', { ...customer, creditLimit: '2500', expectedCreditLimit: '1000' }),
    ).toEqual({
      state: 'Refused',
      errors: [
        {
          code: 'CHANGED_IN_SAGE',
          message: 'The credit limit in Sage is 1800.00 now, not 1000.00.',
          path: 'expectedCreditLimit',
        },
      ],
      warnings: [],
    });
    expect(row()?.['CreditLimit']).toBe('1800');
  });

  it('that stands already is done with a warning, without a write, whatever was expected', async () => {
    const { change, documents } = withLimit('2500');

    expect(
      await change('ChangeCreditLimit', { ...customer, creditLimit: '2500.00', expectedCreditLimit: '1' }),
    ).toMatchObject({ state: 'Done', warnings: [{ message: 'The credit limit was 2500.00 already.' }] });
    expect(documents.calls).toEqual([]);
  });

  it('whose reply was lost is done by the next try, although Sage no longer has what was expected', async () => {
    const { change, documents } = withLimit('1000');
    const wish = { ...customer, creditLimit: '2500', expectedCreditLimit: '1000' };
    documents.disturb('changeCustomer', { after: new RetryableError('SAGE_TIMEOUT', 'Late.') });

    await expect(change('ChangeCreditLimit', wish)).rejects.toMatchObject({ code: 'SAGE_TIMEOUT' });

    expect(await change('ChangeCreditLimit', wish)).toMatchObject({ state: 'Done', warnings: [] });
    expect(documents.calls).toHaveLength(1);
  });

  it('is left for another try while the customer is open elsewhere', async () => {
    const { change, documents } = withLimit('1000');
    documents.disturb('changeCustomer', { before: new RetryableError('SAGE_RECORD_LOCKED', 'Open.') });

    await expect(change('ChangeCreditLimit', { ...customer, creditLimit: '5' })).rejects.toMatchObject({
      code: 'SAGE_RECORD_LOCKED',
    });
  });

  it('of 0 says that there is none then, unless the site means no credit by it', async () => {
    const strict = changing({ creditLimitZeroMeans: 'zero' });
    Object.assign(strict.customer() ?? {}, { CreditLimit: '10' });
    const wish = { ...customer, creditLimit: '0' };

    expect(await withLimit('10').change('ChangeCreditLimit', wish)).toMatchObject({
      state: 'Done',
      warnings: [{ path: 'creditLimit', message: expect.stringContaining('none') }],
    });
    expect(await strict.change('ChangeCreditLimit', wish)).toMatchObject({ state: 'Done', warnings: [] });
  });

  it.each([
    ['in another currency', { currency: 'EUR' }, 'CURRENCY_MISMATCH', 'currency'],
    ['that is negative', { creditLimit: '-1' }, 'FIELD_INVALID', 'creditLimit'],
    ['with more decimals than Sage keeps', { creditLimit: '1.005' }, 'FIELD_INVALID', 'creditLimit'],
    ['with more digits than Sage keeps', { creditLimit: '123456789012' }, 'FIELD_INVALID', 'creditLimit'],
    ['of a customer that is not there', { customerNo: '999' }, 'CUSTOMER_UNKNOWN', 'customerNo'],
  ])('%s is refused', async (_what, wish, code, path) => {
    const { change, documents } = withLimit('1000');

    expect(await change('ChangeCreditLimit', { ...customer, creditLimit: '2000', ...wish })).toMatchObject({
      state: 'Refused',
      errors: [{ code, path }],
    });
    expect(documents.calls).toEqual([]);
  });

  it("that Sage refuses is told with Sage's sentence", async () => {
    const { change, documents } = withLimit('1000');
    documents.disturb('changeCustomer', { before: new SageRefusal('No right to do so', 'CreditLimit') });

    expect(await change('ChangeCreditLimit', { ...customer, creditLimit: '2000' })).toMatchObject({
      errors: [{ code: 'SAGE_REFUSED', message: 'No right to do so', path: 'creditLimit' }],
    });
  });
});
