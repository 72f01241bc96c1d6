// @ts-nocheck -- ported file by file: this one still waits for its types
// sObject and field descriptions: the in-memory schema.
import { t, sobjT, setSchemaLookup, platT, platform, define, type ApexType } from '../compile/types.ts';
import { STANDARD } from './standard.ts';

class Address { constructor(p) { this.p = p; } hashKey() { return JSON.stringify(this.p); } toText() { return 'Address' + JSON.stringify(this.p); } }
export { Address };
const ap = {}, ag = {};
for (const n of ['street', 'city', 'state', 'stateCode', 'postalCode', 'country', 'countryCode', 'geocodeAccuracy']) { ap[n + ':String'] = (a) => a.p[n] ?? null; ag[`get${n[0].toUpperCase()}${n.slice(1)}():String`] = (a) => a.p[n] ?? null; }
define('System.Address', { js: Address, p: ap, i: ag });
const APEX = { id: 'id', reference: 'id', boolean: 'boolean', int: 'integer', double: 'decimal', currency: 'decimal', percent: 'decimal', date: 'date', datetime: 'datetime', time: 'time', base64: 'blob' };
export class Field {
  declare name: string; declare key: string; declare T: ApexType; declare so: SObjectInfo; declare readonly: boolean;
  constructor(o) {
    Object.assign(this, { length: 0, precision: 18, scale: 0, required: false, unique: false, extId: false, refTo: [], relName: null, childRel: null, picklist: null, restricted: false, def: null, formula: false, autonumber: false, custom: false, label: null, html: false, readonly: false, cascade: false, helpText: null, nameField: false, caseSensitive: false, summary: null, lookupDelete: null }, o);
    this.key = this.name.toLowerCase();
    if (this.type === 'address') { this.T = platT(platform.get('system.address')); this.readonly = true; } else this.T = this.metaText ? t.string : t[APEX[this.type] || 'string'];
    if (this.metaText) this.type = 'picklist';
    this.label ??= this.name.replace(/__c$/i, '').replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').replace(/ Id$/, ' ID');
  }
}
export class SObjectInfo {
  declare name: string; declare key: string; declare kind: string; declare anyField: boolean; declare fields: Map<string, Field>; declare rels: Map<string, { field: Field; to: string[]; name: string }>; declare kidMap: Map<string, { child: string; field: Field; name: string | null; cascade: boolean }>;
  constructor(o) {
    Object.assign(this, { label: null, plural: null, prefix: null, custom: false, kind: 'standard', setup: false, noDml: false, settingType: null, anyField: false, childRels: [], recordTypes: [], fieldSets: new Map(), sharing: null, publishBehavior: null }, o);
    this.key = this.name.toLowerCase();
    this.label ??= this.name.replace(/__\w$/i, '').replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').replace(/2$/, '');
    this.plural ??= this.label + 's';
    this.rules = [];
    this.fields = new Map();
    this.rels = new Map();
    this.kidMap = new Map();
  }
  addField(f) {
    f.so = this;
    this.fields.set(f.key, f);
    if (f.relName) this.rels.set(f.relName.toLowerCase(), { field: f, to: f.refTo, name: f.relName });
    return f;
  }
  field(k) {
    const f = this.fields.get(k);
    if (f) return f;
    if (this.anyField) { const x = new Field({ name: k, type: 'string' }); x.T = t.any; x.so = this; return x; }
    return null;
  }
  parentRel(k) { return this.rels.get(k) || null; }
  childRel(k) { return this.kidMap.get(k) || null; }
  fieldName(k) { return this.fields.get(k)?.name || k; }
  relName(k) { return this.rels.get(k)?.name || this.kidMap.get(k)?.name || k; }
  anyName(k) { return this.fields.get(k)?.name || this.rels.get(k)?.name || this.kidMap.get(k)?.name || k; }
  get T() { return sobjT(this.name); }
}

export class Schema {
  constructor() {
    this.objects = new Map();
    this.prefixes = new Map();
    this.nextPrefix = 0;
    this.labels = new Map();
    this.namespace = null;
    this.standard();
    setSchemaLookup((k) => this.get(k));
  }
  get(name) {
    const k = name.toLowerCase();
    const o = this.objects.get(k);
    if (o) return o;
    if (this.namespace && k.startsWith(this.namespace + '__')) return this.objects.get(k.slice(this.namespace.length + 2)) || null;
    return this.derived(k);
  }
  // History, Share, Feed and ChangeEvent companions of known objects
  derived(k) {
    let m;
    if ((m = /^(.*)__(history|share|feed|changeevent)$/.exec(k)) || (m = /^(account|contact|opportunity|case|lead|order|product2)(history|share|feed|changeevent)$/.exec(k))) {
      const base = this.objects.get(m[1] + '__c') || this.objects.get(m[1]);
      if (!base) return null;
      const custom = base.custom;
      const suffix = { history: 'History', share: 'Share', feed: 'Feed', changeevent: 'ChangeEvent' }[m[2]];
      const so = this.add(new SObjectInfo({ name: custom ? base.name.replace(/__c$/i, '__' + suffix) : base.name + suffix, prefix: null, kind: suffix === 'ChangeEvent' ? 'event' : 'standard' }));
      const F = (n, type, x) => so.addField(new Field({ name: n, type, ...x }));
      if (suffix === 'Share') { F('ParentId', 'reference', { refTo: [base.name], relName: 'Parent' }); F('UserOrGroupId', 'reference', { refTo: ['User', 'Group'], relName: 'UserOrGroup' }); F('AccessLevel', 'picklist'); F('RowCause', 'picklist'); }
      if (suffix === 'History') { F('ParentId', 'reference', { refTo: [base.name], relName: 'Parent' }); F('Field', 'string'); F('OldValue', 'string'); F('NewValue', 'string'); }
      if (suffix === 'ChangeEvent') for (const f of base.fields.values()) if (!so.fields.has(f.key)) so.addField(new Field({ ...f, required: false }));
      this.relate();
      return so;
    }
    return null;
  }
  add(so) {
    this.objects.set(so.key, so);
    if (!so.prefix) so.prefix = this.genPrefix(so);
    this.prefixes.set(so.prefix, so);
    this.systemFields(so);
    return so;
  }
  genPrefix(so) {
    const n = this.nextPrefix++;
    const c = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const lead = so.kind === 'mdt' ? 'm' : so.kind === 'event' ? 'e' : 'a';
    return lead + c[Math.floor(n / 62) % 62] + c[n % 62];
  }
  byPrefix(p) { return this.prefixes.get(p) || null; }
  systemFields(so) {
    const F = (n, type, x) => { if (!so.fields.has(n.toLowerCase())) so.addField(new Field({ name: n, type, readonly: true, ...x })); };
    F('Id', 'id', { label: so.label + ' ID' });
    if (so.kind === 'mdt') {
      F('DeveloperName', 'string', { length: 40, readonly: false }); F('MasterLabel', 'string', { length: 40, readonly: false, label: 'Label' }); F('Label', 'string', { length: 40, readonly: false }); F('QualifiedApiName', 'string'); F('NamespacePrefix', 'string'); F('Language', 'string'); F('SystemModstamp', 'datetime');
      return;
    }
    if (so.kind === 'event') {
      F('ReplayId', 'string'); F('EventUuid', 'string'); F('CreatedDate', 'datetime'); F('CreatedById', 'reference', { refTo: ['User'], relName: 'CreatedBy' });
      return;
    }
    F('IsDeleted', 'boolean'); F('CreatedDate', 'datetime'); F('CreatedById', 'reference', { refTo: ['User'], relName: 'CreatedBy' });
    F('LastModifiedDate', 'datetime'); F('LastModifiedById', 'reference', { refTo: ['User'], relName: 'LastModifiedBy' }); F('SystemModstamp', 'datetime');
    if (so.custom && so.kind !== 'setting') { F('LastViewedDate', 'datetime'); F('LastReferencedDate', 'datetime'); F('LastActivityDate', 'date'); F('RecordTypeId', 'reference', { refTo: ['RecordType'], relName: 'RecordType', readonly: false }); }
    if (so.kind === 'setting') { F('SetupOwnerId', 'reference', { refTo: ['Organization', 'Profile', 'User'], relName: 'SetupOwner', readonly: false }); F('Name', 'string', { length: 38, readonly: false, nameField: true }); }
    if (so.owner) F('OwnerId', 'reference', { refTo: so.custom ? ['User', 'Group'] : so.name === 'Account' || so.name === 'Contact' || so.name === 'Opportunity' ? ['User'] : ['User', 'Group'], relName: 'Owner', readonly: false, def: '$user' });
  }
  standard() {
    for (const ln of STANDARD.trim().split('\n')) {
      const [head, body] = [ln.slice(0, ln.indexOf(' : ')), ln.slice(ln.indexOf(' : ') + 3)];
      const [name, prefix, flags = ''] = head.trim().split(' ');
      const so = this.add(new SObjectInfo({ name, prefix, owner: flags.includes('o'), setup: flags.includes('s'), noDml: flags.includes('x'), kind: flags.includes('ev') ? 'event' : 'standard' }));
      for (const m of body.matchAll(/(\w+):([a-zA-Z]+\d*)(!)?(?:\(([^)]*)\))?([!~])?(?=\s|$)/g)) {
        const [, fn, ty, bang, arg, mark] = m;
        if (fn.endsWith('__x')) continue;
        so.addField(stdField(fn, ty, arg, bang || mark === '!', mark === '~'));
      }
      const nf = so.fields.get('name') || so.fields.get('casenumber') || so.fields.get('ordernumber') || so.fields.get('subject') || so.fields.get('title') || so.fields.get('masterlabel');
      if (nf) nf.nameField = true;
    }
    const f = (o, n) => this.objects.get(o).fields.get(n);
    for (const [o, n] of [['contact', 'name'], ['lead', 'name'], ['user', 'name'], ['individual', 'name']]) f(o, n).compound = true;
    f('user', 'username').unique = true;
    for (const [o, p] of [['account', 'Billing'], ['account', 'Shipping'], ['contact', 'Mailing'], ['contact', 'Other'], ['lead', ''], ['user', ''], ['order', 'Billing'], ['order', 'Shipping']]) this.objects.get(o).addField(new Field({ name: p + 'Address', type: 'address', address: p }));
    for (const n of ['isactive']) { f('user', n).def = 'true'; }
    for (const [k, l] of Object.entries({ 'account.name': 'Account Name', 'account.phone': 'Account Phone', 'account.numberofemployees': 'Employees', 'account.type': 'Account Type', 'contact.name': 'Full Name', 'contact.phone': 'Business Phone', 'opportunity.name': 'Opportunity Name', 'opportunity.stagename': 'Stage', 'opportunity.type': 'Opportunity Type', 'order.effectivedate': 'Order Start Date', 'order.enddate': 'Order End Date', 'order.name': 'Order Name', 'product2.name': 'Product Name', 'product2.family': 'Product Family', 'product2.isactive': 'Active', 'product2.description': 'Product Description', 'pricebook2.name': 'Price Book Name', 'pricebook2.isactive': 'Active', 'pricebookentry.unitprice': 'List Price', 'pricebookentry.isactive': 'Active', 'opportunitylineitem.unitprice': 'Sales Price', 'orderitem.unitprice': 'Unit Price', 'user.isactive': 'Active' })) { const [o, n] = k.split('.'); f(o, n).label = l; }
    const ag = this.add(new SObjectInfo({ name: 'AggregateResult', prefix: '0ar', anyField: true }));
    ag.noDml = true;
    this.relate();
  }
  // child relationships, after all objects are known
  relate() {
    for (const so of this.objects.values()) { so.kidMap.clear(); so.childRels = []; }
    for (const so of this.objects.values()) for (const f of so.fields.values()) {
      if (f.type !== 'reference') continue;
      f.refTo.forEach((to, i) => {
        const p = this.objects.get(to.toLowerCase());
        if (!p) return;
        const c = { child: so.name, field: f, name: f.childRel || null, cascade: f.cascade };
        p.childRels.push(c);
        if (f.childRel && !p.kidMap.has(f.childRel.toLowerCase())) p.kidMap.set(f.childRel.toLowerCase(), c);
      });
    }
  }
}
function stdField(name, ty, arg, required, ro) {
  const o = { name, required: !!required, readonly: !!ro };
  const m = /^([a-zA-Z]+?)(\d*)$/.exec(ty);
  const code = m[1];
  switch (code) {
    case 's': Object.assign(o, { type: 'string', length: Number(m[2] || 255) }); break;
    case 'ta': Object.assign(o, { type: 'textarea', length: 32000 }); break;
    case 'e': Object.assign(o, { type: 'email', length: 80 }); break;
    case 'ph': Object.assign(o, { type: 'phone', length: 40 }); break;
    case 'u': Object.assign(o, { type: 'url', length: 255 }); break;
    case 'b': if (m[2] === '64') Object.assign(o, { type: 'base64' }); else Object.assign(o, { type: 'boolean' }); break;
    case 'i': Object.assign(o, { type: 'int', precision: 9 }); break;
    case 'c': Object.assign(o, { type: 'currency', precision: 18, scale: 2 }); break;
    case 'pc': Object.assign(o, { type: 'percent', precision: 5, scale: 2 }); break;
    case 'n': { const [p, s] = arg.split(','); Object.assign(o, { type: 'double', precision: Number(p), scale: Number(s) }); break; }
    case 'd': o.type = 'date'; break;
    case 'dt': o.type = 'datetime'; break;
    case 't': o.type = 'time'; break;
    case 'p': case 'P': case 'mp': {
      o.type = code === 'mp' ? 'multipicklist' : 'picklist';
      o.length = 255;
      o.restricted = code === 'P';
      o.picklist = (arg || '').split('|').filter(Boolean).map((v) => ({ value: v.replace(/\*$/, ''), label: v.replace(/\*$/, ''), def: v.endsWith('*'), active: true }));
      const d = o.picklist.find((v) => v.def);
      if (d) o.def = { lit: d.value };
      break;
    }
    case 'r': { const [to, rel, kids] = arg.split(','); Object.assign(o, { type: 'reference', refTo: to.split('+'), relName: rel || null, childRel: kids || null }); break; }
    case 'an': Object.assign(o, { type: 'string', length: 30, autonumber: true, readonly: true, autoFmt: '{00000000}' }); break;
    default: throw new Error('standard object notation: ' + name + ':' + ty);
  }
  if (['OrderItem.OrderId'].includes(name)) o.cascade = true;
  if (required && o.type === 'reference' && !['ProfileId'].includes(name)) o.cascade = true;
  return new Field(o);
}
