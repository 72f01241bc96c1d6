// @ts-nocheck -- ported file by file: this one still waits for its types
// The record store: tables of rows (Map of field key -> value), a rollback journal, secondary indexes, id sequences.
// A row in the store is never changed in place: write() replaces it, so that the journal and open queries keep theirs.
import { to18 } from '../runtime/values.ts';

const B62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 15 characters: key prefix, a fixed pod and a 7-digit base-62 counter. */
const POD = 'RM000';
const ACCESS = new Set(['user', 'profile', 'permissionset', 'permissionsetassignment', 'permissionsetgroup', 'permissionsetgroupcomponent', 'objectpermissions', 'fieldpermissions', 'setupentityaccess']);

export class Store {
  constructor(schema) {
    this.schema = schema; this.tables = new Map(); this.journal = []; this.seq = new Map(); this.autonum = new Map();
    this.indexes = new Map(); // table key -> Map(field key -> {norm, map: value -> Set of ids})
    this.accessVersion = 0; // raised when a row that decides access changes
  }
  table(key) { let x = this.tables.get(key); if (!x) this.tables.set(key, x = new Map()); return x; }
  newId(so) {
    const n = (this.seq.get(so.prefix) || 0) + 1;
    this.seq.set(so.prefix, n);
    let s = '', v = n;
    for (let i = 0; i < 7; i++) { s = B62[v % 62] + s; v = Math.floor(v / 62); }
    return to18(so.prefix + POD + s);
  }
  /** An id that depends on the name alone, for rows made from metadata: other metadata does not move it. */
  namedId(so, name) {
    let n = 0;
    for (const c of name.toLowerCase()) n = (n * 131 + c.charCodeAt(0)) % 3521614606208; // 62 ** 7
    for (;; n++) {
      let s = '', v = n;
      for (let i = 0; i < 7; i++) { s = B62[v % 62] + s; v = Math.floor(v / 62); }
      const id = to18(so.prefix + 'RMN00' + s);
      if (!this.get(so.key, id)) return id;
    }
  }
  /** Makes sure that newId() never gives this id again. */
  seen(id) {
    if (id.slice(3, 8) !== POD) return;
    let n = 0;
    for (const c of id.slice(8, 15)) n = n * 62 + B62.indexOf(c);
    if (n > (this.seq.get(id.slice(0, 3)) || 0)) this.seq.set(id.slice(0, 3), n);
  }
  nextAuto(f) { const k = f.so.key + '.' + f.key; const n = (this.autonum.get(k) || 0) + 1; this.autonum.set(k, n); const fmt = f.autoFmt || '{0}'; return fmt.replace(/\{(0+)\}/, (_, z) => String(n).padStart(z.length, '0')); }
  seenAuto(f, text) {
    const [head, tail] = (f.autoFmt || '{0}').split(/\{0+\}/);
    const n = Number(String(text).slice(head.length, String(text).length - (tail || '').length));
    const k = f.so.key + '.' + f.key;
    if (Number.isInteger(n) && n > (this.autonum.get(k) || 0)) this.autonum.set(k, n);
  }
  get(key, id) { return this.table(key).get(id) || null; }
  find(id) {
    if (!id || id.length < 15) return null;
    const so = this.schema.byPrefix(id.slice(0, 3));
    return so ? this.get(so.key, id) : null;
  }
  write(key, id, row) {
    const old = this.table(key).get(id);
    this.journal.push([key, id, old]);
    this.put(key, id, old, row);
  }
  put(key, id, old, row) {
    const tb = this.table(key);
    if (row === undefined) tb.delete(id); else tb.set(id, row);
    if (ACCESS.has(key)) this.accessVersion++;
    const ix = this.indexes.get(key);
    if (!ix) return;
    for (const [f, x] of ix) {
      const a = old ? old.get(f) ?? null : null, b = row ? row.get(f) ?? null : null;
      if (a === b && !old === !row) continue;
      if (old && a !== null) { const k = x.norm(a), s = x.map.get(k); if (s) { s.delete(id); if (!s.size) x.map.delete(k); } }
      if (row && b !== null) add(x, b, id);
    }
  }
  /** Rows whose field has the value, deleted ones included. The first call for a field builds its index. */
  by(key, f, value, norm = same) {
    let ix = this.indexes.get(key);
    if (!ix) this.indexes.set(key, ix = new Map());
    let x = ix.get(f);
    if (!x) {
      ix.set(f, x = { norm, map: new Map() });
      for (const [id, row] of this.table(key)) { const v = row.get(f) ?? null; if (v !== null) add(x, v, id); }
    }
    const ids = x.map.get(x.norm(value));
    if (!ids) return [];
    const tb = this.table(key), out = [];
    for (const id of ids) out.push(tb.get(id));
    return out;
  }
  mark() { return this.journal.length; }
  rollback(m) {
    while (this.journal.length > m) {
      const [key, id, old] = this.journal.pop();
      this.put(key, id, this.table(key).get(id), old);
    }
  }
  /** Replaces all tables (snapshots); indexes are built again on demand. */
  setTables(tables) { this.tables = tables; this.indexes.clear(); this.accessVersion++; }
  *rows(key) { yield* this.table(key).values(); }
}
const same = (v) => v;
function add(x, v, id) { const k = x.norm(v); const s = x.map.get(k); if (s) s.add(id); else x.map.set(k, new Set([id])); }
