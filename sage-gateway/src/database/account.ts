import { accessSync, chownSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SetupError } from '../errors.ts';

/** The operating system account that runs the embedded PostgreSQL; empty when that is the gateway's own. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. Under root the account `postgres` is taken, or else `nobody`; elsewhere the
 * gateway's own account serves. Throws SetupError when root has neither.
 */
export function databaseAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new SetupError(
    'The gateway runs as root, PostgreSQL cannot, and this machine has no account "postgres" or "nobody".',
    'Start the gateway as an ordinary user, or create one: useradd --system postgres.',
  );
}

/** Gives a path to the account, so that PostgreSQL may use it. */
export function giveTo(account: Account, path: string): void {
  if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid);
}

/** Throws SetupError, naming the folder, when the account may not pass through a parent of `folder`. */
export function assertReachable(account: Account, folder: string): void {
  if (account.uid === undefined) {
    accessSync(dirname(resolve(folder)), constants.X_OK);
    return;
  }
  for (let parent = dirname(resolve(folder)); ; parent = dirname(parent)) {
    const { mode, uid, gid } = statSync(parent);
    const passable = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001;
    if (!passable) {
      throw new SetupError(
        `The account of PostgreSQL (uid ${account.uid}) may not pass through ${parent}, a parent of the data folder.`,
        `Put dataFolder elsewhere (such as /var/lib/sage-gateway), start the gateway as an ordinary user, or run: chmod o+x ${parent}`,
      );
    }
    if (parent === dirname(parent)) return;
  }
}
