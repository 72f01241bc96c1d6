import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Where the parts of one sandbox keep their data. */
export interface SandboxFolder {
  readonly path: string;
  readonly sage: string;
  readonly org: string;
  readonly gateway: string;
  /** Lets another sandbox have it. */
  release(): void;
}

/**
 * Makes the folder, or takes up an earlier one, and holds it for this process until `release` or until the process ends, however it ends.
 * Throws when another sandbox runs on it.
 */
export function openFolder(given: string): SandboxFolder {
  const path = resolve(given);
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755); // PostgreSQL runs as another account where we are root, and must be able to pass
  const release = hold(path);
  return {
    path,
    sage: join(path, 'sage'),
    org: join(path, 'org'),
    gateway: join(path, 'gateway'),
    release,
  };
}

/** Deletes what a sandbox made there, and nothing else that may lie in the folder. */
export function emptyFolder({ path, sage, org, gateway }: SandboxFolder): void {
  for (const each of [sage, org, gateway, join(path, 'secrets.json')])
    rmSync(each, { recursive: true, force: true });
}

/** SQLite's lock of a file ends with the process, on every system. */
function hold(path: string): () => void {
  const lock = new DatabaseSync(join(path, 'lock.sqlite'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new Error(`another sandbox runs on ${path}; end it, or give another --folder`, { cause: error });
  }
  return () => lock.close();
}
