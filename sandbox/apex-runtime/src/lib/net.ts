// @ts-nocheck -- CLAIMED: the lib porter is working on this file (see lib/typed.ts for how the ported ones are declared)
// Http, HttpRequest/Response, callout rules, RestContext, Blob, EncodingUtil, Crypto, Pattern/Matcher, URL.
import crypto from 'node:crypto';
import fs from 'node:fs';
import { define, t, platform, parseSigType } from '../compile/types.ts';
import { R, mkEx, throwEx, notModelled, callUser, penumNamed } from '../runtime/rt.ts';
import { AList, AMap, Blob, SObj, str } from '../runtime/values.ts';
import { count } from '../runtime/limits.ts';
import { toJsRegex, javaReplace } from './core/java-regex.ts';
const nn = R.arg;
const P = (s) => parseSigType(s);

class Headers { constructor() { this.m = new Map(); } get(k) { const e = this.m.get(k.toLowerCase()); return e ? e[1] : null; } set(k, v) { this.m.set(k.toLowerCase(), [k, v]); } keys() { return [...this.m.values()].map((e) => e[0]); } }
export class Req { constructor() { this.endpoint = null; this.method = null; this.body = null; this.blob = null; this.h = new Headers(); this.timeout = 10000; this.comp = false; this.cert = null; } toText() { return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`; } }
export class Res { constructor() { this.code = 200; this.status = 'OK'; this.body = null; this.blob = null; this.h = new Headers(); } toText() { return `System.HttpResponse[Status=${this.status}, StatusCode=${this.code}]`; } }
const bodyOf = (r) => (r.body !== null ? r.body : r.blob ? r.blob.b.toString('utf8') : '');
const blobOf = (r) => r.blob || new Blob(Buffer.from(r.body ?? '', 'utf8'));
define('System.HttpRequest', {
  js: Req, ctor: { '()': () => new Req() },
  i: { 'setEndpoint(String):void': (r, s) => { r.endpoint = s; }, 'getEndpoint():String': (r) => r.endpoint, 'setMethod(String):void': (r, s) => { r.method = s; }, 'getMethod():String': (r) => r.method, 'setBody(String):void': (r, s) => { r.body = s; r.blob = null; }, 'getBody():String': bodyOf, 'setBodyAsBlob(Blob):void': (r, b) => { r.blob = b; r.body = null; }, 'getBodyAsBlob():Blob': blobOf, 'setBodyDocument(Dom.Document):void': (r, d) => { r.body = R.iv(d, 'a_toxmlstring$0', []); r.blob = null; }, 'setHeader(String,String):void': (r, k, v) => r.h.set(nn(k), v), 'getHeader(String):String': (r, k) => r.h.get(nn(k)), 'getHeaderKeys():List<String>': (r) => new AList(t.string, r.h.keys()), 'setTimeout(Integer):void': (r, n) => { if (nn(n) < 1 || n > 120000) throwEx('System.CalloutException', 'Invalid timeout value'); r.timeout = n; }, 'getTimeout():Integer': (r) => r.timeout, 'setCompressed(Boolean):void': (r, b) => { r.comp = b; }, 'getCompressed():Boolean': (r) => r.comp, 'setClientCertificateName(String):void': (r, s) => { r.cert = s; }, 'setClientCertificate(String,String):void': () => {}, 'toString():String': (r) => r.toText() }
});
define('System.HttpResponse', {
  js: Res, ctor: { '()': () => new Res() },
  i: { 'getBody():String': bodyOf, 'setBody(String):void': (r, s) => { r.body = s; r.blob = null; }, 'getBodyAsBlob():Blob': blobOf, 'setBodyAsBlob(Blob):void': (r, b) => { r.blob = b; r.body = null; }, 'getStatusCode():Integer': (r) => r.code, 'setStatusCode(Integer):void': (r, n) => { r.code = n; }, 'getStatus():String': (r) => r.status, 'setStatus(String):void': (r, s) => { r.status = s; }, 'getHeader(String):String': (r, k) => r.h.get(nn(k)), 'setHeader(String,String):void': (r, k, v) => r.h.set(nn(k), v), 'getHeaderKeys():List<String>': (r) => new AList(t.string, r.h.keys()), 'getXmlStreamReader():Object': () => notModelled('HttpResponse.getXmlStreamReader'), 'getBodyDocument():Dom.Document': (r) => { const d = new (platform.get('dom.document').js)(); R.iv(d, 'a_load$1', [bodyOf(r)]); return d; }, 'toString():String': (r) => r.toText() }
});
define('System.HttpCalloutMock', { iface: ['respond(HttpRequest):HttpResponse'] });
define('System.WebServiceMock', { iface: ['doInvoke(Object,Object,Map<String,Object>,String,String,String,String,String,String):void'] });
class SRM { constructor() { this.d = {}; } }
const srm = (k) => (r, v) => { r.d[k] = v; };
define('System.StaticResourceCalloutMock', { js: SRM, ifs: ['HttpCalloutMock'], ctor: { '()': () => new SRM() }, i: { 'setStaticResource(String):void': srm('res'), 'setStatusCode(Integer):void': srm('code'), 'setStatus(String):void': srm('status'), 'setHeader(String,String):void': (r, k, v) => { (r.d.h ||= []).push([k, v]); }, 'respond(HttpRequest):HttpResponse': (r) => { const x = new Res(); x.code = r.d.code ?? 200; x.status = r.d.status ?? 'OK'; for (const [k, v] of r.d.h || []) x.h.set(k, v); x.blob = new Blob(resource(r.d.res)); return x; } } });
class MSR { constructor() { this.m = new Map(); this.d = {}; } }
define('System.MultiStaticResourceCalloutMock', { js: MSR, ifs: ['HttpCalloutMock'], ctor: { '()': () => new MSR() }, i: { 'setStaticResource(String,String):void': (r, u, n) => r.m.set(u, n), 'setStatusCode(Integer):void': srm('code'), 'setStatus(String):void': srm('status'), 'setHeader(String,String):void': () => {}, 'respond(HttpRequest):HttpResponse': (r, q) => { const x = new Res(); x.code = r.d.code ?? 200; x.blob = new Blob(resource(r.m.get(q.endpoint))); return x; } } });
export function resource(name) { const s = R.org.meta.staticResources.get(String(name).toLowerCase()); if (!s || !s.file) throwEx('System.CalloutException', 'Static resource not found: ' + name); return fs.readFileSync(s.file); }
define('System.Http', { js: class Http {}, ctor: { '()': () => new (platform.get('system.http').js)() }, i: { 'send(HttpRequest):HttpResponse': (h, r) => send(nn(r)), 'toString():String': () => 'System.Http[]' } });
function send(r) {
  if (R.tx.dirty) throwEx('System.CalloutException', 'You have uncommitted work pending. Please commit or rollback before calling out');
  count('callouts', 1);
  if (!r.endpoint) throwEx('System.CalloutException', 'Missing endpoint URL');
  if (!r.method) throwEx('System.CalloutException', 'HttpRequest method is required'.replace(/^.*$/, 'Method must not be null'));
  if (R.test) {
    const m = R.test.mocks.get('httpcalloutmock');
    if (!m) throw mkEx('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
    const res = callUser(m, 'respond', [r]);
    return res;
  }
  if (R.tx.kind === 'SCHEDULED') throwEx('System.CalloutException', 'Callout from scheduled Apex not supported.');
  if (R.tx.kind === 'QUEUEABLE' && !implementsIf(R.async.current && R.async.current.o, 'database.allowscallouts')) throwEx('System.CalloutException', 'Callout not allowed from this Queueable. Please implement Database.AllowsCallouts.');
  if (R.trigStack.length) throwEx('System.CalloutException', 'Callout from triggers are currently not supported.');
  if (!R.callout) return notModelled('callouts without a callout handler (give createOrg a callout handler)');
  const out = R.callout({ endpoint: r.endpoint, method: r.method, headers: Object.fromEntries([...r.h.m.values()]), body: r.body !== null ? r.body : r.blob ? r.blob.b : null, timeout: r.timeout });
  if (out.error) throwEx('System.CalloutException', out.error);
  const x = new Res();
  x.code = out.status; x.status = out.statusText || { 200: 'OK', 201: 'Created', 204: 'No Content', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 409: 'Conflict', 422: 'Unprocessable Entity', 429: 'Too Many Requests', 500: 'Internal Server Error', 503: 'Service Unavailable' }[out.status] || '';
  for (const [k, v] of Object.entries(out.headers || {})) x.h.set(k, String(v));
  if (typeof out.body === 'string') x.body = out.body; else if (out.body) x.blob = new Blob(Buffer.from(out.body));
  else x.body = '';
  return x;
}
function implementsIf(o, key) { if (!o) return false; const seen = new Set(); const walk = (T) => { if (!T || seen.has(T)) return false; seen.add(T); if (T.kind === 'plat') return T.def.key === key; return T.decl.ifsT.some(walk) || walk(T.decl.superT); }; return walk(o.T); }

// --- REST context
class RReq { constructor() { this.p = new AMap(t.string, t.string); this.h = new AMap(t.string, t.string); this.httpMethod = null; this.requestURI = null; this.requestBody = null; this.resourcePath = null; this.remoteAddress = null; } }
class RRes { constructor() { this.h = new AMap(t.string, t.string); this.responseBody = null; this.statusCode = null; } }
const fp = (n) => [(o) => o[n], (o, v) => (o[n] = v)];
define('System.RestRequest', { js: RReq, ctor: { '()': () => new RReq() }, p: { 'params:Map<String,String>': [(o) => o.p, (o, v) => (o.p = v)], 'headers:Map<String,String>': [(o) => o.h, (o, v) => (o.h = v)], 'httpMethod:String': fp('httpMethod'), 'requestURI:String': fp('requestURI'), 'requestBody:Blob': fp('requestBody'), 'resourcePath:String': fp('resourcePath'), 'remoteAddress:String': fp('remoteAddress') }, i: { 'addParameter(String,String):void': (r, k, v) => { r.p.put(k, v); }, 'addHeader(String,String):void': (r, k, v) => { r.h.put(k, v); } } });
define('System.RestResponse', { js: RRes, ctor: { '()': () => new RRes() }, p: { 'headers:Map<String,String>': [(o) => o.h, (o, v) => (o.h = v)], 'responseBody:Blob': fp('responseBody'), 'statusCode:Integer': fp('statusCode') }, i: { 'addHeader(String,String):void': (r, k, v) => { r.h.put(k, v); } } });
R.rest = { request: null, response: null };
define('System.RestContext', { js: class {}, sp: { 'request:RestRequest': [() => R.rest.request, (v) => (R.rest.request = v)], 'response:RestResponse': [() => R.rest.response, (v) => (R.rest.response = v)] } });
export { RReq, RRes };

// --- Blob, EncodingUtil, Crypto
define('System.Blob', { s: { 'valueOf(String):Blob': (s) => new Blob(Buffer.from(nn(s), 'utf8')), 'toPdf(String):Blob': (s) => new Blob(Buffer.from(s)) }, i: { 'toString():String': (b) => { const s = b.b.toString('utf8'); if (s.includes('\ufffd') && !b.b.includes(Buffer.from('\ufffd'))) throwEx('System.StringException', 'BLOB is not a valid UTF-8 string'); return s; }, 'size():Integer': (b) => b.b.length } });
define('System.EncodingUtil', { s: { 'base64Encode(Blob):String': (b) => nn(b).b.toString('base64'), 'base64Decode(String):Blob': (s) => new Blob(Buffer.from(nn(s), 'base64')), 'convertToHex(Blob):String': (b) => nn(b).b.toString('hex'), 'convertFromHex(String):Blob': (s) => { if (!/^([0-9a-fA-F]{2})*$/.test(nn(s))) throwEx('System.InvalidParameterValueException', 'Invalid hex string'); return new Blob(Buffer.from(s, 'hex')); }, 'urlEncode(String,String):String': (s) => encodeURIComponent(nn(s)).replace(/%20/g, '+').replace(/[!'()~]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase()), 'urlDecode(String,String):String': (s) => decodeURIComponent(nn(s).replace(/\+/g, ' ')) } });
const alg = (a) => { const x = { md5: 'md5', sha1: 'sha1', 'sha-1': 'sha1', sha256: 'sha256', 'sha-256': 'sha256', sha512: 'sha512', 'sha-512': 'sha512', sha3256: 'sha3-256', 'sha3-256': 'sha3-256', 'sha3-384': 'sha3-384', 'sha3-512': 'sha3-512', hmacmd5: 'md5', hmacsha1: 'sha1', hmacsha256: 'sha256', hmacsha512: 'sha512' }[nn(a).toLowerCase()]; if (!x) throwEx('System.NoSuchAlgorithmException'.replace('NoSuchAlgorithm', 'Security'), 'Unsupported algorithm: ' + a); return x; };
const aes = (a) => { const m = /^AES-?(128|192|256)/i.exec(nn(a)); if (!m) throwEx('System.InvalidParameterValueException', 'Invalid algorithm ' + a); return `aes-${m[1]}-cbc`; };
const enc = (al, k, iv, d) => { const c = crypto.createCipheriv(aes(al), k.b, iv.b); return Buffer.concat([c.update(d.b), c.final()]); };
const dec = (al, k, iv, d) => { try { const c = crypto.createDecipheriv(aes(al), k.b, iv); return Buffer.concat([c.update(d), c.final()]); } catch { return throwEx('System.SecurityException', 'Given final block not properly padded. Such issues can arise if a bad key is used during decryption.'); } };
const pem = (k, type) => { try { return type === 'priv' ? crypto.createPrivateKey({ key: k.b, format: 'der', type: 'pkcs8' }) : crypto.createPublicKey({ key: k.b, format: 'der', type: 'spki' }); } catch { return throwEx('System.SecurityException', 'Invalid key'); } };
const salg = (a) => { const s = nn(a).toUpperCase(); return /512/.test(s) ? 'sha512' : /256/.test(s) ? 'sha256' : 'sha1'; };
define('System.Crypto', {
  s: {
    'generateDigest(String,Blob):Blob': (a, b) => new Blob(crypto.createHash(alg(a)).update(nn(b).b).digest()), 'generateMac(String,Blob,Blob):Blob': (a, b, k) => new Blob(crypto.createHmac(alg(a), nn(k).b).update(nn(b).b).digest()), 'verifyHMac(String,Blob,Blob,Blob):Boolean': (a, b, k, m) => crypto.createHmac(alg(a), k.b).update(b.b).digest().equals(m.b), 'verifyMac(String,Blob,Blob,Blob):Boolean': (a, b, k, m) => crypto.createHmac(alg(a), k.b).update(b.b).digest().equals(m.b), 'generateAesKey(Integer):Blob': (n) => new Blob(crypto.randomBytes(n / 8)), 'getRandomInteger():Integer': () => crypto.randomBytes(4).readInt32BE(), 'getRandomLong():Long': () => crypto.randomBytes(8).readBigInt64BE(),
    'encrypt(String,Blob,Blob,Blob):Blob': (a, k, iv, d) => new Blob(enc(a, k, iv, d)), 'decrypt(String,Blob,Blob,Blob):Blob': (a, k, iv, d) => new Blob(dec(a, k, iv.b, d.b)), 'encryptWithManagedIV(String,Blob,Blob):Blob': (a, k, d) => { const iv = new Blob(crypto.randomBytes(16)); return new Blob(Buffer.concat([iv.b, enc(a, k, iv, d)])); }, 'decryptWithManagedIV(String,Blob,Blob):Blob': (a, k, d) => new Blob(dec(a, k, d.b.subarray(0, 16), d.b.subarray(16))),
    'sign(String,Blob,Blob):Blob': (a, d, k) => new Blob(crypto.sign(salg(a), d.b, pem(k, 'priv'))), 'verify(String,Blob,Blob,Blob):Boolean': (a, d, s, k) => crypto.verify(salg(a), d.b, pem(k, 'pub'), s.b), 'signWithCertificate(String,Blob,String):Blob': () => notModelled('Crypto.signWithCertificate')
  }
});

// --- Pattern, Matcher
class Pattern { constructor(p) { this.p = p; this.re = toJsRegex(p, 'g'); } toText() { return this.p; } }
class Matcher { constructor(pt, s) { this.pt = pt; this.s = s; this.m = null; this.pos = 0; this.app = 0; this.from = 0; this.to = s.length; } }
define('System.Pattern', { js: Pattern, s: { 'compile(String):Pattern': (p) => new Pattern(nn(p)), 'matches(String,String):Boolean': (p, s) => full(new Pattern(nn(p)), nn(s)) !== null, 'quote(String):String': (s) => '\\Q' + s + '\\E' }, i: { 'matcher(String):Matcher': (p, s) => new Matcher(p, nn(s)), 'pattern():String': (p) => p.p, 'split(String):List<String>': (p, s) => new AList(t.string, s.split(p.re)), 'split(String,Integer):List<String>': (p, s, n) => new AList(t.string, s.split(p.re)), 'toString():String': (p) => p.p } });
function full(p, s) { const re = new RegExp('^(?:' + p.re.source + ')$', p.re.flags.replace('g', '').replace('m', '')); return re.exec(s); }
const need = (m) => { if (!m.m) throwEx('System.StringException', 'No match found'); return m.m; };
const find = (m) => { m.pt.re.lastIndex = m.pos; if (m.pos > m.s.length) { m.m = null; return false; } m.m = m.pt.re.exec(m.s); if (m.m) m.pos = m.m[0] === '' ? m.m.index + 1 : m.m.index + m.m[0].length; return !!m.m; };
const gpos = (m, g) => { const x = need(m); if (g === 0) return x.index; const v = x[g]; return v === undefined ? -1 : x.index + x[0].indexOf(v); };
define('System.Matcher', { js: Matcher, s: { 'quoteReplacement(String):String': (s) => s.replace(/[\\$]/g, '\\$&') }, i: { 'matches():Boolean': (m) => { m.m = full(m.pt, m.s); return !!m.m; }, 'find():Boolean': find, 'find(Integer):Boolean': (m, i) => { m.pos = i; return find(m); }, 'lookingAt():Boolean': (m) => { m.m = new RegExp('^(?:' + m.pt.re.source + ')', m.pt.re.flags.replace('g', '')).exec(m.s); return !!m.m; }, 'group():String': (m) => need(m)[0], 'group(Integer):String': (m, i) => { const x = need(m); if (i >= x.length) throwEx('System.StringException', 'No group ' + i); return x[i] ?? null; }, 'groupCount():Integer': (m) => new RegExp(m.pt.re.source + '|', m.pt.re.flags).exec('').length - 1, 'start():Integer': (m) => need(m).index, 'end():Integer': (m) => need(m).index + m.m[0].length, 'start(Integer):Integer': gpos, 'end(Integer):Integer': (m, g) => gpos(m, g) + (m.m[g] || '').length, 'replaceAll(String):String': (m, r) => javaReplace(m.s, m.pt.re, r), 'replaceFirst(String):String': (m, r) => javaReplace(m.s, new RegExp(m.pt.re.source, m.pt.re.flags.replace('g', '')), r), 'reset():Matcher': (m) => { m.pos = 0; m.m = null; return m; }, 'reset(String):Matcher': (m, s) => { m.s = s; m.pos = 0; m.m = null; return m; }, 'hitEnd():Boolean': (m) => !m.m || m.m.index + m.m[0].length === m.s.length, 'pattern():Pattern': (m) => m.pt, 'region(Integer,Integer):Matcher': (m, a, b) => { m.s = m.s.slice(0, b); m.pos = a; return m; }, 'usePattern(Pattern):Matcher': (m, p) => { m.pt = p; return m; }, 'requireEnd():Boolean': () => false } });

// --- URL, PageReference
class AUrl { constructor(s) { try { this.u = new URL(s); } catch { throwEx('System.StringException', 'no protocol: ' + s); } this.s = s; } hashKey() { return this.s; } toText() { return this.s; } }
const ORG = 'https://apex-runtime.my.salesforce.com';
define('System.URL', { js: AUrl, ctor: { '(String)': (T, s) => new AUrl(nn(s)), '(URL,String)': (T, u, s) => new AUrl(new URL(s, u.s).href), '(String,String,String)': (T, p, h, f) => new AUrl(`${p}://${h}${f}`), '(String,String,Integer,String)': (T, p, h, n, f) => new AUrl(`${p}://${h}:${n}${f}`) }, s: { 'getSalesforceBaseUrl():URL': () => new AUrl(ORG), 'getOrgDomainUrl():URL': () => new AUrl(ORG), 'getCurrentRequestUrl():URL': () => new AUrl(ORG + '/'), 'getFileFieldURL(String,String):String': (a, b) => ORG + '/servlet' }, i: { 'toExternalForm():String': (u) => u.s, 'getHost():String': (u) => u.u.hostname, 'getPath():String': (u) => u.u.pathname, 'getProtocol():String': (u) => u.u.protocol.replace(':', ''), 'getQuery():String': (u) => u.u.search.slice(1) || null, 'getRef():String': (u) => u.u.hash.slice(1) || null, 'getPort():Integer': (u) => (u.u.port ? Number(u.u.port) : -1), 'getDefaultPort():Integer': (u) => (u.u.protocol === 'http:' ? 80 : 443), 'getFile():String': (u) => u.u.pathname + u.u.search, 'getAuthority():String': (u) => u.u.host, 'getUserInfo():String': (u) => u.u.username || null, 'sameFile(URL):Boolean': (u, o) => u.s === o.s, 'toString():String': (u) => u.s } });
class Page { constructor(s) { this.s = s; this.p = new AMap(t.string, t.string); this.h = new AMap(t.string, t.string); } }
define('System.PageReference', { js: Page, ctor: { '(String)': (T, s) => new Page(s) }, i: { 'getParameters():Map<String,String>': (p) => p.p, 'getHeaders():Map<String,String>': (p) => p.h, 'getUrl():String': (p) => p.s, 'setRedirect(Boolean):PageReference': (p) => p, 'getContent():Blob': () => notModelled('PageReference.getContent') } });
R.loadData = (T, n) => {
  const rows = resource(n).toString('utf8').split(/\r?\n/).filter(Boolean).map((l) => [...l.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1]).slice(0, -1).map((c) => (c.startsWith('"') ? c.slice(1, -1).replace(/""/g, '"') : c)));
  const head = rows.shift();
  const l = new AList(T, rows.map((r) => { const s = new SObj(T); head.forEach((h, i) => { const f = T.so.field(h.toLowerCase()); if (f && r[i] !== undefined && r[i] !== '') s.f.set(f.key, R.fromText(f, r[i])); }); return s; }));
  R.dmlStmt('insert', [l], null, null);
  return l;
};
export { P, str, penumNamed };
