import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as ApexParser from '@apexdevtools/apex-parser';
import type { UnitNode } from './nodes.ts';
import type { Tree } from './tree.ts';
import { UnitReader } from './units.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
type Parser = typeof ApexParser;

/** A parsed source file. */
export interface SourceUnit {
  readonly file: string;
  readonly kind: UnitKind;
  readonly ast: UnitNode;
  readonly source: string;
}
export type UnitKind = 'class' | 'trigger' | 'anon';
export interface SyntaxProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** The grammar's own module; loaded only when a file is not in the cache, because it takes 0.3 s. */
export function loadParser(): Promise<Parser> {
  return import('@apexdevtools/apex-parser');
}

/** node_modules/.cache/apex-runtime of the project this workspace is installed in. */
export function defaultCacheDir(): string {
  for (let dir = here; ; dir = path.dirname(dir)) {
    const modules = path.join(dir, 'node_modules');
    if (fs.existsSync(path.join(modules, '@apexdevtools', 'apex-parser')))
      return path.join(modules, '.cache', 'apex-runtime');
    if (path.dirname(dir) === dir)
      throw new Error('apex-runtime: @apexdevtools/apex-parser is not installed (run npm install)');
  }
}

/** The first syntax error of a source. */
export class ApexSyntaxProblem extends Error {}

/** Parses a source; throws an ApexSyntaxProblem that names `file` and line. */
export function parseNow(parser: Parser, source: string, kind: UnitKind, file: string): UnitNode {
  const problems: string[] = [];
  class Listener extends parser.ApexErrorListener {
    override apexSyntaxError(line: number, _column: number, message: string): void {
      problems.push(`${file}:${line}: ${message}`);
    }
  }
  const { parser: apex } = parser.ApexParserFactory.createLexerAndParser(source, new Listener());
  const units = {
    class: () => apex.compilationUnit(),
    trigger: () => apex.triggerUnit(),
    anon: () => apex.anonymousUnit(),
  };
  const tree = units[kind]() as unknown as Tree; // a view on the parser's own classes
  if (problems[0] !== undefined) throw new ApexSyntaxProblem(problems[0]);
  const reader = new UnitReader(source);
  if (kind === 'trigger') return reader.triggerUnit(tree);
  return kind === 'anon' ? reader.anonymousUnit(tree) : reader.compilationUnit(tree);
}

/** Reads and parses source files. Trees are kept in `cacheDir` by the content of the file and of this parser. */
export async function parseFiles(
  files: readonly string[],
  cacheDir: string = defaultCacheDir(),
): Promise<{ units: SourceUnit[]; errors: SyntaxProblem[] }> {
  const cache = path.join(cacheDir, `ast-${formatVersion()}`);
  fs.mkdirSync(cache, { recursive: true });
  const units: SourceUnit[] = [];
  const errors: SyntaxProblem[] = [];
  for (const file of files) {
    const source = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    const kind = file.endsWith('.trigger') ? 'trigger' : 'class';
    const cached = path.join(cache, `${sha1(`${kind}\0${source}`)}.json`);
    try {
      const ast = readCached(cached) ?? keep(cached, parseNow(await loadParser(), source, kind, file));
      units.push({ file, kind, ast, source });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      errors.push({ file, message: error.message, line: 0 });
    }
  }
  return { units, errors };
}

/** Changes with the code that makes the trees. */
function formatVersion(): string {
  const sources = ['nodes', 'tree', 'strings', 'expressions', 'statements', 'units'];
  return sha1(sources.map((name) => fs.readFileSync(path.join(here, `${name}.ts`), 'utf8')).join()).slice(
    0,
    10,
  );
}

function sha1(text: string): string {
  return crypto.createHash('sha1').update(text).digest('hex');
}

/** A kept tree; null when there is none, or a broken one. */
function readCached(file: string): UnitNode | null {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as UnitNode;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written beside and renamed, because other processes may read the cache now. */
function keep(file: string, ast: UnitNode): UnitNode {
  const temporary = `${file}.${crypto.randomUUID()}`;
  fs.writeFileSync(temporary, JSON.stringify(ast));
  fs.renameSync(temporary, file);
  return ast;
}
