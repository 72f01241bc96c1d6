import { addressWidths, fitAddress, hasAddress } from '../addresses/fit-address.ts';
import type { HeaderChange } from '../contract/change-messages.ts';
import { customFields } from '../mapping/custom-fields.ts';
import { fitCode, fitText, widthOf, type Columns } from '../mapping/fit.ts';
import { Findings } from '../mapping/findings.ts';
import type { SageAddress, SageTables, UdfValue } from '../sage/ports.ts';
import { checkCodes, terms, warehouses, type CodeKind } from './check-codes.ts';
import type { Wish } from './compare-values.ts';
import type { CompanyPolicy } from './policy.ts';

export interface HeaderChecks {
  readonly tables: SageTables;
  readonly company: string;
  readonly policy: CompanyPolicy;
  /** Columns of SO_SalesOrderHeader. */
  readonly columns: Columns;
  readonly customer: { readonly divisionNo: string; readonly customerNo: string };
  readonly findings: Findings;
}

type Planned = Omit<Wish, 'seen'>;

/**
 * What is wished for the header, in Sage's order: the ship-to before what it may reload. What is equal in the wish and in what was last seen is
 * no wish; a part of an address counts only together with the others.
 */
export async function planHeaderChange(
  wished: HeaderChange,
  seen: HeaderChange,
  checks: HeaderChecks,
): Promise<Wish[]> {
  const after = await plan(wished, checks);
  const before = new Map(
    (await plan(seen, { ...checks, findings: new Findings() })).map((value) => [value.name, value]),
  );
  const changed = after.filter(({ name, kind, value }) => {
    const known = before.get(name);
    return known === undefined
      ? !(isAddress(name) && value === '')
      : known.value !== value || kind !== known.kind;
  });
  const moves = changed.some(({ name }) => isAddress(name));
  return after
    .filter((value) => changed.includes(value) || (moves && isAddress(value.name) && value.value !== ''))
    .map((value) => {
      const known = before.get(value.name)?.value;
      // Sage fills what an address leaves blank, so a blank part tells nothing of what Sage had.
      const tells = known !== undefined && !(isAddress(value.name) && known === '');
      return tells ? { ...value, seen: known } : value;
    });
}

async function plan(given: HeaderChange, checks: HeaderChecks): Promise<Planned[]> {
  const { tables, company, policy, columns, findings } = checks;
  const text = (name: string, value: string | undefined, path: string, label: string): Planned[] =>
    value === undefined ? [] : [{ name, kind: 'text', value, path, label }];
  const date = (name: string, value: string | undefined, path: string, label: string): Planned[] =>
    value === undefined ? [] : [{ name, kind: 'date', value, path, label }];
  const code = async (kind: CodeKind, value: string | undefined, path: string) =>
    value === undefined
      ? undefined
      : (await checkCodes(tables, company, kind, [{ value, path }], findings))(value);
  const shipViaKind: CodeKind = {
    code: 'SHIP_VIA_UNKNOWN',
    noun: 'shipping code',
    zeroFill: 0,
    ...policy.shipViaCodes,
  };
  const cleared = (value: string | undefined, fitted: string | undefined) =>
    value === undefined ? undefined : (fitted ?? '');
  const po = fitCode(given.customerPONo, widthOf(columns, 'CustomerPONo'), 'header.customerPONo', findings);
  const comment = fitText(given.comment, widthOf(columns, 'Comment'), 'header.comment', findings);
  return [
    ...date('OrderDate', given.orderDate, 'header.orderDate', 'order date'),
    ...date('ShipExpireDate', given.shipDate, 'header.shipDate', 'ship date'),
    ...text('CustomerPONo', cleared(given.customerPONo, po), 'header.customerPONo', 'customer PO number'),
    ...(await shipTo(given, checks)),
    ...text(
      'WarehouseCode',
      await code(warehouses, given.warehouseCode, 'header.warehouseCode'),
      'header.warehouseCode',
      'warehouse',
    ),
    ...text(
      'ShipVia',
      await code(shipViaKind, given.shipVia, 'header.shipVia'),
      'header.shipVia',
      'ship via',
    ),
    ...text(
      'TermsCode',
      await code(terms, given.termsCode, 'header.termsCode'),
      'header.termsCode',
      'terms code',
    ),
    ...text('Comment', cleared(given.comment, comment), 'header.comment', 'comment'),
    ...fields(given, checks),
  ];
}

function fields({ fields: given }: HeaderChange, { columns, policy, findings }: HeaderChecks): Planned[] {
  const rules = { own: [policy.keyUdf], blank: 'clear' as const };
  const values = customFields(given, columns, 'SO_SalesOrderHeader', 'header.fields', findings, rules);
  return values.map((value) => ({ ...value, path: `header.fields.${value.name}`, label: value.name }));
}

async function shipTo({ shipTo: given }: HeaderChange, checks: HeaderChecks): Promise<Planned[]> {
  const { tables, company, columns, customer, findings } = checks;
  if (given?.code) {
    const kind: CodeKind = {
      code: 'SHIP_TO_UNKNOWN',
      noun: 'ship-to code of the customer',
      table: 'SO_ShipToAddress',
      column: 'ShipToCode',
      zeroFill: 4,
      also: [
        { column: 'ARDivisionNo', op: '=', value: customer.divisionNo },
        { column: 'CustomerNo', op: '=', value: customer.customerNo },
      ],
    };
    const path = 'header.shipTo.code';
    const value = (await checkCodes(tables, company, kind, [{ value: given.code, path }], findings))(
      given.code,
    );
    return value === undefined
      ? []
      : [{ name: 'ShipToCode', kind: 'text', value, path, label: 'ship-to code' }];
  }
  if (!hasAddress(given)) return [];
  const { address } = fitAddress(given, addressWidths(columns, 'ShipTo'), 'header.shipTo', findings);
  return shipToValues(address).map((value) => ({
    ...value,
    path: 'header.shipTo',
    label: `ship-to address (${value.name})`,
  }));
}

/** All columns of a ship-to address: the ZIP code before city and state, which Sage may fill from its ZIP table. */
export function shipToValues(address: SageAddress): UdfValue[] {
  const value = (name: string, text = ''): UdfValue => ({ name, kind: 'text', value: text });
  return [
    ...(address.name === undefined ? [] : [value('ShipToName', address.name)]),
    ...[1, 2, 3].map((no) => value(`ShipToAddress${no}`, address.lines[no - 1])),
    value('ShipToZipCode', address.zipCode),
    value('ShipToCity', address.city),
    value('ShipToState', address.state),
    value('ShipToCountryCode', address.countryCode),
  ];
}

function isAddress(column: string): boolean {
  return column.startsWith('ShipTo') && column !== 'ShipToCode';
}
