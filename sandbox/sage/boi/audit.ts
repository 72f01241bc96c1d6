import { Decimal } from 'decimal.js';
import type { Row } from '../dictionary/table.ts';

/** Date and time as Sage stamps them: the machine's local clock, the time in decimal hours (`15.5` is 15:30). */
export function stamp(now: Date): { readonly date: string; readonly time: string } {
  const two = (part: number): string => String(part).padStart(2, '0');
  const seconds = now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds();
  return {
    date: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    time: new Decimal(seconds).div(3600).toDecimalPlaces(5, Decimal.ROUND_DOWN).toFixed(),
  };
}

export function createdBy(userKey: string, now: Date): Row {
  const { date, time } = stamp(now);
  return { DateCreated: date, TimeCreated: time, UserCreatedKey: userKey, ...updatedBy(userKey, now) };
}

export function updatedBy(userKey: string, now: Date): Row {
  const { date, time } = stamp(now);
  return { DateUpdated: date, TimeUpdated: time, UserUpdatedKey: userKey };
}
