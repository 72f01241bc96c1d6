// Makes a fresh machine ready: system packages (where root), npm packages, Node 24 among them. Safe to run again and again;
// when all is in place it ends within a fraction of a second. Runs on the machine's own Node (20.19 or newer), so plain JavaScript.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.cache', 'setup', 'lock.sha256');

const ODBC = 'the gateway reads the simulator embedded, and the ODBC tests are skipped by name';
const BROWSER = 'the tests of the pages in a browser are skipped by name';

/** Debian packages by the file that shows they are there, and what follows where they are missing. */
const systemPackages = [
  { name: 'unixodbc', file: '/usr/bin/odbcinst', without: ODBC },
  { name: 'unixodbc-dev', file: '/usr/include/sql.h', without: ODBC },
  { name: 'libsqliteodbc', file: '/usr/share/doc/libsqliteodbc', without: ODBC },
  { name: 'g++', file: '/usr/bin/g++', without: ODBC },
  { name: 'make', file: '/usr/bin/make', without: ODBC },
  { name: 'chromium', file: '/usr/bin/chromium', without: BROWSER },
];

const missing = missingSystemPackages();
const installed = installSystemPackages(missing);
installNpmPackages(installed);

function missingSystemPackages() {
  if (process.platform !== 'linux') return [];
  return systemPackages.filter(({ file }) => !existsSync(file));
}

/** Installs what is missing where we may; says what stays missing and what follows from it. True when something was installed. */
function installSystemPackages(packages) {
  if (packages.length === 0) return false;
  const names = packages.map(({ name }) => name);
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    say(`installing ${names.join(', ')}`);
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    const done =
      spawnSync('apt-get', ['update', '-qq'], quiet).status === 0 &&
      spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quiet).status === 0;
    if (done) return true;
  }
  for (const what of [ODBC, BROWSER]) {
    const lacking = packages.filter(({ without }) => without === what).map(({ name }) => name);
    if (lacking.length > 0) say(`without ${lacking.join(', ')}: ${what}`);
  }
  return false;
}

/** Runs `npm ci` when the lock file is not the one that was installed last, or when ODBC's headers came only now. */
function installNpmPackages(newSystemPackages) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const current = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (current === wanted && !(newSystemPackages && !odbcLoads())) return;
  say('installing npm packages (about two minutes the first time)');
  const npm = process.env.npm_execpath;
  const command = npm ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const result = spawnSync(
    command[0],
    [...command.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: !npm && process.platform === 'win32',
    },
  );
  if (result.status !== 0) {
    say('npm ci failed: see above');
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function odbcLoads() {
  try {
    createRequire(join(root, 'sage-gateway', 'package.json')).resolve('odbc');
    return true;
  } catch {
    return false;
  }
}

function say(sentence) {
  console.error(`setup: ${sentence}`);
}
