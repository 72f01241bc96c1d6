import { platT, platformDef, type ApexType } from '../compile/types.ts';
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
  /^(account|contact|opportunity|case|lead|order|product2)(history|share|feed)$|^([a-z0-9]+)(changeevent)$/;

/**
 * The key of the object whose companion this is, and what kind of companion; null for other names. `Order__ChangeEvent` is of
 * an own object Order__c, `OrderChangeEvent` of the standard one.
 */
export function companionOf(key: string): { base: string; suffix: string } | null {
  const [, own, ofOwn] = OF_CUSTOM.exec(key) ?? [];
  if (own && ofOwn) return { base: `${own}__c`, suffix: SUFFIXES[ofOwn] ?? ofOwn };
  const [, first, ofFirst, second, ofSecond] = OF_STANDARD.exec(key) ?? [];
  const [base, suffix] = [first ?? second, ofFirst ?? ofSecond];
  return base && suffix ? { base, suffix: SUFFIXES[suffix] ?? suffix } : null;
}

/** The History, Share, Feed or ChangeEvent object of another one, still without fields. */
export function companion(base: SObjectInfo, suffix: string): SObjectInfo {
  return new SObjectInfo({
    name: base.custom ? base.name.replace(/__c$/i, `__${suffix}`) : base.name + suffix,
    kind: suffix === 'ChangeEvent' ? 'event' : 'standard',
    changesOf: suffix === 'ChangeEvent' ? base : null,
  });
}

/** Declared by the library, which is loaded when companions are made. */
const headerType = (): ApexType => platT(platformDef('EventBus.ChangeEventHeader'));

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
      if (!so.fields.has(field.key))
        add({ ...field, required: false, readonly: false, def: null, childRel: null });
    so.addField(new Field({ name: 'ChangeEventHeader', type: 'string' }, headerType()));
  }
}
