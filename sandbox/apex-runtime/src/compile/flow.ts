// @ts-nocheck -- ported file by file: this one still waits for its types
// Reachability: missing return statements and unreachable statements.
const T = (e) => e && e.k === 'lit' && e.v === true;
function breaks(s) { // a break that leaves the enclosing loop
  if (!s) return false;
  switch (s.k) {
    case 'break': return true;
    case 'block': return s.s.some(breaks);
    case 'if': return breaks(s.t) || breaks(s.f);
    case 'try': return breaks(s.b) || s.c.some((c) => breaks(c.b)) || breaks(s.f);
    case 'switch': return s.w.some((w) => breaks(w.b));
    case 'runas': return breaks(s.b);
    default: return false;
  }
}
// may control flow past the end of s?  report(stmt) is called for unreachable statements
export function completes(s, report) {
  if (!s) return true;
  switch (s.k) {
    case 'return': case 'throw': case 'break': case 'continue': return false;
    case 'block': {
      let ok = true;
      for (const x of s.s) { if (!ok) { report?.(x); return false; } ok = completes(x, report); }
      return ok;
    }
    case 'if': { const a = completes(s.t, report), b = s.f ? completes(s.f, report) : true; return a || b; }
    case 'while': completes(s.b, report); return !T(s.c) || breaks(s.b);
    case 'do': { completes(s.b, report); return !T(s.c) || breaks(s.b); }
    case 'for': completes(s.b, report); return (s.c && !T(s.c)) || breaks(s.b);
    case 'foreach': completes(s.b, report); return true;
    case 'try': {
      const a = completes(s.b, report);
      const cs = s.c.map((c) => completes(c.b, report));
      const f = s.f ? completes(s.f, report) : true;
      return f && (a || cs.some(Boolean));
    }
    case 'switch': { const r = s.w.map((w) => completes(w.b, report)); return r.some(Boolean) || !s.w.some((w) => w.els); }
    case 'runas': return completes(s.b, report);
    default: return true;
  }
}
