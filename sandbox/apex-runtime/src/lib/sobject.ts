// @ts-nocheck -- ported file by file: this one still waits for its types
// SObject instance methods, custom-setting and custom-metadata statics.
import { define, t, sobjT, platT, platform, mapOf, listOf, parseSigType } from '../compile/types.ts';
import { R, mkEx, throwEx } from '../runtime/rt.ts';
import { AList, AMap, ASet, SObj, EnumVal, str, to18, strEq, typeOf, isIdText } from '../runtime/values.ts';
import { Dec, Dbl, toDec, isNumVal } from '../runtime/decimal.ts';
import { ADate, ADatetime } from '../runtime/temporal.ts';
const nn = R.arg;
export function fieldKey(s, f) {
  nn(f);
  const name = typeof f === 'string' ? f : f.fkey || f.f.key;
  const k = name.toLowerCase();
  if (s.so && s.so.anyField) return k;
  if (!s.so || s.so.field(k)) return k;
  if (s.so.parentRel(k) || s.so.childRel(k)) return k;
  const ns = R.org.schema.namespace;
  if (ns && k.startsWith(ns + '__') && s.so.field(k.slice(ns.length + 2))) return k.slice(ns.length + 2);
  throw mkEx('System.SObjectException', `Invalid field ${name} for ${s.T.name}`);
}
export function coerceField(s, k, v) {
  const f = s.so && s.so.field(k);
  if (!f || v === null || v === undefined) return v ?? null;
  const bad = () => throwEx('System.SObjectException', `Illegal assignment from ${typeOf(v).name} to ${f.T.name}`);
  switch (f.T) {
    case t.string: if (v instanceof EnumVal) return v.name; if (typeof v !== 'string') bad(); return v;
    case t.id: if (typeof v !== 'string') bad(); if (v === '') return null; if (!isIdText(v)) throwEx('System.StringException', 'Invalid id: ' + v); return to18(v);
    case t.boolean: if (typeof v !== 'boolean') bad(); return v;
    case t.integer: if (typeof v === 'number') return v; if (v instanceof Dec || typeof v === 'bigint' || v instanceof Dbl) return R.coerceTo(v, t.integer); return bad();
    case t.decimal: return isNumVal(v) ? toDec(v) : bad();
    case t.date: return v instanceof ADate ? v : v instanceof ADatetime ? v.date() : bad();
    case t.datetime: return v instanceof ADatetime ? v : v instanceof ADate ? new ADatetime(v.n * 86400000) : bad();
    default: return v;
  }
}
function put(s, f, v) {
  if (s.ro) throwEx('System.FinalException', 'Record is read-only');
  const k = fieldKey(s, f);
  const old = s.f.get(k) ?? null;
  const fd = s.so && s.so.field(k);
  if (fd && (fd.formula || fd.summary || (fd.readonly && fd.custom))) throwEx('System.SObjectException', `Field ${fd.name} is not editable`);
  s.f.set(k, coerceField(s, k, v));
  return old;
}
const get = (s, f) => { if (s.so && s.so.anyField) { const k = nn(f).toLowerCase(); if (!s.f.has(k)) throwEx('System.SObjectException', `Invalid field ${f} for AggregateResult`); return s.f.get(k); } const k = fieldKey(s, f); return R.sg(s, k); };
function addErr(s, field, msg) {
  s.errs ||= [];
  s.errs.push({ status: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: msg, fields: field ? [s.so.fieldName(field)] : [] });
}
const exMsg = (e) => { const m = e['a_getmessage$0'] ? e['a_getmessage$0']() : e.msg; return m; };
R.addErrorField = (s, k, m) => addErr(s, k, m);
R.addErrorById = (id, m) => { const c = R.trig(); for (const l of [c.new, c.old]) if (l) for (const r of l.a) if (r.get('id') === id) addErr(r, null, m); };
R.sclone = (s, keepId = false, deep = true, ts = false, auto = false) => {
  const n = new SObj(s.T);
  for (const [k, v] of s.f) {
    if (k === 'id' && !keepId) continue;
    if (!ts && ['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp'].includes(k)) continue;
    const f = s.so && s.so.fields.get(k);
    if (f && f.autonumber && !auto && keepId === false) continue;
    n.f.set(k, deep && v instanceof SObj ? R.sclone(v, true, true, true, true) : v);
  }
  n.q = s.q && keepId ? true : s.q;
  n.cloneOf = s.get('id');
  return n;
};
define('System.SObject', {
  i: {
    'get(String):Object': get, 'get(Schema.SObjectField):Object': get, 'put(String,Object):Object': put, 'put(Schema.SObjectField,Object):Object': put,
    'getSObject(String):SObject': (s, f) => R.sg(s, fieldKey(s, f)), 'getSObject(Schema.SObjectField):SObject': (s, f) => { const rel = f.f.relName; return R.sg(s, rel.toLowerCase()); }, 'putSObject(String,SObject):SObject': (s, f, v) => { s.f.set(fieldKey(s, f), v); return v; }, 'putSObject(Schema.SObjectField,SObject):SObject': (s, f, v) => { s.f.set(f.f.relName.toLowerCase(), v); return v; }, 'getSObjects(String):List<SObject>': (s, f) => { const k = fieldKey(s, f); const v = s.f.get(k); if (v === undefined && s.q) throwEx('System.SObjectException', `Invalid aggregate relationship ${f} for ${s.T.name}`); return v && v.a.length ? v : v ? null : null; },
    'getSObjectType():Schema.SObjectType': (s) => R.sobjTok(s.T), 'getPopulatedFieldsAsMap():Map<String,Object>': (s) => { const m = new AMap(t.string, t.object); for (const [k, v] of s.f) { if (v === null && s.q && !s.setNull) { m.put(s.so.anyName(k), v); continue; } m.put(s.so.anyName(k), v); } return m; },
    'isSet(String):Boolean': (s, f) => s.f.has(fieldKey(s, f)), 'isSet(Schema.SObjectField):Boolean': (s, f) => s.f.has(f.f.key), 'clear():void': (s) => s.f.clear(), 'clone():SObject': (s) => R.sclone(s, false, false), 'clone(Boolean):SObject': (s, a) => R.sclone(s, a === true, false), 'clone(Boolean,Boolean):SObject': (s, a, b) => R.sclone(s, a === true, b === true), 'clone(Boolean,Boolean,Boolean):SObject': (s, a, b, c) => R.sclone(s, a === true, b === true, c === true), 'clone(Boolean,Boolean,Boolean,Boolean):SObject': (s, a, b, c, d) => R.sclone(s, a === true, b === true, c === true, d === true), 'isClone():Boolean': (s) => s.cloneOf !== undefined, 'getCloneSourceId():Id': (s) => s.cloneOf ?? null,
    'addError(String):void': (s, m) => addErr(s, null, m), 'addError(String,Boolean):void': (s, m) => addErr(s, null, m), 'addError(Exception):void': (s, e) => addErr(s, null, exMsg(e)), 'addError(Exception,Boolean):void': (s, e) => addErr(s, null, exMsg(e)), 'addError(String,String):void': (s, f, m) => addErr(s, fieldKey(s, f), m), 'addError(Schema.SObjectField,String):void': (s, f, m) => addErr(s, f.f.key, m), 'addError(String,String,Boolean):void': (s, f, m) => addErr(s, fieldKey(s, f), m), 'addError(Schema.SObjectField,String,Boolean):void': (s, f, m) => addErr(s, f.f.key, m),
    'hasErrors():Boolean': (s) => !!(s.errs && s.errs.length), 'getErrors():List<Database.Error>': (s) => new AList(parseSigType('Database.Error'), (s.errs || []).map((e) => R.mkDbError(e))), 'getOptions():Database.DmlOptions': () => null, 'setOptions(Database.DmlOptions):void': (s, o) => { s.opts = o; }, 'recalculateFormulas():void': () => {}, 'getQuickActionName():String': () => null, 'equals(Object):Boolean': (a, b) => R.eqOp(a, b), 'hashCode():Integer': (s) => R.hashOf(s), 'toString():String': (s) => str(s)
  }
});
// --- statics reached through an sObject type: X__c.getOrgDefaults(), X__mdt.getInstance('a')
const rowObj = (T, row) => { const s = new SObj(T); for (const [k, v] of row) if (T.so.fields.has(k)) s.f.set(k, T.so.kind === 'mdt' && typeof v === 'string' ? v.slice(0, 255) : v); for (const f of T.so.fields.values()) if (f.T === t.boolean && !s.f.has(f.key)) s.f.set(f.key, false); s.stored = true; return s; };
const settingRow = (T, owner) => { for (const r of R.org.db.rows(T.so.key)) if (r.get('setupownerid') === owner) return r; return null; };
function hier(T, id) {
  const u = R.org.db.get('user', id);
  const chain = u ? [id, u.get('profileid'), R.org.orgId] : id === R.org.orgId ? [id] : [id, R.org.orgId];
  const out = new SObj(T);
  let any = false;
  for (const o of chain.slice().reverse()) {
    const r = o && settingRow(T, o);
    if (!r) continue;
    any = true;
    for (const [k, v] of r) if (v !== null || !out.f.has(k)) out.f.set(k, v);
  }
  for (const f of T.so.fields.values()) if (f.T === t.boolean && !out.f.has(f.key) && f.custom) out.f.set(f.key, f.def && any === false ? f.def.formula === 'true' : false);
  if (!any) for (const f of T.so.fields.values()) if (f.custom && f.def && !out.f.has(f.key) && f.T === t.boolean) out.f.set(f.key, f.def.formula === 'true');
  out.f.delete('isdeleted');
  out.anyRow = any;
  return out;
}
R.settingFor = (T) => hier(T, R.user);
const isMdt = (T) => T.so.kind === 'mdt';
const list = (T) => T.so.settingType === 'List';
function inst(T, k) {
  if (isMdt(T)) { if (k === null) return null; for (const r of R.org.db.rows(T.so.key)) if (strEq(r.get('developername'), k) || strEq(r.get('qualifiedapiname'), k) || strEq(r.get('id'), k)) return rowObj(T, r); return null; }
  if (list(T)) { for (const r of R.org.db.rows(T.so.key)) if (strEq(r.get('name') ?? null, k)) return rowObj(T, r); return null; }
  return hier(T, k);
}
define('System.SObjectStatics', {
  s: {
    'getSObjectType(ANY):Schema.SObjectType': (T) => R.sobjTok(T), 'getInstance(ANY):SObject': (T) => (isMdt(T) || list(T) ? null : hier(T, R.user)), 'getInstance(ANY,String):SObject': inst, 'getInstance(ANY,Id):SObject': inst, 'getValues(ANY,String):SObject': (T, k) => { if (list(T) || isMdt(T)) return inst(T, k); const r = settingRow(T, k); return r ? rowObj(T, r) : null; },
    'getOrgDefaults(ANY):SObject': (T) => { const r = settingRow(T, R.org.orgId); if (r) return rowObj(T, r); const s = new SObj(T); for (const f of T.so.fields.values()) if (f.custom && f.T === t.boolean) s.f.set(f.key, f.def ? f.def.formula === 'true' : false); return s; },
    'getAll(ANY):Map<String,SObject>': (T) => { const m = new AMap(t.string, T); for (const r of R.org.db.rows(T.so.key)) m.put(isMdt(T) ? r.get('developername') : r.get('name'), rowObj(T, r)); return m; }
  }
});
export { rowObj, put, ASet, mapOf, listOf, platT, platform, sobjT };
