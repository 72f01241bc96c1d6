import { Decimal } from 'decimal.js';
import { numberText } from '../boi/values.ts';
import type { Row } from '../dictionary/table.ts';

/** Invented names; the people behind them are desks. */
const words = [
  'Quillmark',
  'Norrbay',
  'Ostervale',
  'Brindlecote',
  'Calderwick',
  'Dunmarsh',
  'Elverton',
  'Fennimoor',
  'Garrowby',
  'Hexley',
  'Ivelmere',
  'Jarrowfell',
  'Kestonridge',
  'Lindermoor',
  'Marrowgate',
  'Nethercombe',
  'Orlestone',
  'Pennifold',
  'Rathergill',
  'Swaledown',
];
const trades = ['Hardware', 'Builders Supply', 'Workshops', 'Contracting', 'Marine Services', 'Tool Hire'];

interface Place {
  readonly city: string;
  readonly state: string;
  readonly zipCode: string;
  readonly country: string;
}

export const places: readonly Place[] = [
  { city: 'Austin', state: 'TX', zipCode: '78701', country: 'USA' },
  { city: 'Portland', state: 'OR', zipCode: '97205', country: 'USA' },
  { city: 'Madison', state: 'WI', zipCode: '53703', country: 'USA' },
  { city: 'Savannah', state: 'GA', zipCode: '31401', country: 'USA' },
  { city: 'Boise', state: 'ID', zipCode: '83702', country: 'USA' },
  { city: 'Tucson', state: 'AZ', zipCode: '85701', country: 'USA' },
  { city: 'Duluth', state: 'MN', zipCode: '55802', country: 'USA' },
  { city: 'Toronto', state: 'ON', zipCode: 'M5V 2T6', country: 'CAN' },
];

const streets = [
  'Foundry Road',
  'Canal Street',
  'Millrace Lane',
  'Quarry Avenue',
  'Harbor Drive',
  'Station Road',
];
const terms = ['00', '01', '02', '03'];
const shipMethods = ['GROUND', 'NEXT DAY', 'OUR TRUCK', 'PICKUP'];

export const CUSTOMER_COUNT = 40;

/**
 * The demo company's customers, the same at every seeding. Number 5 is on credit hold, 6 over its limit, 7 inactive; 39 and 40 bear one name and
 * one address in two divisions, so that a match by name is ambiguous. Every ninth has no credit limit. 10 pays for 12 with credit and prices,
 * 5 for 14 with its credit hold alone, and 10 for 16 with nothing that counts.
 */
export const customers: readonly Row[] = Array.from({ length: CUSTOMER_COUNT }, (_, i) => customer(i + 1));

/** Every customer has a buying desk, every third accounts payable too. */
export const contacts: readonly Row[] = customers.flatMap((row, i) => {
  const buying = {
    ...keyOf(row),
    ContactCode: 'BUYING',
    ContactName: `Buying Desk ${i + 1}`,
    ContactTitle: 'Purchasing',
    TelephoneNo1: row['TelephoneNo'] ?? '',
    EmailAddress: row['EmailAddress'] ?? '',
  };
  const accounts = {
    ...buying,
    ContactCode: 'ACCOUNTS',
    ContactName: `Accounts Desk ${i + 1}`,
    ContactTitle: 'Payables',
    EmailAddress: buying.EmailAddress.replace('orders@', 'accounts@'),
  };
  return i % 3 === 0 ? [buying, accounts] : [buying];
});

/** Every second customer has its yard as the primary ship-to; every fourth has a second address. */
export const shipToAddresses: readonly Row[] = customers.flatMap((row, i) => {
  if (i % 2 === 1) return [];
  const yard = shipTo(row, i, '0001', 'Yard');
  return i % 4 === 0
    ? [yard, { ...shipTo(row, i + 3, '0002', 'Branch'), WarehouseCode: '001', ShipVia: 'OUR TRUCK' }]
    : [yard];
});

/** National accounts. */
export const billTos: readonly Row[] = [
  relation(12, 10, { CreditLimit: 'B', CreditHold: 'B', CustomerPricing: 'B' }),
  relation(14, 5, { CreditHold: 'B' }),
  relation(16, 10, {}),
];

/** Customer 3 buys safety goods at level 2 since 2026; what it had in 2024 is over. */
export const priceLevels: readonly Row[] = [
  { ProductLine: 'SAFE', EffectiveDate: '2026-01-01', CustomerPriceLevel: '2' },
  { ProductLine: 'SAFE', EffectiveDate: '2024-01-01', EndDate: '2024-12-31', CustomerPriceLevel: '1' },
].map((level) => ({ ARDivisionNo: '01', CustomerNo: numberOf(3), PriceCode: '', ShipToCode: '', ...level }));

function relation(soldTo: number, billTo: number, flags: Row): Row {
  return {
    SoldToDivisionNo: divisionOf(soldTo),
    SoldToCustomerNo: numberOf(soldTo),
    BillToDivisionNo: divisionOf(billTo),
    BillToCustomerNo: numberOf(billTo),
    ...flags,
  };
}

function divisionOf(number: number): string {
  return number % 2 === 0 ? '00' : '01';
}

function numberOf(number: number): string {
  return String(1000 + number).padStart(7, '0');
}

function customer(number: number): Row {
  const i = number === CUSTOMER_COUNT ? CUSTOMER_COUNT - 2 : number - 1;
  const place = places[i % places.length] ?? { city: '', state: '', zipCode: '', country: '' };
  const name = `${words[i % words.length]} ${trades[(i * 5) % trades.length]}`;
  const domain = name.toLowerCase().replaceAll(' ', '-');
  const limit = number % 9 === 0 ? 0 : 5000 + (number % 7) * 5000;
  return {
    ARDivisionNo: divisionOf(number),
    CustomerNo: numberOf(number),
    CustomerName: name,
    SortField: name.toUpperCase().slice(0, 10).trimEnd(),
    AddressLine1: `${100 + i * 7} ${streets[i % streets.length]}`,
    AddressLine2: i % 3 === 0 ? `Suite ${i + 1}` : '',
    City: place.city,
    State: place.state,
    ZipCode: place.zipCode,
    CountryCode: place.country,
    TelephoneNo: `(555) 555-${String(100 + number).padStart(4, '0')}`,
    EmailAddress: `orders@${domain}.example`,
    ContactCode: 'BUYING',
    PrimaryShipToCode: number % 2 === 1 ? '0001' : '',
    ShipMethod: shipMethods[i % shipMethods.length] ?? '',
    TermsCode: terms[i % terms.length] ?? '',
    TaxSchedule: place.state === 'TX' ? 'TX AUSTIN' : 'NONTAX',
    SalespersonDivisionNo: divisionOf(number),
    SalespersonNo: number % 3 === 0 ? '0200' : '0100',
    PriceLevel: number % 5 === 0 ? '1' : '',
    CustomerStatus: number === 7 ? 'I' : 'A',
    CreditHold: number === 5 ? 'Y' : 'N',
    CreditLimit: String(limit),
    CurrentBalance: number === 6 ? String(limit + 250) : String((number * 137) % 4000),
    AgingCategory1: String((number * 53) % 700),
    AgingCategory2: String(number % 3 === 0 ? (number * 29) % 300 : 0),
    AgingCategory3: String(number % 6 === 0 ? (number * 17) % 150 : 0),
    AgingCategory4: String(number === 6 ? 75.5 : 0),
    AvgDaysPaymentInvoice: String(21 + ((number * 7) % 30)),
    AvgDaysOverDue: String((number * 5) % 14),
    DateLastPayment: `2026-0${1 + (number % 4)}-1${number % 10}`,
    LastPaymentAmt: numberText(new Decimal(number * 8350).div(100)),
    DateLastAging: '2026-04-30',
    DateEstablished: '2019-03-01',
    UDF_ACCOUNTNUMBER: number >= CUSTOMER_COUNT - 1 ? '' : `AC-${10000 + number}`,
  };
}

function keyOf(row: Row): Row {
  return { ARDivisionNo: row['ARDivisionNo'] ?? '', CustomerNo: row['CustomerNo'] ?? '' };
}

function shipTo(row: Row, i: number, code: string, label: string): Row {
  return {
    ...keyOf(row),
    ShipToCode: code,
    ShipToName: `${row['CustomerName'] ?? ''} ${label}`,
    ShipToAddress1: `${200 + i * 3} ${streets[(i + 2) % streets.length]}`,
    ShipToCity: row['City'] ?? '',
    ShipToState: row['State'] ?? '',
    ShipToZipCode: row['ZipCode'] ?? '',
    ShipToCountryCode: row['CountryCode'] ?? '',
  };
}
