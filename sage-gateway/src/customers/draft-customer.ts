import { addressWidths, fitAddress, hasAddress } from '../addresses/fit-address.ts';
import type { OrderMessage } from '../contract/order-message.ts';
import { customFields } from '../mapping/custom-fields.ts';
import { defined } from '../mapping/defined.ts';
import { fitOrLeaveOut, fitText, widthOf, type Columns } from '../mapping/fit.ts';
import type { Findings } from '../mapping/findings.ts';
import { toSageText } from '../mapping/sage-text.ts';
import { columnsOf } from '../sage/read.ts';
import type { NewCustomer, SageTables } from '../sage/ports.ts';
import { divisionOf } from './find-customer.ts';
import type { CustomerPolicy } from './policy.ts';

/** A new customer that lacks only its number. */
export type CustomerDraft = Omit<NewCustomer, 'customerNo'>;

/**
 * The customer that an order would create: name, address (the account's, else the order's ship-to), telephone, email, contact, ship-to
 * address, defaults of the company and the key columns. Writes nothing; what does not fit is told in the findings.
 */
export async function draftCustomer(
  tables: SageTables,
  company: string,
  message: OrderMessage,
  policy: CustomerPolicy,
  findings: Findings,
): Promise<CustomerDraft> {
  const { customer } = message;
  const columns = await columnsOf(tables, company, 'AR_Customer');
  const name = fitText(customer.name, widthOf(columns, 'CustomerName'), 'customer.name', findings);
  if (name === undefined) findings.fault('FIELD_REQUIRED', 'A new customer needs a name.', 'customer.name');
  const billTo = hasAddress(customer.billTo) ? customer.billTo : undefined;
  const { address } = fitAddress(
    { ...(billTo ?? message.shipTo), name: undefined },
    addressWidths(columns, ''),
    billTo ? 'customer.billTo' : 'shipTo',
    findings,
  );
  const { termsCode, taxSchedule, salespersonDivisionNo, salespersonNo } = policy.newCustomer;
  return {
    divisionNo: divisionOf(customer.divisionNo, policy),
    name: name ?? '',
    address,
    ...defined({
      telephoneNo: fitOrLeaveOut(customer.phone, widthOf(columns, 'TelephoneNo'), 'customer.phone', findings),
      emailAddress: fitOrLeaveOut(
        customer.email,
        widthOf(columns, 'EmailAddress'),
        'customer.email',
        findings,
      ),
      termsCode,
      taxSchedule,
      salespersonDivisionNo,
      salespersonNo,
      contact: await draftContact(tables, company, message, findings),
      shipTo: await draftShipTo(tables, company, message, policy, findings),
      fields: keyFields(customer, columns, policy, findings),
    }),
  };
}

async function draftContact(
  tables: SageTables,
  company: string,
  { contact }: OrderMessage,
  findings: Findings,
): Promise<NewCustomer['contact']> {
  if (contact === undefined) return undefined;
  const columns = await columnsOf(tables, company, 'AR_CustomerContact');
  const name = fitText(contact.name, widthOf(columns, 'ContactName'), 'contact.name', findings);
  const code = contactCode(contact.name);
  if (name === undefined || code === '') return undefined;
  return {
    code,
    name,
    ...defined({
      emailAddress: fitOrLeaveOut(contact.email, widthOf(columns, 'EmailAddress'), 'contact.email', findings),
      telephoneNo: fitOrLeaveOut(contact.phone, widthOf(columns, 'TelephoneNo1'), 'contact.phone', findings),
    }),
  };
}

/** "Ann Rider" becomes "ANNRIDER": upper case, letters and digits, ten at most (AR_CustomerContact.ContactCode is C10). */
function contactCode(name: string): string {
  return toSageText(name)
    .text.normalize('NFD')
    .replace(/[^A-Za-z0-9]/gu, '')
    .toUpperCase()
    .slice(0, 10);
}

async function draftShipTo(
  tables: SageTables,
  company: string,
  { shipTo, customer }: OrderMessage,
  policy: CustomerPolicy,
  findings: Findings,
): Promise<NewCustomer['shipTo']> {
  if (!hasAddress(shipTo) || shipTo.code !== undefined) return undefined;
  const columns = await columnsOf(tables, company, 'SO_ShipToAddress');
  const named = { ...shipTo, name: shipTo.name ?? customer.name };
  const { address } = fitAddress(named, addressWidths(columns, 'ShipTo'), 'shipTo', findings);
  return { code: policy.newCustomer.shipToCode, address };
}

function keyFields(
  { accountId, accountNumber }: OrderMessage['customer'],
  columns: Columns,
  { customerKeys }: CustomerPolicy,
  findings: Findings,
): NewCustomer['fields'] {
  const fields = new Map([
    [customerKeys.accountId, accountId],
    [customerKeys.accountNumber, accountNumber],
  ]);
  const given = [...fields].flatMap(([column, value]) =>
    column === undefined || value === undefined ? [] : [[column, value] as const],
  );
  return customFields(Object.fromEntries(given), columns, 'AR_Customer', 'customer', findings);
}
