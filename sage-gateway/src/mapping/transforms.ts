import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { ErrorCode } from '../contract/errors.ts';
import { brief } from './fit.ts';

/** What became of a value: text, null when it is blank, and what a person should know of it. */
export type Transformed =
  | { readonly ok: true; readonly value: string | null; readonly warning?: string }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

type Transform = (value: string, parameter: string) => Transformed;

const done = (value: string, warning?: string): Transformed =>
  warning === undefined ? { ok: true, value } : { ok: true, value, warning };
const invalid = (value: string, wanted: string): Transformed => ({
  ok: false,
  code: 'FIELD_INVALID',
  message: `"${brief(value)}" is not ${wanted}.`,
});

const isoDate = z.iso.date();

/** Where year, month and day are in a text of each format. */
const dateFormats: Readonly<Record<string, RegExp>> = {
  'yyyy-MM-dd': /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})$/,
  yyyyMMdd: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  'MM/dd/yyyy': /^(?<m>\d{2})\/(?<d>\d{2})\/(?<y>\d{4})$/,
  'dd/MM/yyyy': /^(?<d>\d{2})\/(?<m>\d{2})\/(?<y>\d{4})$/,
  'dd.MM.yyyy': /^(?<d>\d{2})\.(?<m>\d{2})\.(?<y>\d{4})$/,
  MMddyyyy: /^(?<m>\d{2})(?<d>\d{2})(?<y>\d{4})$/,
};
const yes = new Set(['y', 'yes', 'true', '1']);
const no = new Set(['n', 'no', 'false', '0']);

/** Sage to Salesforce; Apex has the other direction (SageTransforms). Same name, same parameter, and where there is no direction the same result. */
const transforms: Readonly<Record<string, { readonly parameter: RegExp; readonly run: Transform }>> = {
  trim: { parameter: /^$/, run: (value) => done(value.replace(/[ \t\r\n]+/g, ' ')) },
  upper: { parameter: /^$/, run: (value) => done(value.toUpperCase()) },
  yesno: {
    parameter: /^$/,
    run(value) {
      const word = value.toLowerCase();
      if (yes.has(word)) return done('true');
      return no.has(word) ? done('false') : invalid(value, 'Y or N');
    },
  },
  date: {
    parameter: /^(yyyy-MM-dd|yyyyMMdd|MM\/dd\/yyyy|dd\/MM\/yyyy|dd\.MM\.yyyy|MMddyyyy)$/,
    run(value, format) {
      const parts = dateFormats[format]?.exec(value)?.groups;
      const day = parts ? `${parts['y']}-${parts['m']}-${parts['d']}` : value;
      return isoDate.safeParse(day).success ? done(day) : invalid(value, `a date as ${format}`);
    },
  },
  number: {
    parameter: /^[0-6]$/,
    run(value, scale) {
      if (!/^-?\d+(\.\d+)?$/.test(value)) return invalid(value, 'a number such as 12.50');
      const rounded = new Decimal(value).toDecimalPlaces(Number(scale), Decimal.ROUND_HALF_UP);
      return done((rounded.isZero() ? new Decimal(0) : rounded).toFixed(Number(scale)));
    },
  },
  cut: {
    parameter: /^[1-9]\d{0,3}$/,
    run(value, length) {
      if (value.length <= Number(length)) return done(value);
      const kept = value
        .slice(0, Number(length))
        .replace(/[\uD800-\uDBFF]$/, '')
        .replace(/[ \t\r\n]+$/, '');
      return done(kept, `"${brief(value)}" was cut to "${brief(kept)}".`);
    },
  },
};

/** Runs the transforms in their order on a value without blanks around it; what is blank stays blank. */
export function transform(steps: readonly string[], given: string | null): Transformed {
  let value = stripped(given ?? '');
  let warning: string | undefined;
  for (const step of steps) {
    const [name = '', parameter = ''] = split(step);
    const known = transforms[name];
    if (!known?.parameter.test(parameter))
      return { ok: false, code: 'MAPPING_INVALID', message: `There is no transform "${brief(step)}".` };
    if (value === '') continue;
    const result = known.run(value, parameter);
    if (!result.ok) return result;
    value = stripped(result.value ?? '');
    warning ??= result.warning;
  }
  return warning === undefined
    ? { ok: true, value: value || null }
    : { ok: true, value: value || null, warning };
}

/** Without blanks around it: those of ASCII only, so that both halves agree. */
const stripped = (value: string): string => value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

function split(step: string): [name: string, parameter: string] {
  const colon = step.indexOf(':');
  return colon < 0 ? [step, ''] : [step.slice(0, colon), step.slice(colon + 1)];
}
