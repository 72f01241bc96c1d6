import type { RowError } from '../../runtime/values.ts';
import type { SObjectInfo } from '../../schema/model.ts';
import type { Row, RowDraft } from '../row.ts';
import { saveCase, saveTask } from './activities.ts';
import { contentVersionSaved, saveAttachment, saveContentVersion } from './files.ts';
import { saveLine } from './lines.ts';
import { saveOpportunity } from './opportunities.ts';
import { orderDeletion, saveOrder } from './orders.ts';
import { saveGroup, savePerson, saveUser } from './people.ts';
import { savePermissionSet, savePermissionSetAssignment, saveSetupEntityAccess } from './permission-sets.ts';
import { personSaved, saveAccount } from './person-accounts.ts';
import { savePricebook, savePricebookEntry } from './prices.ts';
import type { SaveRule } from './rule.ts';

/** What the platform maintains and checks, by object. */
const SAVE_RULES: Readonly<Record<string, SaveRule>> = {
  Account: saveAccount,
  Attachment: saveAttachment,
  Case: saveCase,
  Contact: savePerson,
  ContentVersion: saveContentVersion,
  Group: saveGroup,
  Individual: savePerson,
  Lead: savePerson,
  Opportunity: saveOpportunity,
  OpportunityLineItem: saveLine,
  Order: saveOrder,
  OrderItem: saveLine,
  PermissionSet: savePermissionSet,
  PermissionSetAssignment: savePermissionSetAssignment,
  Pricebook2: savePricebook,
  PricebookEntry: savePricebookEntry,
  QuoteLineItem: saveLine,
  SetupEntityAccess: saveSetupEntityAccess,
  Task: saveTask,
  User: saveUser,
};

/** Sets what the platform maintains on a row that is about to be saved; answers why the row cannot be saved. */
export function beforeSave(so: SObjectInfo, row: RowDraft, old: Row | null): RowError | null {
  return SAVE_RULES[so.name]?.(row, old, so) ?? null;
}

/** Why a record may not be deleted. */
export function beforeDelete(so: SObjectInfo, row: Row): RowError | null {
  return orderDeletion(so, row);
}

/** What follows when a row is in the store. */
export function afterSave(so: SObjectInfo, row: Row, isNew: boolean): void {
  if (so.name === 'ContentVersion' && isNew) contentVersionSaved(row);
  if (so.name === 'Account') personSaved(row);
}
