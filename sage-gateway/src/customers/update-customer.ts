import { addressWidths, fitAddress, hasAddress } from '../addresses/fit-address.ts';
import { updateCustomerMessage, type UpdateCustomerMessage } from '../contract/change-messages.ts';
import { fieldsToWrite, stampColumns } from '../mapping/agreement.ts';
import { customFields } from '../mapping/custom-fields.ts';
import { defined } from '../mapping/defined.ts';
import { fitOrLeaveOut, fitText, widthOf, type Columns } from '../mapping/fit.ts';
import { Findings } from '../mapping/findings.ts';
import { change, refused, unknownCompany } from '../requests/change-outcome.ts';
import type { RequestHandler } from '../requests/port.ts';
import { columnsOf } from '../sage/read.ts';
import type { CustomerChange, Row, SageAddress, SageDocuments, SageTables } from '../sage/ports.ts';
import type { CustomerPolicy } from './policy.ts';
import { readByNumbers } from './resolve-numbers.ts';

export interface UpdateCustomerParts {
  readonly tables: SageTables;
  readonly documents: SageDocuments;
  /** The policy of a company; undefined for a company that the gateway does not serve. */
  readonly policies: (company: string) => CustomerPolicy | undefined;
}

/** Where in the message the value of a column of AR_Customer comes from. */
const paths: Readonly<Record<string, string>> = {
  CustomerName: 'name',
  TelephoneNo: 'phone',
  EmailAddress: 'email',
  AddressLine1: 'billTo.street',
  AddressLine2: 'billTo.street',
  AddressLine3: 'billTo.street',
  City: 'billTo.city',
  State: 'billTo.state',
  ZipCode: 'billTo.postalCode',
  CountryCode: 'billTo.country',
};

/**
 * Brings customers of Sage up to what the message says: what is present is written, fitted to Sage's widths, what is absent stays. All faults
 * are told together before anything is written. To run it again writes the same values again.
 */
export function updateCustomer({ tables, documents, policies }: UpdateCustomerParts): RequestHandler {
  return async (request, signal) => {
    const message = updateCustomerMessage.parse(request.payload);
    const policy = policies(request.company);
    if (policy === undefined) return unknownCompany(request.company);
    const { divisionNo, customerNo } = message;
    const twoWay = Object.keys(message.agreement ?? {});
    const helpful = twoWay.length > 0 ? [...twoWay, ...stampColumns] : [];
    const [row] = await readByNumbers(tables, request.company, policy, [{ divisionNo, customerNo }], helpful);
    if (row === undefined) {
      const sentence = `Sage has no customer ${divisionNo}-${customerNo}.`;
      return refused([{ code: 'CUSTOMER_UNKNOWN', message: sentence, path: 'customerNo' }]);
    }
    const result = { divisionNo: row['ARDivisionNo'] ?? '', customerNo: row['CustomerNo'] ?? '' };
    const findings = new Findings();
    const columns = await columnsOf(tables, request.company, 'AR_Customer');
    const { fields, kept } = fieldsToWrite(message, row as Row, columns);
    for (const name of kept)
      findings.warn(`${name} keeps Sage's value, which was changed there as well.`, `fields.${name}`);
    const wished = draftChange({ ...message, fields }, columns, policy, findings);
    if (findings.faults.length > 0) return refused(findings.faults, findings.warnings);
    if (Object.keys(wished).length === 0) {
      if (kept.length === 0) findings.warn('Nothing of the account was to be written to Sage.');
      return { state: 'Done', result, warnings: findings.warnings };
    }
    signal.throwIfAborted();
    return change(
      result,
      () => documents.changeCustomer(request.company, result.divisionNo, result.customerNo, wished),
      pathOf,
      findings.warnings,
    );
  };
}

function draftChange(
  { name, phone, email, billTo, fields }: UpdateCustomerMessage,
  columns: Columns,
  { customerKeys }: CustomerPolicy,
  findings: Findings,
): CustomerChange {
  const own = Object.values(customerKeys);
  const custom = customFields(fields, columns, 'AR_Customer', 'fields', findings, { own, blank: 'clear' });
  return defined({
    name: name === undefined ? undefined : nameOf(name, columns, findings),
    telephoneNo: textOf(phone, widthOf(columns, 'TelephoneNo'), 'phone', findings),
    emailAddress: textOf(email, widthOf(columns, 'EmailAddress'), 'email', findings),
    address: hasAddress(billTo) ? wholeAddress(billTo, columns, findings) : undefined,
    fields: custom.length > 0 ? custom : undefined,
  });
}

function nameOf(given: string, columns: Columns, findings: Findings): string | undefined {
  const name = fitText(given, widthOf(columns, 'CustomerName'), 'name', findings);
  if (name === undefined) findings.fault('FIELD_REQUIRED', 'A customer needs a name.', 'name');
  return name;
}

/** A text that fits; blank clears the column, and one that does not fit leaves it as it is. */
function textOf(given: string | undefined, width: number, path: string, findings: Findings) {
  return given?.trim() === '' ? '' : fitOrLeaveOut(given, width, path, findings);
}

/** The address with every part, so that nothing of the one that stood there stays between its lines. A blank country leaves Sage's. */
function wholeAddress(
  billTo: NonNullable<UpdateCustomerMessage['billTo']>,
  columns: Columns,
  findings: Findings,
): SageAddress {
  const { address } = fitAddress(billTo, addressWidths(columns, ''), 'billTo', findings);
  return { ...address, city: address.city ?? '', state: address.state ?? '', zipCode: address.zipCode ?? '' };
}

function pathOf(column: string | undefined): string {
  const name = column?.replace(/\$$/, '') ?? '';
  return name.startsWith('UDF_') ? `fields.${name}` : (paths[name] ?? 'customerNo');
}
