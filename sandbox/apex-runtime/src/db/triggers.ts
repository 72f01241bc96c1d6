// @ts-nocheck -- ported file by file: this one still waits for its types
// Runs the Apex triggers of an object with their Trigger.* context.
import { R, mkEx, throwEx } from '../runtime/rt.ts';
import { t, sobjT } from '../compile/types.ts';
import { AList, AMap, AEx, exText } from '../runtime/values.ts';

export function hasTriggers(so, ev) { const m = R.org.triggers.get(so.key); return !!m && m.some((x) => x.ast.ev.includes(ev)); }
export function runTriggers(so, op, when, news, olds) {
  const list = R.org.triggers.get(so.key);
  if (!list) return;
  const ev = when + ' ' + op;
  const T = so.T;
  const map = (l) => { if (!l) return null; const m = new AMap(t.id, T); for (const r of l) if (r.get('id') !== null) m.put(r.get('id'), r); return m; };
  for (const trg of list) {
    if (!trg.ast.ev.includes(ev)) continue;
    const ctx = { so, new: news ? new AList(T, news) : null, old: olds ? new AList(T, olds) : null, newmap: null, oldmap: map(olds), op, when, size: (news || olds).length };
    ctx.newmap = news && !(op === 'insert' && when === 'before') ? map(news) : null;
    if (R.trigStack.length >= 16) throw mkEx('System.DmlException', 'maximum trigger depth exceeded');
    R.trigStack.push(ctx);
    const top = R.top;
    try {
      trg.init();
      trg.js.run();
    } catch (e) {
      if (!(e instanceof AEx) || e.uncatchable) throw e;
      const nm = `${trg.name}: execution of ${when[0].toUpperCase() + when.slice(1)}${op[0].toUpperCase() + op.slice(1)}\n\ncaused by: ${exText(e)}\n\n${(e.st || '').split('\n')[0]}`;
      const d = mkEx('System.DmlException', null);
      d.msg = `${op[0].toUpperCase() + op.slice(1)} failed. First exception on row 0; first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, ${nm}: []`;
      d.dml = [{ index: 0, id: null, status: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message: nm, fields: [] }];
      d.cause = e;
      d.trigCause = e;
      throw d;
    } finally { R.trigStack.pop(); R.top = top; }
  }
}
export { throwEx, sobjT };
