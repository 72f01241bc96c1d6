// Writes the reference pages that are made from data: node scripts/reference.ts [--check]
// With --check nothing is written; the exit code says whether the pages are what they should be.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
interface Entry {
  readonly status?: number;
  readonly kind: 'caller' | 'refused' | 'retry' | 'operator';
  readonly title: string;
  readonly next: string;
}

const who = {
  caller: 'the caller mends the call',
  refused: 'a person mends the data, then sends again',
  retry: 'nobody: it is tried again by itself',
  operator: 'an operator looks',
};

/** The page docs/reference/error-codes.md, from the contract. */
export function errorCodesPage(): string {
  const { codes } = JSON.parse(readFileSync(join(root, 'contract', 'error-codes.json'), 'utf8')) as {
    codes: Record<string, Entry>;
  };
  const rows = Object.entries(codes).map(
    ([code, { status, kind, title, next }]) =>
      `| \`${code}\` | ${status ?? ''} | ${title} | ${who[kind]} | ${next} |`,
  );
  return [
    '# Error codes',
    '',
    'Made from `contract/error-codes.json` by `node scripts/reference.ts`; edit the JSON, not this page.',
    'A code stands on the request in Salesforce, in the answer of a call and in the gateway’s dead letters alike.',
    '',
    '| code | HTTP | what happened | who acts | what to do |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const pages: [string, string][] = [['docs/reference/error-codes.md', errorCodesPage()]];
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of pages) {
    const path = join(root, file);
    const current = existsSync(path) && readFileSync(path, 'utf8') === text;
    if (process.argv.includes('--check')) process.exitCode ||= current ? 0 : 1;
    else if (!current) writeFileSync(path, text);
  }
}
