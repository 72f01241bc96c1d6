import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baselineTable, createBaselineTable } from './express.ts';
import { freePort } from './free-port.ts';
import { startServer, type Contestant } from './server.ts';

const packages = ['node-red@5.0.7', 'pg@8.23.1'];
const home = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'bench-node-red');
const files = join(import.meta.dirname, 'node-red');

/** What a customer would click together: HTTP in, a function that validates, one PostgreSQL row, HTTP response 202. */
export const nodeRedBaseline: Contestant = {
  name: 'Node-RED flow',
  table: baselineTable,
  async start(databaseUrl, folder) {
    install();
    await createBaselineTable(databaseUrl);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const user = join(folder, `node-red-${port}`);
    mkdirSync(user);
    for (const file of ['settings.cjs', 'flows.json']) cpSync(join(files, file), join(user, file));
    return startServer({
      name: 'Node-RED',
      args: [
        join(home, 'node_modules', 'node-red', 'red.js'),
        '--userDir',
        user,
        '--settings',
        join(user, 'settings.cjs'),
        'flows.json',
      ],
      env: { PORT: String(port), DATABASE_URL: databaseUrl, PG_MODULE: join(home, 'node_modules', 'pg') },
      readyUrl: `${url}/ready`,
      url: `${url}/orders`,
      logFile: join(folder, 'node-red.log'),
    });
  },
};

/** Node-RED is fetched once, into a cache: it is no part of the project. */
function install(): void {
  if (
    existsSync(join(home, 'node_modules', 'node-red', 'red.js')) &&
    existsSync(join(home, 'node_modules', 'pg'))
  )
    return;
  console.log(`installing ${packages.join(' and ')} into node_modules/.cache (once)`);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"private":true}\n');
  const npm = process.env['npm_execpath'];
  const [command, ...first] = npm
    ? [process.execPath, npm]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const done = spawnSync(
    command as string,
    [...first, 'install', '--no-audit', '--no-fund', '--omit=optional', '--prefix', home, ...packages],
    { cwd: home, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' && !npm },
  );
  if (done.status !== 0)
    throw new Error('Node-RED could not be installed; leave it out with --without node-red');
}
