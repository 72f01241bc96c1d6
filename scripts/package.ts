// Builds, promotes and installs the unlocked package with the Salesforce CLI: npm run package -- COMMAND [options].
// Says each command before it runs it, so that it can be repeated by hand.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageCommand, UsageError } from './package-command.ts';

const root = join(import.meta.dirname, '..');
const sf = join(root, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      org: { type: 'string' },
      'dev-hub': { type: 'string' },
      'upgrade-type': { type: 'string' },
    },
  });
  const args = packageCommand(positionals, values);
  console.log(`sf ${args.map((arg) => (/\s/.test(arg) ? JSON.stringify(arg) : arg)).join(' ')}`);
  process.exitCode = spawnSync(process.execPath, [sf, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
} catch (error) {
  if (!(error instanceof UsageError) && !(error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS'))
    throw error;
  console.error((error as Error).message);
  process.exitCode = 2;
}
