import type { Row, Value } from '../sage/ports.ts';

/*
 * The audit columns of Sage: DateUpdated is a day, TimeUpdated the decimal hours of a 24-hour clock as text (`15.5`, `8.49238`), both on
 * the clock of whoever wrote, without a zone. A stamp is kept as hours since 1970 on that clock.
 */

export const stampColumns = ['DateUpdated', 'TimeUpdated'] as const;

const hourMs = 3_600_000;
/** How far back the first run looks, when no stamp is known: zones are at most 26 hours apart. */
const firstHours = 48;

/** When a row was written: exactly, or only on which day. */
export interface Stamp {
  /** The earliest and the latest that it can be. */
  readonly from: number;
  readonly to: number;
}

/** The stamp of a row; undefined when it has none. */
export function stampOf(row: Row<(typeof stampColumns)[number]>): Stamp | undefined {
  const day = dayHours(row.DateUpdated);
  if (day === undefined) return undefined;
  const hours = row.TimeUpdated === null ? Number.NaN : Number(row.TimeUpdated);
  return hours >= 0 && hours <= 24 ? { from: day + hours, to: day + hours } : { from: day, to: day + 24 };
}

function dayHours(day: Value): number | undefined {
  const ms = day === null ? Number.NaN : Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(ms) ? undefined : ms / hourMs;
}

/** This machine's clock as a stamp tells time. */
export function clockHours(now: Date): number {
  return (
    Date.UTC(
      now.getFullYear(),
      now.getMonth(),
      now.getDate(),
      now.getHours(),
      now.getMinutes(),
      now.getSeconds(),
    ) / hourMs
  );
}

/** From which stamp on rows are read again. The overlap covers clocks that differ, and the hour that comes twice when summer time ends. */
export function readFrom(mark: number | undefined, clock: number, overlapMinutes: number): number {
  return mark === undefined ? clock - firstHours : Math.min(mark, clock) - overlapMinutes / 60;
}

/** The mark after a stamp was seen; a stamp of the future does not move it beyond the clock. */
export function markAfter(mark: number | undefined, stamp: Stamp, clock: number): number {
  return Math.max(mark ?? Number.NEGATIVE_INFINITY, Math.min(stamp.from, clock));
}

/** The day of a stamp, `YYYY-MM-DD`. */
export function dayOf(hours: number): string {
  return new Date(hours * hourMs).toISOString().slice(0, 10);
}
