// @ts-nocheck -- ported file by file: this one still waits for its types
// Escape rules of Apex (and SOQL) string literals.
export function unescapeApex(s) {
  if (!s.includes('\\')) return s;
  return s.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, c) => {
    switch (c[0]) {
      case 'n': return '\n';
      case 't': return '\t';
      case 'r': return '\r';
      case 'b': return '\b';
      case 'f': return '\f';
      case 'u': return c.length === 5 ? String.fromCharCode(parseInt(c.slice(1), 16)) : 'u';
      default: return c;
    }
  });
}
