import { describe, expect, it } from '@jest/globals';
import { changesMessage, type Change } from '../contract/subscriptions.ts';
import { changesBody, fitting, maxBytes, messageId } from './message.ts';

const change = (seq: number, bytes = 10): Change => ({
  seq,
  company: 'ABC',
  feed: 'stock',
  key: `ABC-${seq}`,
  kind: 'changed',
  fields: { Text__c: 'ü'.repeat(bytes / 2) },
  foundAt: '2026-11-21T14:00:00.000Z',
});

describe('a delivery', () => {
  it('holds as many changes as fit, in order', () => {
    const changes = Array.from({ length: 100 }, (_, index) => change(index + 1, 10_000));

    const fit = fitting(changes);

    expect(fit).toEqual(changes.slice(0, fit.length));
    expect(fit.length).toBeGreaterThan(20);
    expect(Buffer.byteLength(changesBody(fit, true))).toBeLessThan(maxBytes + 200);
  });

  it('tells a change that is too large by itself without its fields', () => {
    const fit = fitting([change(1, 300_000), change(2)]);

    expect(fit).toEqual([{ ...change(1), fields: null }]);
  });

  it('is as the contract says, and tells of a gap only where there is one', () => {
    const body = changesBody([change(7)], false);

    expect(changesMessage.parse(JSON.parse(body))).toEqual({
      type: 'sync.changes',
      timestamp: '2026-11-21T14:00:00.000Z',
      data: { changes: [change(7)] },
    });
    expect(JSON.parse(changesBody([change(7)], true))).toMatchObject({ data: { gap: true } });
  });

  it('has a name that changes with a replay and holds no full stop', () => {
    const changes = [change(7), change(9)];

    expect(messageId('id', 0, changes)).toBe('msg_id_7-9');
    expect(messageId('id', 2, changes)).toBe('msg_id_r2_7-9');
  });
});
