import { t } from '../compile/apex-type.ts';

export const DAY_MS = 86_400_000;
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** The clock of the org; `base` stops it at an instant. */
export const clock: { base: number | null; now(): number } = {
  base: null,
  now() {
    return this.base ?? Date.now();
  },
};

/** An Apex Date. */
export class ADate {
  /** Days since 1970-01-01. */
  readonly n: number;

  constructor(days: number) {
    this.n = days;
  }

  get T() {
    return t.date;
  }

  /** Months and days out of range carry over, as in `Date.newInstance`. */
  static ymd(year: number, month: number, day: number): ADate {
    const date = new Date(Date.UTC(2000, 0, 1));
    date.setUTCFullYear(year, month - 1, day);
    return new ADate(Math.floor(date.getTime() / DAY_MS));
  }

  static today(): ADate {
    return new ADate(Math.floor(clock.now() / DAY_MS));
  }

  /** Reads `yyyy-MM-dd`, with or without a time after it; null when it is no date. */
  static parse(text: string): ADate | null {
    const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(text.trim());
    if (!match) return null;
    const [, year, month, day] = match.map(Number);
    const date = ADate.ymd(year ?? 0, month ?? 0, day ?? 0);
    return date.month === month ? date : null;
  }

  get js(): Date {
    return new Date(this.n * DAY_MS);
  }

  get year(): number {
    return this.js.getUTCFullYear();
  }

  get month(): number {
    return this.js.getUTCMonth() + 1;
  }

  get day(): number {
    return this.js.getUTCDate();
  }

  /** The same day some months later, or the last day of that month. */
  addMonths(count: number): ADate {
    const month = this.month - 1 + count;
    const last = new Date(Date.UTC(this.year, month + 1, 0)).getUTCDate();
    return new ADate(Math.floor(Date.UTC(this.year, month, Math.min(this.day, last)) / DAY_MS));
  }

  toString(): string {
    return `${pad(this.year, 4)}-${pad(this.month)}-${pad(this.day)}`;
  }

  /** As it stands within the text of a collection. */
  long(): string {
    return `${this.toString()} 00:00:00`;
  }
}

/** An Apex Datetime. */
export class ADatetime {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  get T() {
    return t.datetime;
  }

  static now(): ADatetime {
    return new ADatetime(clock.now());
  }

  /** Reads ISO 8601 with `T` or a space, with or without time and offset; null when it is no date-time. */
  static parseIso(text: string): ADatetime | null {
    const match =
      /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/.exec(
        text.trim(),
      );
    if (!match) return null;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
      .slice(1, 7)
      .map((part: string | undefined) => Number(part ?? 0));
    const fraction = match[7] ? Math.floor(Number(`0.${match[7]}`) * 1000) : 0;
    const local = Date.UTC(year, month - 1, day, hour, minute, second, fraction);
    return new ADatetime(local - offsetOf(match[8]));
  }

  get js(): Date {
    return new Date(this.ms);
  }

  /** `2020-01-01T00:00:00.000Z` */
  iso(): string {
    return this.js.toISOString();
  }

  /** As the REST API writes it: `2020-01-01T00:00:00.000+0000`. */
  sfJson(): string {
    return this.iso().replace('Z', '+0000');
  }

  toString(): string {
    const text = this.iso();
    return `${text.slice(0, 10)} ${text.slice(11, 19)}`;
  }

  date(): ADate {
    return new ADate(Math.floor(this.ms / DAY_MS));
  }
}

/** Milliseconds of `Z`, `+0100` or `+01:00`. */
function offsetOf(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3));
  return (digits.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** An Apex Time. */
export class ATime {
  /** Milliseconds since midnight. */
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ((ms % DAY_MS) + DAY_MS) % DAY_MS;
  }

  get T() {
    return t.time;
  }

  toString(): string {
    return `${new Date(this.ms).toISOString().slice(11, 23)}Z`;
  }
}
