import { Decimal } from 'decimal.js';
import type { ErrorCode } from '../contract/errors.ts';
import type { ColumnInfo } from '../sage/ports.ts';
import type { Findings } from './findings.ts';
import { oneLine, toSageText } from './sage-text.ts';

/** Columns of a table by upper-case name, as the catalogue tells them. */
export type Columns = ReadonlyMap<string, ColumnInfo>;

/** The width of a text column in characters; a memo or a column that the catalogue does not measure has none. */
export function widthOf(columns: Columns, name: string): number {
  const length = columns.get(name.toUpperCase())?.length ?? 0;
  return length > 0 ? length : Number.POSITIVE_INFINITY;
}

/** Those of the names that the table has at this site; versions differ. */
export function present<C extends string>(columns: Columns, names: readonly C[]): C[] {
  return names.filter((name) => columns.has(name.toUpperCase()));
}

/** Text in Sage's characters, with a warning when some had to be replaced. */
export function inSageCharacters(value: string, path: string, findings: Findings): string {
  const { text, replaced } = toSageText(value);
  if (replaced.length > 0) {
    findings.warn(`Sage cannot hold ${replaced.join(' ')}; the text was written as "${brief(text)}".`, path);
  }
  return text;
}

/** A free text on one line, cut to a width if it must be; `rest` says in the warning where the whole text is, if it is anywhere. */
export function fitText(
  value: string | undefined,
  width: number,
  path: string,
  findings: Findings,
  rest = 'the rest is only in Salesforce',
): string | undefined {
  const text = oneLine(inSageCharacters(value ?? '', path, findings));
  if (text === '') return undefined;
  if (text.length <= width) return text;
  const kept = text.slice(0, width).trimEnd();
  findings.warn(
    `Sage holds ${width} characters here: "${kept}" was written without "${text.slice(kept.length).trim()}"; ${rest}.`,
    path,
  );
  return kept;
}

/** A code: never cut, because a cut code is another code. */
export function fitCode(
  value: string | undefined,
  width: number,
  path: string,
  findings: Findings,
): string | undefined {
  const code = oneLine(inSageCharacters(value ?? '', path, findings));
  if (code === '') return undefined;
  if (code.length <= width) return code;
  findings.fault(
    'FIELD_TOO_LONG',
    `"${brief(code)}" is ${code.length} characters; Sage takes ${width}.`,
    path,
  );
  return undefined;
}

/** A text that helps but is not needed (an email address): left out, with a warning, when it does not fit. */
export function fitOrLeaveOut(
  value: string | undefined,
  width: number,
  path: string,
  findings: Findings,
): string | undefined {
  const text = oneLine(inSageCharacters(value ?? '', path, findings));
  if (text === '') return undefined;
  if (text.length <= width) return text;
  findings.warn(`"${brief(text)}" was left out: Sage holds ${width} characters here.`, path);
  return undefined;
}

/** What a number column can hold: `scale` decimals, and `precision - scale` digits before the point. */
export interface NumberWidth {
  readonly precision: number;
  readonly scale: number;
}

/** The width of a number column; `otherwise` where the catalogue does not tell. */
export function numberWidth(columns: Columns, name: string, otherwise: NumberWidth): NumberWidth {
  const column = columns.get(name.toUpperCase());
  return column?.kind === 'number' && column.length > column.scale
    ? { precision: column.length, scale: column.scale }
    : otherwise;
}

/** A decimal without needless zeros, or a fault when the column cannot hold it exactly. Rounding is never done here. */
export function fitNumber(
  value: string,
  width: NumberWidth,
  path: string,
  code: ErrorCode,
  findings: Findings,
): Decimal | undefined {
  const number = new Decimal(value);
  if (number.decimalPlaces() > width.scale) {
    findings.fault(code, `${value} has more decimals than the ${width.scale} that Sage keeps.`, path);
    return undefined;
  }
  if (number.abs().greaterThanOrEqualTo(new Decimal(10).pow(width.precision - width.scale))) {
    findings.fault(code, `${value} has more digits than Sage keeps.`, path);
    return undefined;
  }
  return number;
}

/** The beginning of a value for a sentence. */
export function brief(value: string): string {
  return value.length > 60 ? `${value.slice(0, 57)}...` : value;
}
