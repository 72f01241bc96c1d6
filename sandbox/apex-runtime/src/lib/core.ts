// @ts-nocheck -- ported file by file: this one still waits for its types
// Exceptions, String, numbers, Boolean, Id, Math.
import { define, t, platform, platT, listOf, parseSigType } from '../compile/types.ts';
import { R, mkEx, throwEx, stackText, npe, notModelled, penumNamed } from '../runtime/rt.ts';
import { AEx, AList, ASet, AMap, Obj, PObj, Blob, EnumVal, str, exTypeName, exText, isIdText, to18, eqStrict, hk, SObj, strEq } from '../runtime/values.ts';
import { Dec, Dbl, toDec, toNum, isNumVal } from '../runtime/decimal.ts';
import { ADate, ADatetime } from '../runtime/temporal.ts';
import { dateUS, datetimeUS, formatPattern } from '../runtime/date-format.ts';
import { unescapeApex } from '../parse/strings.ts';

const L = (arr, e = t.string) => new AList(e, arr);
const nn = R.arg;

// --- exceptions
const stub = (e) => e.st ?? '';
define('System.Object', { i: {} });
define('System.Exception', {
  js: AEx, abstract: true,
  i: {
    'getMessage():String': (e) => (e.msg === null && e.T.kind === 'user' ? 'Script-thrown exception' : e.msg === null ? 'Script-thrown exception' : e.msg),
    'getTypeName():String': (e) => (e.T.kind === 'user' ? e.T.name : exTypeName(e)),
    'getCause():Exception': (e) => e.cause, 'getLineNumber():Integer': (e) => e.line,
    'getStackTraceString():String': stub, 'initCause(Exception):void': (e, c) => { e.cause = c; }, 'setMessage(String):void': (e, m) => { e.msg = m; },
    'toString():String': (e) => exText(e),
    'getNumDml():Integer': (e) => (e.dml || []).length, 'getDmlMessage(Integer):String': (e, i) => row(e, i).message, 'getDmlType(Integer):StatusCode': (e, i) => statusCode(row(e, i).status),
    'getDmlStatusCode(Integer):String': (e, i) => row(e, i).status, 'getDmlId(Integer):Id': (e, i) => row(e, i).id ?? null, 'getDmlIndex(Integer):Integer': (e, i) => row(e, i).index,
    'getDmlFieldNames(Integer):List<String>': (e, i) => L(row(e, i).fields.slice()), 'getDmlFields(Integer):List<Schema.SObjectField>': (e, i) => new AList(parseSigType('Schema.SObjectField'), row(e, i).fields.map((f) => R.fieldToken(f))),
    'getInaccessibleFields():Map<String,Set<String>>': (e) => { const m = new AMap(t.string, parseSigType('Set<String>')); if (e.inacc) m.put(e.inacc[0], new ASet(t.string, e.inacc[1])); return m; }
  }
});
platform.get('system.exception').open = true;
function row(e, i) { const r = (e.dml || [])[i]; if (!r) throwEx('System.ListException', 'List index out of bounds: ' + i); return r; }
export function statusCode(s) { return penumNamed('System.StatusCode', s) || new EnumVal(platT(platform.get('system.statuscode')), s, 999); }
const EXC = 'AssertException AsyncException CalloutException DmlException EmailException ExternalObjectException FinalException FlowException HandledException IllegalArgumentException InvalidHeaderException InvalidParameterValueException JSONException LimitException ListException MathException NoAccessException NoDataFoundException NoSuchElementException NullPointerException ProcedureException QueryException RequiredFeatureMissingException SearchException SecurityException SerializationException SObjectException StringException TypeException UnexpectedException VisualforceException XmlException InvalidReadOnlyUserDmlException NoSuchElementException DataWeaveScriptException TouchHandledException PlatformCacheException UnsupportedOperationException DuplicateMessageException BigObjectException OrderByException TransientException AuraHandledException'.split(' ');
for (const n of new Set(EXC)) exception('System.' + n);
exception('EventBus.RetryableException'); exception('EventBus.InvalidReplayIdException'); exception('Cache.Org.OrgCacheException'); exception('Cache.CacheException'); exception('Auth.DiscoveryCustomErrorException'); exception('Canvas.CanvasRenderException');
exception('DataWeave.DataWeaveScriptException', 'System.DataWeaveScriptException'); exception('ConnectApi.ConnectApiException'); exception('Auth.JWTBearerTokenExchange.JWTBearerTokenExchangeException');
function exception(q, alias) {
  const i = q.lastIndexOf('.');
  const js = class extends AEx {};
  define(q, { sup: 'Exception', js });
  platform.get(q.toLowerCase()).open = true;
}
define('System.AuraHandledException', { i: { 'setMessage(String):void': (e, m) => { e.msg = m; e.auraSet = true; }, 'getMessage():String': (e) => (e.auraSet ? e.msg : 'Script-thrown exception') } });
define('System.StatusCode', { e: 'ALL_OR_NONE_OPERATION_ROLLED_BACK ALREADY_IN_PROCESS APEX_ERROR BAD_CUSTOM_ENTITY_PARENT_DOMAIN CANNOT_DELETE_LAST_DATED_CONVERSION_RATE CANNOT_EXECUTE_FLOW_TRIGGER CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY CANNOT_UPDATE_CONVERTED_LEAD CANT_UNDELETE_NON_DELETED_ENTITY CUSTOM_CLOB_FIELD_LIMIT_EXCEEDED DEPENDENCY_EXISTS DELETE_FAILED DUPLICATE_EXTERNAL_ID DUPLICATE_USERNAME DUPLICATE_VALUE DUPLICATES_DETECTED EMAIL_NOT_PROCESSED_DUE_TO_PRIOR_ERROR ENTITY_IS_DELETED ENTITY_IS_LOCKED FAILED_ACTIVATION FIELD_CUSTOM_VALIDATION_EXCEPTION FIELD_FILTER_VALIDATION_EXCEPTION FIELD_INTEGRITY_EXCEPTION FIELD_NOT_UPDATABLE FORBIDDEN INACTIVE_OWNER_OR_USER INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY INSUFFICIENT_ACCESS_OR_READONLY INVALID_CROSS_REFERENCE_KEY INVALID_CURRENCY_ISO INVALID_EMAIL_ADDRESS INVALID_FIELD INVALID_FIELD_FOR_INSERT_UPDATE INVALID_ID_FIELD INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST INVALID_STATUS INVALID_TYPE INVALID_TYPE_ON_FIELD_IN_RECORD LIMIT_EXCEEDED MALFORMED_ID MALFORMED_QUERY MISSING_ARGUMENT MIXED_DML_OPERATION NOT_UPDATE NULL_DUPLICATE NUMBER_OUTSIDE_VALID_RANGE OP_WITH_INVALID_USER_TYPE_EXCEPTION PICKLIST_NOT_SUPPORTED PORTAL_USER_ALREADY_EXISTS_FOR_CONTACT PRIVATE_CONTACT_ON_ASSET PROCESSING_HALTED RECORD_LOCKED REQUEST_LIMIT_EXCEEDED REQUIRED_FIELD_MISSING SELF_REFERENCE_FROM_TRIGGER STANDARD_PRICE_NOT_DEFINED STORAGE_LIMIT_EXCEEDED STRING_TOO_LONG TRANSFER_REQUIRES_READ UNABLE_TO_LOCK_ROW UNAVAILABLE_RECORDTYPE_EXCEPTION UNDELETE_FAILED UNKNOWN_EXCEPTION UNSPECIFIED_EMAIL_ADDRESS'.split(' ') });

// --- String
const isBlank = (s) => s === null || s.trim() === '';
export function fmtMessage(f, args) {
  // java.text.MessageFormat: '' is a quote, '...' quotes literally, {n} substitutes
  let out = '', q = false;
  for (let i = 0; i < f.length; i++) {
    const c = f[i];
    if (c === "'") { if (f[i + 1] === "'") { out += "'"; i++; } else q = !q; continue; }
    if (c === '{' && !q) {
      const e = f.indexOf('}', i);
      const m = e > 0 ? /^\s*(\d+)\s*(?:,.*)?$/.exec(f.slice(i + 1, e)) : null;
      if (m) { const n = Number(m[1]); out += n < args.length ? fmtArg(args[n]) : `{${n}}`; i = e; continue; }
      if (e < 0 || !m) throwEx('System.IllegalArgumentException', "can't parse argument number: " + (e > 0 ? f.slice(i + 1, e) : f.slice(i + 1)));
    }
    out += c;
  }
  return out;
}
const fmtArg = (v) => (v instanceof ADatetime ? datetimeUS(v.ms) : v instanceof ADate ? dateUS(v) : typeof v === 'number' || typeof v === 'bigint' ? Number(v).toLocaleString('en-US') : v instanceof Dec ? String(v) : str(v));
const cap = (s) => (s ? s[0].toUpperCase() + s.slice(1) : s);
export function toJsRegex(p, flags = '') {
  let s = p, f = flags;
  const m = /^\(\?([a-z]+)\)/.exec(s);
  if (m) { s = s.slice(m[0].length); for (const c of m[1]) if (c === 'i' && !f.includes('i')) f += 'i'; else if (c === 's' && !f.includes('s')) f += 's'; else if (c === 'm' && !f.includes('m')) f += 'm'; }
  s = s.replace(/\\Q([\s\S]*?)(?:\\E|$)/g, (_, x) => x.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  s = s.replace(/\\p\{(Alpha|Digit|Alnum|Upper|Lower|Punct|Space|L|Lu|Ll|N|ASCII|IsAlphabetic)\}/g, (_, c) => ({ Alpha: 'a-zA-Z', Digit: '0-9', Alnum: 'a-zA-Z0-9', Upper: 'A-Z', Lower: 'a-z', Punct: '!-\\/:-@\\[-`{-~', Space: '\\s', ASCII: '\\x00-\\x7F' }[c] || c)).replace(/(^|[^[\w\\-])(a-zA-Z0-9|a-zA-Z|0-9|A-Z|a-z)(?![\w-]*\])/g, (x, a, b) => x);
  s = s.replace(/([*+?}])\+/g, '$1').replace(/\(\?<([a-zA-Z]\w*)>/g, '(?<$1>').replace(/\\A/g, '^').replace(/\\[zZ]/g, '$').replace(/\(\?>/g, '(?:');
  s = s.replace(/\[([^\]]*)&&\[\^([^\]]*)\]\]/g, '(?![$2])[$1]');
  try { return new RegExp(s, f); } catch {
    try { return new RegExp(s, f + 'u'); } catch (e) { throwEx('System.StringException', 'Invalid regex: ' + p); }
  }
}
const jsRepl = (r) => r.replace(/\\(.)|\$(\d)|\$\{(\w+)\}|\$/g, (m, esc, d, n) => (esc ? (esc === '$' ? '$$$$' : esc) : d !== undefined ? (d === '0' ? '$$&' : '$' + d) : n ? `$<${n}>` : '$$'));
export function javaReplace(s, re, r) { return s.replace(re, (...a) => { const groups = typeof a[a.length - 1] === 'object' ? a[a.length - 1] : null; return r.replace(/\\(.)|\$(\d+)|\$\{(\w+)\}/g, (m, esc, d, n) => (esc !== undefined ? esc : n ? (groups && groups[n]) ?? '' : a[Number(d)] ?? '')); }); }
function lev(a, b) { const d = Array.from({ length: b.length + 1 }, (_, i) => i); for (let i = 1; i <= a.length; i++) { let p = d[0]; d[0] = i; for (let j = 1; j <= b.length; j++) { const x = d[j]; d[j] = Math.min(d[j] + 1, d[j - 1] + 1, p + (a[i - 1] === b[j - 1] ? 0 : 1)); p = x; } } return d[b.length]; }
const htmlEsc = (s) => s.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[c]));
const htmlUn = (s) => s.replace(/&(amp|lt|gt|quot|#39|apos|nbsp|#\d+);/g, (m, c) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: '\u00a0' }[c] || String.fromCharCode(Number(c.slice(1)))));
const rng = (s, a, b) => { if (a < 0 || b > s.length || a > b) throwEx('System.StringException', `Starting position out of bounds: ${a}`.replace('Starting', a < 0 || a > s.length ? 'Starting' : 'Ending')); return s.slice(a, b); };
function split(s, rx, lim) {
  const re = toJsRegex(rx, 'g');
  const out = [];
  let last = 0, m;
  if (s === '') return [''];
  while ((m = re.exec(s))) {
    if (lim > 0 && out.length === lim - 1) break;
    if (m[0] === '') { if (m.index >= s.length) break; re.lastIndex++; if (m.index === 0) continue; }
    if (m.index === 0 && m[0].length && false) continue;
    out.push(s.slice(last, m.index));
    last = m.index + m[0].length;
  }
  out.push(s.slice(last));
  if (lim === 0) while (out.length > 1 && out[out.length - 1] === '') out.pop();
  return out;
}
const isAll = (re) => (s) => s.length > 0 && re.test(s);
const S = (v) => (v instanceof Dec || isNumVal(v) ? str(v) : v instanceof ADatetime ? v.toString() : str(v));
define('System.String', {
  s: {
    'valueOf(Date):String': (v) => nn(v).toString(), 'valueOf(Datetime):String': (v) => nn(v).toString(), 'valueOf(Decimal):String': (v) => nn(v).toString(), 'valueOf(Double):String': (v) => nn(v).toString(), 'valueOf(Integer):String': (v) => String(nn(v)), 'valueOf(Long):String': (v) => String(nn(v)), 'valueOf(Object):String': (v) => (v === null || v === undefined ? null : S(v)), 'valueOf(String):String': (v) => v,
    'valueOfGmt(Datetime):String': (v) => v.toString(),
    'join(Iterable<Object>,String):String': (l, s) => [...R.iter(nn(l))].map((x) => (x === null ? '' : str(x))).join(s), 'join(Object,String):String': (l, s) => [...R.iter(nn(l))].map((x) => (x === null ? '' : str(x))).join(s),
    'format(String,List<Object>):String': (f, l) => fmtMessage(nn(f), l === null ? [] : l.a), 'isBlank(String):Boolean': (s) => s === null || isBlank(s), 'isNotBlank(String):Boolean': (s) => s !== null && !isBlank(s), 'isEmpty(String):Boolean': (s) => s === null || s === '', 'isNotEmpty(String):Boolean': (s) => s !== null && s !== '',
    'escapeSingleQuotes(String):String': (s) => nn(s).replace(/'/g, "\\'"), 'fromCharArray(List<Integer>):String': (l) => String.fromCharCode(...l.a), 'getCommonPrefix(List<String>):String': (l) => { let p = l.a[0] || ''; for (const s of l.a) while (!s.startsWith(p)) p = p.slice(0, -1); return p; }
  },
  i: {
    'length():Integer': (s) => s.length, 'toLowerCase():String': (s) => s.toLowerCase(), 'toUpperCase():String': (s) => s.toUpperCase(), 'toLowerCase(String):String': (s) => s.toLowerCase(), 'toUpperCase(String):String': (s) => s.toUpperCase(), 'trim():String': (s) => s.trim(), 'strip():String': (s) => s.trim(),
    'contains(String):Boolean': (s, x) => s.includes(nn(x)), 'containsIgnoreCase(String):Boolean': (s, x) => s.toLowerCase().includes(nn(x).toLowerCase()), 'containsAny(String):Boolean': (s, x) => [...nn(x)].some((c) => s.includes(c)), 'containsNone(String):Boolean': (s, x) => ![...nn(x)].some((c) => s.includes(c)), 'containsOnly(String):Boolean': (s, x) => [...s].every((c) => x.includes(c)), 'containsWhitespace():Boolean': (s) => /\s/.test(s),
    'startsWith(String):Boolean': (s, x) => s.startsWith(nn(x)), 'endsWith(String):Boolean': (s, x) => s.endsWith(nn(x)), 'startsWithIgnoreCase(String):Boolean': (s, x) => s.toLowerCase().startsWith(nn(x).toLowerCase()), 'endsWithIgnoreCase(String):Boolean': (s, x) => s.toLowerCase().endsWith(nn(x).toLowerCase()),
    'equals(Object):Boolean': (s, x) => s === x, 'equalsIgnoreCase(String):Boolean': (s, x) => x !== null && s.toLowerCase() === x.toLowerCase(), 'hashCode():Integer': (s) => R.hashOf(s), 'compareTo(String):Integer': (s, x) => { const n = Math.min(s.length, nn(x).length); for (let i = 0; i < n; i++) if (s.charCodeAt(i) !== x.charCodeAt(i)) return s.charCodeAt(i) - x.charCodeAt(i); return s.length - x.length; },
    'indexOf(String):Integer': (s, x) => s.indexOf(nn(x)), 'indexOf(String,Integer):Integer': (s, x, i) => s.indexOf(nn(x), i), 'indexOfIgnoreCase(String):Integer': (s, x) => s.toLowerCase().indexOf(x.toLowerCase()), 'indexOfIgnoreCase(String,Integer):Integer': (s, x, i) => s.toLowerCase().indexOf(x.toLowerCase(), i), 'lastIndexOf(String):Integer': (s, x) => s.lastIndexOf(nn(x)), 'lastIndexOf(String,Integer):Integer': (s, x, i) => s.lastIndexOf(x, i), 'lastIndexOfIgnoreCase(String):Integer': (s, x) => s.toLowerCase().lastIndexOf(x.toLowerCase()), 'indexOfAny(String):Integer': (s, x) => { for (let i = 0; i < s.length; i++) if (x.includes(s[i])) return i; return -1; }, 'indexOfAnyBut(String):Integer': (s, x) => { for (let i = 0; i < s.length; i++) if (!x.includes(s[i])) return i; return -1; }, 'indexOfDifference(String):Integer': (s, x) => { let i = 0; while (i < s.length && i < x.length && s[i] === x[i]) i++; return i === s.length && i === x.length ? -1 : i; }, 'indexOfChar(Integer):Integer': (s, c) => s.indexOf(String.fromCodePoint(c)),
    'substring(Integer):String': (s, a) => rng(s, nn(a), s.length), 'substring(Integer,Integer):String': (s, a, b) => rng(s, nn(a), nn(b)), 'mid(Integer,Integer):String': (s, a, n) => s.substr(Math.max(0, a), n), 'left(Integer):String': (s, n) => (n < 0 ? '' : s.slice(0, nn(n))), 'right(Integer):String': (s, n) => (nn(n) <= 0 ? '' : s.slice(-n)),
    'substringBefore(String):String': (s, x) => (s.includes(x) ? s.slice(0, s.indexOf(x)) : s), 'substringAfter(String):String': (s, x) => (s.includes(x) ? s.slice(s.indexOf(x) + x.length) : ''), 'substringBeforeLast(String):String': (s, x) => (s.includes(x) ? s.slice(0, s.lastIndexOf(x)) : s), 'substringAfterLast(String):String': (s, x) => (s.includes(x) ? s.slice(s.lastIndexOf(x) + x.length) : ''),
    'substringBetween(String):String': (s, x) => { const a = s.indexOf(x); if (a < 0) return null; const b = s.indexOf(x, a + x.length); return b < 0 ? null : s.slice(a + x.length, b); }, 'substringBetween(String,String):String': (s, x, y) => { const a = s.indexOf(x); if (a < 0) return null; const b = s.indexOf(y, a + x.length); return b < 0 ? null : s.slice(a + x.length, b); },
    'replace(String,String):String': (s, a, b) => s.split(nn(a)).join(nn(b)), 'replaceAll(String,String):String': (s, a, b) => javaReplace(s, toJsRegex(nn(a), 'g'), nn(b)), 'replaceFirst(String,String):String': (s, a, b) => javaReplace(s, toJsRegex(a), b), 'remove(String):String': (s, x) => s.split(x).join(''), 'removeStart(String):String': (s, x) => (s.startsWith(x) ? s.slice(x.length) : s), 'removeEnd(String):String': (s, x) => (x && s.endsWith(x) ? s.slice(0, -x.length) : s), 'removeStartIgnoreCase(String):String': (s, x) => (s.toLowerCase().startsWith(x.toLowerCase()) ? s.slice(x.length) : s), 'removeEndIgnoreCase(String):String': (s, x) => (s.toLowerCase().endsWith(x.toLowerCase()) ? s.slice(0, s.length - x.length) : s),
    'split(String):List<String>': (s, rx) => L(split(s, nn(rx), 0)), 'split(String,Integer):List<String>': (s, rx, n) => L(split(s, nn(rx), n)), 'splitByCharacterType():List<String>': (s) => L(s.match(/[A-Z]+|[a-z]+|\d+|\s+|[^A-Za-z\d\s]+/g) || []), 'splitByCharacterTypeCamelCase():List<String>': (s) => L(s.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|\s+|[^A-Za-z\d\s]+/g) || []),
    'capitalize():String': cap, 'uncapitalize():String': (s) => (s ? s[0].toLowerCase() + s.slice(1) : s), 'swapCase():String': (s) => [...s].map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(''), 'reverse():String': (s) => [...s].reverse().join(''), 'repeat(Integer):String': (s, n) => s.repeat(Math.max(0, n)), 'repeat(String,Integer):String': (s, x, n) => Array(n).fill(s).join(x),
    'abbreviate(Integer):String': (s, n) => { if (n < 4) throwEx('System.StringException', 'Minimum abbreviation width is 4'); return s.length <= n ? s : s.slice(0, n - 3) + '...'; }, 'abbreviate(Integer,Integer):String': (s, n, o) => (s.length <= n ? s : '...' + s.slice(o, o + n - 6) + '...'),
    'center(Integer):String': (s, n) => { const p = n - s.length; return p <= 0 ? s : ' '.repeat(Math.floor(p / 2)) + s + ' '.repeat(Math.ceil(p / 2)); }, 'leftPad(Integer):String': (s, n) => s.padStart(n), 'rightPad(Integer):String': (s, n) => s.padEnd(n), 'leftPad(Integer,String):String': (s, n, p) => s.padStart(n, p), 'rightPad(Integer,String):String': (s, n, p) => s.padEnd(n, p), 'charAt(Integer):Integer': (s, i) => { if (i < 0 || i >= s.length) throwEx('System.StringException', 'Index out of bounds'); return s.charCodeAt(i); }, 'codePointAt(Integer):Integer': (s, i) => s.codePointAt(i), 'codePointBefore(Integer):Integer': (s, i) => s.codePointAt(i - 1), 'codePointCount(Integer,Integer):Integer': (s, a, b) => [...s.slice(a, b)].length, 'getChars():List<Integer>': (s) => L([...Array(s.length).keys()].map((i) => s.charCodeAt(i)), t.integer),
    'countMatches(String):Integer': (s, x) => (x ? s.split(x).length - 1 : 0), 'deleteWhitespace():String': (s) => s.replace(/\s+/g, ''), 'normalizeSpace():String': (s) => s.trim().replace(/\s+/g, ' '), 'difference(String):String': (s, x) => { let i = 0; while (i < s.length && i < x.length && s[i] === x[i]) i++; return x.slice(i); }, 'getLevenshteinDistance(String):Integer': lev, 'getLevenshteinDistance(String,Integer):Integer': (a, b, m) => { const d = lev(a, b); return d > m ? -1 : d; },
    'isAlpha():Boolean': isAll(/^\p{L}+$/u), 'isAlphaSpace():Boolean': isAll(/^[\p{L} ]+$/u), 'isAlphanumeric():Boolean': isAll(/^[\p{L}\p{N}]+$/u), 'isAlphanumericSpace():Boolean': isAll(/^[\p{L}\p{N} ]+$/u), 'isNumeric():Boolean': isAll(/^\p{Nd}+$/u), 'isNumericSpace():Boolean': isAll(/^[\p{Nd} ]+$/u), 'isWhitespace():Boolean': isAll(/^\s+$/), 'isAllLowerCase():Boolean': (s) => /^[a-z]+$/.test(s), 'isAllUpperCase():Boolean': (s) => /^[A-Z]+$/.test(s), 'isAsciiPrintable():Boolean': isAll(/^[\x20-\x7e]+$/),
    'escapeHtml3():String': htmlEsc, 'escapeHtml4():String': htmlEsc, 'unescapeHtml3():String': htmlUn, 'unescapeHtml4():String': htmlUn, 'escapeXml():String': (s) => htmlEsc(s).replace(/'/g, '&apos;'), 'unescapeXml():String': htmlUn, 'escapeCsv():String': (s) => (/[",\n\r]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s), 'unescapeCsv():String': (s) => (s.startsWith('"') && s.endsWith('"') && s.length > 1 ? s.slice(1, -1).replace(/""/g, '"') : s), 'escapeJava():String': (s) => JSON.stringify(s).slice(1, -1), 'unescapeJava():String': (s) => unescapeApex(s), 'escapeEcmaScript():String': (s) => JSON.stringify(s).slice(1, -1).replace(/'/g, "\\'").replace(/\//g, '\\/'), 'unescapeEcmaScript():String': (s) => unescapeApex(s), 'escapeUnicode():String': (s) => s.replace(/[^\x20-\x7e]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')), 'unescapeUnicode():String': (s) => s.replace(/\\u([0-9a-fA-F]{4})/g, (_, h) => String.fromCharCode(parseInt(h, 16))), 'stripHtmlTags():String': (s) => htmlUn(s.replace(/<[^>]*>/g, '')),
    'toString():String': (s) => s, 'intern():String': (s) => s, 'template(Map<String,Object>):String': () => notModelled('String.template'), 'offsetByCodePoints(Integer,Integer):Integer': (s, a, b) => a + b
  }
});

// --- numbers and Boolean
const bad = (w, s) => throwEx('System.TypeException', `Invalid ${w}: ${s}`);
function parseIntStrict(s) { nn(s); if (!/^\s*[-+]?\d+\s*$/.test(s)) bad('integer', s); const v = BigInt(s.trim().replace('+', '')); if (v > 2147483647n || v < -2147483648n) bad('integer', s); return Number(v); }
const parseDec = (s) => Dec.parse(nn(s)) || bad('decimal', s);
const modes = { UP: 1, DOWN: 1, CEILING: 1, FLOOR: 1, HALF_UP: 1, HALF_DOWN: 1, HALF_EVEN: 1, UNNECESSARY: 1 };
define('System.RoundingMode', { e: Object.keys(modes) });
const group = (s) => { const [a, b] = s.split('.'); return a.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (b ? '.' + b : ''); };
define('System.Integer', { s: { 'valueOf(String):Integer': parseIntStrict, 'valueOf(Object):Integer': (o) => (o === null ? npe() : typeof o === 'string' ? parseIntStrict(o) : R.coerceTo(o, t.integer)) }, i: { 'format():String': (n) => group(String(n)), 'intValue():Integer': (n) => n, 'longValue():Long': (n) => BigInt(n), 'doubleValue():Double': (n) => new Dbl(n), 'toString():String': (n) => String(n) } });
define('System.Long', { s: { 'valueOf(String):Long': (s) => { if (!/^\s*[-+]?\d+\s*$/.test(nn(s))) bad('long', s); return BigInt(s.trim()); }, 'valueOf(Object):Long': (o) => (typeof o === 'string' ? BigInt(o) : R.coerceTo(nn(o), t.long)) }, i: { 'format():String': (n) => group(String(n)), 'intValue():Integer': (n) => R.l2i(n), 'longValue():Long': (n) => n } });
const dblM = { 'format():String': (d) => group(String(toDec(d).stripAll())), 'intValue():Integer': (d) => R.coerceTo(d, t.integer), 'longValue():Long': (d) => R.coerceTo(d, t.long), 'doubleValue():Double': (d) => R.d2f(d), 'round():Long': (d) => toDec(d).setScale(0, 'HALF_EVEN').c };
define('System.Double', { s: { 'valueOf(String):Double': (s) => { const n = Number(nn(s)); if (s.trim() === '' || Number.isNaN(n)) bad('double', s); return new Dbl(n); }, 'valueOf(Object):Double': (o) => (typeof o === 'string' ? new Dbl(Number(o)) : R.coerceTo(nn(o), t.double)) }, i: dblM });
const scale = (d, n, m) => { const r = d.setScale(n, m ? m.name : 'HALF_UP'); if (r === null) throwEx('System.MathException', 'Rounding necessary'); return r; };
define('System.Decimal', {
  s: { 'valueOf(Double):Decimal': (d) => R.f2d(nn(d)), 'valueOf(Integer):Decimal': (d) => R.i2d(nn(d)), 'valueOf(Long):Decimal': (l) => R.l2d(nn(l)), 'valueOf(String):Decimal': parseDec, 'valueOf(Decimal):Decimal': (d) => nn(d), 'valueOf(Object):Decimal': (o) => (typeof o === 'string' ? parseDec(o) : toDec(nn(o))) },
  i: { ...dblM, 'abs():Decimal': (d) => d.abs(), 'scale():Integer': (d) => d.s, 'precision():Integer': (d) => d.precision(), 'setScale(Integer):Decimal': (d, n) => scale(d, nn(n)), 'setScale(Integer,RoundingMode):Decimal': (d, n, m) => scale(d, n, m), 'round():Long': (d) => d.setScale(0, 'HALF_EVEN').c, 'round(RoundingMode):Long': (d, m) => scale(d, 0, m).c, 'divide(Decimal,Integer):Decimal': (d, x, n) => divScale(d, x, n, 'HALF_UP'), 'divide(Decimal,Integer,RoundingMode):Decimal': (d, x, n, m) => divScale(d, x, n, m.name), 'pow(Integer):Decimal': (d, n) => { let r = new Dec(1n, 0); for (let i = 0; i < n; i++) r = r.mul(d); return r; }, 'stripTrailingZeros():Decimal': (d) => d.stripAll(), 'toPlainString():String': (d) => d.toString(), 'toString():String': (d) => d.toString(), 'negate():Decimal': (d) => d.neg(), 'compareTo(Decimal):Integer': (d, x) => d.cmp(x) }
});
function divScale(d, x, n, m) { if (x.c === 0n) throwEx('System.MathException', 'Divide by 0'); const num = d.c * 10n ** BigInt(Math.max(0, n + 20 + x.s)); const q = new Dec(num / x.c, d.s + Math.max(0, n + 20 + x.s) - x.s); const sticky = num % x.c !== 0n ? new Dec(q.c * 10n + (q.c < 0n ? -1n : 1n), q.s + 1) : q; return sticky.setScale(n, m); }
define('System.Boolean', { s: { 'valueOf(String):Boolean': (s) => nn(s).toLowerCase() === 'true', 'valueOf(Object):Boolean': (o) => (typeof o === 'boolean' ? o : String(nn(o)).toLowerCase() === 'true') }, i: {} });
const un = (f) => (x) => new Dbl(f(toNum(nn(x))));
const mm = (pick) => ({ i: (a, b) => pick(nn(a), nn(b)), d: (a, b) => { nn(a); nn(b); const c = toDec(a).cmp(toDec(b)); return pick(c, 0) === c && c !== 0 ? a : c === 0 ? a : b; } });
const max = mm(Math.max), min = mm(Math.min);
const big = (f) => (a, b) => (f(nn(a), nn(b)) ? a : b);
define('System.Math', {
  sp: { 'PI:Double': () => new Dbl(Math.PI), 'E:Double': () => new Dbl(Math.E) },
  s: {
    'abs(Integer):Integer': (x) => Math.abs(nn(x)), 'abs(Long):Long': (x) => (nn(x) < 0n ? -x : x), 'abs(Decimal):Decimal': (x) => nn(x).abs(), 'abs(Double):Double': un(Math.abs), 'max(Integer,Integer):Integer': max.i, 'max(Long,Long):Long': big((a, b) => a >= b), 'max(Decimal,Decimal):Decimal': big((a, b) => a.cmp(b) >= 0), 'max(Double,Double):Double': (a, b) => new Dbl(Math.max(toNum(nn(a)), toNum(nn(b)))), 'min(Integer,Integer):Integer': min.i, 'min(Long,Long):Long': big((a, b) => a <= b), 'min(Decimal,Decimal):Decimal': big((a, b) => a.cmp(b) <= 0), 'min(Double,Double):Double': (a, b) => new Dbl(Math.min(toNum(nn(a)), toNum(nn(b)))),
    'mod(Integer,Integer):Integer': (a, b) => { if (nn(b) === 0) throwEx('System.MathException', 'Divide by 0'); return nn(a) % b | 0; }, 'mod(Long,Long):Long': (a, b) => nn(a) % nn(b), 'round(Decimal):Integer': (d) => Number(nn(d).setScale(0, 'HALF_EVEN').c), 'round(Double):Integer': (d) => Number(toDec(nn(d)).setScale(0, 'HALF_EVEN').c), 'roundToLong(Decimal):Long': (d) => nn(d).setScale(0, 'HALF_EVEN').c, 'roundToLong(Double):Long': (d) => toDec(nn(d)).setScale(0, 'HALF_EVEN').c, 'floor(Decimal):Decimal': (d) => nn(d).setScale(0, 'FLOOR'), 'floor(Double):Double': un(Math.floor), 'ceil(Decimal):Decimal': (d) => nn(d).setScale(0, 'CEILING'), 'ceil(Double):Double': un(Math.ceil), 'rint(Decimal):Decimal': (d) => d.setScale(0, 'HALF_EVEN'), 'random():Double': () => new Dbl(Math.random()), 'signum(Decimal):Decimal': (d) => new Dec(d.c > 0n ? 1n : d.c < 0n ? -1n : 0n, 0), 'signum(Double):Double': un(Math.sign),
    'sqrt(Double):Double': un(Math.sqrt), 'sqrt(Decimal):Decimal': (d) => Dec.fromDouble(Math.sqrt(nn(d).num())), 'pow(Double,Double):Double': (a, b) => new Dbl(Math.pow(toNum(a), toNum(b))), 'exp(Double):Double': un(Math.exp), 'log(Double):Double': un(Math.log), 'log10(Double):Double': un(Math.log10), 'sin(Double):Double': un(Math.sin), 'cos(Double):Double': un(Math.cos), 'tan(Double):Double': un(Math.tan), 'asin(Double):Double': un(Math.asin), 'acos(Double):Double': un(Math.acos), 'atan(Double):Double': un(Math.atan), 'atan2(Double,Double):Double': (a, b) => new Dbl(Math.atan2(toNum(a), toNum(b))), 'cbrt(Double):Double': un(Math.cbrt), 'sinh(Double):Double': un(Math.sinh), 'cosh(Double):Double': un(Math.cosh), 'tanh(Double):Double': un(Math.tanh)
  }
});
define('System.Id', {
  s: { 'valueOf(String):Id': (s) => { if (nn(s) === '' || !isIdText(s)) throwEx('System.StringException', 'Invalid id: ' + s); return to18(s); }, 'valueOf(String,Boolean):Id': (s) => to18(s), 'valueOf(Object):Id': (s) => { if (!isIdText(nn(s))) throwEx('System.StringException', 'Invalid id: ' + s); return to18(s); } },
  i: { 'getSObjectType():Schema.SObjectType': (id) => { const so = R.org.schema.byPrefix(id.slice(0, 3)); if (!so) throwEx('System.SObjectException', `Cannot locate Apex Type for ID: ${id}`); return R.sobjTok(so.T); }, 'to15():String': (id) => id.slice(0, 15), 'addError(String):void': (id, m) => R.addErrorById(id, m), 'equals(Object):Boolean': (a, b) => strEq(a, b), 'toString():String': (s) => s }
});
export { L, S, eqStrict, hk, ASet, PObj, Obj, Blob, SObj, formatPattern, stackText, listOf, jsRepl };
