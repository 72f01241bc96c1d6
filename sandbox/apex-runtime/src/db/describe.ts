// @ts-nocheck -- ported file by file: this one still waits for its types
// Objects and fields as plain JSON, in the words of the REST describe resource.
import { R } from '../runtime/rt.ts';
import { t } from '../compile/types.ts';

const SYSTEM = new Set(['id', 'isdeleted', 'createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp', 'lastvieweddate', 'lastreferenceddate', 'lastactivitydate']);
// parents are fixed when the record is made
const FIXED = new Set(['opportunitylineitem.opportunityid', 'opportunitylineitem.pricebookentryid', 'opportunitylineitem.product2id', 'orderitem.orderid', 'orderitem.pricebookentryid', 'orderitem.product2id', 'pricebookentry.product2id', 'pricebookentry.pricebook2id', 'quotelineitem.quoteid']);

function field(so, f) {
  const computed = f.formula || !!f.summary || f.autonumber || f.compound || f.type === 'address' || SYSTEM.has(f.key);
  const editable = !computed && !(f.readonly && so.kind !== 'mdt');
  return {
    name: f.name, label: f.label, type: f.type, custom: f.custom,
    length: f.T === t.string ? f.length : f.T === t.id ? 18 : 0,
    precision: f.T === t.decimal || f.T === t.integer ? f.precision : 0,
    scale: f.T === t.decimal ? f.scale : 0,
    nillable: !(f.required || f.T === t.boolean || f.key === 'id' || (f.nameField && so.name !== 'Order' && so.kind === 'standard' && !f.autonumber && !so.custom)) && !['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp', 'ownerid'].includes(f.key),
    createable: editable && so.kind !== 'mdt', updateable: editable && so.kind !== 'mdt' && so.kind !== 'event' && !(f.masterDetail && !f.reparentable) && !FIXED.has(so.key + '.' + f.key),
    defaultedOnCreate: !!f.def || f.T === t.boolean || f.key === 'ownerid' || computed,
    calculated: !!(f.formula || f.summary), autoNumber: !!f.autonumber, nameField: !!f.nameField,
    externalId: !!f.extId, unique: !!f.unique, caseSensitive: !!f.caseSensitive, idLookup: f.key === 'id' || !!f.extId || (so.name === 'User' && f.key === 'username'),
    restrictedPicklist: !!f.restricted,
    picklistValues: (f.picklist || []).map((p) => ({ value: p.value, label: p.label || p.value, active: p.active !== false, defaultValue: !!p.def })),
    referenceTo: f.refTo.slice(), relationshipName: f.relName || null, cascadeDelete: !!f.cascade,
    inlineHelpText: f.helpText
  };
}
const head = (so) => ({ name: so.name, label: so.label, labelPlural: so.plural, keyPrefix: so.prefix, custom: so.custom, customSetting: so.kind === 'setting', kind: so.kind, createable: !so.noDml && so.kind !== 'mdt', updateable: !so.noDml && so.kind !== 'mdt' && so.kind !== 'event', deletable: !so.noDml && so.kind !== 'mdt' && so.kind !== 'event', queryable: so.kind !== 'event' });
const shown = (so) => !so.anyField && so.name !== 'Name';
export function describe(name) {
  const so = R.org.schema.get(String(name));
  if (!so || !shown(so)) return null;
  return {
    ...head(so),
    fields: [...so.fields.values()].map((f) => field(so, f)),
    childRelationships: so.childRels.filter((c) => c.name).map((c) => ({ childSObject: c.child, field: c.field.name, relationshipName: c.name, cascadeDelete: !!c.cascade })),
    recordTypeInfos: so.recordTypes.map((r) => ({ developerName: r.name, name: r.label || r.name, active: r.active }))
  };
}
export const describeGlobal = () => [...R.org.schema.objects.values()].filter(shown).map(head).sort((a, b) => (a.name < b.name ? -1 : 1));
