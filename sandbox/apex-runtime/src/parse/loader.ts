// @ts-nocheck -- ported file by file: this one still waits for its types
// Reads Apex source files and parses them, with an on-disk AST cache keyed by content.
import fs from 'node:fs';
import path from 'node:path';
import crypto from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { AstBuilder } from './ast.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const FORMAT = crypto.createHash('sha1').update(fs.readFileSync(path.join(here, 'ast.ts'))).update(fs.readFileSync(path.join(here, 'strings.ts'))).digest('hex').slice(0, 10);
let parserMod = null;

/** The grammar's own module; loaded only when a file is not in the cache, because it takes 0.3 s. */
export async function loadParser() {
  return (parserMod ??= await import('@apexdevtools/apex-parser'));
}

/** node_modules/.cache/apex-runtime of the project this workspace is installed in. */
export function defaultCacheDir() {
  for (let d = here; ; d = path.dirname(d)) {
    if (fs.existsSync(path.join(d, 'node_modules', '@apexdevtools', 'apex-parser'))) return path.join(d, 'node_modules', '.cache', 'apex-runtime');
    if (path.dirname(d) === d) throw new Error('apex-runtime: @apexdevtools/apex-parser is not installed (run npm install)');
  }
}

export class ApexSyntaxProblem extends Error {}

export function parseNow(mod, source, kind, file) {
  const errs = [];
  class L extends mod.ApexErrorListener { apexSyntaxError(l, c, m) { errs.push({ line: l, message: m }); } }
  const { parser } = mod.ApexParserFactory.createLexerAndParser(source, new L());
  const tree = kind === 'trigger' ? parser.triggerUnit() : kind === 'anon' ? parser.anonymousUnit() : parser.compilationUnit();
  if (errs.length) throw new ApexSyntaxProblem(`${file}:${errs[0].line}: ${errs[0].message}`);
  const b = new AstBuilder(source);
  return kind === 'trigger' ? b.triggerUnit(tree) : kind === 'anon' ? b.anonymousUnit(tree) : b.compilationUnit(tree);
}

export async function parseFiles(files, cacheDir = defaultCacheDir()) {
  const astDir = path.join(cacheDir, 'ast-' + FORMAT);
  fs.mkdirSync(astDir, { recursive: true });
  const out = [], errors = [];
  for (const file of files) {
    const src = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    const kind = file.endsWith('.trigger') ? 'trigger' : 'class';
    const hash = crypto.createHash('sha1').update(kind + '\0' + src).digest('hex');
    const cf = path.join(astDir, hash + '.json');
    let ast = null;
    try { ast = JSON.parse(fs.readFileSync(cf, 'utf8')); } catch { /* not cached */ }
    if (!ast) {
      const mod = await loadParser();
      try { ast = parseNow(mod, src, kind, file); } catch (e) {
        errors.push({ file, message: e.message, line: 0 });
        continue;
      }
      const tmp = `${cf}.${crypto.randomUUID()}`;
      fs.writeFileSync(tmp, JSON.stringify(ast));
      fs.renameSync(tmp, cf);
    }
    out.push({ file, kind, ast, source: src });
  }
  return { units: out, errors };
}
