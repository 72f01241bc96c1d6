import { define, parseSigType } from '../../compile/types.ts';
import { arg, penumNamed } from '../../runtime/rt.ts';
import { AList } from '../../runtime/values.ts';
import { escapeHtml } from '../core/escapes.ts';
import { methodsOf, words } from '../typed.ts';

interface Attribute {
  /** The name without its prefix, and as written. */
  readonly key: string;
  readonly raw: string;
  readonly ns: string | null;
  value: string;
}

/** Dom.XmlNode: an element. Text is kept in one piece, before the child elements. */
export class XmlNode {
  readonly name: string;
  readonly ns: string | null;
  readonly prefix: string | null;
  parent: XmlNode | null;
  kids: XmlNode[] = [];
  text = '';
  attributes: Attribute[] = [];

  constructor(name: string, ns: string | null, prefix: string | null, parent: XmlNode | null) {
    this.name = name;
    this.ns = ns;
    this.prefix = prefix;
    this.parent = parent;
  }

  /** A new element; it declares its namespace unless its parent has the same. */
  static create(name: string, ns: string | null, prefix: string | null, parent: XmlNode | null): XmlNode {
    const node = new XmlNode(arg(name), ns, prefix || null, parent);
    if (ns && !(parent?.ns === ns && parent.prefix === node.prefix)) node.declareNamespace(prefix, ns);
    return node;
  }

  declareNamespace(prefix: string | null, ns: string): void {
    this.attributes.push({
      key: prefix || 'xmlns',
      ns: null,
      value: ns,
      raw: prefix ? `xmlns:${prefix}` : 'xmlns',
    });
  }

  attribute(key: string, ns: string | null): Attribute | null {
    return this.attributes.find((known) => known.key === key && (!ns || known.ns === ns)) ?? null;
  }

  setAttribute(key: string, value: string): void {
    const known = this.attribute(key, null);
    if (known) known.value = value;
    else this.attributes.push({ key, ns: null, value, raw: key });
  }

  child(name: string, ns: string | null): XmlNode | null {
    return this.kids.find((kid) => kid.name === name && (!ns || kid.ns === ns)) ?? null;
  }

  copy(parent: XmlNode): XmlNode {
    const node = new XmlNode(this.name, this.ns, this.prefix, parent);
    node.text = this.text;
    node.attributes = this.attributes.map((attribute) => ({ ...attribute }));
    node.kids = this.kids.map((kid) => kid.copy(node));
    return node;
  }

  xml(): string {
    const tag = (this.prefix ? `${this.prefix}:` : '') + this.name;
    const attributes = this.attributes.map(({ raw, value }) => ` ${raw}="${escapeHtml(value)}"`).join('');
    const inner = escapeHtml(this.text) + this.kids.map((kid) => kid.xml()).join('');
    return inner === '' ? `<${tag}${attributes} />` : `<${tag}${attributes}>${inner}</${tag}>`;
  }
}

/** Removes an item from a list; was it there? */
function removeFrom<Item>(list: Item[], position: number): boolean {
  if (position >= 0) list.splice(position, 1);
  return position >= 0;
}
function add(node: XmlNode, child: XmlNode, position = node.kids.length): XmlNode {
  node.kids.splice(position, 0, child);
  return child;
}
function insertBefore(node: XmlNode, child: XmlNode, next: XmlNode): XmlNode {
  const position = node.kids.indexOf(next);
  child.parent = node;
  return add(node, child, position < 0 ? node.kids.length : position);
}
const children = (node: XmlNode): AList => new AList(parseSigType('Dom.XmlNode'), [...node.kids]);
const attributeValue = (node: XmlNode, key: string, ns: string | null): string | null =>
  node.attribute(key, ns)?.value ?? null;

define('Dom.XmlNodeType', { e: words('COMMENT ELEMENT TEXT') });
define('Dom.XmlNode', {
  js: XmlNode,
  i: methodsOf<XmlNode>()({
    'getName():String': ({ name }) => name,
    'getNamespace():String': ({ ns }) => ns,
    'getText():String': ({ text }) => text,
    'getParent():Dom.XmlNode': ({ parent }) => parent,
    'getNodeType():Dom.XmlNodeType': () => penumNamed('Dom.XmlNodeType', 'ELEMENT'),
    'getPrefixFor(String):String': ({ prefix }) => prefix,
    'getNamespaceFor(String):String': ({ ns }) => ns,
    'getChildElement(String,String):Dom.XmlNode': (node, name, ns) => node.child(name, ns),
    'getChildElements():List<Dom.XmlNode>': children,
    'getChildren():List<Dom.XmlNode>': children,
    'addChildElement(String,String,String):Dom.XmlNode': (node, name, ns, prefix) =>
      add(node, XmlNode.create(name, ns, prefix, node)),
    'addTextNode(String):Dom.XmlNode': (node, text) => {
      node.text += text;
      return node;
    },
    'addCommentNode(String):Dom.XmlNode': (node) => node,
    'removeChild(Dom.XmlNode):Boolean': (node, child) => removeFrom(node.kids, node.kids.indexOf(child)),
    'insertBefore(Dom.XmlNode,Dom.XmlNode):Dom.XmlNode': insertBefore,
    'addChildNode(Dom.XmlNode):Dom.XmlNode': (node, child) => add(node, arg(child).copy(node)),
    'getAttribute(String,String):String': attributeValue,
    'getAttributeValue(String,String):String': attributeValue,
    'getAttributeCount():Integer': ({ attributes }) => attributes.length,
    'getAttributeKeyAt(Integer):String': ({ attributes }, index) => attributes[index]?.key ?? null,
    'getAttributeKeyNsAt(Integer):String': ({ attributes }, index) => attributes[index]?.ns ?? null,
    'setAttribute(String,String):void': (node, key, value) => node.setAttribute(key, value),
    'setAttributeNs(String,String,String,String):void': (node, key, value, ns) =>
      node.attributes.push({ key, ns, value, raw: key }),
    'removeAttribute(String,String):Boolean': ({ attributes }, key) =>
      removeFrom(
        attributes,
        attributes.findIndex((attribute) => attribute.key === key),
      ),
    'setNamespace(String,String):void': (node, prefix, ns) => node.declareNamespace(prefix, ns),
  }),
});
