// @ts-nocheck -- ported file by file: this one still waits for its types
// Object and field access of the running user: administrators see everything, others what
// profile and permission sets grant.
import { R, mkEx } from '../runtime/rt.ts';

function withField(so, f, type, msg) { const e = mkEx(type, msg); e.inacc = [so.name, [f.name]]; return e; }

const FULL = /^(system administrator|standard user|standard platform user|contract manager|marketing user|solution manager|read only)$/i;
// what a user may do is worked out once and kept until a row that decides access changes
let memo = { version: -1, user: null, org: null, values: new Map() };
function once(key, f) {
  if (memo.version !== R.org.db.accessVersion || memo.user !== R.user || memo.org !== R.org) memo = { version: R.org.db.accessVersion, user: R.user, org: R.org, values: new Map() };
  let v = memo.values.get(key);
  if (v === undefined) memo.values.set(key, v = f());
  return v;
}
export const isAdmin = () => once('admin', readAdmin);
export const crud = (so) => once('o ' + so.key, () => readCrud(so));
export const fls = (so, f) => once('f ' + so.key + '.' + f.key, () => readFls(so, f));
/** A user permission such as EditActivatedOrders: administrators have all, others what their permission sets give. */
export const userPermission = (name) => isAdmin() || grants().some((g) => g.m && g.m.userPermissions.includes(name));
const grants = () => once('grants', readGrants);
function readAdmin() {
  const u = R.user && R.org.db.get('user', R.user);
  if (!u) return true;
  const p = u.get('profileid') && R.org.db.get('profile', u.get('profileid'));
  return !p || /^system administrator$/i.test(p.get('name'));
}
function readGrants() {
  const sets = [];
  for (const a of R.org.db.rows('permissionsetassignment')) if (a.get('assigneeid') === R.user) {
    const add = (id) => { const ps = R.org.db.get('permissionset', id); if (ps) { const m = R.org.meta.permissionSets.find((x) => x.name.toLowerCase() === String(ps.get('name')).toLowerCase()); sets.push({ id, m, row: ps }); } };
    if (a.get('permissionsetid')) add(a.get('permissionsetid'));
    if (a.get('permissionsetgroupid')) for (const c of R.org.db.rows('permissionsetgroupcomponent')) if (c.get('permissionsetgroupid') === a.get('permissionsetgroupid')) add(c.get('permissionsetid'));
  }
  return sets;
}
function profileName() {
  const u = R.user && R.org.db.get('user', R.user);
  const p = u && u.get('profileid') && R.org.db.get('profile', u.get('profileid'));
  return p ? p.get('name') : 'System Administrator';
}
function readCrud(so) {
  const all = { create: true, read: true, edit: true, del: true };
  if (isAdmin() || so.kind === 'mdt') return all;
  const name = profileName();
  if (FULL.test(name) && !so.custom && !/read only/i.test(name)) return all;
  const r = { create: false, read: /read only/i.test(name) && !so.custom, edit: false, del: false };
  if (['User', 'Profile', 'Organization', 'RecordType', 'Group', 'AsyncApexJob', 'CronTrigger', 'PermissionSet', 'PermissionSetAssignment', 'Name', 'AggregateResult'].includes(so.name)) r.read = true;
  for (const g of grants()) {
    const o = g.m && g.m.objects.find((x) => x.object.toLowerCase() === so.key);
    if (o) { r.create ||= o.create; r.read ||= o.read; r.edit ||= o.edit; r.del ||= o.del; }
    for (const op of R.org.db.rows('objectpermissions')) if (op.get('parentid') === g.id && String(op.get('sobjecttype')).toLowerCase() === so.key) { r.create ||= op.get('permissionscreate') === true; r.read ||= op.get('permissionsread') === true; r.edit ||= op.get('permissionsedit') === true; r.del ||= op.get('permissionsdelete') === true; }
  }
  return r;
}
function readFls(so, f) {
  const all = { read: true, edit: !f.readonly };
  if (isAdmin() || f.key === 'id' || so.kind === 'mdt') return all;
  const c = crud(so);
  if (!f.custom) {
    const std = FULL.test(profileName());
    if (std || f.required || f.nameField || f.masterDetail) return { read: c.read || std, edit: !f.readonly && (c.edit || c.create) };
    if (['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'ownerid', 'isdeleted', 'systemmodstamp', 'name'].includes(f.key)) return { read: c.read, edit: c.edit && !f.readonly };
  } else if (f.required) return { read: c.read, edit: c.edit || c.create };
  const r = { read: false, edit: false };
  const qn = (so.name + '.' + f.name).toLowerCase();
  const cm = /^(billing|shipping|mailing|other|)(street|city|state|postalcode|country|latitude|longitude|statecode|countrycode)$/.exec(f.key);
  const names = cm && !f.custom ? [qn, so.key + '.' + cm[1] + 'address'] : [qn];
  for (const g of grants()) {
    const p = g.m && g.m.fields.find((x) => names.includes(x.field.toLowerCase()));
    if (p) { r.read ||= p.read; r.edit ||= p.edit; }
    for (const fp of R.org.db.rows('fieldpermissions')) if (fp.get('parentid') === g.id && names.includes(String(fp.get('field')).toLowerCase())) { r.read ||= fp.get('permissionsread') === true; r.edit ||= fp.get('permissionsedit') === true; }
  }
  return r;
}
export function checkQueryAccess(q, so, opts) {
  const mode = opts.mode || q.mode;
  if (mode !== 'user_mode' && mode !== 'security_enforced') return;
  if (isAdmin()) return;
  if (!crud(so).read) {
    const e = mkEx('System.QueryException', mode === 'security_enforced' ? `Insufficient permissions: secure query included inaccessible field` : `sObject type '${so.name}' is not supported.`);
    e.inacc = [so.name, q.select.filter((s) => s.k === 'field').map((s) => so.fieldName(s.path[0].toLowerCase()))];
    throw e;
  }
  for (const s of q.select) if (s.k === 'field' && s.path.length === 1) {
    const f = so.field(s.path[0].toLowerCase());
    if (f && !fls(so, f).read) throw withField(so, f, 'System.QueryException', mode === 'security_enforced' ? 'Insufficient permissions: secure query included inaccessible field' : `No such column '${s.path[0]}' on entity '${so.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`);
  }
}
