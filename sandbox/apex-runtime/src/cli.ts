import path from 'node:path';
import { parseArgs } from 'node:util';
import { Org, R } from './org.ts';
import type { CompileProblem } from './compile/project.ts';
import { coverage, type ClassCoverage } from './run/coverage.ts';
import { runTests, type TestResult } from './run/tests.ts';
import type { OrgFeatures } from './schema/features.ts';

const USAGE =
  'usage: node scripts/apex.mjs test|check [project-dir] [--with dir] [--org multi-currency|person-accounts] [--class X[,Y.method]] [--json] [--missed] [--no-coverage] [--debug]';
/** How many lines of a stack are shown. */
const STACK_LINES = 13;

/** Kinds of org that differ for the package: `--org`. */
const ORGS = new Map<string, OrgFeatures>([
  ['multi-currency', { multiCurrency: { corporate: 'USD', rates: { EUR: '0.9' } } }],
  ['person-accounts', { personAccounts: true }],
]);

const relative = (file: string): string => path.relative(process.cwd(), file) || file;

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      class: { type: 'string', multiple: true },
      with: { type: 'string', multiple: true },
      org: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      debug: { type: 'boolean' },
      missed: { type: 'boolean' },
      'no-coverage': { type: 'boolean' },
    },
  });
type Options = ReturnType<typeof parse>['values'];

/**
 * `apex test|check`; scripts/apex.mjs starts it with a stack that is large enough for Apex. Exit code: 0 all passed, 1 a
 * failure or compile error, 2 wrong use. The last line of `test` is `N passed, N failed`.
 */
export async function main(args: string[]): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    return 2;
  }
  const { values: options, positionals } = parsed;
  const [command, dir = '.', ...more] = positionals;
  if ((command !== 'test' && command !== 'check') || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const kinds = options.org ?? [];
  const unknown = kinds.find((kind) => !ORGS.has(kind));
  if (unknown !== undefined) {
    console.error(`no such kind of org: ${unknown}\n${USAGE}`);
    return 2;
  }
  const began = performance.now();
  const org = new Org();
  const features = Object.assign({}, ...kinds.map((kind) => ORGS.get(kind))) as OrgFeatures;
  await org.load(
    [dir, ...(options.with ?? [])].map((folder) => path.resolve(folder)),
    { features },
  );
  const errors = unique(org.project.errors);
  if (!options.json)
    for (const { file, line, message } of errors)
      console.log(`COMPILE ${relative(file)}:${line}: ${message}`);
  const loadMs = Math.round(performance.now() - began);
  if (command === 'test') return test(org, errors, options, loadMs);
  const text = `${org.project.list.length} classes, ${errors.length} compile errors (${loadMs} ms)`;
  console.log(options.json ? JSON.stringify({ errors }) : text);
  return errors.length > 0 ? 1 : 0;
}

function test(org: Org, errors: CompileProblem[], options: Options, loadMs: number): number {
  if (options.debug)
    R.debug = (text, file, line, level = '') =>
      console.error(`DEBUG ${path.basename(file)}:${line} ${level} ${text}`);
  const only = options.class?.flatMap((names) => names.split(',')) ?? null;
  const began = performance.now();
  const results = runTests(org, { only, onResult: options.json ? undefined : report });
  const passed = results.filter(({ ok }) => ok).length;
  const failed = results.length - passed;
  const classes = options['no-coverage'] ? [] : coverage(org);
  if (options.json)
    console.log(
      JSON.stringify({ compileErrors: errors, results, coverage: classes, passed, failed }, null, 1),
    );
  else {
    for (const covered of classes)
      if (!only || covered.covered > 0) reportCoverage(covered, options.missed ?? false);
    const compileErrors = errors.length > 0 ? `, ${errors.length} compile errors` : '';
    console.log(`load ${loadMs} ms, tests ${Math.round(performance.now() - began)} ms${compileErrors}`);
    console.log(`${passed} passed, ${failed} failed`);
  }
  return failed > 0 || errors.length > 0 ? 1 : 0;
}

/** Errors of a generated member may be found more than once. */
function unique(errors: readonly CompileProblem[]): CompileProblem[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}

function report({ ok, class: className, method, ms, notes = [], error }: TestResult): void {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${className}.${method} (${ms.toFixed(0)} ms)`);
  for (const note of notes) console.log(`  note: ${note.split('\n')[0]}`);
  if (!error) return;
  console.log(`  ${error.message.split('\n').join('\n  ')}`);
  if (error.stack)
    console.log(
      `  ${error.stack
        .split('\n')
        .slice(1, STACK_LINES + 1)
        .join('\n  ')}`,
    );
}

function reportCoverage({ percent, name, covered, lines, missed }: ClassCoverage, withMissed: boolean): void {
  const others = withMissed && missed.length > 0 ? ` missed: ${missed.join(',')}` : '';
  console.log(`cov ${String(percent).padStart(5)}% ${name} (${covered}/${lines})${others}`);
}

process.exitCode = await main(process.argv.slice(2));
