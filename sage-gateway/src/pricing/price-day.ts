/** The day that prices are asked for where none is named: where the gateway runs, which is where Sage runs. ISO. */
export function priceDay(now: Date): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
