/** Apex without an org: node scripts/apex.mjs test|check [project-dir] [options] (sandbox/apex-runtime/README.md). */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const own = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const cli = path.join(root, 'sandbox', 'apex-runtime', 'src', 'cli.ts');
if (!fs.existsSync(own)) {
  console.error('The project is not set up yet: run npm run setup first.');
  process.exit(2);
}
// Apex may nest 1,000 calls deep, which needs more stack than Node gives by default.
const run = spawnSync(own, ['--stack-size=3600', cli, ...process.argv.slice(2)], {
  stdio: 'inherit',
  // Node keeps its own compiled form of the sources here: that halves the start.
  env: {
    NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'apex-runtime', 'node'),
    ...process.env,
  },
  shell: process.platform === 'win32',
});
if (run.error) throw run.error;
process.exitCode = run.status ?? 1;
