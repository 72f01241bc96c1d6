import { R } from '../../runtime/rt.ts';
import type { Value } from '../../runtime/values.ts';
import { edited, idOf, textOf, valueOf, type Row, type RowDraft } from '../row.ts';
import { joined, type SaveRule } from './rule.ts';

/** The fields of the contact that stands behind a person account, by those of the account. */
const CONTACT_FIELDS: Readonly<Record<string, string>> = {
  firstname: 'firstname',
  lastname: 'lastname',
  salutation: 'salutation',
  name: 'name',
  phone: 'phone',
  ownerid: 'ownerid',
};

/** A new account with a last name, or of the person record type, is a person; a person's name is put together. */
export const saveAccount: SaveRule = (row, old, so) => {
  if (!so.fields.has('ispersonaccount')) return null;
  const type = textOf(row, 'recordtypeid');
  const isOfPersonType = type !== null && type === R.org.recordTypeId(so, 'PersonAccount');
  const isPerson = old
    ? old.get('ispersonaccount') === true
    : isOfPersonType || textOf(row, 'lastname') !== null;
  row.set('ispersonaccount', isPerson);
  if (!isPerson) return null;
  row.set('name', joined(textOf(row, 'firstname'), textOf(row, 'lastname')));
  if (type === null && so.fields.has('recordtypeid'))
    row.set('recordtypeid', R.org.recordTypeId(so, 'PersonAccount'));
  return null;
};

/** Keeps the contact behind a person account as the account is; no triggers of contacts run. */
export function personSaved(row: Row): void {
  if (row.get('ispersonaccount') !== true) return;
  const { db, schema } = R.org;
  const values: Record<string, Value> = { accountid: idOf(row), ispersonaccount: true };
  for (const field of schema.need('Contact').fields.values()) {
    const own = CONTACT_FIELDS[field.key] ?? `person${field.key}`;
    const source = field.custom ? field.key.replace(/__c$/, '__pc') : own;
    if (row.has(source)) values[field.key] = valueOf(row, source);
  }
  const known = textOf(row, 'personcontactid');
  const contact = known ? db.get('contact', known) : null;
  if (contact) {
    db.write('contact', idOf(contact), edited(contact, values));
    return;
  }
  const id = R.org.add(
    'Contact',
    { ...values, createdbyid: R.user, lastmodifiedbyid: R.user },
    { logged: true },
  );
  db.write('account', idOf(row), edited(row, { personcontactid: id }) satisfies RowDraft);
}
