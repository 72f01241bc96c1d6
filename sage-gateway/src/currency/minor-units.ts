/** Sage keeps amounts of documents (ExtensionAmt, totals) with two decimals, whatever the company's currency is. */
export const sageDecimals = 2;

/** Decimals of a currency's amounts by ISO 4217 as the runtime knows it: 2 for EUR, 0 for JPY, 3 for KWD; 2 for a code that nobody knows. */
export function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? sageDecimals;
}
