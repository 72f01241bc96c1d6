// @ts-nocheck -- ported file by file: this one still waits for its types
// Messaging, Metadata, Cache, Invocable, ConnectApi-free odds and ends: mostly recorded, not performed.
import { define, t, platT, platform, parseSigType } from '../compile/types.ts';
import { R, mkEx, throwEx, notModelled, callUser, penumNamed } from '../runtime/rt.ts';
import { AList, AMap, ASet, PObj, SObj, str } from '../runtime/values.ts';
import { count } from '../runtime/limits.ts';
const P = (s) => parseSigType(s);
const nn = R.arg;
// a data object: properties, and setX/getX methods when asked for
export function bean(name, props, o = {}) {
  const p = {}, i = { ...(o.i || {}) };
  for (const [n, ty] of Object.entries(props)) {
    p[`${n}:${ty}`] = [(x) => x.d[n] ?? null, (x, v) => (x.d[n] = v)];
    const C = n[0].toUpperCase() + n.slice(1);
    if (o.acc) { i[`set${C}(${ty}):void`] = (x, v) => { x.d[n] = v; }; i[`get${C}():${ty}`] = (x) => x.d[n] ?? null; }
  }
  const ctor = { '()': (T) => { const x = new PObj(T); if (o.init) o.init(x); return x; }, ...(o.ctor || {}) };
  define(name, { p, i, ctor, sup: o.sup });
}
// --- Messaging
define('Messaging.Email', { abstract: true });
bean('Messaging.SingleEmailMessage', { toAddresses: 'List<String>', ccAddresses: 'List<String>', bccAddresses: 'List<String>', subject: 'String', plainTextBody: 'String', htmlBody: 'String', replyTo: 'String', senderDisplayName: 'String', targetObjectId: 'Id', whatId: 'Id', templateId: 'Id', saveAsActivity: 'Boolean', bccSender: 'Boolean', useSignature: 'Boolean', orgWideEmailAddressId: 'Id', fileAttachments: 'List<Messaging.EmailFileAttachment>', entityAttachments: 'List<String>', references: 'String', inReplyTo: 'String', treatBodiesAsTemplate: 'Boolean', treatTargetObjectAsRecipient: 'Boolean', charset: 'String', optOutPolicy: 'String', documentAttachments: 'List<Id>' }, { acc: true, sup: 'Messaging.Email' });
bean('Messaging.MassEmailMessage', { targetObjectIds: 'List<Id>', templateId: 'Id', subject: 'String', saveAsActivity: 'Boolean', whatIds: 'List<Id>' }, { acc: true, sup: 'Messaging.Email' });
bean('Messaging.EmailFileAttachment', { body: 'Blob', fileName: 'String', contentType: 'String', inline: 'Boolean' }, { acc: true });
bean('Messaging.SendEmailResult', {}, { i: { 'isSuccess():Boolean': (r) => r.d.ok !== false, 'getErrors():List<Messaging.SendEmailError>': (r) => new AList(P('Messaging.SendEmailError'), []) } });
bean('Messaging.SendEmailError', {}, { i: { 'getMessage():String': (e) => e.d.m, 'getStatusCode():StatusCode': () => null, 'getFields():List<String>': () => new AList(t.string), 'getTargetObjectId():String': () => null } });
bean('Messaging.InboundEmail', { subject: 'String', plainTextBody: 'String', htmlBody: 'String', fromAddress: 'String', fromName: 'String', toAddresses: 'List<String>', ccAddresses: 'List<String>', replyTo: 'String', messageId: 'String', inReplyTo: 'String', references: 'List<String>', textAttachments: 'List<Messaging.InboundEmail.TextAttachment>', binaryAttachments: 'List<Messaging.InboundEmail.BinaryAttachment>', headers: 'List<Messaging.InboundEmail.Header>', plainTextBodyIsTruncated: 'Boolean', htmlBodyIsTruncated: 'Boolean' });
bean('Messaging.InboundEmail.TextAttachment', { body: 'String', fileName: 'String', mimeTypeSubType: 'String', charset: 'String', bodyIsTruncated: 'Boolean' });
bean('Messaging.InboundEmail.BinaryAttachment', { body: 'Blob', fileName: 'String', mimeTypeSubType: 'String' });
bean('Messaging.InboundEmail.Header', { name: 'String', value: 'String' });
bean('Messaging.InboundEnvelope', { toAddress: 'String', fromAddress: 'String' });
bean('Messaging.InboundEmailResult', { success: 'Boolean', message: 'String' });
define('Messaging.InboundEmailHandler', { iface: ['handleInboundEmail(Messaging.InboundEmail,Messaging.InboundEnvelope):Messaging.InboundEmailResult'] });
function sendEmail(l, all) {
  count('emails', 1);
  for (const m of l.a) {
    if (!m.d.toAddresses && !m.d.targetObjectId && !m.d.ccAddresses && !m.d.bccAddresses && !m.d.targetObjectIds) throw mkEx('System.EmailException', 'SendEmail failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Add a recipient to send an email.: []');
    R.org.emails.push(m);
  }
  return new AList(P('Messaging.SendEmailResult'), l.a.map(() => new PObj(P('Messaging.SendEmailResult'))));
}
define('System.Messaging', { s: { 'sendEmail(List<Messaging.Email>):List<Messaging.SendEmailResult>': sendEmail, 'sendEmail(List<Messaging.Email>,Boolean):List<Messaging.SendEmailResult>': sendEmail, 'reserveSingleEmailCapacity(Integer):void': () => {}, 'reserveMassEmailCapacity(Integer):void': () => {}, 'renderStoredEmailTemplate(String,String,String):Messaging.SingleEmailMessage': () => new PObj(P('Messaging.SingleEmailMessage')) } });
bean('Messaging.CustomNotification', { title: 'String', body: 'String', notificationTypeId: 'Id', targetId: 'Id', targetPageRef: 'String', senderId: 'Id' }, { acc: true, ctor: { '(String,String,String,String,String)': (T, ty, s, tg, ti, b) => { const x = new PObj(T); Object.assign(x.d, { notificationTypeId: ty, targetId: tg, title: ti, body: b }); return x; } }, i: { 'send(Set<String>):void': (n, users) => { if (!n.d.notificationTypeId || !n.d.title || !n.d.body || !(n.d.targetId || n.d.targetPageRef)) throwEx('System.IllegalArgumentException', 'Missing required custom notification attribute'); R.org.notifications.push({ title: n.d.title, body: n.d.body, targetId: n.d.targetId, typeId: n.d.notificationTypeId, users: [...nn(users).values()] }); } } });
// --- Metadata API
define('Metadata.Metadata', { abstract: true });
const mdp = { fullName: 'String' };
bean('Metadata.CustomMetadata', { ...mdp, label: 'String', description: 'String', protected_x: 'Boolean', values: 'List<Metadata.CustomMetadataValue>' }, { sup: 'Metadata.Metadata', init: (x) => { x.d.values = new AList(P('Metadata.CustomMetadataValue')); } });
bean('Metadata.CustomMetadataValue', { field: 'String', value: 'Object' });
bean('Metadata.CustomLabel', { ...mdp, value: 'String' }, { sup: 'Metadata.Metadata' });
define('Metadata.DeployStatus', { e: ['Canceled', 'Canceling', 'Failed', 'InProgress', 'Pending', 'Succeeded', 'SucceededPartial', 'FinalizingDeploy', 'FinalizingDeployFailed'] });
define('Metadata.MetadataType', { e: ['CustomMetadata', 'Layout'] });
bean('Metadata.DeployMessage', { changed: 'Boolean', columnNumber: 'Integer', componentType: 'String', created: 'Boolean', deleted: 'Boolean', fileName: 'String', fullName: 'String', id: 'Id', lineNumber: 'Integer', problem: 'String', problemType: 'Object', success: 'Boolean', warning: 'Boolean' });
bean('Metadata.DeployDetails', { componentFailures: 'List<Metadata.DeployMessage>', componentSuccesses: 'List<Metadata.DeployMessage>' }, { init: (x) => { x.d.componentFailures = new AList(P('Metadata.DeployMessage')); x.d.componentSuccesses = new AList(P('Metadata.DeployMessage')); } });
bean('Metadata.DeployResult', { id: 'Id', status: 'Metadata.DeployStatus', success: 'Boolean', done: 'Boolean', errorMessage: 'String', errorStatusCode: 'Object', details: 'Metadata.DeployDetails', numberComponentErrors: 'Integer', numberComponentsDeployed: 'Integer', numberComponentsTotal: 'Integer', stateDetail: 'String', startDate: 'Datetime', completedDate: 'Datetime', createdBy: 'Id', createdByName: 'String', checkOnly: 'Boolean', ignoreWarnings: 'Boolean', rollbackOnError: 'Boolean' });
bean('Metadata.DeployCallbackContext', {}, { i: { 'getCallbackJobId():Id': (c) => c.d.id ?? null } });
define('Metadata.DeployCallback', { iface: ['handleResult(Metadata.DeployResult,Metadata.DeployCallbackContext):void'] });
bean('Metadata.DeployContainer', {}, { init: (x) => { x.items = []; }, i: { 'addMetadata(Metadata.Metadata):void': (c, m) => { c.items.push(m); }, 'getMetadata():List<Metadata.Metadata>': (c) => new AList(P('Metadata.Metadata'), c.items.slice()), 'removeMetadata(Metadata.Metadata):Boolean': (c, m) => { const i = c.items.indexOf(m); if (i >= 0) c.items.splice(i, 1); return i >= 0; }, 'removeMetadataByFullName(String):Boolean': () => false } });
define('Metadata.Operations', { s: { 'enqueueDeployment(Metadata.DeployContainer,Metadata.DeployCallback):Id': (c, cb) => { if (R.test) throwEx('System.AsyncException', 'Metadata cannot be deployed from within a test'); const id = '0Af' + String(R.org.deployments.length + 1).padStart(12, '0') + 'AAA'; R.org.deployments.push({ id, items: c.items.slice(), callback: cb }); R.org.applyDeployment?.(c.items, cb, id); return id; }, 'retrieve(Metadata.MetadataType,List<String>):List<Metadata.Metadata>': (ty, l) => new AList(P('Metadata.Metadata'), l.a.map((n) => R.org.retrieveMdt(n)).filter(Boolean)) } });
// --- Cache
const caches = new Map();
R.resetCaches = () => caches.clear();
const part = (n) => { const k = String(n).toLowerCase(); if (!caches.has(k)) caches.set(k, new Map()); return caches.get(k); };
class Part { constructor(n, org) { this.n = n; this.m = part((org ? 'o:' : 's:') + n); } }
const okKey = (k) => { if (!/^[A-Za-z0-9]+$/.test(String(nn(k)).split('.').pop())) throwEx('Cache.CacheException', `Invalid key: ${k}`.replace(/^.*$/, 'Key must be alphanumeric: ' + k)); };
const splitKey = (org, k) => { const i = String(nn(k)).lastIndexOf('.'); return i < 0 ? [part((org ? 'o:' : 's:') + 'default'), k] : [part((org ? 'o:' : 's:') + k.slice(0, i)), k.slice(i + 1)]; };
function loadVia(T, m, k) { const ck = 'b:' + T.t.name + ':' + k; if (m.has(ck)) return m.get(ck); const v = callUser(R.instantiate(T.t), 'doLoad', [k]); m.set(ck, v); return v; }
define('Cache.CacheBuilder', { iface: ['doLoad(String):Object'] });
define('Cache.Visibility', { e: ['ALL', 'NAMESPACE'] });
const pi = { 'get(String):Object': (p, k) => p.m.get(k) ?? null, 'get(Type,String):Object': (p, T, k) => loadVia(T, p.m, k), 'put(String,Object):void': (p, k, v) => { okKey(k); p.m.set(k, v); }, 'put(String,Object,Integer):void': (p, k, v) => { okKey(k); p.m.set(k, v); }, 'put(String,Object,Integer,Cache.Visibility,Boolean):void': (p, k, v) => { p.m.set(k, v); }, 'contains(String):Boolean': (p, k) => p.m.has(k), 'remove(String):Boolean': (p, k) => p.m.delete(k), 'remove(Type,String):Boolean': (p, T, k) => p.m.delete('b:' + T.t.name + ':' + k), 'getKeys():Set<String>': (p) => new ASet(t.string, [...p.m.keys()]), 'isAvailable():Boolean': () => true, 'getName():String': (p) => p.n, 'getCapacity():Double': () => null, 'getMissRate():Double': () => null, 'getNumKeys():Long': (p) => BigInt(p.m.size), 'validateKey(Boolean,String):void': (p, b, k) => okKey(k) };
define('Cache.Partition', { js: Part, i: pi });
define('Cache.OrgPartition', { js: class extends Part { constructor(n) { super(n, true); } }, sup: 'Cache.Partition' });
define('Cache.SessionPartition', { js: class extends Part { constructor(n) { super(n, false); } }, sup: 'Cache.Partition' });
for (const [n, org] of [['Org', true], ['Session', false]]) {
  define('Cache.' + n, { s: { [`getPartition(String):Cache.${n}Partition`]: (x) => new (platform.get(`cache.${n.toLowerCase()}partition`).js)(x), 'get(String):Object': (k) => { const [m, x] = splitKey(org, k); return m.get(x) ?? null; }, 'get(Type,String):Object': (T, k) => { const [m, x] = splitKey(org, k); return loadVia(T, m, x); }, 'put(String,Object):void': (k, v) => { okKey(k); const [m, x] = splitKey(org, k); m.set(x, v); }, 'put(String,Object,Integer):void': (k, v) => { okKey(k); const [m, x] = splitKey(org, k); m.set(x, v); }, 'contains(String):Boolean': (k) => { const [m, x] = splitKey(org, k); return m.has(x); }, 'remove(String):Boolean': (k) => { const [m, x] = splitKey(org, k); return m.delete(x); }, 'remove(Type,String):Boolean': (T, k) => { const [m, x] = splitKey(org, k); return m.delete('b:' + T.t.name + ':' + x); }, 'isAvailable():Boolean': () => true, 'getKeys():Set<String>': () => new ASet(t.string, [...part((org ? 'o:' : 's:') + 'default').keys()]) } });
}
for (const n of ['Cache.Org.OrgCacheException', 'Cache.Session.SessionCacheException', 'Cache.InvalidParamException', 'Cache.ItemSizeLimitExceededException', 'Cache.PlatformCacheInvalidOperationException']) { if (!platform.get(n.toLowerCase())) { const js = class extends (platform.get('system.exception').js) {}; define(n, { sup: 'Exception', js }); platform.get(n.toLowerCase()).open = true; } }
// --- ApexPages, Visualforce odds and ends
class Msg { constructor(s, m) { this.s = s; this.m = m; } }
define('ApexPages.Severity', { e: ['CONFIRM', 'ERROR', 'FATAL', 'INFO', 'WARNING'] });
define('ApexPages.Message', { js: Msg, ctor: { '(ApexPages.Severity,String)': (T, s, m) => new Msg(s, m), '(ApexPages.Severity,String,String)': (T, s, m) => new Msg(s, m) }, i: { 'getSummary():String': (m) => m.m, 'getDetail():String': (m) => m.m, 'getSeverity():ApexPages.Severity': (m) => m.s } });
let msgs = [];
define('System.ApexPages', { s: { 'addMessage(ApexPages.Message):void': (m) => { msgs.push(m); }, 'addMessages(Exception):void': (e) => { msgs.push(new Msg(null, e.msg)); }, 'getMessages():List<ApexPages.Message>': () => new AList(P('ApexPages.Message'), msgs), 'hasMessages():Boolean': () => msgs.length > 0, 'currentPage():PageReference': () => null } });
define('ApexPages.StandardController', { js: class { constructor(r) { this.r = r; } }, ctor: { '(SObject)': (T, r) => new (platform.get('apexpages.standardcontroller').js)(r) }, i: { 'getRecord():SObject': (c) => c.r, 'getId():String': (c) => c.r.get('id') } });
define('ConnectApi.ChatterUsers', { s: { 'getFollowings(String,String):Object': () => throwEx('System.UnsupportedOperationException', 'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).') } });
// --- Invocable, Flow, Approval, others that an integration package rarely touches
bean('Invocable.Action', {}, {});
define('Flow.Interview', { s: { 'createInterview(String,Map<String,Object>):Flow.Interview': () => notModelled('Flow.Interview') }, i: { 'start():void': () => {} } });
define('Auth.JWT', {});
define('Approval.ProcessResult', {});
bean('Approval.ProcessSubmitRequest', { objectId: 'Id', comments: 'String' }, { acc: true });
define('System.Approval', { s: { 'isLocked(Id):Boolean': () => false, 'process(Object):Approval.ProcessResult': () => notModelled('Approval.process'), 'lock(Id):void': () => {}, 'unlock(Id):void': () => {} } });
bean('System.SelectOption', { value: 'String', label: 'String', disabled: 'Boolean' }, { acc: true, ctor: { '(String,String)': (T, v, l) => { const x = new PObj(T); x.d = { value: v, label: l, disabled: false }; return x; } } });
define('System.Continuation', { ctor: { '(Integer)': () => notModelled('Continuation') } });
define('System.SandboxPostCopy', { iface: ['runApexClass(SandboxContext):void'] });
define('System.SandboxContext', { i: { 'organizationId():Id': () => R.org.orgId, 'sandboxId():Id': () => R.org.orgId, 'sandboxName():String': () => 'sandbox' } });
define('Process.Plugin', { iface: [] });
define('Support.EmailTemplateSelector', { iface: [] });
define('TxnSecurity.EventCondition', { iface: [] });
define('Auth.RegistrationHandler', { iface: [] });
export { AMap, SObj, str, penumNamed, platT };
