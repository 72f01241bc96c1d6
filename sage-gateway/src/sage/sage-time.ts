/**
 * The moment of a DateUpdated (`YYYY-MM-DD`) and TimeUpdated (decimal hours as text, 15.5 is 15:30) of Sage. Sage keeps local time without a zone: the
 * zone of this machine, which stands beside Sage, is taken. Undefined when there is no date. Facts: audit columns of the data dictionary.
 */
export function sageTime(date: string | null | undefined, time: string | null | undefined): Date | undefined {
  const [year, month, day] = (date ?? '').split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const hours = Number((time ?? '').trim() || 0);
  const seconds = Number.isFinite(hours) ? Math.floor(hours * 3600) : 0;
  return new Date(year, month - 1, day, 0, 0, seconds);
}
