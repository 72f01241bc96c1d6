// @ts-nocheck -- ported file by file: this one still waits for its types
// Minimal XML reader for Salesforce metadata: element -> {name, text, kids, attrs}
export function parseXml(s) {
  const root = { name: '', kids: [], text: '', attrs: {} };
  const stack = [root];
  const re = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;
  let m;
  while ((m = re.exec(s))) {
    const cur = stack[stack.length - 1];
    if (m[1] !== undefined) cur.text += m[1];
    else if (m[2]) stack.pop();
    else if (m[3]) {
      const el = { name: m[3], kids: [], text: '', attrs: {} };
      for (const a of (m[4] || '').matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) el.attrs[a[1]] = ent(a[2] ?? a[3]);
      cur.kids.push(el);
      if (!m[5]) stack.push(el);
    } else if (m[6]) cur.text += ent(m[6]);
  }
  return root.kids[0] || root;
}
function ent(s) {
  return s.includes('&') ? s.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (a, c) => (c === 'lt' ? '<' : c === 'gt' ? '>' : c === 'amp' ? '&' : c === 'quot' ? '"' : c === 'apos' ? "'" : c[0] === '#' ? String.fromCodePoint(c[1] === 'x' ? parseInt(c.slice(2), 16) : Number(c.slice(1))) : a)) : s;
}
export const kid = (el, n) => el.kids.find((k) => k.name === n) || null;
export const kids = (el, n) => el.kids.filter((k) => k.name === n);
export const txt = (el, n) => { const k = kid(el, n); return k ? k.text.trim() : null; };
export const deep = (el, ...ns) => { let e = el; for (const n of ns) { e = e && kid(e, n); } return e ? e.text.trim() : null; };
