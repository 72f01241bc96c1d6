import type { Change, ChangesMessage } from '../contract/subscriptions.ts';

/** Bytes of the changes of one delivery at most. */
export const maxBytes = 262_144;

/**
 * As many of the changes, in order and at least one, as one delivery holds. One that is too large by itself is told without its fields.
 */
export function fitting(changes: readonly Change[]): Change[] {
  const fit: Change[] = [];
  let bytes = 0;
  for (const change of changes) {
    const size = Buffer.byteLength(JSON.stringify(change)) + 1;
    if (bytes + size > maxBytes) return fit.length > 0 ? fit : [{ ...change, fields: null }];
    fit.push(change);
    bytes += size;
  }
  return fit;
}

/** The body of a delivery; the same changes give the same text. */
export function changesBody(changes: readonly Change[], gap: boolean): string {
  const message: ChangesMessage = {
    type: 'sync.changes',
    timestamp: changes.at(-1)?.foundAt ?? new Date(0).toISOString(),
    data: { changes: [...changes], ...(gap ? { gap } : {}) },
  };
  return JSON.stringify(message);
}

/** Names a delivery: the same when it is repeated, another when its changes are replayed. Without a full stop, which separates what is signed. */
export function messageId(subscription: string, replays: number, changes: readonly Change[]): string {
  const replay = replays > 0 ? `_r${replays}` : '';
  return `msg_${subscription}${replay}_${changes[0]?.seq ?? 0}-${changes.at(-1)?.seq ?? 0}`;
}
