import type { DatabaseSync } from 'node:sqlite';

/*
 * What was chosen for the simulator of a data folder and counts for running hosts at once.
 */

/** How Sage behaves where the facts are unsure, and the clock of its machine. */
export type SettingName = 'clockOffsetSeconds' | 'lineEdits' | `exclusive.${string}`;

export function setting(db: DatabaseSync, name: SettingName): string | undefined {
  const found = db.prepare('SELECT value FROM setting WHERE name = ?').get(name);
  return found === undefined ? undefined : String(found['value']);
}

/** Blank takes the setting away. */
export function setSetting(db: DatabaseSync, name: SettingName, value: string): void {
  db.prepare('DELETE FROM setting WHERE name = ?').run(name);
  if (value !== '') db.prepare('INSERT INTO setting VALUES (?, ?)').run(name, value);
}

/** The clock of Sage's machine, which may go wrong by so many seconds. */
export function machineClock(db: DatabaseSync): Date {
  const offset = Number(setting(db, 'clockOffsetSeconds') ?? 0);
  return new Date(Date.now() + offset * 1000);
}
