import { describe, expect, it } from '@jest/globals';
import { clockHours, dayOf, markAfter, readFrom, stampOf } from './stamps.ts';

const hours = (day: string, time: number) => Date.parse(`${day}T00:00:00Z`) / 3_600_000 + time;
const at = (DateUpdated: string | null, TimeUpdated: string | null) => stampOf({ DateUpdated, TimeUpdated });

describe('a stamp of Sage', () => {
  it.each([
    ['15.5', 15.5],
    ['8.49238', 8.49238],
    ['  8.49238', 8.49238],
    ['00008.50', 8.5],
    ['0', 0],
    ['24', 24],
  ])('reads %j as decimal hours, never as text', (time, expected) => {
    expect(at('2026-11-21', time)).toEqual({
      from: hours('2026-11-21', expected),
      to: hours('2026-11-21', expected),
    });
  });

  it.each([null, '', 'noon', '8,5', '99', '-1'])('is somewhere on its day when the time is %j', (time) => {
    expect(at('2026-11-21', time)).toMatchObject({ from: hours('2026-11-21', 0) });
    expect(at('2026-11-21', time)?.to).toBe(time === '' ? hours('2026-11-21', 0) : hours('2026-11-21', 24));
  });

  it.each([null, '', 'yesterday'])('is none without a day: %j', (day) => {
    expect(at(day, '8.5')).toBeUndefined();
  });
});

describe('the mark', () => {
  const clock = clockHours(new Date(2026, 10, 21, 12, 0, 0));

  it('is the newest stamp that was seen', () => {
    const first = { from: clock - 3, to: clock - 3 };
    const second = { from: clock - 5, to: clock - 5 };

    expect(markAfter(markAfter(undefined, first, clock), second, clock)).toBe(clock - 3);
  });

  it('never goes beyond the clock, so that a stamp of the future hides nothing', () => {
    const future = { from: clock + 24 * 365, to: clock + 24 * 365 };

    expect(markAfter(clock - 1, future, clock)).toBe(clock);
    expect(readFrom(clock + 10, clock, 120)).toBe(clock - 2);
  });

  it('is read from two hours before, so that the hour that comes twice is read twice', () => {
    // Summer time ends on 1 November 2026 in America: 01:59 is followed by 01:00.
    const mark = hours('2026-11-01', 1.99);
    const secondOne = at('2026-11-01', '1.01');

    expect(secondOne?.from).toBeGreaterThanOrEqual(readFrom(mark, hours('2026-11-01', 1.02), 120));
  });

  it('reads the last two days when none is known, whatever the zone of Sage is', () => {
    expect(dayOf(readFrom(undefined, clock, 120))).toBe('2026-11-19');
  });

  it('goes back into the day before for the hours after midnight', () => {
    expect(dayOf(readFrom(hours('2026-11-21', 1), clock, 120))).toBe('2026-11-20');
  });
});
