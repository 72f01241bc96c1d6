import type { CustomerChange, NewCustomer } from '../ports.ts';
import { addressCells, cell, shipToColumns, udfCells, type AddressColumns } from './cells.ts';
import type { Cell, HostContext, NextMessage, PingMessage, WriteMessage } from './protocol.ts';

const object = 'AR_Customer_bus';

function context(date: string): HostContext {
  return { module: 'A/R', date, task: 'AR_Customer_ui' };
}

const addressColumns: AddressColumns = { name: 'CustomerName$', line: 'AddressLine', prefix: '' };

const contactObject = 'AR_CustomerContact_bus';
const shipToObject = 'SO_ShipToAddress_bus';

function contactContext(date: string): HostContext {
  return { module: 'A/R', date, task: 'AR_CustomerContact_ui' };
}

function shipToContext(date: string): HostContext {
  return { module: 'S/O', date, task: 'SO_ShipToAddress_ui' };
}

function customerKey(customer: Pick<NewCustomer, 'divisionNo' | 'customerNo'>): Cell[] {
  return [
    ['ARDivisionNo$', customer.divisionNo],
    ['CustomerNo$', customer.customerNo],
  ];
}

/** Tries whether the user may maintain customers, their contacts and ship-to addresses; writes nothing. */
export function customerPings(date: string): PingMessage[] {
  return [
    { op: 'ping', context: context(date), object },
    { op: 'ping', context: contactContext(date), object: contactObject },
    { op: 'ping', context: shipToContext(date), object: shipToObject },
  ];
}

/** Takes the next customer number of a division; Sage gives one only where automatic numbering is on. */
export function nextCustomerNoMessage(divisionNo: string, date: string): NextMessage {
  const key: Cell[] = [['ARDivisionNo$', divisionNo]];
  return { op: 'next', context: context(date), object, method: 'nGetNextCustomerNo', key };
}

/** The customer itself under a number that must be new, without pointers to a contact or ship-to that do not exist yet. */
export function customerMessage(customer: NewCustomer, date: string): WriteMessage {
  return {
    op: 'write',
    context: context(date),
    object,
    key: customerKey(customer),
    mode: 'create',
    set: [
      ...cell('CustomerName$', customer.name),
      ...addressCells(addressColumns, withoutName(customer.address)),
      ...cell('TelephoneNo$', customer.telephoneNo),
      ...cell('EmailAddress$', customer.emailAddress),
      ...cell('TermsCode$', customer.termsCode),
      ...cell('TaxSchedule$', customer.taxSchedule),
      ...cell('SalespersonDivisionNo$', customer.salespersonDivisionNo),
      ...cell('SalespersonNo$', customer.salespersonNo),
      ...udfCells(customer.fields),
    ],
  };
}

/** The customer's contact; undefined when there is none. */
export function contactMessage(customer: NewCustomer, date: string): WriteMessage | undefined {
  const { contact } = customer;
  return (
    contact && {
      op: 'write',
      context: contactContext(date),
      object: contactObject,
      key: [...customerKey(customer), ['ContactCode$', contact.code]],
      mode: 'upsert',
      set: [
        ...cell('ContactName$', contact.name),
        ...cell('TelephoneNo1$', contact.telephoneNo),
        ...cell('EmailAddress$', contact.emailAddress),
      ],
    }
  );
}

/** The customer's ship-to address; undefined when there is none. */
export function shipToMessage(customer: NewCustomer, date: string): WriteMessage | undefined {
  const { shipTo } = customer;
  return (
    shipTo && {
      op: 'write',
      context: shipToContext(date),
      object: shipToObject,
      key: [...customerKey(customer), ['ShipToCode$', shipTo.code]],
      mode: 'upsert',
      set: addressCells(shipToColumns, shipTo.address),
    }
  );
}

/** The columns of the customer that point to its contact and its default ship-to, which must exist by now. */
export function pointerCells(customer: NewCustomer): Cell[] {
  return [
    ...cell('ContactCode$', customer.contact?.code),
    ...cell('PrimaryShipToCode$', customer.shipTo?.code),
  ];
}

export function pointerMessage(customer: NewCustomer, pointer: Cell, date: string): WriteMessage {
  return {
    op: 'write',
    context: context(date),
    object,
    key: customerKey(customer),
    mode: 'update',
    set: [pointer],
  };
}

/** A change of a customer that must exist. */
export function changeCustomerMessage(
  key: Pick<NewCustomer, 'divisionNo' | 'customerNo'>,
  change: CustomerChange,
  date: string,
): WriteMessage {
  return {
    op: 'write',
    context: context(date),
    object,
    key: customerKey(key),
    mode: 'update',
    set: [
      ...cell('CustomerName$', change.name),
      ...addressCells(addressColumns, change.address && withoutName(change.address)),
      ...cell('TelephoneNo$', change.telephoneNo),
      ...cell('EmailAddress$', change.emailAddress),
      ...cell('CreditLimit', change.creditLimit),
      ...udfCells(change.fields),
    ],
  };
}

/** The customer's own name is set beside its address, so a name inside the address is not set twice. */
function withoutName({ name: _name, ...address }: NewCustomer['address']): NewCustomer['address'] {
  return address;
}
