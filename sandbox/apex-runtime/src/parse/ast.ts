// @ts-nocheck -- ported file by file: this one still waits for its types
// Turns the parse tree of @apexdevtools/apex-parser into a small JSON-able AST.
// Every node has k (kind) and l (line). The AST is cached on disk by content hash.
import { unescapeApex } from './strings.ts';

const nm = (c) => c.constructor.name;
const isT = (c) => c.symbol !== undefined;
const line = (c) => (c.start ? c.start.line : c.symbol.line);
const sub = (c, name) => (c.children || []).find((x) => nm(x) === name);
const subs = (c, name) => (c.children || []).filter((x) => nm(x) === name);
const hasTok = (c, text) => (c.children || []).some((x) => isT(x) && x.getText().toLowerCase() === text);

export class AstBuilder {
  constructor(source) { this.src = source; }

  typeRef(c) {
    const parts = subs(c, 'TypeNameContext').map((t) => {
      const ta = sub(t, 'TypeArgumentsContext');
      const args = ta ? this.typeList(sub(ta, 'TypeListContext')) : [];
      const id = sub(t, 'IdContext');
      return { n: id ? id.getText() : t.children[0].getText(), a: args };
    });
    const arr = sub(c, 'ArraySubscriptsContext');
    const d = arr ? subs0(arr) : 0;
    return { k: 'type', p: parts, d, l: line(c) };
  }
  typeList(c) { return c ? subs(c, 'TypeRefContext').map((t) => this.typeRef(t)) : []; }

  mods(list) {
    const m = { s: [], a: [] };
    for (const c of list) {
      const an = sub(c, 'AnnotationContext');
      if (an) {
        const pairs = {};
        const ev = sub(an, 'ElementValuePairsContext');
        if (ev) for (const p of subs(ev, 'ElementValuePairContext')) pairs[sub(p, 'IdContext').getText().toLowerCase()] = litText(sub(p, 'ElementValueContext').getText());
        else if (sub(an, 'ElementValueContext')) pairs.value = litText(sub(an, 'ElementValueContext').getText());
        m.a.push({ n: (sub(an, 'IdContext') || sub(an, 'QualifiedNameContext')).getText().toLowerCase(), v: pairs });
      } else m.s.push(c.getText().toLowerCase());
    }
    return m;
  }

  compilationUnit(c) { return this.typeDecl(sub(c, 'TypeDeclarationContext')); }
  typeDecl(c) {
    const m = this.mods(subs(c, 'ModifierContext'));
    const d = c.children.find((x) => /^(Class|Enum|Interface)DeclarationContext$/.test(nm(x)));
    return this.anyDecl(d, m);
  }
  anyDecl(d, m) {
    const name = sub(d, 'IdContext').getText();
    if (nm(d) === 'EnumDeclarationContext') {
      const ec = sub(d, 'EnumConstantsContext');
      return { k: 'enum', n: name, m, l: line(d), values: ec ? subs(ec, 'IdContext').map((x) => x.getText()) : [] };
    }
    if (nm(d) === 'InterfaceDeclarationContext') {
      const body = sub(d, 'InterfaceBodyContext');
      const methods = subs(body, 'InterfaceMethodDeclarationContext').map((x) => this.method(x, this.mods(subs(x, 'ModifierContext'))));
      return { k: 'interface', n: name, m, l: line(d), ifs: this.typeList(sub(d, 'TypeListContext')), members: methods };
    }
    const out = { k: 'class', n: name, m, l: line(d), ext: null, ifs: this.typeList(sub(d, 'TypeListContext')), members: [] };
    const ext = sub(d, 'TypeRefContext');
    if (ext) out.ext = this.typeRef(ext);
    for (const b of subs(sub(d, 'ClassBodyContext'), 'ClassBodyDeclarationContext')) this.bodyDecl(b, out.members);
    return out;
  }
  bodyDecl(b, members) {
    const blk = sub(b, 'BlockContext');
    if (blk) { members.push({ k: 'init', st: hasTok(b, 'static'), b: this.block(blk), l: line(b) }); return; }
    const md = sub(b, 'MemberDeclarationContext') || sub(b, 'TriggerMemberDeclarationContext');
    if (!md) return;
    this.member(md.children[0], this.mods(subs(b, 'ModifierContext')), members);
  }
  member(d, m, members) {
    switch (nm(d)) {
      case 'MethodDeclarationContext': members.push(this.method(d, m)); break;
      case 'ConstructorDeclarationContext':
        members.push({ k: 'ctor', n: sub(d, 'QualifiedNameContext').getText(), m, ps: this.params(d), b: this.block(sub(d, 'BlockContext')), l: line(d), e: d.stop.line });
        break;
      case 'FieldDeclarationContext': {
        const t = this.typeRef(sub(d, 'TypeRefContext'));
        for (const v of subs(sub(d, 'VariableDeclaratorsContext'), 'VariableDeclaratorContext')) {
          members.push({ k: 'field', n: sub(v, 'IdContext').getText(), t, m, i: this.declInit(v), l: line(v) });
        }
        break;
      }
      case 'PropertyDeclarationContext': {
        const p = { k: 'prop', n: sub(d, 'IdContext').getText(), t: this.typeRef(sub(d, 'TypeRefContext')), m, l: line(d), get: null, set: null };
        for (const pb of subs(d, 'PropertyBlockContext')) {
          const mm = this.mods(subs(pb, 'ModifierContext'));
          const g = sub(pb, 'GetterContext'), s = sub(pb, 'SetterContext');
          if (g) p.get = { m: mm, b: sub(g, 'BlockContext') ? this.block(sub(g, 'BlockContext')) : null, l: line(g) };
          if (s) p.set = { m: mm, b: sub(s, 'BlockContext') ? this.block(sub(s, 'BlockContext')) : null, l: line(s) };
        }
        members.push(p);
        break;
      }
      default: members.push(this.anyDecl(d, m));
    }
  }
  declInit(v) { const e = v.children.find((x, i) => i > 1 && !isT(x)); return e ? this.expr(e) : null; }
  method(d, m) {
    const t = sub(d, 'TypeRefContext');
    const b = sub(d, 'BlockContext');
    return { k: 'method', n: sub(d, 'IdContext').getText(), t: t ? this.typeRef(t) : null, m, ps: this.params(d), b: b ? this.block(b) : null, l: line(d), e: d.stop.line };
  }
  params(d) {
    const l = sub(sub(d, 'FormalParametersContext'), 'FormalParameterListContext');
    return l ? subs(l, 'FormalParameterContext').map((p) => ({ n: sub(p, 'IdContext').getText(), t: this.typeRef(sub(p, 'TypeRefContext')) })) : [];
  }

  triggerUnit(c) {
    const ids = subs(c, 'IdContext');
    const out = { k: 'trigger', n: ids[0].getText(), so: ids[1].getText(), l: line(c), ev: [], members: [], b: [] };
    for (const tc of subs(c, 'TriggerCaseContext')) out.ev.push(tc.children.map((x) => x.getText().toLowerCase()).join(' '));
    for (const mb of subs(sub(c, 'TriggerBlockContext'), 'TriggerBlockMemberContext')) {
      const st = sub(mb, 'StatementContext');
      if (st) out.b.push(this.stmt(st));
      else {
        const list = [];
        this.member(sub(mb, 'TriggerMemberDeclarationContext').children[0], this.mods(subs(mb, 'ModifierContext')), list);
        for (const x of list) {
          if (x.k === 'field') out.b.push({ k: 'local', t: x.t, v: [{ n: x.n, i: x.i }], l: x.l });
          else out.members.push(x);
        }
      }
    }
    return out;
  }
  anonymousUnit(c) {
    const out = { k: 'trigger', n: 'AnonymousBlock', anon: true, so: null, l: 1, ev: [], members: [], b: [] };
    for (const mb of subs(sub(c, 'AnonymousBlockContext'), 'AnonymousBlockMemberContext')) {
      const st = sub(mb, 'StatementContext');
      if (st) { out.b.push(this.stmt(st)); continue; }
      const list = [];
      this.member(sub(mb, 'AnonymousMemberDeclarationContext').children[0], this.mods(subs(mb, 'ModifierContext')), list);
      for (const x of list) {
        if (x.k === 'field') out.b.push({ k: 'local', t: x.t, v: [{ n: x.n, i: x.i }], l: x.l });
        else out.members.push(x);
      }
    }
    return out;
  }

  block(c) { return { k: 'block', s: subs(c, 'StatementContext').map((s) => this.stmt(s)), l: line(c) }; }
  exprOf(c) { const e = c.children.find((x) => /Expression(Context)?$/.test(nm(x)) || nm(x).endsWith('ExpressionContext')); return e ? this.expr(e) : null; }
  exprs(c) { return (c.children || []).filter((x) => nm(x).endsWith('ExpressionContext')).map((x) => this.expr(x)); }
  localDecl(c) {
    const t = this.typeRef(sub(c, 'TypeRefContext'));
    const v = subs(sub(c, 'VariableDeclaratorsContext'), 'VariableDeclaratorContext').map((x) => ({ n: sub(x, 'IdContext').getText(), i: this.declInit(x) }));
    return { k: 'local', t, v, l: line(c) };
  }
  par(c) { return this.exprOf(sub(c, 'ParExpressionContext')); }
  stmt(c) {
    if (nm(c) === 'StatementContext') return this.stmt(c.children[0]);
    const l = line(c);
    switch (nm(c)) {
      case 'BlockContext': return this.block(c);
      case 'IfStatementContext': {
        const ss = subs(c, 'StatementContext');
        return { k: 'if', c: this.par(c), t: this.stmt(ss[0]), f: ss[1] ? this.stmt(ss[1]) : null, l };
      }
      case 'SwitchStatementContext': {
        const whens = subs(c, 'WhenControlContext').map((w) => {
          const v = sub(w, 'WhenValueContext');
          const b = this.block(sub(w, 'BlockContext'));
          const t = sub(v, 'TypeRefContext');
          if (t) return { t: this.typeRef(t), n: sub(v, 'IdContext').getText(), b, l: line(w) };
          const lits = subs(v, 'WhenLiteralContext');
          if (!lits.length) return { els: true, b, l: line(w) };
          return { v: lits.map((x) => this.whenLit(x)), b, l: line(w) };
        });
        return { k: 'switch', e: this.exprOf(c), w: whens, l };
      }
      case 'ForStatementContext': {
        const fc = sub(c, 'ForControlContext');
        const body = sub(c, 'StatementContext') ? this.stmt(sub(c, 'StatementContext')) : { k: 'block', s: [], l };
        const en = sub(fc, 'EnhancedForControlContext');
        if (en) return { k: 'foreach', t: this.typeRef(sub(en, 'TypeRefContext')), n: sub(en, 'IdContext').getText(), e: this.exprOf(en), b: body, l };
        const fi = sub(fc, 'ForInitContext'), fu = sub(fc, 'ForUpdateContext');
        let init = null;
        if (fi) {
          const lv = sub(fi, 'LocalVariableDeclarationContext');
          init = lv ? this.localDecl(lv) : this.exprs(sub(fi, 'ExpressionListContext'));
        }
        return { k: 'for', i: init, c: this.exprOf(fc), u: fu ? this.exprs(sub(fu, 'ExpressionListContext')) : [], b: body, l };
      }
      case 'WhileStatementContext': return { k: 'while', c: this.par(c), b: sub(c, 'StatementContext') ? this.stmt(sub(c, 'StatementContext')) : { k: 'block', s: [], l }, l };
      case 'DoWhileStatementContext': return { k: 'do', c: this.par(c), b: this.block(sub(c, 'BlockContext')), l };
      case 'TryStatementContext': {
        const f = sub(c, 'FinallyBlockContext');
        return {
          k: 'try', b: this.block(sub(c, 'BlockContext')), l,
          c: subs(c, 'CatchClauseContext').map((x) => ({ t: qnameType(sub(x, 'QualifiedNameContext')), n: sub(x, 'IdContext').getText(), b: this.block(sub(x, 'BlockContext')), l: line(x) })),
          f: f ? this.block(sub(f, 'BlockContext')) : null
        };
      }
      case 'ReturnStatementContext': return { k: 'return', e: this.exprOf(c), l };
      case 'ThrowStatementContext': return { k: 'throw', e: this.exprOf(c), l };
      case 'BreakStatementContext': return { k: 'break', l };
      case 'ContinueStatementContext': return { k: 'continue', l };
      case 'InsertStatementContext': case 'UpdateStatementContext': case 'DeleteStatementContext':
      case 'UndeleteStatementContext': case 'UpsertStatementContext': case 'MergeStatementContext': {
        const acc = sub(c, 'AccessLevelContext');
        const q = sub(c, 'QualifiedNameContext');
        return { k: 'dml', op: nm(c).replace('StatementContext', '').toLowerCase(), e: this.exprs(c), ext: q ? q.getText() : null, as: acc ? (hasTok(acc, 'user') ? 'user' : 'system') : null, l };
      }
      case 'RunAsStatementContext': return { k: 'runas', e: this.exprs(sub(c, 'ExpressionListContext')), b: this.block(sub(c, 'BlockContext')), l };
      case 'LocalVariableDeclarationStatementContext': return this.localDecl(sub(c, 'LocalVariableDeclarationContext'));
      case 'ExpressionStatementContext': return { k: 'expr', e: this.exprOf(c), l };
      default: throw new Error('apex-runtime: unexpected statement ' + nm(c) + ' at line ' + l);
    }
  }
  whenLit(c) {
    const inner = sub(c, 'WhenLiteralContext');
    if (inner) return this.whenLit(inner);
    const q = sub(c, 'QualifiedNameContext');
    if (q) return { k: 'name', p: q.getText().split('.'), l: line(c) };
    const txt = c.getText();
    return literal(txt, line(c));
  }

  expr(c) {
    const l = line(c);
    const ch = c.children;
    switch (nm(c)) {
      case 'PrimaryExpressionContext': return this.primary(ch[0]);
      case 'SubExpressionContext': return { k: 'par', e: this.exprOf(c), l };
      case 'DotExpressionContext': {
        const safe = ch[1].getText() === '?.';
        const e = this.expr(ch[0]);
        const r = ch[2];
        if (nm(r) === 'DotMethodCallContext') return { k: 'mcall', e, n: sub(r, 'AnyIdContext').getText(), a: this.args(r), safe, l: r.start.line };
        return { k: 'dot', e, n: r.getText(), safe, l: line(r) };
      }
      case 'ArrayExpressionContext': return { k: 'idx', e: this.expr(ch[0]), i: this.expr(ch[2]), l };
      case 'MethodCallExpressionContext': return this.methodCall(ch[0]);
      case 'NewExpressionContext': return this.creator(ch[1]);
      case 'CastExpressionContext': return { k: 'cast', t: this.typeRef(ch[1]), e: this.expr(ch[3]), l };
      case 'PostOpExpressionContext': return { k: 'post', op: ch[1].getText(), e: this.expr(ch[0]), l };
      case 'PreOpExpressionContext': {
        const op = ch[0].getText();
        if (op === '-' || op === '+') return { k: 'neg', op, e: this.expr(ch[1]), l };
        return { k: 'pre', op, e: this.expr(ch[1]), l };
      }
      case 'NegExpressionContext': return { k: ch[0].getText() === '!' ? 'not' : 'bnot', e: this.expr(ch[1]), l };
      case 'InstanceOfExpressionContext': return { k: 'inst', e: this.expr(ch[0]), t: this.typeRef(ch[2]), l };
      case 'CondExpressionContext': return { k: 'cond', c: this.expr(ch[0]), a: this.expr(ch[2]), b: this.expr(ch[4]), l };
      case 'CoalExpressionContext': return { k: 'coal', a: this.expr(ch[0]), b: this.expr(ch[2]), l };
      case 'AssignExpressionContext': return { k: 'asg', op: ch[1].getText(), a: this.expr(ch[0]), b: this.expr(ch[2]), l };
      default: {
        if (!/(Arth1|Arth2|Bit|BitAnd|BitOr|BitNot|LogAnd|LogOr|Cmp|Equality)ExpressionContext$/.test(nm(c))) throw new Error('apex-runtime: unexpected expression ' + nm(c) + ' at line ' + l);
        const op = ch.slice(1, -1).map((x) => x.getText()).join('');
        return { k: 'bin', op: op === '<>' ? '!=' : op, a: this.expr(ch[0]), b: this.expr(ch[ch.length - 1]), l };
      }
    }
  }
  args(c) { const el = sub(c, 'ExpressionListContext'); return el ? this.exprs(el) : []; }
  methodCall(c) {
    const id = sub(c, 'IdContext');
    return { k: 'call', n: id ? id.getText() : c.children[0].getText().toLowerCase(), kw: !id, a: this.args(c), l: line(c) };
  }
  primary(c) {
    const l = line(c);
    switch (nm(c)) {
      case 'ThisPrimaryContext': return { k: 'this', l };
      case 'SuperPrimaryContext': return { k: 'super', l };
      case 'LiteralPrimaryContext': return literal(c.getText(), l);
      case 'TypeRefPrimaryContext': return { k: 'class', t: this.typeRef(sub(c, 'TypeRefContext')), l };
      case 'VoidPrimaryContext': return { k: 'class', t: null, l };
      case 'IdPrimaryContext': return { k: 'id', n: c.getText(), l };
      case 'SoqlPrimaryContext': return this.soql(c.children[0], 'soql');
      case 'SoslPrimaryContext': return this.soql(c.children[0], 'sosl');
      default: throw new Error('apex-runtime: unexpected primary ' + nm(c));
    }
  }
  soql(c, k) {
    const binds = [];
    const cuts = [];
    const visit = (x) => {
      if (nm(x) === 'BoundExpressionContext') {
        cuts.push([x.start.start, x.stop.stop]);
        binds.push(this.expr(x.children[1]));
        return;
      }
      for (const y of x.children || []) visit(y);
    };
    visit(c);
    let out = '', pos = c.start.start;
    cuts.forEach(([a, b], i) => { out += this.slice(pos, a) + ':__b' + i + ' '; pos = b + 1; });
    out += this.slice(pos, c.stop.stop + 1);
    out = out.trim().replace(/^\[/, '').replace(/\]$/, '');
    return { k, q: out, b: binds, l: line(c) };
  }
  slice(a, b) { if (!this.cp) this.cp = /[\ud800-\udbff]/.test(this.src) ? Array.from(this.src) : null; return this.cp ? this.cp.slice(a, b).join('') : this.src.slice(a, b); }
  creator(c) {
    const l = line(c);
    const cn = sub(c, 'CreatedNameContext');
    const p = subs(cn, 'IdCreatedNamePairContext').map((x) => ({ n: x.children[0].getText(), a: this.typeList(sub(x, 'TypeListContext')) }));
    const t = { k: 'type', p, d: 0, l };
    const rest = c.children[1];
    switch (nm(rest)) {
      case 'ClassCreatorRestContext': return { k: 'new', t, a: this.args(sub(rest, 'ArgumentsContext')), l };
      case 'NoRestContext': return { k: 'newcol', t, v: [], l };
      case 'SetCreatorRestContext': return { k: 'newcol', t, v: this.exprs(rest), l };
      case 'MapCreatorRestContext': return { k: 'newmap', t, v: subs(rest, 'MapCreatorRestPairContext').map((x) => this.exprs(x)), l };
      case 'ArrayCreatorRestContext': {
        const ai = sub(rest, 'ArrayInitializerContext');
        const tt = { ...t, d: 1 };
        if (ai) return { k: 'newcol', t: tt, v: this.exprs(ai), l };
        return { k: 'newarr', t: tt, n: this.exprOf(rest), l };
      }
      default: throw new Error('apex-runtime: unexpected creator ' + nm(rest));
    }
  }
}

function subs0(arr) { return (arr.children || []).filter((x) => x.getText() === '[').length; }
function litText(s) { return s.startsWith("'") ? unescapeApex(s.slice(1, -1)) : s; }
function qnameType(q) { return { k: 'type', p: q.getText().split('.').map((n) => ({ n, a: [] })), d: 0, l: line(q) }; }
function literal(txt, l) {
  if (txt.startsWith("'''")) return { k: 'lit', t: 'str', v: unescapeApex(txt.slice(3, -3).replace(/^\r?\n/, '')), l };
  if (txt.startsWith("'")) return { k: 'lit', t: 'str', v: unescapeApex(txt.slice(1, -1)), l };
  const lo = txt.toLowerCase();
  if (lo === 'null') return { k: 'lit', t: 'null', v: null, l };
  if (lo === 'true' || lo === 'false') return { k: 'lit', t: 'bool', v: lo === 'true', l };
  if (/^[-+]*\d+$/.test(lo)) return { k: 'lit', t: 'int', v: Number(lo), l };
  if (/^[-+]*\d+l$/.test(lo)) return { k: 'lit', t: 'long', v: lo.slice(0, -1), l };
  if (/d$/.test(lo)) return { k: 'lit', t: 'dbl', v: Number(lo.slice(0, -1)), l };
  return { k: 'lit', t: 'dec', v: lo, l };
}
