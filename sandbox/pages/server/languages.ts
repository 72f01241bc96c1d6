/** How numbers and dates are written; what is not here is as in en_US. The org's time zone is GMT. */
const GERMAN = {
  locale: 'de-DE',
  lang: 'de',
  'number.groupingSeparator': '.',
  'number.decimalSeparator': ',',
  'number.currencyFormat': '#,##0.00 ¤',
  'dateTime.shortDateFormat': 'dd.MM.yyyy',
  'dateTime.mediumDateFormat': 'dd.MM.yyyy',
  'dateTime.longDateFormat': 'd. MMMM yyyy',
  'dateTime.shortTimeFormat': 'HH:mm',
  'dateTime.mediumTimeFormat': 'HH:mm:ss',
  'dateTime.shortDateTimeFormat': 'dd.MM.yyyy, HH:mm',
  'dateTime.mediumDateTimeFormat': 'dd.MM.yyyy, HH:mm:ss',
  firstDayOfWeek: 2,
};

/** The values of `@salesforce/i18n/*` that differ from the base components' own. */
export function i18nOf(language: string): Readonly<Record<string, unknown>> {
  return { timeZone: 'UTC', ...(language === 'de' ? GERMAN : {}) };
}
