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
 * one address in two divisions, so that a match by name is ambiguous.
 */
export const customers: readonly Row[] = Array.from({ length: CUSTOMER_COUNT }, (_, i) => customer(i + 1));

export const contacts: readonly Row[] = customers.map((row, i) => ({
  ...keyOf(row),
  ContactCode: 'BUYING',
  ContactName: `Buying Desk ${i + 1}`,
  ContactTitle: 'Purchasing',
  TelephoneNo1: row['TelephoneNo'] ?? '',
  EmailAddress: row['EmailAddress'] ?? '',
}));

/** Every second customer has its yard as the primary ship-to; every fourth has a second address. */
export const shipToAddresses: readonly Row[] = customers.flatMap((row, i) => {
  if (i % 2 === 1) return [];
  const yard = shipTo(row, i, '0001', 'Yard');
  return i % 4 === 0
    ? [yard, { ...shipTo(row, i + 3, '0002', 'Branch'), WarehouseCode: '001', ShipVia: 'OUR TRUCK' }]
    : [yard];
});

function customer(number: number): Row {
  const i = number === CUSTOMER_COUNT ? CUSTOMER_COUNT - 2 : number - 1;
  const place = places[i % places.length] ?? { city: '', state: '', zipCode: '', country: '' };
  const name = `${words[i % words.length]} ${trades[(i * 5) % trades.length]}`;
  const domain = name.toLowerCase().replaceAll(' ', '-');
  const limit = number % 9 === 0 ? 0 : 5000 + (number % 7) * 5000;
  return {
    ARDivisionNo: number % 2 === 0 ? '00' : '01',
    CustomerNo: String(1000 + number).padStart(7, '0'),
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
    SalespersonDivisionNo: number % 2 === 0 ? '00' : '01',
    SalespersonNo: number % 3 === 0 ? '0200' : '0100',
    PriceLevel: number % 5 === 0 ? '1' : '',
    CustomerStatus: number === 7 ? 'I' : 'A',
    CreditHold: number === 5 ? 'Y' : 'N',
    CreditLimit: String(limit),
    CurrentBalance: number === 6 ? String(limit + 250) : String((number * 137) % 4000),
    AgingCategory1: String((number * 53) % 700),
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
