import { define } from '../../compile/types.ts';
import { arg, throwEx } from '../../runtime/rt.ts';
import { parseXml, type XmlElement } from '../../schema/xml.ts';
import { constructors, methodsOf } from '../typed.ts';
import { XmlNode } from './xml-node.ts';

/** Namespaces by their prefixes; the default one has the empty prefix. */
type Scope = Readonly<Record<string, string>>;

function splitName(name: string): { prefix: string | null; local: string } {
  const colon = name.indexOf(':');
  return colon < 0
    ? { prefix: null, local: name }
    : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}

function nodeOf(element: XmlElement, parent: XmlNode | null, outer: Scope): XmlNode {
  const scope: Record<string, string> = { ...outer };
  for (const [name, value] of Object.entries(element.attrs)) {
    if (name === 'xmlns') scope[''] = value;
    else if (name.startsWith('xmlns:')) scope[name.slice(6)] = value;
  }
  const { prefix, local } = splitName(element.name);
  const node = new XmlNode(local, scope[prefix ?? ''] ?? null, prefix, parent);
  node.attributes = Object.entries(element.attrs).map(([raw, value]) => {
    const name = splitName(raw);
    return { key: name.local, ns: name.prefix === null ? null : (scope[name.prefix] ?? null), value, raw };
  });
  node.kids = element.kids.map((kid) => nodeOf(kid, node, scope));
  node.text = element.text.trim() === '' && node.kids.length > 0 ? '' : element.text;
  return node;
}

/** Dom.Document */
export class XmlDocument {
  root: XmlNode | null = null;

  load(text: string): void {
    if (!/^\s*</.test(arg(text)) || !/>\s*$/.test(text))
      throwEx(
        'System.XmlException',
        'Failed to parse XML due to: only whitespace content allowed before start tag',
      );
    const element = parseXml(text);
    if (!element.name) throwEx('System.XmlException', 'Failed to parse XML');
    this.root = nodeOf(element, null, {});
  }

  xml(): string {
    return `<?xml version="1.0" encoding="UTF-8"?>${this.root?.xml() ?? ''}`;
  }
}
define('Dom.Document', {
  js: XmlDocument,
  ctor: constructors({ '()': () => new XmlDocument() }),
  i: methodsOf<XmlDocument>()({
    'load(String):void': (document, text) => document.load(text),
    'getRootElement():Dom.XmlNode': ({ root }) => root,
    'createRootElement(String,String,String):Dom.XmlNode': (document, name, ns, prefix) =>
      (document.root = XmlNode.create(name, ns, prefix, null)),
    'toXmlString():String': (document) => document.xml(),
  }),
});
