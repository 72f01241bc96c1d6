import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg();
});
afterAll(() => t.close());

describe('Date', () => {
  it('adds days, months and years', async () => {
    expect(
      await t.run(
        'Date d = Date.newInstance(2026, 1, 31); return new List<Date>{ d.addDays(1), d.addMonths(1), d.addYears(1) };',
      ),
    ).toEqual(['2026-02-01', '2026-02-28', '2027-01-31']);
  });
  it('rolls over impossible days in newInstance', async () => {
    expect(await t.run('return Date.newInstance(2026, 2, 30);')).toBe('2026-03-02');
  });
  it('counts days and months between', async () => {
    expect(
      await t.run(
        'Date a = Date.newInstance(2026, 1, 1); Date b = Date.newInstance(2026, 3, 1); return new List<Integer>{ a.daysBetween(b), a.monthsBetween(b) };',
      ),
    ).toEqual([59, 2]);
  });
  it('parses the standard form and refuses another', async () => {
    expect(await t.run("return Date.valueOf('2026-11-21');")).toBe('2026-11-21');
    await expect(t.run("return Date.valueOf('21.11.2026');")).rejects.toMatchObject({
      type: 'TypeException',
    });
  });
  it('formats for the locale of the user', async () => {
    expect(await t.run('return Date.newInstance(2026, 11, 21).format();')).toBe('11/21/2026');
  });
  it('knows leap years and month lengths', async () => {
    expect(
      await t.run('return new List<Object>{ Date.isLeapYear(2028), Date.daysInMonth(2028, 2) };'),
    ).toEqual([true, 29]);
  });
  it('compares by day', async () => {
    expect(await t.run('return Date.newInstance(2026, 1, 1) < Date.newInstance(2026, 1, 2);')).toBe(true);
  });
  it('subtracts and adds by operator in days', async () => {
    expect(await t.run('Date d = Date.newInstance(2026, 1, 1); return d + 10;')).toBe('2026-01-11');
  });
  it('starts its month and week', async () => {
    expect(
      await t.run(
        'Date d = Date.newInstance(2026, 11, 18); return new List<Date>{ d.toStartOfMonth(), d.toStartOfWeek() };',
      ),
    ).toEqual(['2026-11-01', '2026-11-15']);
  });
});

describe('Datetime', () => {
  it('writes JSON in UTC with milliseconds', async () => {
    expect(await t.run('return Datetime.newInstanceGmt(2026, 11, 21, 8, 5, 0);')).toBe(
      '2026-11-21T08:05:00.000Z',
    );
  });
  it('formats by pattern and time zone', async () => {
    expect(
      await t.run(
        "return Datetime.newInstanceGmt(2026, 7, 1, 12, 0, 0).format('yyyy-MM-dd HH:mm', 'America/New_York');",
      ),
    ).toBe('2026-07-01 08:00');
  });
  it('adds hours over midnight', async () => {
    expect(
      await t.run('return Datetime.newInstanceGmt(2026, 12, 31, 23, 30, 0).addHours(1).dateGmt();'),
    ).toBe('2027-01-01');
  });
  it('gives milliseconds since 1970', async () => {
    expect(await t.run('return Datetime.newInstance(0).addSeconds(1).getTime();')).toBe(1000);
  });
  it('parses the valueOf form', async () => {
    expect(await t.run("return Datetime.valueOfGmt('2026-11-21 08:05:06');")).toBe(
      '2026-11-21T08:05:06.000Z',
    );
  });
  it('turns a Date into midnight where a Datetime is wanted', async () => {
    expect(await t.run('Datetime d = Date.newInstance(2026, 1, 1); return d;')).toBe(
      '2026-01-01T00:00:00.000Z',
    );
  });
  it('takes its parts', async () => {
    expect(
      await t.run(
        'Datetime d = Datetime.newInstanceGmt(2026, 11, 21, 8, 5, 9); return new List<Integer>{ d.yearGmt(), d.monthGmt(), d.dayGmt(), d.hourGmt(), d.minuteGmt(), d.secondGmt() };',
      ),
    ).toEqual([2026, 11, 21, 8, 5, 9]);
  });
});

describe('Time', () => {
  it('wraps at midnight', async () => {
    expect(await t.run('return String.valueOf(Time.newInstance(23, 30, 0, 0).addHours(1));')).toBe(
      '00:30:00.000Z',
    );
  });
});
