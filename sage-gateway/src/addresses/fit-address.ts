import type { Address } from '../contract/order-message.ts';
import { brief, fitCode, fitText, inSageCharacters, widthOf, type Columns } from '../mapping/fit.ts';
import type { Findings } from '../mapping/findings.ts';
import { oneLine } from '../mapping/sage-text.ts';
import type { SageAddress } from '../sage/ports.ts';
import { countryCode } from './country.ts';
import { fitStreet } from './fit-street.ts';
import { stateCode } from './states.ts';

/** Widths of an address in characters; they differ between Sage versions and tables. */
export interface AddressWidths {
  readonly name: number;
  readonly line: number;
  readonly city: number;
  readonly state: number;
  readonly zip: number;
}

/** The oldest widths still in use, for a catalogue that does not tell. */
const oldest: AddressWidths = { name: 30, line: 30, city: 20, state: 2, zip: 10 };

/** Lines that every address of Sage 100 has. */
const lineCount = 3;

/** Widths of an address whose columns begin with `prefix` (`ShipTo`), or of a customer's own (`''`). */
export function addressWidths(columns: Columns, prefix: '' | 'ShipTo'): AddressWidths {
  const width = (name: string, otherwise: number) => {
    const known = widthOf(columns, name);
    return Number.isFinite(known) ? known : otherwise;
  };
  return {
    name: width(prefix === '' ? 'CustomerName' : 'ShipToName', oldest.name),
    line: width(prefix === '' ? 'AddressLine1' : 'ShipToAddress1', oldest.line),
    city: width(`${prefix}City`, oldest.city),
    state: width(`${prefix}State`, oldest.state),
    zip: width(`${prefix}ZipCode`, oldest.zip),
  };
}

/** An address as a message has it; missing parts are blank. */
export type GivenAddress = Partial<Address> & { readonly name?: string | undefined };

/** An address for Sage, and the part of its street that found no room (already warned of). */
export interface FittedAddress {
  readonly address: SageAddress;
  readonly rest: string;
}

/**
 * Fits an address of Salesforce to Sage: street into three lines, country into its alpha-3 code, state into its two-letter code.
 * A country that cannot be told and a postal code that is too long are faults; all else that cannot be written as it is becomes a
 * warning that says what was done. A blank country stays blank, which leaves Sage its default.
 */
export function fitAddress(
  given: GivenAddress,
  widths: AddressWidths,
  path: string,
  findings: Findings,
): FittedAddress {
  const countryCode = fitCountry(given.country, `${path}.country`, findings);
  const name = fitText(given.name, widths.name, `${path}.name`, findings);
  const zipCode = fitCode(given.postalCode, widths.zip, `${path}.postalCode`, findings);
  const { state, besideCity } = fitState(given.state, countryCode, widths.state, `${path}.state`, findings);
  const city = fitCity(given.city, besideCity, widths.city, path, findings);
  const street = inSageCharacters(given.street ?? '', `${path}.street`, findings);
  const { lines, rest } = fitStreet(street, widths.line, lineCount);
  if (rest !== '') {
    findings.warn(
      `The street has no room in Sage for "${rest}" (${lineCount} lines of ${widths.line}).`,
      `${path}.street`,
    );
  }
  const optional = { name, city, state, zipCode, countryCode };
  const filled = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { address: { lines, ...filled }, rest };
}

/** True when an address says anything at all. */
export function hasAddress(address: Address | undefined): address is Address {
  return (
    address !== undefined &&
    [address.street, address.city, address.state, address.postalCode, address.country].some(
      (part) => part !== undefined && part.trim() !== '',
    )
  );
}

function fitCountry(country: string | undefined, path: string, findings: Findings): string | undefined {
  if (country === undefined || country.trim() === '') return undefined;
  const code = countryCode(country);
  if (code === undefined)
    findings.fault('COUNTRY_UNKNOWN', `"${brief(country)}" is not a known country.`, path);
  return code;
}

function fitState(
  given: string | undefined,
  country: string | undefined,
  width: number,
  path: string,
  findings: Findings,
): { state: string | undefined; besideCity: string } {
  const state = oneLine(inSageCharacters(given ?? '', path, findings));
  if (state === '') return { state: undefined, besideCity: '' };
  const code = stateCode(state, country);
  if (code !== undefined) return { state: code, besideCity: '' };
  if (state.length <= width) return { state: state.toUpperCase(), besideCity: '' };
  return { state: undefined, besideCity: state };
}

/** The city, with a state that has no code beside it if there is room. */
function fitCity(
  given: string | undefined,
  state: string,
  width: number,
  path: string,
  findings: Findings,
): string | undefined {
  const city = fitText(given, width, `${path}.city`, findings);
  if (state === '') return city;
  const both = city === undefined ? state : `${city}, ${state}`;
  if (both.length <= width) {
    findings.warn(`"${state}" has no state code in Sage and was written beside the city.`, `${path}.state`);
    return both;
  }
  findings.warn(
    `"${state}" has no state code in Sage and no room beside the city; it was left out.`,
    `${path}.state`,
  );
  return city;
}
