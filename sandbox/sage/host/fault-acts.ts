import { setTimeout as wait } from 'node:timers/promises';
import { ComError } from '../boi/session.ts';
import type { DueFault, FaultKind, FaultMoment } from '../faults.ts';
import { HostError } from './protocol.ts';

const PARENT_CHECK_MS = 250;
const parent = process.ppid;

const refusals: Readonly<Partial<Record<FaultKind, Pick<HostError['body'], 'kind' | 'stage' | 'message'>>>> =
  {
    locked: { kind: 'locked', stage: 'key', message: 'The record is in use by another user' },
    closed: { kind: 'closed', stage: 'open', message: 'The company does not allow external access' },
    unsupported: { kind: 'unsupported', stage: 'line', message: 'sGetEditKey is not there' },
    refused: { kind: 'refused', stage: 'write', message: 'A script of the site refused the record' },
  };

/** Lets the faults of one moment happen around an operation. May throw, wait, or end the process. */
export async function act(faults: readonly DueFault[], moment: FaultMoment): Promise<void> {
  for (const fault of faults.filter((one) => one.moment === moment)) {
    if (fault.kind === 'slow') await wait(fault.delayMs);
    else if (fault.kind === 'hang') await hang();
    else strike(fault);
  }
}

/** The same inside a document's transaction, where nothing may be awaited: a waiting host keeps the transaction open. */
export function actDuringWrite(faults: readonly DueFault[]): void {
  for (const fault of faults.filter((one) => one.moment === 'during')) {
    if (fault.kind === 'slow') block(fault.delayMs);
    else if (fault.kind === 'hang') while (parentLives()) block(PARENT_CHECK_MS);
    else strike(fault);
  }
}

function strike(fault: DueFault): void {
  if (fault.kind === 'crash') process.kill(process.pid, 'SIGKILL');
  if (fault.kind === 'com')
    throw new ComError(fault.message === '' ? 'Error: 88 the server threw an exception' : fault.message);
  const refusal = refusals[fault.kind];
  if (refusal !== undefined)
    throw new HostError({ ...refusal, message: fault.message === '' ? refusal.message : fault.message });
}

/** A hung host ends with its parent, so that a test never leaves one behind. */
async function hang(): Promise<never> {
  while (parentLives()) await wait(PARENT_CHECK_MS);
  process.exit(1);
}

function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function parentLives(): boolean {
  try {
    return process.kill(parent, 0);
  } catch {
    // No such process: the parent has ended.
    return false;
  }
}
