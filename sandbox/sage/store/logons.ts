import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Sets the password of a Sage user, and the Windows user that Unified Logon maps to it (null: none). */
export function setLogon(
  db: DatabaseSync,
  userLogon: string,
  password: string,
  windowsUser: string | null,
): void {
  const salt = randomBytes(16).toString('hex');
  db.prepare(
    'INSERT INTO logon VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET salt = excluded.salt, hash = excluded.hash, windowsUser = excluded.windowsUser',
  ).run(userLogon, salt, hash(password, salt), windowsUser);
}

export function passwordMatches(db: DatabaseSync, userLogon: string, password: string): boolean {
  const found = db.prepare('SELECT salt, hash FROM logon WHERE UserLogon = ?').get(userLogon);
  if (found === undefined) return false;
  const given = Buffer.from(hash(password, String(found['salt'])), 'hex');
  return timingSafeEqual(given, Buffer.from(String(found['hash']), 'hex'));
}

/** The Sage user of a Windows user, as Unified Logon finds it. */
export function unifiedLogon(db: DatabaseSync, windowsUser: string): string | undefined {
  const found = db.prepare('SELECT UserLogon FROM logon WHERE windowsUser = ?').get(windowsUser);
  return found === undefined ? undefined : String(found['UserLogon']);
}

function hash(password: string, salt: string): string {
  return scryptSync(password, salt, 32, { N: 1024 }).toString('hex');
}
