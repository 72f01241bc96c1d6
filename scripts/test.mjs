// All checks of the project, in the order of their cost; ends with the line "N passed, N failed[, N skipped]".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const report = join(root, 'node_modules', '.cache', 'test');
const bin = (name) => join(root, 'node_modules', ...name.split('/'));
/** sfdx-lwc-jest brings a jest of its own. */
const lwcJest = createRequire(bin('@salesforce/sfdx-lwc-jest/package.json')).resolve('jest/bin/jest');
const node = process.execPath;
const total = { passed: 0, failed: 0, skipped: 0 };

rmSync(report, { recursive: true, force: true });
mkdirSync(report, { recursive: true });

check('formatting', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']);
check('types', [bin('typescript/bin/tsc'), '--noEmit']);
check('lint', [bin('eslint/bin/eslint.js'), '.']);
check('Salesforce Code Analyzer', [join(root, 'scripts', 'analyze.ts')]);
jest('tests', [bin('jest/bin/jest.js')], ['--experimental-vm-modules']);
jest('components', [lwcJest, '--config', 'config/lwc-jest/jest.config.mjs']);
apex();

console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`,
);
process.exitCode = total.failed === 0 ? 0 : 1;

/** One tool that passes, fails or cannot run here (exit code 3, having said why) as a whole. */
function check(name, args) {
  const status = run(name, args);
  if (status === 3) return count({ skipped: 1 });
  const ok = status === 0;
  count(ok ? { passed: 1 } : { failed: 1 });
  if (!ok) console.log(`FAILED ${name}`);
}

/** One run of jest: the TypeScript tests of all workspaces, or those of the Lightning Web Components. */
function jest(name, program, nodeOptions = []) {
  const file = join(report, `${name}.json`);
  const status = run(name, [...nodeOptions, '--no-warnings', ...program, '--json', `--outputFile=${file}`]);
  if (!existsSync(file)) return count({ failed: 1 });
  const result = JSON.parse(readFileSync(file, 'utf8'));
  // A suite that cannot even be loaded has no tests of its own to count.
  const brokenSuites = result.numRuntimeErrorTestSuites;
  count({
    passed: result.numPassedTests,
    failed: result.numFailedTests + brokenSuites,
    skipped: result.numPendingTests,
  });
  for (const suite of result.testResults)
    for (const test of suite.assertionResults)
      if (test.status === 'pending') console.log(`SKIPPED ${test.fullName}`);
  if (status !== 0 && result.numFailedTests + brokenSuites === 0) count({ failed: 1 });
}

/** The package's own Apex tests, run by the workspace apex-runtime. */
function apex() {
  const started = spawnSync(node, [join(root, 'scripts', 'apex.mjs'), 'test', root, '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  process.stderr.write(started.stderr);
  console.log('--- Apex');
  let result;
  try {
    result = JSON.parse(started.stdout);
  } catch {
    console.log(`${started.stdout}\nFAILED Apex: no result`);
    return count({ failed: 1 });
  }
  const { results, compileErrors, coverage } = result;
  const failed = results.filter((test) => !test.ok);
  for (const test of failed)
    console.log(`FAILED ${test.class}.${test.method}: ${test.message}\n${test.stack ?? ''}`);
  for (const error of compileErrors) console.log(`FAILED ${error.file}:${error.line}: ${error.message}`);
  const thin = coverage.filter(({ covered, lines }) => covered < 0.9 * lines);
  for (const { name, covered, lines } of thin)
    console.log(`FAILED ${name}: ${covered} of ${lines} lines covered, 90 % wanted`);
  count({
    passed: results.length - failed.length,
    failed: failed.length + compileErrors.length + thin.length,
  });
}

function run(name, args) {
  console.log(`--- ${name}`);
  return spawnSync(node, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status;
}

function count({ passed = 0, failed = 0, skipped = 0 }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
