/** An XML element: what metadata files and Apex's Dom classes need of it. */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly kids: XmlElement[];
  /** The text directly within it, its parts joined. */
  text: string;
  readonly attrs: Record<string, string>;
}

const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Reads a document; answers its root element, or an element without name when there is none. */
export function parseXml(source: string): XmlElement {
  const root: XmlElement = { name: '', kids: [], text: '', attrs: {} };
  const open: XmlElement[] = [];
  let current = root;
  for (const match of source.matchAll(TOKEN)) {
    const [, cdata, closing, opening, attributes = '', selfClosing, text] = match;
    if (cdata !== undefined) current.text += cdata;
    else if (closing) current = open.pop() ?? root;
    else if (opening) {
      const element: XmlElement = { name: opening, kids: [], text: '', attrs: readAttributes(attributes) };
      current.kids.push(element);
      if (!selfClosing) {
        open.push(current);
        current = element;
      }
    } else if (text) current.text += unescape(text);
  }
  return root.kids[0] ?? root;
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE))
    attributes[name] = unescape(double ?? single ?? '');
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (entity, code: string) => {
    if (!code.startsWith('#')) return ENTITIES[code] ?? entity;
    return String.fromCodePoint(
      code.charAt(1) === 'x' ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1)),
    );
  });
}

/** The first child with a name. */
export function child(element: XmlElement, name: string): XmlElement | null {
  return element.kids.find((kid) => kid.name === name) ?? null;
}

/** All children with a name. */
export function children(element: XmlElement, name: string): XmlElement[] {
  return element.kids.filter((kid) => kid.name === name);
}

/** The trimmed text of the first child with a name; null when there is none. */
export function childText(element: XmlElement, name: string): string | null {
  return child(element, name)?.text.trim() ?? null;
}

/** Does the first child with a name say `true`? */
export function isTrue(element: XmlElement, name: string): boolean {
  return childText(element, name) === 'true';
}
