import type { Certainty, CustomerReason } from '../contract/matches.ts';
import type { Likeness } from '../matching/names.ts';

/** What an account and a customer have in common. */
export interface Agreement {
  /** The customer is the one that an earlier order or the account's own id points to. */
  readonly link: boolean;
  /** `key`: the column that the site keeps account numbers in has it; `number`: the customer number happens to be the account number. */
  readonly number: 'key' | 'number' | 'none';
  readonly name: Likeness;
  readonly zip: boolean;
  readonly city: boolean;
  readonly street: boolean;
  readonly phone: boolean;
  readonly email: boolean;
}

export interface Judged {
  readonly certainty: Certainty;
  readonly reasons: readonly CustomerReason[];
}

/** How sure it is that they are the same; undefined when nothing but chance speaks for it. */
export function judgeMatch(agreement: Agreement): Judged | undefined {
  const certainty = certaintyOf(agreement);
  return certainty && { certainty, reasons: reasonsOf(agreement) };
}

function certaintyOf({
  link,
  number,
  name,
  zip,
  city,
  street,
  phone,
  email,
}: Agreement): Certainty | undefined {
  const contact = phone || email;
  const place = zip || city || street;
  if (link || number === 'key') return 'sure';
  // Both sides may count from 1: a number alone proves nothing.
  if (number === 'number') return name !== 'other' || zip || contact ? 'sure' : 'likely';
  if (name === 'same') return zip && contact ? 'sure' : place || contact ? 'likely' : 'possible';
  if (name === 'similar') return zip && contact ? 'likely' : 'possible';
  return contact ? 'possible' : undefined;
}

function reasonsOf(agreement: Agreement): CustomerReason[] {
  const { link, number, name, zip, city, street, phone, email } = agreement;
  const told: readonly (readonly [CustomerReason, boolean])[] = [
    ['number', number !== 'none'],
    ['link', link],
    ['name', name !== 'other'],
    ['address', zip || city || street],
    ['phone', phone],
    ['email', email],
  ];
  return told.flatMap(([reason, agrees]) => (agrees ? [reason] : []));
}
