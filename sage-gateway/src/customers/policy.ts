import { z } from 'zod';
import { columnName } from '../sage/column-name.ts';

export { columnName };

const code = z.string().trim().min(1).max(20);

/** How the customer of an order is found, and what a new one is given. Every setting has a default that suits a stock Sage 100. */
export const customerPolicy = {
  /** Division of customers for whom the account names none. */
  defaultDivisionNo: z
    .string()
    .regex(/^[0-9A-Z]{2}$/, 'must be two characters such as "00"')
    .default('00'),
  /** Digits to which an all-digit customer number is filled with zeros when it is not found as given. */
  customerNoWidth: z.int().min(1).max(20).default(7),
  /** AR_Customer columns that hold the Salesforce account id and account number; read to find customers, written on new ones. */
  customerKeys: z
    .strictObject({ accountId: columnName.optional(), accountNumber: columnName.optional() })
    .prefault({}),
  /** Match by name and address when nothing else tells. Off: an account without number, link or key gets a new customer. */
  matchByName: z.boolean().default(true),
  /** False: an account that matches no customer is refused. */
  createCustomers: z.boolean().default(true),
  /** Given to customers that orders create. */
  newCustomer: z
    .strictObject({
      /** Sage gives the next number (A/R Options, automatic numbering). */
      numbering: z.literal('automatic').default('automatic'),
      termsCode: code.optional(),
      taxSchedule: code.optional(),
      salespersonDivisionNo: code.optional(),
      salespersonNo: code.optional(),
      /** Code of the ship-to address made from the order's. */
      shipToCode: z.string().trim().min(1).max(4).default('0001'),
    })
    .prefault({}),
};

export type CustomerPolicy = z.output<z.ZodObject<typeof customerPolicy>>;

/** How a company's customers reach Salesforce. */
export const customerFeedPolicy = {
  /** Which customers are followed in Salesforce, and what becomes of their accounts. */
  accounts: z
    .strictObject({
      /** Make an account for a customer that has none. */
      create: z.boolean().default(false),
    })
    .prefault({}),
  /** Contacts of customers: not followed, or only those that are in Salesforce already with Sage's key, or made there too. */
  contacts: z.enum(['off', 'update', 'create']).default('off'),
};
