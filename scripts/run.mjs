// Sets the machine up, then runs a program on the project's own Node 24: node scripts/run.mjs FILE [ARGS]
// A shell would not do: it remembers where it found the machine's older `node` before the set-up.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const candidates = ['node', 'node.exe'].map((name) => join(root, 'node_modules', 'node', 'bin', name));
const node = candidates.find((file) => existsSync(file));
if (!node) {
  console.error('setup: Node 24 is missing in node_modules; remove node_modules and try again');
  process.exit(1);
}
const child = spawn(node, process.argv.slice(2), { stdio: 'inherit' });
// Ctrl+C reaches the child by itself; a signal to this process alone is handed on. It ends when the child has ended.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
});
