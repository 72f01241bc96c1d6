// @ts-nocheck -- ported file by file: this one still waits for its types
// One emulated org: schema, record store, compiled project, seed data.
import fs from 'node:fs';
import path from 'node:path';
import { Schema } from './schema/schema.ts';
import { loadMetadata } from './schema/metadata.ts';
import { projectFiles } from './schema/files.ts';
import { Store } from './db/store.ts';
import { Project } from './compile/declare.ts';
import { ClassGen } from './compile/classgen.ts';
import { parseFiles, parseNow, loadParser } from './parse/loader.ts';
import { R, notModelled, callUser, penumNamed } from './runtime/rt.ts';
import { AEx, Obj, EnumVal, Blob, SObj } from './runtime/values.ts';
import { t, sobjT, platT, superT, interfacesOf, platform } from './compile/types.ts';
import { Dec } from './runtime/decimal.ts';
import { ADate, ADatetime, ATime } from './runtime/temporal.ts';
import { newTx } from './runtime/limits.ts';
import './lib/core.ts';
import './lib/collections.ts';
import './lib/temporal.ts';
import './lib/schema.ts';
import './lib/sobject.ts';
import './lib/database.ts';
import './lib/json.ts';
import './lib/net.ts';
import './lib/async.ts';
import './lib/system.ts';
import './lib/misc.ts';
import './lib/dom.ts';

// made from metadata and referred to by records
const BY_NAME = new Set(['RecordType', 'PermissionSet', 'PermissionSetGroup', 'CustomPermission', 'Profile', 'Group', 'CustomNotificationType']);

export class Org {
  declare schema: Schema;
  constructor() {
    this.schema = new Schema();
    this.db = new Store(this.schema);
    this.project = new Project();
    this.triggers = new Map();
    this.emails = []; this.notifications = []; this.deployments = [];
    this.meta = null;
    this.chainDepth = 5; // Developer Edition; a first job may set its own by AsyncOptions
    this.classIds = new Map();
    R.org = this;
  }
  async load(dirs, opt = {}) {
    const { files, namespace } = projectFiles(dirs);
    this.schema.namespace = null;
    this.packageNamespace = namespace;
    this.meta = loadMetadata(this.schema, files);
    const src = files.filter((f) => /\.(cls|trigger)$/.test(f));
    const { units, errors } = await parseFiles(src, opt.cacheDir);
    for (const e of errors) this.project.err(e.file, e.line, e.message);
    for (const u of units) this.project.add(u);
    this.project.link();
    this.compile();
    this.seed();
    return this;
  }
  compile() {
    for (const ci of this.project.list) this.prepare(ci);
    for (const ci of this.project.triggers) {
      const so = this.schema.get(ci.ast.so);
      if (!so) { this.project.err(ci.file, 1, `Invalid type: ${ci.ast.so}`); continue; }
      if (!this.triggers.has(so.key)) this.triggers.set(so.key, []);
      this.triggers.get(so.key).push(ci);
    }
    for (const l of this.triggers.values()) l.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  prepare(ci) {
    if (ci.isEnum) {
      ci.enumVals = ci.ast.values.map((v, i) => new EnumVal(ci.T, v, i));
      ci.js = class {}; ci.S = {}; ci.rdy = true; ci.init = () => ci.S; ci.compiled = true; ci.lineCount = 0;
      return;
    }
    ci.init = () => this.initClass(ci);
    if (ci.isTrigger) { // a trigger is a class with one static method
      ci.ast.ms ||= ci.ast.members;
      ci.ast = { ...ci.ast, members: ci.ast.members };
    }
    this.generate(ci);
  }
  generate(ci) {
    const g = new ClassGen(this.project, ci);
    let trig = null;
    if (ci.isTrigger) {
      const so = ci.ast.so && this.schema.get(ci.ast.so);
      g.trigT = so ? so.T : t.sobject;
      const before = this.project.errors.length;
      const b = g.body('<trigger>', [], [], { k: 'block', s: ci.ast.b, l: ci.ast.l }, { st: true });
      if (this.project.errors.length > before) { /* reported */ }
      trig = `static run()${b.wrap('')}`;
    }
    const out = g.generate();
    let text = out.text;
    if (trig) text = text.replace('constructor(){super();', trig + '\nconstructor(){super();');
    ci.gen = { text, pool: g.pool };
    // the prelude must name pool entries added while generating
    ci.gen.text = text.replace(/"use strict";const \{([^}]*)\}=R;(?:const k0[^;]*;)?/, (m, names) => `"use strict";const {${names}}=R;` + (g.pool.length ? `const ${g.pool.map((_, i) => `k${i}=$K[${i}]`).join(',')};` : ''));
    ci.lines = out.lines;
    ci.statFields = out.statFields;
    const maxLine = Math.max(0, ...out.lines) + 1;
    ci.cov = new Uint8Array(maxLine + 1);
  }
  define(ci) {
    if (ci.defined) return;
    ci.defined = true;
    let Sup = Obj;
    if (ci.superT) {
      if (ci.superT.kind === 'user') { this.define(ci.superT.decl); Sup = ci.superT.decl.js; } else Sup = ci.superT.def.js || Obj;
    }
    let f;
    try { f = new Function('R', '$K', '$SUP', '$C', ci.gen.text); } catch (e) {
      if (process.env.APEX_RUNTIME_DUMP) fs.writeFileSync(process.env.APEX_RUNTIME_DUMP, ci.gen.text);
      throw new Error(`apex-runtime internal: generated code for ${ci.name} does not parse: ${e.message}`);
    }
    const [C, stat] = f(R, ci.gen.pool, Sup, ci.cov);
    Object.defineProperty(C.prototype, 'T', { value: ci.T, configurable: true });
    const fs_ = [];
    for (let s = ci; s; s = s.superT && s.superT.kind === 'user' ? s.superT.decl : null) fs_.unshift(...[...s.fields.values()].filter((x) => !x.isStatic));
    C.$fields = fs_;
    ci.js = C;
    ci.staticInit = stat;
    this.wrapFuture(ci);
  }
  wrapFuture(ci) {
    for (const ms of ci.methods.values()) for (const m of ms) if (m.isStatic && m.ann.some((a) => a.n === 'future')) {
      const raw = ci.js[m.js];
      ci.js['$f_' + m.js] = raw;
      ci.js[m.js] = (...args) => { R.async.future(ci, m, args); return null; };
    }
  }
  initClass(ci) {
    this.define(ci);
    if (ci.rdy) return ci.S;
    ci.rdy = true;
    ci.S = {};
    for (const k of ci.statFields) ci.S[k] = null;
    if (ci.superT && ci.superT.kind === 'user' && !ci.superT.decl.rdy) ci.superT.decl.init();
    if (ci.outer && !ci.outer.rdy) ci.outer.init();
    const tx = R.trigStack;
    ci.staticInit(ci.S);
    R.trigStack = tx;
    return ci.S;
  }
  resetStatics() { for (const ci of this.project.list) if (!ci.isEnum) { ci.rdy = false; ci.S = null; for (const i of ci.inner.values()) i.rdy = i.isEnum; } for (const ci of this.project.list) if (ci.outer && !ci.isEnum) { this.define(ci); ci.S = {}; ci.rdy = false; } }
  classId(name) { return this.db.by('apexclass', 'name', name)[0]?.get('id') ?? null; }
  // --- seed data
  add(obj, vals) {
    const so = this.schema.get(obj);
    const id = vals.id || (BY_NAME.has(so.name) ? this.db.namedId(so, `${vals.SobjectType ?? ''} ${vals.DeveloperName ?? vals.Name}`) : this.db.newId(so));
    const m = new Map([['id', id], ['isdeleted', false]]);
    const now = ADatetime.now();
    for (const k of ['createddate', 'lastmodifieddate', 'systemmodstamp']) if (so.fields.has(k)) m.set(k, now);
    for (const f of so.fields.values()) if (f.T === t.boolean) m.set(f.key, false);
    for (const [k, v] of Object.entries(vals)) m.set(k.toLowerCase(), v);
    this.db.put(so.key, id, undefined, m);
    return id;
  }
  seed() {
    const add = (o, v) => this.add(o, v);
    this.orgId = add('Organization', { Name: 'apex-runtime', InstanceName: 'LOCAL', IsSandbox: true, OrganizationType: 'Developer Edition', NamespacePrefix: this.packageNamespace || null, TimeZoneSidKey: 'GMT', LanguageLocaleKey: 'en_US', DefaultLocaleSidKey: 'en_US', Country: 'US', TrialExpirationDate: null, FiscalYearStartMonth: 1 });
    const lic = add('UserLicense', { Name: 'Salesforce', MasterLabel: 'Salesforce', LicenseDefinitionKey: 'SFDC' });
    const profiles = {};
    for (const n of ['System Administrator', 'Standard User', 'Read Only', 'Minimum Access - Salesforce', 'Standard Platform User', 'Contract Manager', 'Marketing User', 'Solution Manager', 'Minimum Access - API Only Integrations', 'Chatter Free User', 'Guest License User', 'Customer Community User']) profiles[n] = add('Profile', { Name: n, UserLicenseId: lic, UserType: 'Standard', PermissionsModifyAllData: n === 'System Administrator', PermissionsViewAllData: n === 'System Administrator', PermissionsApiEnabled: true, PermissionsAuthorApex: n === 'System Administrator' });
    const user = (first, last, username, profile, x = {}) => add('User', { FirstName: first, LastName: last, Name: [first, last].filter(Boolean).join(' '), Username: username, Alias: last.slice(0, 8), Email: username, ProfileId: profiles[profile], IsActive: true, TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8', CommunityNickname: last, UserType: 'Standard', ...x });
    this.adminId = user('User', 'User', 'test-admin@apex-runtime.example', 'System Administrator');
    this.automatedUser = user(null, 'Automated Process', 'autoproc@apex-runtime.example', 'System Administrator', { UserType: 'AutomatedProcess', Alias: 'autoproc' });
    user('Integration', 'User', 'integration@apex-runtime.example', 'Minimum Access - API Only Integrations', { Alias: 'integ' });
    R.user = this.adminId;
    for (const id of this.db.table('user').keys()) { const r = this.db.get('user', id); r.set('createdbyid', this.adminId); r.set('lastmodifiedbyid', this.adminId); }
    add('UserRole', { Name: 'CEO', DeveloperName: 'CEO' });
    for (const ci of this.project.list) if (!ci.outer && !ci.isTrigger) { add('ApexClass', { Name: ci.name, Body: ci.source || '', Status: 'Active', ApiVersion: Dec.parse('62.0'), IsValid: true, LengthWithoutComments: (ci.source || '').length, NamespacePrefix: null }); }
    for (const ci of this.project.triggers) add('ApexTrigger', { Name: ci.name, TableEnumOrId: ci.ast.so, Body: ci.source || '', Status: 'Active', IsValid: true });
    for (const s of ['Prospecting', 'Qualification', 'Needs Analysis', 'Value Proposition', 'Id. Decision Makers', 'Perception Analysis', 'Proposal/Price Quote', 'Negotiation/Review', 'Closed Won', 'Closed Lost']) add('OpportunityStage', { MasterLabel: s, ApiName: s, IsActive: true, IsClosed: /^Closed/.test(s), IsWon: s === 'Closed Won' });
    for (const so of this.schema.objects.values()) for (const r of so.recordTypes) add('RecordType', { Name: r.label || r.name, DeveloperName: r.name, SobjectType: so.name, IsActive: r.active });
    for (const [n, ps] of [...this.meta.permissionSets.entries()]) { const id = add('PermissionSet', { Name: ps.name, Label: ps.label, IsCustom: true, Type: 'Regular' }); for (const o of ps.objects) add('ObjectPermissions', { ParentId: id, SobjectType: o.object, PermissionsCreate: o.create, PermissionsRead: o.read, PermissionsEdit: o.edit, PermissionsDelete: o.del }); for (const f of ps.fields) add('FieldPermissions', { ParentId: id, SobjectType: f.field.split('.')[0], Field: f.field, PermissionsRead: f.read, PermissionsEdit: f.edit }); }
    for (const [n, id] of Object.entries(profiles)) add('PermissionSet', { Name: 'X' + id, Label: n, IsOwnedByProfile: true, ProfileId: id, Type: 'Profile' });
    for (const g of this.meta.groups) { const gid = add('PermissionSetGroup', { DeveloperName: g.name, MasterLabel: g.label, Status: 'Updated' }); for (const s of g.sets) for (const r of this.db.rows('permissionset')) if (r.get('name') === s) add('PermissionSetGroupComponent', { PermissionSetGroupId: gid, PermissionSetId: r.get('id') }); }
    for (const p of this.meta.customPermissions) { const id = add('CustomPermission', { DeveloperName: p.name, MasterLabel: p.label }); for (const ps of this.meta.permissionSets) if (ps.customPermissions.includes(p.name)) for (const r of this.db.rows('permissionset')) if (r.get('name') === ps.name) add('SetupEntityAccess', { ParentId: r.get('id'), SetupEntityId: id, SetupEntityType: 'CustomPermission' }); }
    for (const n of this.meta.notificationTypes) add('CustomNotificationType', { DeveloperName: n.name, MasterLabel: n.label, CustomNotifTypeName: n.name, Desktop: true, Mobile: true });
    for (const s of this.meta.staticResources.values()) add('StaticResource', { Name: s.name, ContentType: s.contentType, Body: s.file ? new Blob(fs.readFileSync(s.file)) : null });
    for (const q of this.meta.queues) { const id = add('Group', { Name: q.label, DeveloperName: q.name, Type: 'Queue' }); for (const o of q.objects) add('QueueSobject', { QueueId: id, SobjectType: o }); }
    for (const n of this.meta.namedCredentials.values()) add('NamedCredential', { DeveloperName: n.name, MasterLabel: n.label, Endpoint: n.endpoint });
    for (const so of this.schema.objects.values()) if (!so.anyField) add('EntityDefinition', { DurableId: so.name, QualifiedApiName: so.name, Label: so.label, MasterLabel: so.label, DeveloperName: so.name.replace(/__\w+$/, ''), KeyPrefix: so.prefix, PluralLabel: so.plural, IsCustomizable: true, IsQueryable: true });
    for (const r of this.meta.mdt) this.addMdt(r);
    for (const so of this.schema.objects.values()) if (so.kind === 'mdt') for (const f of so.fields.values()) if (f.metaRel && !f.metaText) for (const row of this.db.rows(so.key)) { // names of related records become their ids
      const v = row.get(f.key), to = f.refTo[0] && this.schema.get(f.refTo[0]);
      if (v && to) for (const x of this.db.rows(to.key)) if (x.get('developername') === v || x.get('qualifiedapiname') === v) row.set(f.key, x.get('id'));
    }
  }
  addMdt(r) {
    const so = this.schema.get(r.type);
    if (!so) return null;
    const vals = { DeveloperName: r.name, MasterLabel: r.label, Label: r.label, QualifiedApiName: r.name, NamespacePrefix: null, Language: 'en_US' };
    for (const f of so.fields.values()) if (f.def && f.def.formula && f.T === t.boolean) vals[f.key] = f.def.formula === 'true';
    for (const v of r.values) { const f = so.field((v.field || '').toLowerCase()); if (f) vals[f.key] = v.value === null ? (f.T === t.boolean ? false : null) : R.fromText(f, v.value); }
    return this.add(so.name, vals);
  }
  // applies deployed custom-metadata items to the store (the emulated org, not tests)
  applyDeployment(items, cb, id) { R.async.queue.push({ kind: 'DEPLOY', id, user: R.user, run: () => this.deploy(items, cb, id) }); }
  deploy(items, cb, id) {
    for (const m of items) {
      if (m.T.name !== 'Metadata.CustomMetadata') continue;
      const [type, name] = String(m.d.fullName).split('.');
      const so = this.schema.get(/__mdt$/i.test(type) ? type : type + '__mdt');
      if (!so) continue;
      let row = [...this.db.rows(so.key)].find((r) => r.get('developername') === name);
      if (!row) { const rid = this.addMdt({ type: so.name, name, label: m.d.label || name, values: [] }); row = this.db.get(so.key, rid); }
      const c = new Map(row);
      if (m.d.label) { c.set('masterlabel', m.d.label); c.set('label', m.d.label); }
      for (const v of m.d.values.a) { const f = so.field(String(v.d.field).toLowerCase()); if (f) c.set(f.key, v.d.value === null ? null : typeof v.d.value === 'string' ? R.fromText(f, v.d.value) : R.coerceTo(v.d.value, f.T)); }
      this.db.write(so.key, c.get('id'), c);
    }
    if (!cb) return;
    const r = platform.get('metadata.deployresult').ctors[0].fn(platT(platform.get('metadata.deployresult')));
    Object.assign(r.d, { id, status: penumNamed('Metadata.DeployStatus', 'Succeeded'), success: true, done: true, numberComponentErrors: 0, numberComponentsDeployed: items.length, numberComponentsTotal: items.length });
    const cx = platform.get('metadata.deploycallbackcontext').ctors[0].fn(platT(platform.get('metadata.deploycallbackcontext')));
    cx.d.id = id;
    callUser(cb, 'handleResult', [r, cx]);
  }
  retrieveMdt() { return notModelled('Metadata.Operations.retrieve'); }
  recordTypeId(so, name) { for (const r of this.db.rows('recordtype')) if (r.get('sobjecttype') === so.name && r.get('developername') === name) return r.get('id'); return null; }
  standardPricebook() {
    for (const r of this.db.rows('pricebook2')) if (r.get('isstandard') === true) return r.get('id');
    return this.add('Pricebook2', { Name: 'Standard Price Book', IsActive: true, IsStandard: true });
  }
  async anonymous(code) {
    const ast = parseNow(await loadParser(), code, 'anon', 'anonymous');
    const ci = this.project.add({ ast, file: 'anonymous', kind: 'trigger', source: code });
    this.project.triggers.pop();
    for (const c of [ci, ...ci.inner.values()]) { this.project.members(c); }
    for (const c of [ci, ...ci.inner.values()]) this.prepare(c);
    return ci;
  }
}
R.fromText = (f, s) => {
  if (s === null || s === undefined || s === '') return null;
  switch (f.T) {
    case t.boolean: return String(s).trim().toLowerCase() === 'true';
    case t.decimal: return Dec.parse(String(s).trim());
    case t.integer: return Number(s) | 0;
    case t.date: return ADate.parse(String(s));
    case t.datetime: return ADatetime.parseIso(String(s));
    case t.time: { const m = /(\d+):(\d+):?(\d+)?/.exec(s); return m ? new ATime(((+m[1] * 60 + +m[2]) * 60 + +(m[3] || 0)) * 1000) : null; }
    case t.blob: return new Blob(Buffer.from(String(s), 'base64'));
    default: return String(s);
  }
};
export { R, AEx, SObj, sobjT, platT, superT, interfacesOf, newTx, path };
