import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorCodesPage } from './reference.ts';
import { settings } from './settings.ts';

const root = join(import.meta.dirname, '..');

/** All files of our own below a folder whose name ends so. */
function files(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|\/)(node_modules|sandbox-data|report|dist|\.git)\//.test(file));
}

const pages = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...['docs', 'contract', 'sandbox', 'sage-gateway', 'config'].flatMap((folder) => files(folder, /\.md$/)),
];

describe('the documents', () => {
  it.each(pages)('%s links only to what exists', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)]*)?\)/g)].map(
      (match) => match[1] ?? '',
    );
    const broken = links.filter((link) => !existsSync(join(root, dirname(page), link)));
    expect(broken).toEqual([]);
  });

  it('list the error codes as the contract has them', () => {
    expect(readFileSync(join(root, 'docs/reference/error-codes.md'), 'utf8')).toBe(errorCodesPage());
  });

  it('name no error code that the contract does not have, and the sources use every code', () => {
    const contract = JSON.parse(readFileSync(join(root, 'contract/error-codes.json'), 'utf8')) as {
      codes: object;
    };
    const codes = Object.keys(contract.codes);
    const sources = [
      ...files('sage-gateway/src', /(?<!\.test)\.ts$/),
      ...files('force-app', /(?<!Test|SageErrorCode)\.cls$/),
    ].map((file) => readFileSync(join(root, file), 'utf8'));
    const unused = codes.filter(
      (code) => !sources.some((source) => new RegExp(`\\b${code}\\b`).test(source)),
    );
    expect(unused).toEqual([]);
  });

  it('list every setting with its default, and no other', () => {
    const page = readFileSync(join(root, 'docs/reference/settings.md'), 'utf8');
    const listed = [...page.matchAll(/^\| `([^`]+)` \| (?:`([^`]*)`)? ?\| \S/gm)].map(([, path, value]) => [
      path,
      value ?? '',
    ]);
    expect(listed).toEqual([...settings()]);
  });

  it('hold every npm command they name', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    const named = pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/npm run ([a-z:-]+)(?=[\s`])(?! in)/g)].map(
        (match) => match[1] ?? '',
      ),
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
