import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg();
});
afterAll(() => t.close());

describe('Integer and Long', () => {
  it('divides integers towards zero', async () => {
    expect(await t.run('return new List<Integer>{ 7 / 2, -7 / 2 };')).toEqual([3, -3]);
  });
  it('wraps an Integer at 32 bits', async () => {
    expect(await t.run('Integer i = 2147483647; i = i + 1; return i;')).toBe(-2147483648);
  });
  it('widens an Integer to a Long when one operand is a Long', async () => {
    expect(await t.run('Long l = 2147483647L; return String.valueOf(l + 1);')).toBe('2147483648');
  });
  it('cuts a Long to its low 32 bits in intValue', async () => {
    expect(await t.run('Long l = 4294967298L; return l.intValue();')).toBe(2);
  });
  it('throws MathException when an integer is divided by zero', async () => {
    await expect(t.run('Integer z = 0; return 1 / z;')).rejects.toMatchObject({
      type: 'MathException',
      message: expect.stringContaining('Divide by 0'),
    });
  });
  it('gives the remainder with Math.mod', async () => {
    expect(await t.run('return Math.mod(-7, 3);')).toBe(-1);
  });
  it('parses with Integer.valueOf and refuses what is not a number', async () => {
    expect(await t.run("return Integer.valueOf('42');")).toBe(42);
    await expect(t.run("return Integer.valueOf('4x');")).rejects.toMatchObject({ type: 'TypeException' });
  });
  it('shifts signed and unsigned', async () => {
    expect(await t.run('return new List<Integer>{ -8 >> 1, -8 >>> 28, 1 << 4 };')).toEqual([-4, 15, 16]);
  });
  it('formats with thousands separators', async () => {
    expect(await t.run('Integer i = 1234567; return i.format();')).toBe('1,234,567');
  });
});

describe('Decimal and Double', () => {
  it('keeps the scale a Decimal is written with', async () => {
    expect(await t.run("return String.valueOf(Decimal.valueOf('12.50'));")).toBe('12.50');
  });
  it('adds decimals exactly', async () => {
    expect(await t.run('Decimal a = 0.1; Decimal b = 0.2; return a + b == 0.3;')).toBe(true);
  });
  it('compares decimals without their scale', async () => {
    expect(await t.run("return Decimal.valueOf('1.0') == Decimal.valueOf('1.00');")).toBe(true);
  });
  it('rounds half even by default', async () => {
    expect(
      await t.run('Decimal a = 2.5; Decimal b = 3.5; return new List<Long>{ a.round(), b.round() };'),
    ).toEqual([2, 4]);
  });
  it('rounds half up in setScale', async () => {
    expect(await t.run('Decimal a = 1.005; return String.valueOf(a.setScale(2));')).toBe('1.01');
  });
  it('takes the rounding mode that is named', async () => {
    expect(await t.run('Decimal a = 1.019; return String.valueOf(a.setScale(2, RoundingMode.DOWN));')).toBe(
      '1.01',
    );
  });
  it('tells scale and precision', async () => {
    expect(await t.run('Decimal a = 123.450; return new List<Integer>{ a.scale(), a.precision() };')).toEqual(
      [3, 6],
    );
  });
  it('strips trailing zeros on demand', async () => {
    expect(await t.run('Decimal a = 1.500; return a.stripTrailingZeros().toPlainString();')).toBe('1.5');
  });
  it('promotes an Integer that meets a Decimal', async () => {
    expect(await t.run('Decimal d = 7; return d / 2;')).toBe(3.5);
  });
  it('divides by zero with a MathException too', async () => {
    await expect(t.run('Decimal d = 1; Decimal z = 0; return d / z;')).rejects.toMatchObject({
      type: 'MathException',
    });
  });
  it('divides to a given scale', async () => {
    expect(await t.run('Decimal d = 10; return String.valueOf(d.divide(3, 4));')).toBe('3.3333');
  });
  it('has abs, pow and signum-like helpers in Math', async () => {
    expect(
      await t.run(
        'return new List<Decimal>{ Math.abs(-1.5), Math.max(1, 2), Math.min(1.5, 2.5), Math.ceil(1.2), Math.floor(-1.2) };',
      ),
    ).toEqual([1.5, 2, 1.5, 2, -2]);
  });
});

describe('null and casts', () => {
  it('throws NullPointerException on a null operand', async () => {
    await expect(t.run('Integer i; return i + 1;')).rejects.toMatchObject({ type: 'NullPointerException' });
  });
  it('throws NullPointerException on a null reference', async () => {
    await expect(t.run('String s; return s.length();')).rejects.toMatchObject({
      type: 'NullPointerException',
      message: expect.stringContaining('Attempt to de-reference a null object'),
    });
  });
  it('answers null after the safe navigation operator', async () => {
    expect(await t.run('Account a; return a?.Name;')).toBeNull();
  });
  it('takes the right side of the null coalescing operator for null', async () => {
    expect(await t.run("String s; return s ?? 'other';")).toBe('other');
  });
  it('does not evaluate the right side of && when the left is false', async () => {
    expect(await t.run('String s; return s != null && s.length() > 0;')).toBe(false);
  });
  it('throws TypeException for a wrong downcast', async () => {
    await expect(t.run("Object o = 'x'; return (Integer) o;")).rejects.toMatchObject({
      type: 'TypeException',
    });
  });
  it('knows the run-time type with instanceof', async () => {
    expect(await t.run("Object o = 'x'; return o instanceof String;")).toBe(true);
    expect(await t.run('Object o = 1; return o instanceof String;')).toBe(false);
  });
  it('is false for a null with instanceof', async () => {
    expect(await t.run('Object o; return o instanceof String;')).toBe(false);
  });
  it('gives uninitialised Booleans null', async () => {
    expect(await t.run('Boolean b; return b == null;')).toBe(true);
  });
  it('compares with null without an exception', async () => {
    expect(await t.run('Integer i; return i > 0;')).toBe(false);
  });
});
