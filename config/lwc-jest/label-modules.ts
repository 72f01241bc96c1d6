import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLabels } from '../../scripts/label-files.ts';

const folder = join(import.meta.dirname, '../../node_modules/.cache/lwc-jest/labels');

/** Writes a module `<name>.cjs` for each label, its English text as default export, so that tests read what people read. */
export function labelModules(): string {
  mkdirSync(folder, { recursive: true });
  for (const { name, english } of readLabels()) {
    const file = join(folder, `${name}.cjs`);
    const source = `exports.default = ${JSON.stringify(english)};\n`;
    if (existsSync(file) && readFileSync(file, 'utf8') === source) continue;
    writeFileSync(`${file}.${process.pid}`, source);
    renameSync(`${file}.${process.pid}`, file);
  }
  return folder;
}
