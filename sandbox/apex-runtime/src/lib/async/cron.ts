import { ADatetime, clock } from '../../runtime/temporal.ts';

const HOUR_MS = 3_600_000;
const YEARS_AHEAD = 5;

/** Six or seven fields: seconds, minutes, hours, day of month, month, day of week, year. */
export const isCron = (text: string): boolean => /^\S+ \S+ \S+ \S+ \S+ \S+( \S+)?$/.test(text.trim());

/** A field of a cron expression that is a plain number; others, such as `*`, are taken to match always. */
const plainNumber = (field: string | undefined): number | null =>
  field !== undefined && /^\d+$/.test(field) ? Number(field) : null;

/** When a job is next due, an hour from now without an expression. Days of the week and ranges are not looked at. */
export function nextFire(cron: string | null): ADatetime {
  const now = new Date(clock.now());
  if (!cron) return new ADatetime(now.getTime() + HOUR_MS);
  const [second, minute, hour, dayOfMonth, month, , year] = cron.trim().split(/\s+/).map(plainNumber);
  if (year !== null && year !== undefined && year > now.getUTCFullYear())
    now.setTime(Date.UTC(year, 0, 1) - 1);
  const fits = (wanted: number | null | undefined, value: number): boolean =>
    wanted === null || wanted === undefined || wanted === value;
  for (let day = 0; day < 366 * YEARS_AHEAD; day += 1) {
    const candidate = new Date(
      Date.UTC(
        now.getUTCFullYear(),
        now.getUTCMonth(),
        now.getUTCDate() + day,
        hour ?? 0,
        minute ?? 0,
        second ?? 0,
      ),
    );
    if (!fits(dayOfMonth, candidate.getUTCDate())) continue;
    if (!fits(month, candidate.getUTCMonth() + 1)) continue;
    if (!fits(year, candidate.getUTCFullYear())) continue;
    if (hour === null && day === 0) return nextHour(now, minute ?? 0, second ?? 0);
    if (candidate > now) return new ADatetime(candidate.getTime());
  }
  return new ADatetime(clock.now());
}

function nextHour(now: Date, minute: number, second: number): ADatetime {
  const next = new Date(now);
  next.setUTCMinutes(minute, second, 0);
  if (next <= now) next.setUTCHours(next.getUTCHours() + 1);
  return new ADatetime(next.getTime());
}
