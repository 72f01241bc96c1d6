import { Field } from '../field.ts';
import type { SObjectInfo } from '../sobject-info.ts';
import { APPROVALS } from './approvals.ts';
import { CREDENTIALS } from './credentials.ts';
import { readObjects } from './notation.ts';
import { ORDERS } from './orders.ts';
import { SALES } from './sales.ts';
import { SERVICE } from './service.ts';
import { SETUP } from './setup.ts';

/** Labels that are not the field's name in words. */
const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Account: {
    Name: 'Account Name',
    Phone: 'Account Phone',
    NumberOfEmployees: 'Employees',
    Type: 'Account Type',
  },
  Contact: { Name: 'Full Name', Phone: 'Business Phone' },
  Opportunity: { Name: 'Opportunity Name', StageName: 'Stage', Type: 'Opportunity Type' },
  Order: { EffectiveDate: 'Order Start Date', EndDate: 'Order End Date', Name: 'Order Name' },
  Product2: {
    Name: 'Product Name',
    Family: 'Product Family',
    IsActive: 'Active',
    Description: 'Product Description',
  },
  Pricebook2: { Name: 'Price Book Name', IsActive: 'Active' },
  PricebookEntry: { UnitPrice: 'List Price', IsActive: 'Active' },
  OpportunityLineItem: { UnitPrice: 'Sales Price' },
  OrderItem: { UnitPrice: 'Unit Price' },
  User: { IsActive: 'Active' },
};
/** The compound addresses, by the prefix of their fields. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  Account: ['Billing', 'Shipping'],
  Contact: ['Mailing', 'Other'],
  Lead: [''],
  User: [''],
  Order: ['Billing', 'Shipping'],
};
/** Objects whose Name is put together from first and last name. */
const PEOPLE = new Set(['Contact', 'Lead', 'User', 'Individual']);
/** The name field is the first of these that an object has. */
const NAME_FIELDS = ['name', 'casenumber', 'ordernumber', 'subject', 'title', 'masterlabel'];

/** Gives the standard objects to `add`, which adds the system fields, and then adds their own fields. */
export function addStandardObjects(add: (so: SObjectInfo) => void): void {
  for (const { so, fields } of readObjects(
    [SALES, ORDERS, SERVICE, SETUP, CREDENTIALS, APPROVALS].map((text) => text.trim()).join('\n'),
  )) {
    add(so);
    for (const field of fields) so.addField(field);
    complete(so);
  }
}

function complete(so: SObjectInfo): void {
  const nameField = NAME_FIELDS.map((key) => so.fields.get(key)).find((field) => field !== undefined);
  if (nameField) nameField.nameField = true;
  for (const [name, label] of Object.entries(LABELS[so.name] ?? {})) {
    const field = so.fields.get(name.toLowerCase());
    if (field) field.label = label;
  }
  const name = so.fields.get('name');
  if (name && PEOPLE.has(so.name)) name.compound = true;
  for (const prefix of ADDRESSES[so.name] ?? [])
    so.addField(new Field({ name: `${prefix}Address`, type: 'address', address: prefix }));
  if (so.name !== 'User') return;
  const username = so.fields.get('username');
  if (username) username.unique = true;
  const active = so.fields.get('isactive');
  if (active) active.def = { lit: true };
}
