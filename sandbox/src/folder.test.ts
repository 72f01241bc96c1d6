import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { emptyFolder, openFolder } from './folder.ts';

const root = mkdtempSync(join(tmpdir(), 'sandbox ö '));
afterAll(() => rmSync(root, { recursive: true }));

describe('the folder of a sandbox', () => {
  it('is held by one sandbox at a time', () => {
    const first = openFolder(root);
    expect(() => openFolder(root)).toThrow(/another sandbox runs on .*; end it, or give another --folder/);
    first.release();
    openFolder(root).release();
  });

  it('loses what a sandbox made there when it starts over, and nothing else', () => {
    const folder = openFolder(root);
    mkdirSync(folder.sage, { recursive: true });
    writeFileSync(join(folder.sage, 'MAS_ABC.sqlite'), '');
    writeFileSync(join(root, 'letter.txt'), 'mine');
    emptyFolder(folder);
    expect(existsSync(folder.sage)).toBe(false);
    expect(existsSync(join(root, 'letter.txt'))).toBe(true);
    folder.release();
  });
});
