import { Field, type PicklistValue } from './field.ts';
import type { Schema } from './schema.ts';
import type { SObjectInfo } from './sobject-info.ts';
import { readObjects } from './standard/notation.ts';

/** What an org may have switched on for good. */
export interface OrgFeatures {
  /** The corporate currency, and the rates of the others: how much of them one unit of it is. */
  readonly multiCurrency?:
    | {
        readonly corporate: string;
        readonly rates: Readonly<Record<string, string>>;
        /** Rates of a currency from a day on; the one of `rates` holds before. */
        readonly dated?: Readonly<
          Record<string, readonly { readonly from: string; readonly rate: string }[]>
        >;
      }
    | undefined;
  readonly personAccounts?: boolean | undefined;
}

const CURRENCIES = `
CurrencyType 01L setup
  IsoCode:text3! ConversionRate:number(18,6) DecimalPlaces:integer IsActive:checkbox IsCorporate:checkbox
DatedConversionRate 04w setup
  IsoCode:text3! StartDate:date NextStartDate:date ConversionRate:number(18,6)
`;
/** Standard objects without a currency field that have a currency all the same. */
const WITH_CURRENCY = new Set([
  'Account',
  'Contact',
  'Lead',
  'Case',
  'Product2',
  'Order',
  'Contract',
  'User',
  'Quote',
]);

/** The fields of a person account, beside those that the contact's own fields become: `X__c` is `X__pc`. */
const PERSON = `
Account 001
  IsPersonAccount:checkbox~ PersonContactId:lookup(Contact,PersonContact)~ FirstName:text40 LastName:text80
  Salutation:text40 PersonEmail:email PersonMobilePhone:phone PersonHomePhone:phone PersonTitle:text80
  PersonBirthdate:date PersonDepartment:text80 PersonMailingStreet:textarea PersonMailingCity:text40
  PersonMailingState:text80 PersonMailingPostalCode:text20 PersonMailingCountry:text80
`;

/** Adds the objects and fields that the features bring; to be called when all metadata is there. */
export function addFeatures(schema: Schema, { multiCurrency, personAccounts }: OrgFeatures): void {
  if (multiCurrency) addCurrencies(schema, [multiCurrency.corporate, ...Object.keys(multiCurrency.rates)]);
  if (personAccounts) addPersonAccounts(schema);
  schema.relate();
}

function addCurrencies(schema: Schema, codes: readonly string[]): void {
  const picklist: PicklistValue[] = codes.map((value) => ({ value, label: value, def: false, active: true }));
  for (const so of schema.objects.values()) {
    if (!hasCurrency(so)) continue;
    so.addField(
      new Field({
        name: 'CurrencyIsoCode',
        label: 'Currency ISO Code',
        type: 'picklist',
        length: 3,
        restricted: true,
        picklist,
        def: '$currency',
      }),
    );
  }
  for (const { so, fields } of readObjects(CURRENCIES)) {
    schema.add(so);
    for (const field of fields) so.addField(field);
  }
}

function hasCurrency(so: SObjectInfo): boolean {
  if (so.custom) return so.kind === 'standard' || so.kind === 'setting';
  if (WITH_CURRENCY.has(so.name)) return true;
  return !so.internal && [...so.fields.values()].some(({ type }) => type === 'currency');
}

function addPersonAccounts(schema: Schema): void {
  const account = schema.need('Account');
  const contact = schema.need('Contact');
  for (const { fields } of readObjects(PERSON)) for (const field of fields) account.addField(field);
  for (const field of contact.fields.values())
    if (field.custom)
      account.addField(
        new Field({
          ...field,
          name: field.name.replace(/__c$/i, '__pc'),
          extId: false,
          unique: false,
          childRel: null,
        }),
      );
  const name = account.fields.get('name');
  if (name) name.required = false;
  contact.addField(new Field({ name: 'IsPersonAccount', type: 'boolean', readonly: true }));
  schema.need('RecordType').addField(new Field({ name: 'IsPersonType', type: 'boolean', readonly: true }));
  account.recordTypes.push({ name: 'PersonAccount', label: 'Person Account', active: true });
}
