const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const WIDTH = 7;
/** How many numbers 7 digits can hold. */
export const ID_NUMBERS = 62 ** WIDTH;

/** A number as the last 7 characters of a 15-character id, in base 62. */
export function idDigits(number: number): string {
  let digits = '';
  let rest = number;
  for (let position = 0; position < WIDTH; position += 1) {
    digits = DIGITS.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** The number of such digits. */
export function idNumber(digits: string): number {
  let number = 0;
  for (const digit of digits) number = number * 62 + DIGITS.indexOf(digit);
  return number;
}
