import { Decimal } from 'decimal.js';
import type { Column } from '../dictionary/table.ts';

/** A value as a row holds it, or why it cannot stand in the column. */
export type Parsed = { readonly value: string } | { readonly fault: string };

/**
 * Checks a value given through BOI and turns it into the row's form. Dates come as YYYYMMDD, numbers as decimal text (BOI takes a double);
 * a number with more decimals than the column is rounded half up. Nothing is cut: what is too long is a fault.
 */
export function parseBoiValue(column: Column, given: string): Parsed {
  if (column.kind === 'date') return parseDate(column, given);
  return column.kind === 'number' ? parseNumber(column, given) : parseText(column, given);
}

/** The row's value as nGetValue gives it: dates as YYYYMMDD. */
export function toBoiValue(column: Column, value: string): string {
  return column.kind === 'date' ? value.replaceAll('-', '') : value;
}

/** A number's canonical text: no exponent, no trailing zeros. */
export function numberText(value: Decimal.Value): string {
  const text = new Decimal(value).toFixed();
  return text === '-0' ? '0' : text;
}

/** Sum of amounts as canonical text. */
export function sum(...values: readonly Decimal.Value[]): string {
  return numberText(values.reduce<Decimal>((total, value) => total.plus(value), new Decimal(0)));
}

/** YYYYMMDD or YYYY-MM-DD as ISO; undefined when it is no date of the calendar. */
export function isoDate(given: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(given) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const iso = `${year}-${month}-${day}`;
  const time = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : undefined;
}

function parseDate(column: Column, given: string): Parsed {
  if (given === '') return { value: '' };
  const iso = /^\d{8}$/.test(given) ? isoDate(given) : undefined;
  return iso === undefined
    ? { fault: `The ${column.name} ${given} is not a valid date (YYYYMMDD)` }
    : { value: iso };
}

/** Checks digits and width; used for BOI and for loaded files alike. */
export function parseNumber(column: Column, given: string): Parsed {
  if (!/^-?\d+(\.\d+)?$/.test(given)) return { fault: `The ${column.name} ${given} is not a number` };
  const rounded = new Decimal(given).toDecimalPlaces(column.scale, Decimal.ROUND_HALF_UP);
  const limit = new Decimal(10).pow(column.length - column.scale);
  if (rounded.abs().gte(limit)) {
    return {
      fault: `The ${column.name} ${given} is too large (${column.length - column.scale} digits before the point)`,
    };
  }
  return { value: numberText(rounded) };
}

/** Checks width, zero-filling and valid values; used for BOI and for loaded files alike. */
export function parseText(column: Column, given: string): Parsed {
  const value = given.trimEnd();
  if (value.length > column.length) {
    return { fault: `The ${column.name} is too long (${value.length} characters, at most ${column.length})` };
  }
  if (column.zeroFill && /^\d+$/.test(value) && value.length < column.length) {
    return { fault: `The ${column.name} ${value} must be zero-filled to ${column.length} digits` };
  }
  if (column.values !== undefined && value !== '' && !column.values.includes(value)) {
    return { fault: `The ${column.name} ${value} is not valid (${[...column.values].join(', ')})` };
  }
  return { value };
}
