// @ts-nocheck -- ported file by file: this one still waits for its types
// DML: triggers, validation against the metadata, partial success, results and exceptions.
import { R, mkEx, throwEx, initEx, exDef, stackText } from '../runtime/rt.ts';
import { t, platT, platform, sobjT, listOf, mapOf } from '../compile/types.ts';
import { AList, AMap, SObj, AEx, EnumVal, to18, isIdText, exText, exTypeName, Obj } from '../runtime/values.ts';
import { Dec, toDec } from '../runtime/decimal.ts';
import { ADate, ADatetime, clock } from '../runtime/temporal.ts';
import { count } from '../runtime/limits.ts';
import { beforeSave, beforeDelete, afterSave, noteParent, rollUp } from './rules.ts';
import { evalDefault, ruleHit } from './formula.ts';
import { runTriggers, hasTriggers } from './triggers.ts';
import { crud, fls, isAdmin } from './access.ts';
import { indexed, normOf } from './indexed.ts';

R.ADatetime = ADatetime;
const SETUP = new Set(['user', 'group', 'groupmember', 'permissionset', 'permissionsetassignment', 'queuesobject', 'userrole', 'permissionsetgroup', 'permissionsetgroupcomponent', 'setupentityaccess', 'objectpermissions', 'fieldpermissions']);
const err = (status, message, fields = []) => ({ status, message, fields });

export function dml(op, recs, o = {}) {
  const list = recs instanceof SObj ? [recs] : recs instanceof AList ? recs.a : Array.isArray(recs) ? recs : typeof recs === 'string' ? [recs] : recs;
  if (recs === null || recs === undefined) throw mkEx('System.NullPointerException', 'Attempt to de-reference a null object');
  const allOrNone = o.allOrNone !== false;
  if (!list.length) return [];
  if (!o.noCount) { count('dml', 1); count('dmlRows', list.length); }
  if (R.tx && !o.noCount) { if (!(list[0] instanceof SObj && list[0].so.kind === 'event' && list[0].so.publishBehavior === 'PublishImmediately')) R.tx.dirty = true; }
  const db = R.org.db;
  const mark = db.mark();
  const rows = list.map((r) => toRec(r, op));
  for (let i = 0; i < rows.length; i++) if (rows[i] === null) throw mkEx('System.NullPointerException', 'Attempt to de-reference a null object');
  if (rows.length > 1 && (op === 'insert' || op === 'update')) {
    if (op === 'update') { const seen = new Set(); rows.forEach((r) => { const id = r.get('id'); if (id && seen.has(id)) throw mkEx('System.ListException', 'Duplicate id in list: ' + id); seen.add(id); }); }
    if (op === 'insert' && new Set(rows).size !== rows.length) throw mkEx('System.ListException', 'Before Insert or Upsert list must not have two identically equal elements');
  }
  mixed(rows);
  const results = new Array(rows.length);
  // contiguous chunks of one type, at most 200
  try {
    for (let i = 0; i < rows.length;) {
      let j = i;
      while (j < rows.length && rows[j].T === rows[i].T && j - i < 200) j++;
      runChunk(op, rows, i, j, results, o, allOrNone);
      i = j;
    }
  } catch (e) { db.rollback(mark); if (op === 'insert' || op === 'upsert') for (const r of rows) if (r.$new) { r.f.delete('id'); delete r.$new; } throw e; }
  const failed = results.some((r) => !r.success);
  if (failed && allOrNone) {
    db.rollback(mark);
    for (const r of rows) if (r.$new) { r.f.delete('id'); delete r.$new; }
    throw dmlException(op, results, rows);
  }
  for (const r of rows) delete r.$new;
  return results;
}
function toRec(r, op) {
  if (typeof r === 'string') { const row = R.org.db.find(to18(r)); const so = R.org.schema.byPrefix(r.slice(0, 3)); if (!so) throw mkEx('System.DmlException', 'Invalid id: ' + r); const s = new SObj(so.T); s.f.set('id', to18(r)); return s; }
  return r;
}
function mixed(rows) {
  const tx = R.tx;
  if (!tx) return;
  const ctx = tx.mixCtx || tx;
  for (const r of rows) {
    const k = r.so.key;
    if (r.so.kind === 'event' || r.so.kind === 'setting') continue;
    const setup = SETUP.has(k) && !(k === 'user' && (r.f.get('userroleid') ?? null) === null);
    if (setup) { if (ctx.normal) throwDml('MIXED_DML_OPERATION', `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${r.so.name}, original object: ${ctx.normal}`, rows); ctx.setup = r.so.name; } else { if (ctx.setup && !SETUP.has(k)) throwDml('MIXED_DML_OPERATION', `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${r.so.name}, original object: ${ctx.setup}`, rows); if (!SETUP.has(k)) ctx.normal = r.so.name; }
  }
}
function throwDml(status, message, rows) { throw dmlException('insert', rows.map(() => ({ success: false, errors: [err(status, message)] })), rows); }
const VERB = { insert: 'Insert', update: 'Update', upsert: 'Upsert', delete: 'Delete', undelete: 'Undelete', merge: 'Merge' };
export function dmlException(op, results, rows) {
  const fails = [];
  results.forEach((r, i) => { if (!r.success) for (const e of r.errors.slice(0, 1)) fails.push({ index: i, id: r.id || rows[i].get('id'), ...e }); });
  const f = fails[0];
  const d = exDef('System.DmlException');
  const e = new d.js();
  initEx(e, [`${VERB[op]} failed. First exception on row ${f.index}${f.id ? ` with id ${f.id}` : ''}; first error: ${f.status}, ${f.message}: ${fieldsText(f.fields)}`]);
  e.dml = fails;
  return e;
}
const fieldsText = (fs) => '[' + fs.join(', ') + ']';

function runChunk(op, rows, from, to, results, o, allOrNone) {
  let live = [];
  for (let i = from; i < to; i++) live.push(i);
  const db = R.org.db;
  for (let round = 0; round < 3; round++) {
    const mark = db.mark();
    const errs = attempt(op, rows, live, results, o);
    if (!errs.size) return;
    for (const [i, es] of errs) { results[i] = { success: false, id: op === 'insert' ? null : rows[i].get('id'), created: false, errors: es }; if (rows[i].$new) { rows[i].f.delete('id'); delete rows[i].$new; } }
    if (allOrNone) return;
    db.rollback(mark);
    for (const i of live) if (rows[i].$new) { rows[i].f.delete('id'); delete rows[i].$new; }
    live = live.filter((i) => !errs.has(i));
    if (!live.length) return;
  }
}

function attempt(op, rows, idxs, results, o) {
  const so = rows[idxs[0]].so;
  if (!so) throw mkEx('System.DmlException', 'DML on generic SObject');
  if (so.noDml && !o.system) throw mkEx('System.TypeException', `DML operation ${VERB[op]} not allowed on ${so.name}`);
  if (so.kind === 'mdt' && !o.system) throw mkEx('System.TypeException', `DML operation ${VERB[op]} not allowed on ${so.name}`);
  if (so.kind === 'event') { for (const i of idxs) results[i] = { success: true, id: null, created: true, errors: [] }; R.publish(idxs.map((i) => rows[i])); return new Map(); }
  if (op === 'upsert') return upsert(so, rows, idxs, results, o);
  if (op === 'delete') return del(so, rows, idxs, results, o);
  if (op === 'undelete') return undel(so, rows, idxs, results, o);
  return save(op, so, rows, idxs, results, o);
}

function upsert(so, rows, idxs, results, o) {
  const errs = new Map();
  const key = o.ext ? o.ext.toLowerCase() : 'id';
  const f = so.field(key);
  if (!f) throw mkEx('System.DmlException', `Invalid field for upsert: ${o.ext}`);
  const ins = [], upd = [];
  const seen = new Set();
  for (const i of idxs) {
    const r = rows[i];
    if (key === 'id') { if (r.get('id')) upd.push(i); else ins.push(i); continue; }
    const v = r.get(key);
    if (v === null) {
      if (r.get('id')) { upd.push(i); continue; }
      errs.set(i, [err('MISSING_ARGUMENT', `${f.name} not specified`)]); continue;
    }
    const nk = normOf(f)(v);
    if (seen.has(nk)) { errs.set(i, [err('DUPLICATE_VALUE', `Duplicate external id specified: ${v}`, [f.name])]); continue; }
    seen.add(nk);
    const hits = indexed(so, f, v);
    if (hits.length > 1) { errs.set(i, [err('DUPLICATE_EXTERNAL_ID', `${f.name}: more than one record found for external id field: [${hits.map((h) => h.get('id')).join(', ')}]`)]); continue; }
    if (hits.length) { if (r.get('id') && r.get('id') !== hits[0].get('id')) errs.set(i, [err('INVALID_FIELD_FOR_INSERT_UPDATE', 'id mismatch')]); else { r.f.set('id', hits[0].get('id')); upd.push(i); } } else ins.push(i);
  }
  if (errs.size) return errs;
  if (ins.length) { const e = save('insert', so, rows, ins, results, { ...o, upsert: true }); for (const [k, v] of e) errs.set(k, v); }
  if (upd.length && !(errs.size && o.allOrNone !== false)) { const e = save('update', so, rows, upd, results, o); for (const [k, v] of e) errs.set(k, v); }
  return errs;
}

function fromRow(so, row, ro) {
  const s = new SObj(so.T);
  for (const [k, v] of row) if (k !== '$lost') s.f.set(k, v);
  for (const f of so.fields.values()) if (f.T === t.boolean && !s.f.has(f.key)) s.f.set(f.key, false);
  s.ro = ro;
  return s;
}
function save(op, so, rows, idxs, results, o) {
  const db = R.org.db;
  const errs = new Map();
  const add = (i, e) => { if (!errs.has(i)) errs.set(i, []); errs.get(i).push(e); };
  const ins = op === 'insert';
  const work = []; // {i, row, old, s}
  const now = new ADatetime(Math.floor(clock.now() / 1000) * 1000);
  if (o.mode === 'user') accessCheck(op, so, rows, idxs);
  for (const i of idxs) {
    const r = rows[i];
    let old = null, row;
    if (ins) {
      if (r.get('id') !== null && !r.$new) { add(i, err('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id'])); continue; }
      row = new Map();
      for (const f of so.fields.values()) {
        if (f.def && !r.f.has(f.key)) { const v = f.def === '$user' ? R.user : f.def.lit !== undefined ? f.def.lit : typeof f.def === 'string' ? f.def === 'true' : evalDefault(f, so, row); if (v !== null && v !== undefined) row.set(f.key, v); }
      }
      if (so.fields.has('ownerid') && !row.has('ownerid') && so.owner) row.set('ownerid', R.user);
    } else {
      const id = r.get('id');
      if (id === null) { add(i, err('MISSING_ARGUMENT', 'Id not specified in an update call')); continue; }
      old = db.get(so.key, to18(id));
      if (!old) { add(i, err('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')); continue; }
      if (old.get('isdeleted') === true) { add(i, err('ENTITY_IS_DELETED', 'entity is deleted')); continue; }
      row = new Map(old);
    }
    for (const [k, v0] of r.f) {
      let v = v0;
      const f = so.fields.get(k);
      if (!f) { // relationship: a foreign key by external id
        const rel = so.parentRel(k);
        if (rel && v instanceof SObj && !r.f.get(rel.field.key)) {
          const hit = byExternal(v);
          if (hit && hit.error) add(i, hit.error); else if (hit) row.set(rel.field.key, hit.id);
        }
        continue;
      }
      if (f.key === 'id' || f.formula || f.summary || (f.autonumber)) continue;
      if (f.compound) continue;
      if (f.readonly && so.kind === 'standard' && !['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'isdeleted', 'systemmodstamp'].includes(f.key) && !so.custom && ins === false) { if (f.key !== 'totalprice') continue; }
      if (f.readonly && !ins && ['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'isdeleted', 'systemmodstamp'].includes(f.key)) continue;
      if (v === '') v = null;
      if (v instanceof EnumVal) v = v.name;
      row.set(k, v);
    }
    if (ins) {
      for (const f of so.fields.values()) if (f.T === t.boolean && (row.get(f.key) ?? null) === null) row.set(f.key, false);
      if (!row.get('createddate')) row.set('createddate', now);
      row.set('createdbyid', row.get('createdbyid') || R.user); row.set('isdeleted', false);
    }
    const s = fromRow(so, row, false);
    work.push({ i, old, s, r });
  }
  if (errs.size && o.allOrNone !== false) return errs;
  const W = () => work.filter((w) => !errs.has(w.i));
  // before triggers
  const oldOf = (w) => w.oldS || (w.oldS = fromRow(so, w.old, true));
  if (hasTriggers(so, 'before ' + op)) {
    const ws = W();
    runTriggers(so, op, 'before', ws.map((w) => w.s), ins ? null : ws.map(oldOf));
    for (const w of ws) if (w.s.errs) { for (const e of w.s.errs) add(w.i, e); w.s.errs = null; }
  }
  if (errs.size && o.allOrNone !== false) return errs;
  // validation and save
  const parents = new Set();
  for (const w of W()) {
    const row = new Map();
    for (const [k, v] of w.s.f) if (so.fields.has(k) && !so.fields.get(k).formula && !so.fields.get(k).summary) row.set(k, v === '' ? null : v);
    w.row = row;
    const se = beforeSave(so, row, w.old);
    if (se) { add(w.i, err(se[0], se[1], se[2])); continue; }
    if (ins) for (const f of so.fields.values()) if (f.autonumber) row.set(f.key, db.nextAuto(f));
    for (const e of validate(so, row, w.old, ins, o)) add(w.i, e);
    if (!errs.has(w.i)) for (const v of so.rules) if (ruleHit(v, so, row, w.old)) add(w.i, err('FIELD_CUSTOM_VALIDATION_EXCEPTION', v.message, v.field ? [v.field] : []));
    if (errs.has(w.i)) continue;
    let id;
    if (ins) {
      id = db.newId(so);
      row.set('id', id);
      if (so.name === 'User' && false) row.set('name', '');
      if (so.kind !== 'setting' && so.fields.has('name') && so.custom && !so.fields.get('name').autonumber && (row.get('name') ?? null) === null) row.set('name', id);
    } else { id = row.get('id'); }
    if (!ins || !w.r.f.has('lastmodifieddate')) row.set('lastmodifieddate', now);
    row.set('lastmodifiedbyid', R.user); row.set('systemmodstamp', now);
    db.write(so.key, id, row);
    afterSave(so, row, w.old, op);
    noteParent(parents, so, row);
    w.id = id;
    if (ins) { w.r.f.set('id', id); w.r.$new = true; }
  }
  rollUp(so, parents, false);
  if (errs.size && o.allOrNone !== false) return errs;
  // after triggers
  if (hasTriggers(so, 'after ' + op)) {
    const ws = W();
    if (ws.length) {
      const news = ws.map((w) => fromRow(so, db.get(so.key, w.id) || w.row, true));
      const olds = ins ? null : ws.map(oldOf);
      runTriggers(so, op, 'after', news, olds);
      news.forEach((n, x) => { if (n.errs) for (const e of n.errs) add(ws[x].i, e); });
      if (olds) olds.forEach((n, x) => { if (n.errs) for (const e of n.errs) add(ws[x].i, e); });
    }
  }
  for (const w of W()) results[w.i] = { success: true, id: w.id, created: ins, errors: [] };
  return errs;
}
function accessCheck(op, so, rows, idxs) {
  if (isAdmin()) return;
  const c = crud(so);
  const bad = op === 'insert' ? !c.create : op === 'delete' ? !c.del : !c.edit;
  if (bad) throwEx('System.SecurityException', `Access to entity '${so.name}' denied`);
  if (op === 'delete') return;
  for (const i of idxs) for (const k of rows[i].f.keys()) { const f = so.fields.get(k); if (f && k !== 'id' && !f.readonly && !fls(so, f).edit) throw Object.assign(mkEx('System.SecurityException', `Operation failed due to fields being inaccessible on Sobject ${so.name}, check errors on Exception or Result!`), { inacc: [so.name, [f.name]] }); }
}
function byExternal(v) {
  const so = v.so;
  for (const [k, x] of v.f) {
    const f = so.fields.get(k);
    if (!f || x === null) continue;
    if (k === 'id') return { id: x };
    if (f.extId || f.unique || f.nameField) {
      const hits = indexed(so, f, x);
      if (!hits.length) return { error: err('INVALID_FIELD', `Foreign key external ID: ${String(x).toLowerCase()} not found for field ${f.name} in entity ${so.name}`) };
      return { id: hits[0].get('id') };
    }
  }
  return null;
}

function validate(so, row, old, ins, o) {
  const out = [];
  const missing = [];
  for (const f of so.fields.values()) {
    const v = row.get(f.key) ?? null;
    if (f.required && v === null && f.T !== t.boolean && !f.readonly && (ins || !old || (old.get(f.key) ?? null) !== null)) { missing.push(f.name); continue; }
    if (v === null) continue;
    const prev = old ? old.get(f.key) ?? null : null;
    if (old && prev === v) continue;
    if (typeof v === 'string') {
      if (f.T === t.id && f.type === 'reference') {
        if (!isIdText(v)) { out.push(err('MALFORMED_ID', `${f.label}: id value of incorrect type: ${v}`, [f.name])); continue; }
        const id = to18(v);
        if (id !== v) row.set(f.key, id);
        const tso = R.org.schema.byPrefix(id.slice(0, 3));
        const wrong = f.refTo.length && (!tso || !f.refTo.some((x) => x.toLowerCase() === tso.key)) && !['whatid', 'whoid', 'parentid', 'linkedentityid', 'firstpublishlocationid', 'relatedtoid', 'userorgroupid', 'relationid', 'ownerid', 'setupownerid'].includes(f.key);
        if (wrong) { out.push(err('FIELD_INTEGRITY_EXCEPTION', `${f.label}: id value of incorrect type: ${id}`, [f.name])); continue; }
        if (tso && !f.metaRel && f.refTo.length) {
          const target = R.org.db.get(tso.key, id);
          if (!target) out.push(err(ins || true ? 'INVALID_CROSS_REFERENCE_KEY' : '', 'invalid cross reference id', [])); else if (target.get('isdeleted') === true) out.push(err('ENTITY_IS_DELETED', 'entity is deleted', []));
        }
      } else if (f.length && v.length > f.length && f.type !== 'picklist' && f.type !== 'base64' && f.key !== 'name~') {
        if (o.truncate) row.set(f.key, v.slice(0, f.length)); else out.push(err('STRING_TOO_LONG', `${f.label}: data value too large: ${v} (max length=${f.length})`, [f.name]));
      } else if (f.restricted && f.picklist && f.type === 'picklist') {
        const hit = f.picklist.find((p) => p.value.toLowerCase() === v.toLowerCase());
        if (!hit || !hit.active) out.push(err('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${f.label}: bad value for restricted picklist field: ${v}`, [f.name])); else if (hit.value !== v) row.set(f.key, hit.value);
      } else if (f.restricted && f.type === 'multipicklist') {
        for (const p of v.split(';')) if (!f.picklist.some((x) => x.value.toLowerCase() === p.toLowerCase())) { out.push(err('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${f.label}: bad value for restricted picklist field: ${p}`, [f.name])); break; }
      } else if (f.type === 'email' && !/^[^\s@,]+@[^\s@,]+\.[^\s@,.]+$/.test(v)) out.push(err('INVALID_EMAIL_ADDRESS', `${f.label}: invalid email address: ${v}`, [f.name]));
      else if (so.name === 'User' && f.key === 'username' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(v)) out.push(err('INVALID_EMAIL_ADDRESS', `Username: invalid username (must be an email address)`, [f.name]));
    } else if (v instanceof Dec && f.T === t.decimal) {
      let d = v;
      if (d.s > f.scale && f.type !== 'percent') d = d.setScale(f.scale);
      const intDigits = d.abs().setScale(0, 'DOWN').c.toString().length;
      if (d.abs().setScale(0, 'DOWN').c !== 0n && intDigits > f.precision - f.scale) out.push(err('NUMBER_OUTSIDE_VALID_RANGE', `${f.label}: value outside of valid range on numeric field: ${v}`, [f.name]));
      else row.set(f.key, d.s < f.scale && f.type !== 'percent' ? d.setScale(f.scale) : d); // the database answers with the field's scale
    } else if (v instanceof ADatetime) {
      if (v.ms % 1000) row.set(f.key, new ADatetime(Math.floor(v.ms / 1000) * 1000)); // stored to the second
    } else if (v instanceof ADate && (v.year > 4000 || v.year < 1700)) out.push(err('INVALID_DATE', `${f.label}: invalid date: ${v}`, [f.name])) && 0;
    if ((f.unique) && !out.length) {
      const dup = indexed(so, f, v).find((r) => r.get('id') !== row.get('id'));
      if (dup) {
        const other = dup.get('id');
        { out.push(err(so.name === 'User' ? 'DUPLICATE_USERNAME' : 'DUPLICATE_VALUE', so.name === 'User' ? 'Duplicate Username.Another user has already selected this username' : `duplicate value found: ${f.name} duplicates value on record with id: ${other.slice(0, 15)}`, so.name === 'User' ? ['Username'] : [])); }
      }
    }
  }
  if (missing.length) out.unshift(err('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing));
  if (so.name === 'OpportunityLineItem' && ins && (row.get('pricebookentryid') ?? null) === null && (row.get('product2id') ?? null) === null) out.push(err('FIELD_INTEGRITY_EXCEPTION', 'field integrity exception: PricebookEntryId, Product2Id', ['PricebookEntryId']));
  if ((so.name === 'OpportunityLineItem') && ins && (row.get('unitprice') ?? null) === null && (row.get('totalprice') ?? null) === null) out.push(err('REQUIRED_FIELD_MISSING', 'Required fields are missing: [UnitPrice]', ['UnitPrice']));
  if (so.kind === 'setting' && ins && so.settingType === 'Hierarchy') {
    for (const r of R.org.db.rows(so.key)) if ((r.get('setupownerid') ?? R.org.orgId) === (row.get('setupownerid') ?? R.org.orgId)) { out.push(err('DUPLICATE_VALUE', 'duplicate value found: SetupOwnerId duplicates value on record with id: ' + r.get('id'), [])); break; }
    if ((row.get('setupownerid') ?? null) === null) row.set('setupownerid', R.org.orgId);
  }
  return out;
}

// --- delete and undelete
function children(so, id) {
  const out = [];
  for (const c of so.childRels) {
    const cso = R.org.schema.get(c.child);
    if (!cso || cso.kind === 'event' || cso.kind === 'mdt') continue;
    for (const r of indexed(cso, c.field, id)) out.push({ c, cso, r });
  }
  return out;
}
function del(so, rows, idxs, results, o) {
  const db = R.org.db;
  const errs = new Map();
  const add = (i, e) => { if (!errs.has(i)) errs.set(i, []); errs.get(i).push(e); };
  const work = [];
  if (o.mode === 'user') accessCheck('delete', so, rows, idxs);
  for (const i of idxs) {
    const id = rows[i].get('id');
    if (id === null) { add(i, err('MISSING_ARGUMENT', 'Id not specified in a delete call')); continue; }
    const row = db.get(so.key, to18(id));
    if (!row) { add(i, err('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')); continue; }
    if (row.get('isdeleted') === true) { add(i, err('ENTITY_IS_DELETED', 'entity is deleted')); continue; }
    work.push({ i, id: to18(id), row, s: fromRow(so, row, true) });
  }
  if (errs.size && o.allOrNone !== false) return errs;
  const W = () => work.filter((w) => !errs.has(w.i));
  const trig = (when) => {
    if (!hasTriggers(so, when + ' delete')) return;
    const ws = W();
    runTriggers(so, 'delete', when, null, ws.map((w) => w.s));
    for (const w of ws) if (w.s.errs) { for (const e of w.s.errs) add(w.i, e); w.s.errs = null; }
  };
  trig('before');
  if (errs.size && o.allOrNone !== false) return errs;
  const parents = new Set();
  for (const w of W()) {
    if (so.kind === 'setting' || ['permissionsetassignment', 'groupmember', 'setupentityaccess'].includes(so.key)) { db.write(so.key, w.id, undefined); results[w.i] = { success: true, id: w.id, created: false, errors: [] }; continue; }
    if (so.name === 'User' || so.name === 'Organization') { add(w.i, err('DELETE_FAILED', 'entity type cannot be deleted')); continue; }
    const no = beforeDelete(so, w.row);
    if (no) { add(w.i, err(no[0], no[1], no[2])); continue; }
    const kids = children(so, w.id);
    const restrict = kids.find((k) => k.c.field.lookupDelete === 'Restrict') || (so.name === 'Account' && kids.find((k) => k.cso.name === 'Order' || (k.cso.name === 'Opportunity' && k.r.get('iswon') === true) || (k.cso.name === 'Case')));
    if (restrict) { add(w.i, err('DELETE_FAILED', `Your attempt to delete ${w.row.get('name') || w.id} could not be completed because it is associated with the following ${restrict.cso.plural.toLowerCase()}.: ${restrict.r.get('name') || restrict.r.get('id')}`)); continue; }
    const c = new Map(w.row);
    c.set('isdeleted', true);
    db.write(so.key, w.id, c);
    for (const k of kids) {
      if (k.c.field.cascade || k.c.field.lookupDelete === 'Cascade' || (so.name === 'Account' && ['Contact', 'Opportunity'].includes(k.cso.name) && k.c.field.key === 'accountid')) {
        const r = new SObj(k.cso.T); r.f.set('id', k.r.get('id'));
        try { dml('delete', [r], { noCount: true, system: true }); } catch (e) { if (!(e instanceof AEx) || !e.dml) throw e; for (const x of e.dml) add(w.i, err(x.status, x.message)); }
      } else {
        const m = new Map(k.r);
        m.set(k.c.field.key, null);
        db.write(k.cso.key, k.r.get('id'), m);
        if (!c.has('$lost')) c.set('$lost', []);
        c.get('$lost').push([k.cso.key, k.r.get('id'), k.c.field.key]); // given back by undelete
      }
    }
    noteParent(parents, so, c);
    results[w.i] = { success: true, id: w.id, created: false, errors: [] };
  }
  rollUp(so, parents, true);
  if (errs.size && o.allOrNone !== false) return errs;
  trig('after');
  return errs;
}
function undel(so, rows, idxs, results, o) {
  const db = R.org.db;
  const errs = new Map();
  const done = [];
  for (const i of idxs) {
    const id = rows[i].get('id');
    const row = id && db.get(so.key, id);
    if (!row || row.get('isdeleted') !== true) { errs.set(i, [err('UNDELETE_FAILED', 'Entity is not in the recycle bin')]); continue; }
    const c = new Map(row);
    c.set('isdeleted', false);
    c.delete('$lost');
    db.write(so.key, id, c);
    for (const [key, kid, f] of row.get('$lost') || []) { const k = db.get(key, kid); if (k && (k.get(f) ?? null) === null) { const m = new Map(k); m.set(f, id); db.write(key, kid, m); } }
    done.push(i);
    results[i] = { success: true, id, created: false, errors: [] };
  }
  if (errs.size && o.allOrNone !== false) return errs;
  if (done.length && hasTriggers(so, 'after undelete')) {
    const news = done.map((i) => fromRow(so, db.get(so.key, rows[i].get('id')), true));
    runTriggers(so, 'undelete', 'after', news, null);
    news.forEach((n, x) => { if (n.errs) errs.set(done[x], n.errs); });
  }
  return errs;
}
export function merge(master, losers, o) {
  count('dml', 1);
  const so = master.so;
  const ids = losers.map((l) => (typeof l === 'string' ? to18(l) : l.get('id')));
  for (const id of ids) for (const k of children(so, id)) { const m = new Map(k.r); m.set(k.c.field.key, master.get('id')); R.org.db.write(k.cso.key, k.r.get('id'), m); }
  dml('delete', ids.map((id) => { const s = new SObj(so.T); s.f.set('id', id); return s; }), { ...o, noCount: true });
  for (const id of ids) if (so.fields.has('masterrecordid')) { const m = new Map(R.org.db.get(so.key, id)); m.set('masterrecordid', master.get('id')); R.org.db.write(so.key, id, m); }
  dml('update', [master], { ...o, noCount: true });
  return { success: true, id: master.get('id'), errors: [], merged: ids };
}

// the statement forms
R.dmlStmt = (op, args, ext_, as) => {
  const o = { ext: ext_ ? ext_.split('.').pop() : null, mode: as };
  if (op === 'merge') { merge(args[0], args[1] instanceof AList ? args[1].a : [args[1]], o); return; }
  dml(op, args[0], o);
};
export { stackText, exText, exTypeName, platT, platform, sobjT, listOf, mapOf, AMap, toDec, Obj, throwEx };
