import { Field, type FieldSpec } from './field.ts';
import { SObjectInfo } from './sobject-info.ts';

const SUFFIXES: Readonly<Record<string, string>> = {
  history: 'History',
  share: 'Share',
  feed: 'Feed',
  changeevent: 'ChangeEvent',
};
const OF_CUSTOM = /^(.*)__(history|share|feed|changeevent)$/;
const OF_STANDARD =
  /^(account|contact|opportunity|case|lead|order|product2)(history|share|feed|changeevent)$/;

/** The keys of an object whose companion this is, the likelier first, and what kind of companion; null for other names. */
export function companionOf(key: string): { bases: string[]; suffix: string } | null {
  const [, base, suffix] = OF_CUSTOM.exec(key) ?? OF_STANDARD.exec(key) ?? [];
  if (!base || !suffix) return null;
  return { bases: [`${base}__c`, base], suffix: SUFFIXES[suffix] ?? suffix };
}

/** The History, Share, Feed or ChangeEvent object of another one, still without fields. */
export function companion(base: SObjectInfo, suffix: string): SObjectInfo {
  return new SObjectInfo({
    name: base.custom ? base.name.replace(/__c$/i, `__${suffix}`) : base.name + suffix,
    kind: suffix === 'ChangeEvent' ? 'event' : 'standard',
  });
}

/** Adds a companion's fields, after its system fields. */
export function addCompanionFields(so: SObjectInfo, base: SObjectInfo, suffix: string): void {
  const parent: FieldSpec = { name: 'ParentId', type: 'reference', refTo: [base.name], relName: 'Parent' };
  const text = (name: string): FieldSpec => ({ name, type: 'string' });
  const picklist = (name: string): FieldSpec => ({ name, type: 'picklist' });
  const add = (...specs: FieldSpec[]): void => {
    for (const spec of specs) so.addField(new Field(spec));
  };
  if (suffix === 'Share') {
    const grantee: FieldSpec = {
      name: 'UserOrGroupId',
      type: 'reference',
      refTo: ['User', 'Group'],
      relName: 'UserOrGroup',
    };
    add(parent, grantee, picklist('AccessLevel'), picklist('RowCause'));
  }
  if (suffix === 'History') add(parent, text('Field'), text('OldValue'), text('NewValue'));
  if (suffix === 'ChangeEvent') {
    for (const field of base.fields.values())
      if (!so.fields.has(field.key)) add({ ...field, required: false });
  }
}
