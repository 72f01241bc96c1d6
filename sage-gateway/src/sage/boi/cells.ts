import type { SageAddress, UdfValue } from '../ports.ts';
import type { Cell } from './protocol.ts';

/** A column that is set only when there is a value: absent means that Sage's own default stays. */
export function cell(column: string, value: string | undefined): Cell[] {
  return value === undefined ? [] : [[column, value]];
}

/** A date for BOI: `YYYYMMDD`. */
export function dateCell(column: string, value: string | undefined): Cell[] {
  return cell(column, value?.replaceAll('-', ''));
}

/** A customer's own columns; all but numbers carry `$`, dates are `YYYYMMDD`. */
export function udfCells(fields: readonly UdfValue[] | undefined): Cell[] {
  return (fields ?? []).flatMap((field) => {
    if (field.kind === 'number') return cell(field.name, field.value);
    if (field.kind === 'date') return dateCell(`${field.name}$`, field.value);
    return cell(`${field.name}$`, field.value);
  });
}

/** How the columns of an address are called in one table. */
export interface AddressColumns {
  readonly name: string;
  /** Without the line's number and `$`. */
  readonly line: string;
  readonly prefix: string;
}

/**
 * An address: the ZIP code before city and state, because Sage may fill those from its ZIP table. All three lines are set, so that
 * no line of an address that stood there before survives.
 */
export function addressCells(columns: AddressColumns, address: SageAddress | undefined): Cell[] {
  if (!address) return [];
  const lines = [1, 2, 3].flatMap((no) => cell(`${columns.line}${no}$`, address.lines[no - 1] ?? ''));
  return [
    ...cell(columns.name, address.name),
    ...lines,
    ...cell(`${columns.prefix}ZipCode$`, address.zipCode),
    ...cell(`${columns.prefix}City$`, address.city),
    ...cell(`${columns.prefix}State$`, address.state),
    ...cell(`${columns.prefix}CountryCode$`, address.countryCode),
  ];
}

/** The columns of a ship-to address, the same on orders and in SO_ShipToAddress. */
export const shipToColumns: AddressColumns = {
  name: 'ShipToName$',
  line: 'ShipToAddress',
  prefix: 'ShipTo',
};
