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

/** Debian packages by the file that shows they are there; each group is installed by itself, and what follows without it is said. */
const systemPackages = [
  {
    packages: [
      ['unixodbc', '/usr/bin/odbcinst'],
      ['unixodbc-dev', '/usr/include/sql.h'],
      ['libsqliteodbc', '/usr/share/doc/libsqliteodbc'],
      ['g++', '/usr/bin/g++'],
      ['make', '/usr/bin/make'],
    ],
    without: 'the gateway reads the simulator embedded, and the ODBC tests are skipped by name',
  },
  {
    packages: [['chromium', process.env.CHROMIUM_PATH ?? '/usr/bin/chromium']],
    without: 'the tests of the pages in a browser are skipped by name',
  },
];

const installed = systemPackages.map(installSystemPackages).includes(true);
installNpmPackages(installed);

/** Installs what is missing of a group where we may; says what stays missing and what follows. True when something was installed. */
function installSystemPackages({ packages, without }) {
  const names = packages.filter(([, file]) => !existsSync(file)).map(([name]) => name);
  if (process.platform !== 'linux' || names.length === 0) return false;
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
  say(`without ${names.join(', ')}: ${without}`);
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
