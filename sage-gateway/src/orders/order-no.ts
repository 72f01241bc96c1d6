/** Digits of a sales order number; Sage fills one of digits alone with zeros. */
const numberWidth = 7;

/** A sales order number as Sage writes it. */
export function orderNoOf(given: string): string {
  return /^\d+$/.test(given) ? given.padStart(numberWidth, '0') : given.toUpperCase();
}
