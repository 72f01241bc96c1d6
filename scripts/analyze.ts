// Salesforce Code Analyzer over the package: the rules of the AppExchange review and those for security. Prints what it finds
// and is not accepted in config/code-analyzer.json with a reason, then "N findings"; exit 1 when there are any, 3 without Java.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CodeAnalyzer, CodeAnalyzerConfig } from '@salesforce/code-analyzer-core';
import * as pmd from '@salesforce/code-analyzer-pmd-engine';
import * as regex from '@salesforce/code-analyzer-regex-engine';

interface Accepted {
  readonly rule: string;
  readonly file: string;
  /** Why it is no defect here. */
  readonly reason: string;
}

const root = join(import.meta.dirname, '..');
const selectors = ['AppExchange', 'Recommended:Security'];

// PMD is a Java program; Java 11 is the oldest that runs it.
if (spawnSync('java', ['-version']).status !== 0) {
  console.log('SKIPPED Salesforce Code Analyzer: there is no Java (11 or newer) on this machine');
  process.exit(3);
}

const { accepted } = JSON.parse(readFileSync(join(root, 'config', 'code-analyzer.json'), 'utf8')) as {
  accepted: readonly Accepted[];
};
const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.withDefaults());
await analyzer.addEnginePlugin(pmd.createEnginePlugin());
await analyzer.addEnginePlugin(regex.createEnginePlugin());
const folders = ['force-app', 'config/unpackaged'].map((folder) => join(root, folder));
const workspace = await analyzer.createWorkspace(folders);
const rules = await analyzer.selectRules(selectors, { workspace });
const results = await analyzer.run(rules, { workspace });

const used = new Set<Accepted>();
const findings: string[] = [];
for (const violation of results.getViolations()) {
  const place = violation.getPrimaryLocation();
  const file = relative(root, place.getFile() ?? '');
  const rule = violation.getRule().getName();
  const reason = accepted.find((each) => each.rule === rule && each.file === file);
  if (reason) used.add(reason);
  else findings.push(`${file}:${place.getStartLine() ?? 0}: [${rule}] ${violation.getMessage()}`);
}
for (const each of accepted)
  if (!used.has(each)) findings.push(`${each.file}: [${each.rule}] is accepted, but is no longer found`);
if (rules.getCount() === 0) findings.push(`no rule is selected by ${selectors.join(', ')}`);

for (const finding of findings) console.log(finding);
console.log(`${findings.length} findings (${rules.getCount()} rules, ${used.size} accepted with a reason)`);
process.exitCode = findings.length === 0 ? 0 : 1;
