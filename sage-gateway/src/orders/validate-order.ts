import { addressWidths, fitAddress, hasAddress } from '../addresses/fit-address.ts';
import type { OrderMessage } from '../contract/order-message.ts';
import type { FoundCustomer } from '../customers/find-customer.ts';
import type { RateSource } from '../currency/rates.ts';
import { customFields } from '../mapping/custom-fields.ts';
import { defined } from '../mapping/defined.ts';
import { fitCode, fitOrLeaveOut, fitText, inSageCharacters, widthOf, type Columns } from '../mapping/fit.ts';
import type { Findings } from '../mapping/findings.ts';
import { oneLine } from '../mapping/sage-text.ts';
import { findItems } from '../products/find-items.ts';
import type { SpellingIndex } from '../products/spelling-index.ts';
import { columnsOf } from '../sage/read.ts';
import type { SageTables, SalesOrder, UdfValue } from '../sage/ports.ts';
import { checkCodes, terms, warehouses, type CodeKind, type GivenCode } from './check-codes.ts';
import { warnOfMissingStock } from './check-stock.ts';
import { inCompanyCurrency } from './order-currency.ts';
import type { CompanyPolicy } from './policy.ts';
import { codeOf, commentLines, validateLines, type PlannedLine } from './validate-lines.ts';

/** An order that lacks only its customer's number; `origins` gives for each of its lines the index of the message's line. */
export interface PlannedOrder {
  readonly order: Omit<SalesOrder, 'divisionNo' | 'customerNo'>;
  readonly origins: readonly (number | undefined)[];
}

export interface OrderChecks {
  readonly tables: SageTables;
  readonly company: string;
  readonly key: string;
  readonly policy: CompanyPolicy;
  readonly spellings: SpellingIndex;
  /** How the search for the customer ended; `none`: the order will make its customer. */
  readonly found: FoundCustomer;
  /** Exchange rates for orders in another currency; left out: there are none. */
  readonly rates: RateSource | undefined;
  readonly findings: Findings;
}

/**
 * Checks an order against Sage's tables and lays it out in Sage's widths and codes. Reads only; finds every fault of the order, not the
 * first. The result is fit to be written only when the findings hold no fault.
 */
export async function validateOrder(given: OrderMessage, checks: OrderChecks): Promise<PlannedOrder> {
  const { tables, company, policy, spellings, found, findings } = checks;
  const owner = found.kind === 'found' ? found.customer : undefined;
  const message = await inCompanyCurrency(given, checks);
  const header = await columnsOf(tables, company, 'SO_SalesOrderHeader');
  const columns = await columnsOf(tables, company, 'SO_SalesOrderDetail');
  const codes = new Set(message.lines.map((line) => codeOf(line, policy)).filter((code) => code !== ''));
  const items = await findItems(
    { tables, company, policy, spellings, owner },
    new Set([...codes, policy.commentItemCode]),
  );
  const warehouse = await checkCodes(tables, company, warehouses, warehousesOf(message, policy), findings);
  const lines = validateLines(message, { policy, columns, items, warehouse, findings });
  const note = items.get(policy.commentItemCode)?.kind === 'found' ? policy.commentItemCode : undefined;
  const { members, notes } = await validateHeader(message, header, note !== undefined, checks);
  const planned: PlannedLine[] = [
    ...lines,
    ...notes
      .flatMap((text) => commentLines(text, note ?? '', columns))
      .map((line) => ({ line, origin: undefined })),
  ];
  const headerWarehouse = message.warehouseCode ?? policy.defaultWarehouseCode;
  const order = {
    ...members,
    ...defined({ warehouseCode: headerWarehouse && warehouse(headerWarehouse) }),
    orderType: message.orderType ?? ('S' as const),
    orderDate: message.orderDate,
    lines: planned.map(({ line }) => line),
  };
  await warnOfMissingStock(tables, company, order, planned, items.values(), findings);
  return { order, origins: planned.map(({ origin }) => origin) };
}

function warehousesOf(message: OrderMessage, policy: CompanyPolicy): GivenCode[] {
  const header = message.warehouseCode ?? policy.defaultWarehouseCode;
  const given = [
    { value: header, path: 'warehouseCode' },
    ...message.lines.map((line, at) => ({ value: line.warehouseCode, path: `lines.${at}.warehouseCode` })),
  ];
  return given.flatMap(({ value, path }) => (value?.trim() ? [{ value, path }] : []));
}

/** The header's members, and the texts that had no room in it and become comment lines where the site has comment lines (`canNote`). */
async function validateHeader(message: OrderMessage, header: Columns, canNote: boolean, checks: OrderChecks) {
  const { tables, company, policy, findings } = checks;
  const notes: string[] = [];
  const where = canNote ? 'the whole text is in a comment line of the order' : undefined;
  const comment = fitText(message.comment, widthOf(header, 'Comment'), 'comment', findings, where);
  const whole = oneLine(inSageCharacters(message.comment ?? '', 'comment', findings));
  if (canNote && whole.length > (comment?.length ?? 0)) notes.push(whole);
  const shipTo = await validateShipTo(message, header, checks);
  if (canNote && shipTo.rest !== '') notes.push(`Ship to, continued: ${shipTo.rest}`);
  const shipViaKind: CodeKind = {
    code: 'SHIP_VIA_UNKNOWN',
    noun: 'shipping code',
    zeroFill: 0,
    ...policy.shipViaCodes,
  };
  const shipVia = await checkCodes(tables, company, shipViaKind, one(message.shipVia, 'shipVia'), findings);
  const termsCode = await checkCodes(tables, company, terms, one(message.termsCode, 'termsCode'), findings);
  const email = message.contact?.email ?? message.customer.email;
  const emailPath = message.contact?.email === undefined ? 'customer.email' : 'contact.email';
  const members = defined({
    hold: message.hold,
    shipDate: message.shipDate,
    customerPONo: customerPONoOf(message, header, findings),
    shipToCode: shipTo.code,
    shipTo: shipTo.address,
    shipVia:
      message.shipVia && fitCode(shipVia(message.shipVia), widthOf(header, 'ShipVia'), 'shipVia', findings),
    termsCode: message.termsCode && termsCode(message.termsCode),
    confirmTo: fitText(message.contact?.name, widthOf(header, 'ConfirmTo'), 'contact.name', findings),
    emailAddress: fitOrLeaveOut(email, widthOf(header, 'EmailAddress'), emailPath, findings),
    comment,
    fields: headerFields(message, header, checks),
  });
  return { members, notes };
}

/** The customer's PO number as it is written, and as it is compared when an order is looked up. */
export function customerPONoOf(
  message: OrderMessage,
  header: Columns,
  findings: Findings,
): string | undefined {
  return fitCode(message.customerPONo, widthOf(header, 'CustomerPONo'), 'customerPONo', findings);
}

function headerFields(message: OrderMessage, header: Columns, checks: OrderChecks): UdfValue[] | undefined {
  const { keyUdf } = checks.policy;
  const rules = { own: [keyUdf] };
  const given = customFields(message.fields, header, 'SO_SalesOrderHeader', 'fields', checks.findings, rules);
  const own = keyUdf === undefined ? {} : { [keyUdf]: checks.key };
  const key = customFields(own, header, 'SO_SalesOrderHeader', 'key', checks.findings);
  const fields = [...given, ...key];
  return fields.length > 0 ? fields : undefined;
}

async function validateShipTo(message: OrderMessage, header: Columns, checks: OrderChecks) {
  const { tables, company, found, findings } = checks;
  const { shipTo } = message;
  if (shipTo?.code?.trim()) {
    const code = await checkShipToCode(tables, company, found, shipTo.code, findings);
    return { code, address: undefined, rest: '' };
  }
  if (!hasAddress(shipTo)) return { code: undefined, address: undefined, rest: '' };
  const named = { ...shipTo, name: shipTo.name ?? message.customer.name };
  return { code: undefined, ...fitAddress(named, addressWidths(header, 'ShipTo'), 'shipTo', findings) };
}

async function checkShipToCode(
  tables: SageTables,
  company: string,
  found: FoundCustomer,
  value: string,
  findings: Findings,
): Promise<string | undefined> {
  if (found.kind === 'fault') return undefined;
  const customer = found.kind === 'found' ? found.customer : undefined;
  const kind: CodeKind = {
    code: 'SHIP_TO_UNKNOWN',
    noun: customer === undefined ? 'ship-to code (the customer is new)' : `ship-to code of ${customer.name}`,
    table: 'SO_ShipToAddress',
    column: 'ShipToCode',
    zeroFill: 4,
    also: [
      { column: 'ARDivisionNo', op: '=', value: customer?.divisionNo ?? '' },
      { column: 'CustomerNo', op: '=', value: customer?.customerNo ?? '' },
    ],
  };
  return (await checkCodes(tables, company, kind, [{ value, path: 'shipTo.code' }], findings))(value);
}

function one(value: string | undefined, path: string): GivenCode[] {
  return value?.trim() ? [{ value, path }] : [];
}
