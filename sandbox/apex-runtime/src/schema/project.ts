// @ts-nocheck -- ported file by file: this one still waits for its types
// Loads a project's metadata: objects, fields, custom metadata records, labels, named credentials...
import fs from 'node:fs';
import path from 'node:path';
import { SObjectInfo, Field } from './model.ts';
import { parseXml, kid, kids, txt, deep } from './xml.ts';

export function walk(dir, out = []) {
  let ents;
  try { ents = fs.readdirSync(dir, { withFileTypes: true }); } catch { return out; }
  for (const e of ents) {
    if (e.name === 'node_modules' || e.name === '.git' || e.name === '.sfdx' || e.name === '.sf') continue;
    const p = path.join(dir, e.name);
    if (e.isDirectory()) walk(p, out); else if (e.isFile()) out.push(p);
  }
  return out;
}
export function projectFiles(dirs) {
  const files = [];
  let namespace = null;
  for (const dir of dirs) {
    let roots = [dir];
    const sp = path.join(dir, 'sfdx-project.json');
    if (fs.existsSync(sp)) {
      const j = JSON.parse(fs.readFileSync(sp, 'utf8'));
      namespace = j.namespace || namespace;
      const pd = (j.packageDirectories || []).map((p) => path.join(dir, p.path));
      if (pd.length) roots = pd;
    }
    for (const r of roots) walk(r, files);
  }
  return { files: [...new Set(files)].sort(), namespace };
}

const FT = { Text: 'string', LongTextArea: 'textarea', TextArea: 'textarea', Html: 'textarea', Number: 'double', Currency: 'currency', Percent: 'percent', Checkbox: 'boolean', Date: 'date', DateTime: 'datetime', Time: 'time', Email: 'email', Phone: 'phone', Url: 'url', Picklist: 'picklist', MultiselectPicklist: 'multipicklist', Lookup: 'reference', MasterDetail: 'reference', Hierarchy: 'reference', ExternalLookup: 'string', IndirectLookup: 'string', AutoNumber: 'string', EncryptedText: 'string', MetadataRelationship: 'reference', Location: 'location', Summary: 'double', File: 'base64' };
const TRUE = (s) => s === 'true';

export function loadMetadata(schema, files, globalSets = new Map()) {
  const meta = { namedCredentials: new Map(), remoteSites: [], mdt: [], staticResources: new Map(), customPermissions: [], notificationTypes: [], permissionSets: [], profiles: [], groups: [], settings: [], objectsXml: [], flows: [], externalCredentials: [], queues: [], orgDefaults: [] };
  const by = (re) => files.filter((f) => re.test(f));
  for (const f of by(/\.globalValueSet-meta\.xml$/)) {
    const x = parseXml(fs.readFileSync(f, 'utf8'));
    globalSets.set(path.basename(f).replace('.globalValueSet-meta.xml', '').toLowerCase(), kids(x, 'customValue').map((v) => ({ value: txt(v, 'fullName'), label: txt(v, 'label'), def: TRUE(txt(v, 'default')), active: txt(v, 'isActive') !== 'false' })));
  }
  // objects first, then fields
  const objFiles = by(/\.object-meta\.xml$|\.object$/);
  const fieldFiles = by(/\.field-meta\.xml$/);
  const names = new Set(objFiles.map((f) => path.basename(f).replace(/\.object(-meta\.xml)?$/, '')));
  for (const f of fieldFiles) names.add(path.basename(path.dirname(path.dirname(f))));
  for (const name of names) {
    const std = schema.objects.get(name.toLowerCase());
    const of = objFiles.find((f) => path.basename(f).replace(/\.object(-meta\.xml)?$/, '') === name);
    const x = of ? parseXml(fs.readFileSync(of, 'utf8')) : null;
    let so = std;
    if (!so) {
      if (!/__\w+$/.test(name)) { if (!x) continue; }
      const kind = /__mdt$/i.test(name) ? 'mdt' : /__e$/i.test(name) ? 'event' : x && kid(x, 'customSettingsType') ? 'setting' : 'standard';
      so = new SObjectInfo({ name, custom: /__\w+$/.test(name), kind, label: x ? txt(x, 'label') : null, plural: x ? txt(x, 'pluralLabel') : null, settingType: x ? txt(x, 'customSettingsType') : null });
      const sharing = x ? txt(x, 'sharingModel') : null;
      so.sharing = sharing;
      so.owner = kind === 'standard' && sharing !== 'ControlledByParent';
      so.publishBehavior = x ? txt(x, 'publishBehavior') : null;
      schema.add(so);
      if (kind === 'standard') {
        const nf = x ? kid(x, 'nameField') : null;
        const auto = nf && txt(nf, 'type') === 'AutoNumber';
        so.addField(new Field({ name: 'Name', type: 'string', length: 80, label: nf ? txt(nf, 'label') : null, nameField: true, autonumber: auto, readonly: auto, autoFmt: nf ? txt(nf, 'displayFormat') : null, required: false }));
      }
    }
    if (x) {
      for (const fx of kids(x, 'fields')) addField(so, fx, globalSets);
      for (const rt of kids(x, 'recordTypes')) so.recordTypes.push({ name: txt(rt, 'fullName'), label: txt(rt, 'label'), active: txt(rt, 'active') !== 'false' });
      for (const fs_ of kids(x, 'fieldSets')) addFieldSet(so, fs_);
    }
  }
  for (const f of fieldFiles) {
    const so = schema.objects.get(path.basename(path.dirname(path.dirname(f))).toLowerCase());
    if (so) addField(so, parseXml(fs.readFileSync(f, 'utf8')), globalSets);
  }
  for (const f of by(/\.recordType-meta\.xml$/)) {
    const so = schema.objects.get(path.basename(path.dirname(path.dirname(f))).toLowerCase());
    const rt = parseXml(fs.readFileSync(f, 'utf8'));
    if (so) so.recordTypes.push({ name: txt(rt, 'fullName'), label: txt(rt, 'label'), active: txt(rt, 'active') !== 'false' });
  }
  for (const f of by(/\.fieldSet-meta\.xml$/)) {
    const so = schema.objects.get(path.basename(path.dirname(path.dirname(f))).toLowerCase());
    if (so) addFieldSet(so, parseXml(fs.readFileSync(f, 'utf8')));
  }
  const addRule = (so, x) => { if (so && txt(x, 'active') !== 'false') so.rules.push({ name: txt(x, 'fullName'), formula: txt(x, 'errorConditionFormula'), message: txt(x, 'errorMessage'), field: txt(x, 'errorDisplayField') }); };
  for (const f of by(/\.validationRule-meta\.xml$/)) addRule(schema.objects.get(path.basename(path.dirname(path.dirname(f))).toLowerCase()), parseXml(fs.readFileSync(f, 'utf8')));
  for (const f of objFiles) for (const x of kids(parseXml(fs.readFileSync(f, 'utf8')), 'validationRules')) addRule(schema.objects.get(path.basename(f).replace(/\.object(-meta\.xml)?$/, '').toLowerCase()), x);
  schema.relate();
  for (const f of by(/\.labels-meta\.xml$|\.labels$/)) for (const l of kids(parseXml(fs.readFileSync(f, 'utf8')), 'labels')) schema.labels.set(txt(l, 'fullName').toLowerCase(), txt(l, 'value') ?? '');
  for (const f of by(/\.namedCredential-meta\.xml$/)) {
    const x = parseXml(fs.readFileSync(f, 'utf8'));
    let ep = txt(x, 'endpoint');
    if (!ep) for (const p of kids(x, 'namedCredentialParameters')) if (txt(p, 'parameterType') === 'Url') ep = txt(p, 'parameterValue');
    meta.namedCredentials.set(path.basename(f).replace('.namedCredential-meta.xml', '').toLowerCase(), { name: path.basename(f).replace('.namedCredential-meta.xml', ''), label: txt(x, 'label'), endpoint: ep });
  }
  for (const f of by(/\.remoteSite-meta\.xml$/)) meta.remoteSites.push(txt(parseXml(fs.readFileSync(f, 'utf8')), 'url'));
  for (const f of by(/\.md-meta\.xml$|\.md$/)) {
    const base = path.basename(f).replace(/\.md(-meta\.xml)?$/, '');
    const i = base.indexOf('.');
    if (i < 0) continue;
    const x = parseXml(fs.readFileSync(f, 'utf8'));
    if (x.name !== 'CustomMetadata') continue;
    meta.mdt.push({ type: base.slice(0, i) + '__mdt', name: base.slice(i + 1), label: txt(x, 'label'), prot: TRUE(txt(x, 'protected')), values: kids(x, 'values').map((v) => { const val = kid(v, 'value'); return { field: txt(v, 'field'), value: val && val.attrs['xsi:nil'] !== 'true' ? val.text : null, xsi: val ? val.attrs['xsi:type'] : null }; }) });
  }
  for (const f of by(/\.resource-meta\.xml$/)) {
    const name = path.basename(f).replace('.resource-meta.xml', '');
    const x = parseXml(fs.readFileSync(f, 'utf8'));
    const data = files.find((g) => path.dirname(g) === path.dirname(f) && g !== f && path.basename(g).replace(/\.[^.]+$/, '') === name);
    meta.staticResources.set(name.toLowerCase(), { name, contentType: txt(x, 'contentType'), file: data || null });
  }
  for (const f of by(/\.customPermission-meta\.xml$/)) meta.customPermissions.push({ name: path.basename(f).replace('.customPermission-meta.xml', ''), label: txt(parseXml(fs.readFileSync(f, 'utf8')), 'label') });
  for (const f of by(/\.notiftype-meta\.xml$/)) { const x = parseXml(fs.readFileSync(f, 'utf8')); meta.notificationTypes.push({ name: path.basename(f).replace('.notiftype-meta.xml', ''), label: txt(x, 'masterLabel') }); }
  for (const f of by(/\.permissionset-meta\.xml$/)) {
    const x = parseXml(fs.readFileSync(f, 'utf8'));
    meta.permissionSets.push({ name: path.basename(f).replace('.permissionset-meta.xml', ''), label: txt(x, 'label'), customPermissions: kids(x, 'customPermissions').filter((p) => TRUE(txt(p, 'enabled'))).map((p) => txt(p, 'name')), objects: kids(x, 'objectPermissions').map((p) => ({ object: txt(p, 'object'), create: TRUE(txt(p, 'allowCreate')), read: TRUE(txt(p, 'allowRead')), edit: TRUE(txt(p, 'allowEdit')), del: TRUE(txt(p, 'allowDelete')) })), fields: kids(x, 'fieldPermissions').map((p) => ({ field: txt(p, 'field'), read: TRUE(txt(p, 'readable')), edit: TRUE(txt(p, 'editable')) })), userPermissions: kids(x, 'userPermissions').filter((p) => TRUE(txt(p, 'enabled'))).map((p) => txt(p, 'name')), classes: kids(x, 'classAccesses').map((p) => txt(p, 'apexClass')) });
  }
  for (const f of by(/\.permissionsetgroup-meta\.xml$/)) { const x = parseXml(fs.readFileSync(f, 'utf8')); meta.groups.push({ name: path.basename(f).replace('.permissionsetgroup-meta.xml', ''), label: txt(x, 'label'), sets: kids(x, 'permissionSets').map((k) => k.text.trim()) }); }
  for (const f of by(/\.queue-meta\.xml$/)) { const x = parseXml(fs.readFileSync(f, 'utf8')); meta.queues.push({ name: path.basename(f).replace('.queue-meta.xml', ''), label: txt(x, 'name'), objects: kids(x, 'queueSobject').map((q) => txt(q, 'sobjectType')) }); }
  return meta;
}
function addFieldSet(so, x) {
  const name = txt(x, 'fullName');
  so.fieldSets.set(name.toLowerCase(), { name, label: txt(x, 'label'), fields: kids(x, 'displayedFields').map((d) => ({ path: txt(d, 'field'), required: TRUE(txt(d, 'isRequired')) })) });
}
function addField(so, x, globalSets) {
  const name = txt(x, 'fullName');
  if (!name) return;
  const ty = txt(x, 'type');
  if (!ty) { // overrides of a standard field (e.g. picklist labels)
    return;
  }
  const type = FT[ty] || 'string';
  const num = (n) => { const v = txt(x, n); return v === null ? 0 : Number(v); };
  const o = { name, custom: true, type, label: txt(x, 'label'), length: num('length') || (type === 'email' ? 80 : type === 'phone' ? 40 : type === 'textarea' || type === 'string' || type === 'url' ? 255 : 0), precision: num('precision') || 18, scale: num('scale'), required: TRUE(txt(x, 'required')) && type !== 'boolean', unique: TRUE(txt(x, 'unique')), extId: TRUE(txt(x, 'externalId')), caseSensitive: TRUE(txt(x, 'caseSensitive')), helpText: txt(x, 'inlineHelpText'), formulaText: txt(x, 'formula') };
  if (!name.includes('__')) o.custom = false;
  if (o.formulaText !== null && ty !== 'Summary') { o.formula = true; o.readonly = true; }
  if (ty === 'Summary') { o.readonly = true; o.summary = { op: txt(x, 'summaryOperation'), fk: txt(x, 'summaryForeignKey'), field: txt(x, 'summarizedField') }; }
  if (ty === 'AutoNumber') { o.autonumber = true; o.readonly = true; o.autoFmt = txt(x, 'displayFormat'); }
  if (ty === 'Html') o.html = true;
  if (ty === 'MasterDetail') { o.required = true; o.cascade = true; o.masterDetail = true; o.extId = o.extId && false; o.reparentable = TRUE(txt(x, 'reparentableMasterDetail')); }
  if (type === 'reference') {
    const base = name.replace(/__c$/i, '__r');
    o.refTo = kids(x, 'referenceTo').map((k) => k.text.trim());
    if (ty === 'Hierarchy' && !o.refTo.length) o.refTo = [so.name];
    if (!o.refTo.length && !name.includes('__')) return;
    o.relName = name.includes('__') ? base : name.replace(/Id$/, '');
    const cr = txt(x, 'relationshipName');
    o.childRel = cr ? (name.includes('__') ? cr + '__r' : cr) : null;
    o.lookupDelete = txt(x, 'deleteConstraint');
    if (ty === 'MetadataRelationship') { o.metaRel = true; o.metaText = o.refTo.some((r) => /^(EntityDefinition|FieldDefinition|EntityParticle)$/i.test(r)); }
  }
  const dv = txt(x, 'defaultValue');
  if (dv !== null && dv !== '') o.def = { formula: dv };
  const vs = kid(x, 'valueSet');
  if (vs) {
    const vsn = txt(vs, 'valueSetName');
    o.restricted = TRUE(txt(vs, 'restricted')) || !!vsn;
    const def = kid(vs, 'valueSetDefinition');
    o.picklist = vsn ? globalSets.get(vsn.toLowerCase()) || [] : def ? kids(def, 'value').map((v) => ({ value: txt(v, 'fullName'), label: txt(v, 'label'), def: TRUE(txt(v, 'default')), active: txt(v, 'isActive') !== 'false' })) : [];
    const d = o.picklist.find((v) => v.def);
    if (d) o.def = { lit: d.value };
    o.length = 255;
  }
  if (!o.custom && so.fields.has(name.toLowerCase())) { // a redefined standard field: keep our description, take picklist values
    const f = so.fields.get(name.toLowerCase());
    if (o.picklist) { f.picklist = o.picklist; f.def = o.def; }
    if (o.label) f.label = o.label;
    if (o.required) f.required = true;
    return;
  }
  so.addField(new Field(o));
  if (type === 'location') {
    const b = name.replace(/__c$/i, '');
    so.addField(new Field({ name: b + '__Latitude__s', type: 'double', precision: 18, scale: 15, custom: true }));
    so.addField(new Field({ name: b + '__Longitude__s', type: 'double', precision: 18, scale: 15, custom: true }));
  }
}
export { deep };
