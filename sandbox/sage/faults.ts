import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openSimulatorFile } from './store/simulator-file.ts';

export const faultKinds = [
  'slow',
  'hang',
  'crash',
  'locked',
  'com',
  'closed',
  'refused',
  'unsupported',
  'garbage',
] as const;
export const faultMoments = ['before', 'during', 'after'] as const;
export type FaultKind = (typeof faultKinds)[number];
/** `during`: inside the document's transaction. `after`: the document is saved, the reply was not sent. */
export type FaultMoment = (typeof faultMoments)[number];

/** A fault for the hosts of a data folder. What is left out matches everything. */
export interface Fault {
  /**
   * slow: waits `delayMs`. hang: never answers. crash: the host kills itself. locked: nSetKey finds the record in use. com: a COM exception.
   * closed: the company does not allow external access. refused: Sage says `message`. unsupported: lines that exist cannot be changed. garbage: a line that is no JSON on standard output,
   * `after` in place of the reply.
   */
  readonly kind: FaultKind;
  readonly op?: string;
  readonly company?: string;
  readonly object?: string;
  /** Default `before`. `during` is for slow, hang, crash and com. */
  readonly moment?: FaultMoment;
  readonly delayMs?: number;
  readonly message?: string;
  /** How often; left out: once. `forever` until cleared. */
  readonly times?: number | 'forever';
}

/** A fault that has come up for the operation under way. */
export interface DueFault {
  readonly kind: FaultKind;
  readonly moment: FaultMoment;
  readonly delayMs: number;
  readonly message: string;
}

/** Lays a fault into a data folder; running hosts meet it at their next operation, and so do hosts started later. */
export function injectFault(dataFolder: string, fault: Fault): void {
  const {
    op = null,
    company = null,
    object = null,
    moment = 'before',
    delayMs = null,
    message = null,
  } = fault;
  const remaining = fault.times === 'forever' ? null : (fault.times ?? 1);
  withFile(dataFolder, (db) => {
    db.prepare(
      'INSERT INTO fault (op, company, object, kind, moment, delayMs, message, remaining) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(op, company, object, fault.kind, moment, delayMs, message, remaining);
  });
}

/** Takes all faults away. Tells how many had not been used up. */
export function clearFaults(dataFolder: string): number {
  return withFile(dataFolder, (db) => {
    const { changes } = db.prepare('DELETE FROM fault WHERE remaining IS NULL OR remaining > 0').run();
    db.exec('DELETE FROM fault');
    return Number(changes);
  });
}

/** The host's side: takes the faults that match an operation, counting them down before they act, so that a crash is not met again. */
export class FaultSource {
  readonly #take: StatementSync;

  constructor(db: DatabaseSync) {
    this.#take = db.prepare(`UPDATE fault SET remaining = remaining - 1
      WHERE (remaining IS NULL OR remaining > 0) AND (op IS NULL OR op = ?) AND (company IS NULL OR company = ?)
      AND (object IS NULL OR object = ?) RETURNING kind, moment, delayMs, message`);
  }

  take(op: string, company: string, object: string): readonly DueFault[] {
    return this.#take.all(op, company, object).map((found) => ({
      kind: found['kind'] as FaultKind,
      moment: found['moment'] as FaultMoment,
      delayMs: Number(found['delayMs'] ?? 0),
      message: String(found['message'] ?? ''),
    }));
  }
}

function withFile<T>(dataFolder: string, work: (db: DatabaseSync) => T): T {
  const db = openSimulatorFile(dataFolder);
  try {
    return work(db);
  } finally {
    db.close();
  }
}
