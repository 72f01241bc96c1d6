// @ts-nocheck -- ported file by file: this one still waits for its types
// Schema: tokens and describe results.
import crypto from 'node:crypto';
import { define, t, platT, platform, sobjT, parseSigType, listOf } from '../compile/types.ts';
import { R, mkEx, throwEx, penumNamed } from '../runtime/rt.ts';
import { AList, AMap, ASet, SObj, str } from '../runtime/values.ts';
import { crud, fls } from '../db/access.ts';
import { evalDefault } from '../db/formula.ts';

class SObjTok { constructor(T_) { this.t = T_; } hashKey() { return this.t.name; } toText() { return this.t.name; } }
class FldTok { constructor(f, so) { this.f = f; this.so = so; } hashKey() { return this.so.name + '.' + this.f.name; } toText() { return this.f.name; } }
const toks = new Map(), ftoks = new Map();
R.sobjTok = (T) => { let x = toks.get(T); if (!x) toks.set(T, x = new SObjTok(T)); return x; };
R.fldTok = (T, key) => R.ftok(T.so.field(key));
R.ftok = (f) => { let x = ftoks.get(f); if (!x) ftoks.set(f, x = new FldTok(f, f.so)); return x; };
R.describeFields = (T) => ({ kind: 'fields', so: T.so });
R.fieldToken = (name) => { for (const so of R.org.schema.objects.values()) { const f = so.fields.get(String(name).toLowerCase()); if (f) return R.ftok(f); } return null; };

define('Schema.DisplayType', { e: 'ADDRESS ANYTYPE BASE64 BOOLEAN COMBOBOX COMPLEXVALUE CURRENCY DATACATEGORYGROUPREFERENCE DATE DATETIME DOUBLE EMAIL ENCRYPTEDSTRING ID INTEGER JSON LOCATION LONG MULTIPICKLIST PERCENT PHONE PICKLIST REFERENCE SOBJECT STRING TEXTAREA TIME URL'.split(' ') });
define('Schema.SOAPType', { e: 'ANYTYPE BASE64BINARY BOOLEAN DATE DATETIME DOUBLE ID INTEGER STRING TIME ADDRESS LOCATION'.split(' ') });
define('Schema.SObjectDescribeOptions', { e: ['DEFAULT', 'FULL', 'DEFERRED'] });
define('Schema.FieldDescribeOptions', { e: ['DEFAULT', 'FULL_DESCRIBE'] });

class DSO { constructor(so) { this.so = so; } hashKey() { return this.so.name; } toText() { return 'Schema.DescribeSObjectResult[' + this.so.name + ']'; } }
class DFR { constructor(f) { this.f = f; } hashKey() { return this.f.so.name + '.' + this.f.name; } toText() { return 'Schema.DescribeFieldResult[' + this.f.name + ']'; } }
class PE { constructor(p) { this.p = p; } }
class CR { constructor(c) { this.c = c; } }
class RTI { constructor(x) { this.x = x; } }
class FS { constructor(so, x) { this.so = so; this.x = x; } }
class FSM { constructor(so, x) { this.so = so; this.x = x; } }
class FieldsObj { constructor(so) { this.so = so; } }
const P = (s) => parseSigType(s);
R.describeFields = (T) => new FieldsObj(T.so);

define('Schema.SObjectType', {
  js: SObjTok, p: { 'fields:Schema.SObjectTypeFieldTokens': (x) => new FieldsObj(x.t.so), 'fieldSets:Schema.SObjectTypeFieldSets': (x) => new FSM(x.t.so) },
  i: {
    'getDescribe():Schema.DescribeSObjectResult': (x) => new DSO(x.t.so), 'getDescribe(Object):Schema.DescribeSObjectResult': (x) => new DSO(x.t.so), 'newSObject():SObject': (x) => mk(x.t), 'newSObject(Id):SObject': (x, id) => { const s = mk(x.t); s.f.set('id', id); return s; }, 'newSObject(Id,Boolean):SObject': (x, id, d) => { const s = mk(x.t); if (id) s.f.set('id', id); if (d) for (const f of x.t.so.fields.values()) if (f.def) { const v = f.def === '$user' ? R.user : f.def.lit !== undefined ? f.def.lit : evalDefault(f, x.t.so, new Map()); if (v !== null) s.f.set(f.key, v); } if (x.t.so.kind === 'event') s.f.set('eventuuid', crypto.randomUUID()); return s; }, 'toString():String': (x) => x.t.name, 'hashCode():Integer': (x) => R.hashOf(x)
  },
  dyn: {
    s: (name) => { const T = sobjT(name); return T && T.so ? { T: P('Schema.DescribeSObjectResult'), fn: () => new DSO(T.so) } : null; },
    i: (name, b) => null
  }
});
function mk(T) { const s = new SObj(T); return s; }
define('Schema.SObjectField', { js: FldTok, i: { 'getDescribe():Schema.DescribeFieldResult': (x) => new DFR(x.f), 'getDescribe(Object):Schema.DescribeFieldResult': (x) => new DFR(x.f), 'toString():String': (x) => x.f.name, 'getName():String': (x) => x.f.name, 'hashCode():Integer': (x) => R.hashOf(x) } });
function fieldMap(so) { const m = new AMap(t.string, P('Schema.SObjectField')); for (const f of so.fields.values()) m.put(f.key, R.ftok(f)); return ciMap(m); }
function ciMap(m) { const g = m.get.bind(m), h = m.has.bind(m); m.get = (k) => g(norm(k)); m.has = (k) => h(norm(k)); return m; }
const norm = (k) => { if (typeof k !== 'string') return k; const s = k.toLowerCase(); const ns = R.org.schema.namespace; return ns && s.startsWith(ns + '__') ? s.slice(ns.length + 2) : s; };
define('Schema.SObjectTypeFields', { js: FieldsObj, i: { 'getMap():Map<String,Schema.SObjectField>': (x) => fieldMap(x.so) }, dyn: { i: (name, b, gen, n) => { const so = b.so; if (!so) return { T: P('Schema.DescribeFieldResult'), fn: (x) => { const f = x.so.field(name.toLowerCase()); if (!f) throwEx('System.SObjectException', 'Invalid field ' + name); return new DFR(f); } }; const f = so.field(name.toLowerCase()); return f ? { T: P('Schema.DescribeFieldResult'), fn: () => new DFR(f) } : null; } } });
define('Schema.SObjectTypeFieldTokens', { i: { 'getMap():Map<String,Schema.SObjectField>': (x) => fieldMap(x.so) }, dyn: { i: (name) => ({ T: P('Schema.SObjectField'), fn: (x) => { const f = x.so.field(name.toLowerCase()); if (!f) throwEx('System.SObjectException', 'Invalid field ' + name); return R.ftok(f); } }) } });
define('Schema.SObjectTypeFieldSets', { js: FSM, i: { 'getMap():Map<String,Schema.FieldSet>': (x) => { const m = new AMap(t.string, P('Schema.FieldSet')); for (const [k, v] of x.so.fieldSets) m.put(k, new FS(x.so, v)); return ciMap(m); } }, dyn: { i: (name) => ({ T: P('Schema.FieldSet'), fn: (x) => { const v = x.so.fieldSets.get(name.toLowerCase()); if (!v) throwEx('System.SObjectException', 'Invalid field set ' + name); return new FS(x.so, v); } }) } });
const fsm = (o) => new AList(P('Schema.FieldSetMember'), o.x.fields.map((f) => new FSMem(o.so, f)));
class FSMem { constructor(so, x) { this.so = so; this.x = x; } get f() { return this.so.field(this.x.path.toLowerCase()); } }
define('Schema.FieldSet', { js: FS, i: { 'getFields():List<Schema.FieldSetMember>': fsm, 'getName():String': (o) => o.x.name, 'getLabel():String': (o) => o.x.label, 'getDescription():String': () => null, 'getNameSpace():String': () => null, 'getSObjectType():Schema.SObjectType': (o) => R.sobjTok(o.so.T) } });
define('Schema.FieldSetMember', { js: FSMem, i: { 'getFieldPath():String': (o) => o.x.path, 'getLabel():String': (o) => o.f?.label, 'getRequired():Boolean': (o) => o.x.required, 'getDBRequired():Boolean': (o) => !!o.f?.required, 'getType():Schema.DisplayType': (o) => dispType(o.f), 'getSObjectField():Schema.SObjectField': (o) => R.ftok(o.f) } });
const rts = (so) => { const l = so.recordTypes.map((r) => ({ ...r, id: R.org.recordTypeId(so, r.name), master: false })); l.push({ name: 'Master', label: 'Master', id: '012000000000000AAA', active: true, master: true, def: !l.length }); if (l.length > 1) l[0].def = true; return l; };
const rti = (so) => rts(so).map((r) => new RTI(r));
const rmap = (so, key) => { const m = new AMap(t.string, P('Schema.RecordTypeInfo')); for (const r of rti(so)) m.put(key(r.x), r); return m; };
define('Schema.RecordTypeInfo', { js: RTI, i: { 'getName():String': (r) => r.x.label, 'getDeveloperName():String': (r) => r.x.name, 'getRecordTypeId():Id': (r) => r.x.id, 'isActive():Boolean': (r) => r.x.active, 'isAvailable():Boolean': (r) => true, 'isDefaultRecordTypeMapping():Boolean': (r) => !!r.x.def, 'isMaster():Boolean': (r) => r.x.master } });
const acc = (k) => (d) => d.so.kind === 'mdt' ? k === 'read' : d.so.noDml && k !== 'read' ? false : crud(d.so)[k];
const sfx = /__[a-z]+$/i;
define('Schema.DescribeSObjectResult', {
  js: DSO,
  p: { 'fields:Schema.SObjectTypeFields': (d) => new FieldsObj(d.so), 'fieldSets:Schema.SObjectTypeFieldSets': (d) => new FSM(d.so), 'name:String': (d) => d.so.name, 'label:String': (d) => d.so.label, 'SObjectType:Schema.SObjectType': (d) => R.sobjTok(d.so.T), 'keyPrefix:String': (d) => d.so.prefix },
  i: {
    'getName():String': (d) => d.so.name, 'getLocalName():String': (d) => d.so.name, 'getLabel():String': (d) => d.so.label, 'getLabelPlural():String': (d) => d.so.plural, 'getKeyPrefix():String': (d) => d.so.prefix, 'getSObjectType():Schema.SObjectType': (d) => R.sobjTok(d.so.T), 'isCustom():Boolean': (d) => d.so.custom, 'isCustomSetting():Boolean': (d) => d.so.kind === 'setting', 'isAccessible():Boolean': acc('read'), 'isCreateable():Boolean': acc('create'), 'isUpdateable():Boolean': acc('edit'), 'isDeletable():Boolean': acc('del'), 'isUndeletable():Boolean': acc('del'), 'isQueryable():Boolean': () => true, 'isSearchable():Boolean': () => true, 'isMergeable():Boolean': (d) => ['Account', 'Contact', 'Lead', 'Case'].includes(d.so.name), 'isFeedEnabled():Boolean': () => false, 'isMruEnabled():Boolean': () => false, 'isDeprecatedAndHidden():Boolean': () => false, 'getHasSubtypes():Boolean': () => false,
    'getChildRelationships():List<Schema.ChildRelationship>': (d) => new AList(P('Schema.ChildRelationship'), d.so.childRels.map((c) => new CR(c))), 'getRecordTypeInfos():List<Schema.RecordTypeInfo>': (d) => new AList(P('Schema.RecordTypeInfo'), rti(d.so)), 'getRecordTypeInfosByName():Map<String,Schema.RecordTypeInfo>': (d) => rmap(d.so, (x) => x.label), 'getRecordTypeInfosByDeveloperName():Map<String,Schema.RecordTypeInfo>': (d) => rmap(d.so, (x) => x.name), 'getRecordTypeInfosById():Map<Id,Schema.RecordTypeInfo>': (d) => rmap(d.so, (x) => x.id), 'getAssociateEntityType():String': () => null, 'getAssociateParentEntity():String': () => null, 'getDefaultImplementation():String': () => null, 'getDataTranslationEnabled():Boolean': () => false, 'getImplementsInterfaces():String': () => null, 'isInterface():Boolean': () => false, 'getSObjectDescribeOption():Schema.SObjectDescribeOptions': () => penumNamed('Schema.SObjectDescribeOptions', 'FULL')
  }
});
export function dispType(f) { if (!f) return null; const m = { string: 'STRING', int: 'INTEGER', reference: 'REFERENCE', location: 'LOCATION' }; return penumNamed('Schema.DisplayType', m[f.type] || f.type) || penumNamed('Schema.DisplayType', 'STRING'); }
const soap = (f) => penumNamed('Schema.SOAPType', { id: 'ID', boolean: 'BOOLEAN', integer: 'INTEGER', decimal: 'DOUBLE', date: 'DATE', datetime: 'DATETIME', time: 'TIME', blob: 'BASE64BINARY' }[f.T.key] || 'STRING');
const G = (o) => { const r = {}; for (const [k, v] of Object.entries(o)) r[k] = v; return r; };
define('Schema.DescribeFieldResult', {
  js: DFR,
  p: G({ 'name:String': (d) => d.f.name, 'label:String': (d) => d.f.label, 'length:Integer': (d) => d.f.length, 'sObjectField:Schema.SObjectField': (d) => R.ftok(d.f), 'picklistValues:List<Schema.PicklistEntry>': (d) => pv(d.f), 'type:Schema.DisplayType': (d) => dispType(d.f), 'relationshipName:String': (d) => d.f.relName, 'custom:Boolean': (d) => d.f.custom, 'accessible:Boolean': (d) => fls(d.f.so, d.f).read, 'updateable:Boolean': (d) => fls(d.f.so, d.f).edit, 'createable:Boolean': (d) => fls(d.f.so, d.f).edit, 'nillable:Boolean': (d) => !d.f.required }),
  i: {
    'getName():String': (d) => d.f.name, 'getLocalName():String': (d) => d.f.name, 'getLabel():String': (d) => d.f.label, 'getLength():Integer': (d) => d.f.length || (d.f.T === t.id ? 18 : 0), 'getByteLength():Integer': (d) => (d.f.length || 0) * 3, 'getPrecision():Integer': (d) => (d.f.T === t.decimal ? d.f.precision : 0), 'getScale():Integer': (d) => d.f.scale, 'getDigits():Integer': (d) => (d.f.T === t.integer ? 9 : 0), 'getType():Schema.DisplayType': (d) => dispType(d.f), 'getSoapType():Schema.SOAPType': (d) => soap(d.f), 'getSobjectField():Schema.SObjectField': (d) => R.ftok(d.f), 'getSObjectType():Schema.SObjectType': (d) => R.sobjTok(d.f.so.T), 'getReferenceTo():List<Schema.SObjectType>': (d) => new AList(P('Schema.SObjectType'), d.f.refTo.map((n) => sobjT(n)).filter(Boolean).map(R.sobjTok)), 'getRelationshipName():String': (d) => d.f.relName, 'getRelationshipOrder():Integer': (d) => (d.f.masterDetail ? 0 : null), 'getPicklistValues():List<Schema.PicklistEntry>': (d) => pv(d.f), 'getDefaultValue():Object': (d) => (d.f.def && d.f.def.lit !== undefined ? d.f.def.lit : d.f.def && d.f.def.formula ? evalDefault(d.f, d.f.so, new Map()) : d.f.T === t.boolean ? false : null), 'getDefaultValueFormula():String': (d) => (d.f.def && d.f.def.formula) || null, 'getInlineHelpText():String': (d) => d.f.helpText, 'getCalculatedFormula():String': (d) => d.f.formulaText ?? null, 'getController():Schema.SObjectField': () => null, 'getCompoundFieldName():String': () => null, 'getReferenceTargetField():String': () => null,
    'isAccessible():Boolean': (d) => fls(d.f.so, d.f).read, 'isCreateable():Boolean': (d) => fls(d.f.so, d.f).edit && !d.f.readonly, 'isUpdateable():Boolean': (d) => fls(d.f.so, d.f).edit && !d.f.readonly && !(d.f.masterDetail && !d.f.reparentable), 'isCustom():Boolean': (d) => d.f.custom, 'isNillable():Boolean': (d) => !d.f.required && d.f.T !== t.boolean && d.f.key !== 'id', 'isUnique():Boolean': (d) => d.f.unique, 'isExternalId():Boolean': (d) => d.f.extId, 'isIdLookup():Boolean': (d) => d.f.extId || d.f.key === 'id' || d.f.nameField, 'isNameField():Boolean': (d) => !!d.f.nameField || (d.f.key === 'name'), 'isNamePointing():Boolean': (d) => d.f.refTo.length > 1, 'isAutoNumber():Boolean': (d) => d.f.autonumber, 'isCalculated():Boolean': (d) => d.f.formula || !!d.f.summary, 'isCaseSensitive():Boolean': (d) => d.f.caseSensitive, 'isFilterable():Boolean': (d) => !(d.f.type === 'textarea' && d.f.length > 255), 'isSortable():Boolean': (d) => !(d.f.type === 'textarea' && d.f.length > 255), 'isGroupable():Boolean': (d) => !['textarea', 'double', 'currency', 'datetime'].includes(d.f.type), 'isHtmlFormatted():Boolean': (d) => d.f.html, 'isRestrictedPicklist():Boolean': (d) => d.f.restricted, 'isCascadeDelete():Boolean': (d) => d.f.cascade, 'isRestrictedDelete():Boolean': (d) => d.f.lookupDelete === 'Restrict', 'isDefaultedOnCreate():Boolean': (d) => !!d.f.def, 'isDependentPicklist():Boolean': () => false, 'isEncrypted():Boolean': () => false, 'isPermissionable():Boolean': (d) => d.f.custom && !d.f.required, 'isDeprecatedAndHidden():Boolean': () => false, 'isWriteRequiresMasterRead():Boolean': () => false, 'isAggregatable():Boolean': () => true, 'isSearchPrefilterable():Boolean': () => false, 'isHighScaleNumber():Boolean': () => false, 'isPolymorphicForeignKey():Boolean': (d) => d.f.refTo.length > 1
  }
});
const pv = (f) => new AList(P('Schema.PicklistEntry'), (f.picklist || []).map((p) => new PE(p)));
define('Schema.PicklistEntry', { js: PE, p: { 'value:String': (p) => p.p.value, 'label:String': (p) => p.p.label || p.p.value }, i: { 'getValue():String': (p) => p.p.value, 'getLabel():String': (p) => p.p.label || p.p.value, 'isActive():Boolean': (p) => p.p.active, 'isDefaultValue():Boolean': (p) => p.p.def } });
define('Schema.ChildRelationship', { js: CR, i: { 'getChildSObject():Schema.SObjectType': (c) => R.sobjTok(sobjT(c.c.child)), 'getField():Schema.SObjectField': (c) => R.ftok(c.c.field), 'getRelationshipName():String': (c) => c.c.name, 'isCascadeDelete():Boolean': (c) => !!c.c.cascade, 'isRestrictedDelete():Boolean': (c) => c.c.field.lookupDelete === 'Restrict', 'isDeprecatedAndHidden():Boolean': () => false } });
define('System.Schema', {
  s: {
    'getGlobalDescribe():Map<String,Schema.SObjectType>': () => { const m = new AMap(t.string, P('Schema.SObjectType')); for (const so of R.org.schema.objects.values()) if (!so.anyField && so.name !== 'Name') m.put(so.key, R.sobjTok(so.T)); return ciMap(m); },
    'describeSObjects(List<String>):List<Schema.DescribeSObjectResult>': (l) => new AList(P('Schema.DescribeSObjectResult'), l.a.map((n) => { const T = sobjT(n); if (!T || !T.so) throwEx('System.InvalidParameterValueException', `Invalid sObject type: ${n}`); return new DSO(T.so); })), 'describeSObjects(List<String>,Object):List<Schema.DescribeSObjectResult>': (l) => new AList(P('Schema.DescribeSObjectResult'), l.a.map((n) => new DSO(sobjT(n).so)))
  }
});
export { SObjTok, FldTok };
