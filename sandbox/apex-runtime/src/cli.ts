// @ts-nocheck -- ported file by file: this one still waits for its types
// Command line: apex test|check [project-dir]. scripts/apex.mjs starts it with a stack large enough for Apex.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Org, R } from './org.ts';
import { runTests, coverage } from './run/tests.ts';

const USAGE = 'usage: node scripts/apex.mjs test|check [project-dir] [--with dir] [--class X[,Y.method]] [--json] [--missed] [--no-coverage] [--debug]';
const OPTIONS = { class: { type: 'string', multiple: true }, with: { type: 'string', multiple: true }, json: { type: 'boolean' }, debug: { type: 'boolean' }, missed: { type: 'boolean' }, 'no-coverage': { type: 'boolean' } };
const rel = (f) => path.relative(process.cwd(), f) || f;

/** Exit code: 0 all passed, 1 a failure or compile error, 2 wrong use. The last line of `test` is `N passed, N failed`. */
export async function main(argv) {
  let args;
  try { args = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true }); } catch (e) { console.error(`${e.message}\n${USAGE}`); return 2; }
  const { values: opt, positionals: [cmd, dir = '.', ...more] } = args;
  if ((cmd !== 'test' && cmd !== 'check') || more.length) { console.error(USAGE); return 2; }
  const t0 = performance.now();
  const org = new Org();
  await org.load([dir, ...(opt.with || [])].map((d) => path.resolve(d)));
  const errors = unique(org.project.errors);
  if (!opt.json) for (const e of errors) console.log(`COMPILE ${rel(e.file)}:${e.line}: ${e.message}`);
  const t1 = performance.now();
  if (cmd === 'check') {
    console.log(opt.json ? JSON.stringify({ errors }) : `${org.project.list.length} classes, ${errors.length} compile errors (${Math.round(t1 - t0)} ms)`);
    return errors.length ? 1 : 0;
  }
  if (opt.debug) R.debug = (s, f, l, lvl) => console.error(`DEBUG ${path.basename(f)}:${l} ${lvl || ''} ${s}`);
  const only = opt.class ? opt.class.flatMap((c) => c.split(',')) : null;
  const results = runTests(org, { only, onResult: opt.json ? undefined : report });
  const passed = results.filter((r) => r.ok).length, failed = results.length - passed;
  const cov = opt['no-coverage'] ? [] : coverage(org);
  if (opt.json) console.log(JSON.stringify({ compileErrors: errors, results, coverage: cov, passed, failed }, null, 1));
  else {
    for (const c of cov) if (!only || c.covered) console.log(`cov ${String(c.percent).padStart(5)}% ${c.name} (${c.covered}/${c.lines})${opt.missed && c.missed.length ? ' missed: ' + c.missed.join(',') : ''}`);
    console.log(`load ${Math.round(t1 - t0)} ms, tests ${Math.round(performance.now() - t1)} ms${errors.length ? `, ${errors.length} compile errors` : ''}`);
    console.log(`${passed} passed, ${failed} failed`);
  }
  return failed || errors.length ? 1 : 0;
}
function unique(list) {
  const seen = new Set();
  return list.filter((e) => { const k = e.file + e.line + e.message; return !seen.has(k) && seen.add(k); });
}
function report(r) {
  console.log(`${r.ok ? 'ok  ' : 'FAIL'} ${r.class}.${r.method} (${r.ms.toFixed(0)} ms)`);
  for (const n of r.notes || []) console.log('  note: ' + n.split('\n')[0]);
  if (r.ok) return;
  console.log('  ' + r.error.message.split('\n').join('\n  '));
  if (r.error.stack) console.log('  ' + r.error.stack.split('\n').slice(1, 14).join('\n  '));
}
process.exitCode = await main(process.argv.slice(2));
