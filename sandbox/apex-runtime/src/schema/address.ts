import { define } from '../compile/types.ts';

const PARTS = [
  'street',
  'city',
  'state',
  'stateCode',
  'postalCode',
  'country',
  'countryCode',
  'geocodeAccuracy',
] as const;
type Part = (typeof PARTS)[number];

/** The value of a compound address field: a System.Address. */
export class Address {
  readonly parts: Readonly<Partial<Record<Part, unknown>>>;

  constructor(parts: Readonly<Partial<Record<Part, unknown>>>) {
    this.parts = parts;
  }

  hashKey(): string {
    return JSON.stringify(this.parts);
  }

  toText(): string {
    return `Address${JSON.stringify(this.parts)}`;
  }
}

const read =
  (part: Part) =>
  (address: Address): unknown =>
    address.parts[part] ?? null;

define('System.Address', {
  js: Address,
  p: Object.fromEntries(PARTS.map((part) => [`${part}:String`, read(part)])),
  i: Object.fromEntries(
    PARTS.map((part) => [`get${part.charAt(0).toUpperCase()}${part.slice(1)}():String`, read(part)]),
  ),
});
