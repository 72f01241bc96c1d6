import { Decimal } from 'decimal.js';

/** What one side has of a record, by name; amounts and quantities as decimals, so that 5 and 5.00 are the same. */
export type Facts = Readonly<Record<string, string | Decimal>>;
export type Records = ReadonlyMap<string, Facts>;

/** One kind of record on both sides. `inSage`: what the org should have; `inOrg`: what it has. */
export interface Compared {
  readonly what: string;
  readonly inSage: Records;
  readonly inOrg: Records;
}

/** Every difference between what the org should have and what it has, one sentence each. */
export function differences({ what, inSage, inOrg }: Compared): string[] {
  const missing = [...inSage]
    .filter(([key]) => !inOrg.has(key))
    .map(([key]) => `${what} ${key} is in Sage, not in Salesforce`);
  const left = [...inOrg.keys()]
    .filter((key) => !inSage.has(key))
    .map((key) => `${what} ${key} is in Salesforce, not in Sage`);
  const other = [...inSage].flatMap(([key, sage]) => {
    const org = inOrg.get(key);
    return org === undefined ? [] : differing(sage, org).map((one) => `${what} ${key}: ${one}`);
  });
  return [...missing, ...left, ...other];
}

function differing(sage: Facts, org: Facts): string[] {
  return Object.entries(sage).flatMap(([name, value]) => {
    const found = org[name] ?? '';
    const same =
      value instanceof Decimal ? new Decimal(found === '' ? NaN : found).equals(value) : value === found;
    return same ? [] : [`${name} is ${String(found) || 'blank'} in Salesforce, ${String(value)} in Sage`];
  });
}

export const amount = (text: string | number | null | undefined): Decimal =>
  new Decimal(text === '' || text === null || text === undefined ? 0 : text);

/** What the org tells of a number: blank stays blank, so that it differs from every number. */
export const told = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
