// @ts-nocheck -- CLAIMED: the lib porter is working on this file (see lib/typed.ts for how the ported ones are declared)
// Dom.Document and Dom.XmlNode.
import { define, t, platform, parseSigType } from '../compile/types.ts';
import { R, throwEx } from '../runtime/rt.ts';
import { AList } from '../runtime/values.ts';
import { parseXml } from '../schema/xml.ts';
const nn = R.arg;
const P = (s) => parseSigType(s);
const esc = (s) => String(s).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[c]));
class Node { constructor(name, ns, prefix, parent) { this.name = name; this.ns = ns; this.prefix = prefix; this.parent = parent; this.kids = []; this.text = null; this.attrs = []; this.type = 'ELEMENT'; } }
class Doc { constructor() { this.root = null; } }
define('Dom.XmlNodeType', { e: ['COMMENT', 'ELEMENT', 'TEXT'] });
function build(x, parent, scope0) {
  const scope = { ...scope0 };
  for (const [k, v] of Object.entries(x.attrs)) { if (k === 'xmlns') scope[''] = v; else if (k.startsWith('xmlns:')) scope[k.slice(6)] = v; }
  const i = x.name.indexOf(':');
  const n = new Node(i < 0 ? x.name : x.name.slice(i + 1), scope[i < 0 ? '' : x.name.slice(0, i)] ?? null, i < 0 ? null : x.name.slice(0, i), parent);
  for (const [k, v] of Object.entries(x.attrs)) { const j = k.indexOf(':'); n.attrs.push({ k: j < 0 ? k : k.slice(j + 1), ns: j < 0 ? null : scope[k.slice(0, j)] ?? null, v, raw: k }); }
  n.kids = x.kids.map((c) => build(c, n, scope));
  n.text = x.text.trim() === '' && n.kids.length ? '' : x.text;
  return n;
}
function xml(n) {
  const nm = (n.prefix ? n.prefix + ':' : '') + n.name;
  const at = n.attrs.map((a) => ` ${a.raw}="${esc(a.v)}"`).join('');
  const inner = (n.text ? esc(n.text) : '') + n.kids.map(xml).join('');
  return inner === '' ? `<${nm}${at} />` : `<${nm}${at}>${inner}</${nm}>`;
}
const same = (a, b) => (a ?? null) === (b ?? null) || b === null || b === '';
const mk = (parent, name, ns, prefix) => { const n = new Node(nn(name), ns, prefix || null, parent); if (ns && !(parent && parent.ns === ns && (parent.prefix || null) === (prefix || null))) n.attrs.push({ k: prefix || 'xmlns', ns: null, v: ns, raw: prefix ? 'xmlns:' + prefix : 'xmlns' }); return n; };
const find = (n, k, ns) => n.attrs.find((a) => a.k === k && (ns === null || ns === undefined || ns === '' || a.ns === ns)) || null;
const copy = (n, parent) => { const c = Object.assign(new Node(n.name, n.ns, n.prefix, parent), { text: n.text, attrs: n.attrs.map((a) => ({ ...a })) }); c.kids = n.kids.map((k) => copy(k, c)); return c; };
define('Dom.XmlNode', { js: Node });
define('Dom.Document', { js: Doc, ctor: { '()': () => new Doc() }, i: { 'load(String):void': (d, s) => { if (!/^\s*</.test(nn(s)) || !/>\s*$/.test(s)) throwEx('System.XmlException', 'Failed to parse XML due to: only whitespace content allowed before start tag'); const x = parseXml(s); if (!x.name) throwEx('System.XmlException', 'Failed to parse XML'); d.root = build(x, null, {}); }, 'getRootElement():Dom.XmlNode': (d) => d.root, 'createRootElement(String,String,String):Dom.XmlNode': (d, n, ns, p) => (d.root = mk(null, n, ns, p)), 'toXmlString():String': (d) => '<?xml version="1.0" encoding="UTF-8"?>' + (d.root ? xml(d.root) : '') } });
define('Dom.XmlNode', { i: {
  'getName():String': (n) => n.name, 'getNamespace():String': (n) => n.ns, 'getText():String': (n) => n.text ?? '', 'getParent():Dom.XmlNode': (n) => n.parent, 'getNodeType():Dom.XmlNodeType': () => R.penum(platform.get('dom.xmlnodetype'), 1), 'getPrefixFor(String):String': (n) => n.prefix, 'getNamespaceFor(String):String': (n) => n.ns,
  'getChildElement(String,String):Dom.XmlNode': (n, k, ns) => n.kids.find((c) => c.name === k && same(c.ns, ns)) || null, 'getChildElements():List<Dom.XmlNode>': (n) => new AList(P('Dom.XmlNode'), n.kids.slice()), 'getChildren():List<Dom.XmlNode>': (n) => new AList(P('Dom.XmlNode'), n.kids.slice()), 'addChildElement(String,String,String):Dom.XmlNode': (n, k, ns, p) => { const c = mk(n, k, ns, p); n.kids.push(c); return c; }, 'addTextNode(String):Dom.XmlNode': (n, s) => { n.text = (n.text || '') + s; return n; }, 'addCommentNode(String):Dom.XmlNode': (n) => n, 'removeChild(Dom.XmlNode):Boolean': (n, c) => { const i = n.kids.indexOf(c); if (i >= 0) n.kids.splice(i, 1); return i >= 0; }, 'insertBefore(Dom.XmlNode,Dom.XmlNode):Dom.XmlNode': (n, a, b) => { const i = n.kids.indexOf(b); n.kids.splice(i < 0 ? n.kids.length : i, 0, a); a.parent = n; return a; }, 'addChildNode(Dom.XmlNode):Dom.XmlNode': (n, c) => { const k = copy(c, n); n.kids.push(k); return k; },
  'getAttribute(String,String):String': (n, k, ns) => { const a = find(n, k, ns); return a ? a.v : null; }, 'getAttributeValue(String,String):String': (n, k, ns) => { const a = find(n, k, ns); return a ? a.v : null; }, 'getAttributeCount():Integer': (n) => n.attrs.length, 'getAttributeKeyAt(Integer):String': (n, i) => n.attrs[i].k, 'getAttributeKeyNsAt(Integer):String': (n, i) => n.attrs[i].ns, 'setAttribute(String,String):void': (n, k, v) => { const a = find(n, k, null); if (a) a.v = v; else n.attrs.push({ k, ns: null, v, raw: k }); }, 'setAttributeNs(String,String,String,String):void': (n, k, v, ns) => { n.attrs.push({ k, ns, v, raw: k }); }, 'removeAttribute(String,String):Boolean': (n, k) => { const i = n.attrs.findIndex((a) => a.k === k); if (i >= 0) n.attrs.splice(i, 1); return i >= 0; }, 'setNamespace(String,String):void': (n, p, ns) => { n.attrs.push({ k: p, ns: null, v: ns, raw: p ? 'xmlns:' + p : 'xmlns' }); }
} });
export { t };
