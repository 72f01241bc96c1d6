import type { Row } from '../dictionary/table.ts';

/** Due date and discount date of an invoice by its terms code (AR_TermsCode); both ISO. Unknown terms: due at once. */
export function dueDates(
  terms: Row | undefined,
  invoiceDate: string,
): { readonly due: string; readonly discount: string } {
  const days = (column: string): number => Number(terms?.[column] ?? 0);
  return {
    due: after(invoiceDate, days('DaysBeforeDue'), {
      isDayOfMonth: terms?.['DueDateADayOfTheMonth'] === 'Y',
      minimumDays: days('MinimumDaysAllowedInv'),
    }),
    discount: after(invoiceDate, days('DaysBeforeDiscountDue'), {
      isDayOfMonth: terms?.['DiscountDateADayOfTheMo'] === 'Y',
      minimumDays: days('MinimumDaysAllowedDisc'),
    }),
  };
}

/** So many days later, or the next such day of a month that is at least the minimum away. */
function after(
  date: string,
  days: number,
  { isDayOfMonth, minimumDays }: { readonly isDayOfMonth: boolean; readonly minimumDays: number },
): string {
  if (!isDayOfMonth) return plusDays(date, days);
  const earliest = plusDays(date, minimumDays);
  const [year = 0, month = 1] = earliest.split('-').map(Number);
  const candidates = [0, 1].map((later) => dayOfMonth(year, month - 1 + later, days));
  return candidates.find((candidate) => candidate >= earliest) ?? earliest;
}

/** A day that the month does not have is its last. */
function dayOfMonth(year: number, monthIndex: number, day: number): string {
  const last = new Date(Date.UTC(year, monthIndex + 1, 0)).getUTCDate();
  return isoOf(Date.UTC(year, monthIndex, Math.min(day, last)));
}

function plusDays(date: string, days: number): string {
  return isoOf(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}

function isoOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
