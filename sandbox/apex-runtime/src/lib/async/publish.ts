/** Publishing of platform events: each is checked, and a copy waits for delivery. */
import crypto from 'node:crypto';
import { t } from '../../compile/types.ts';
import { count } from '../../runtime/limits.ts';
import { arg, R } from '../../runtime/rt.ts';
import { ADatetime } from '../../runtime/temporal.ts';
import type { PublishResult } from '../../runtime/hooks.ts';
import type { RowError, SObj, Value } from '../../runtime/values.ts';
import type { Field } from '../../schema/model.ts';
import { infoOf } from '../schema/tokens.ts';
import { isImmediate } from './transaction.ts';

/** Told whether the event was delivered. */
export type PublishCallback = (delivered: boolean) => void;
const callbacks = new WeakMap<SObj, PublishCallback>();

/** The callback of an event that waits; it is given once. */
export function takeCallback(event: SObj): PublishCallback | undefined {
  const callback = callbacks.get(event);
  callbacks.delete(event);
  return callback;
}

let replayId = 0;

/** Replay ids of all events grow. */
export function nextReplayId(): string {
  replayId += 1;
  return String(replayId);
}

/** Queues a copy; the event itself learns its UUID. */
function queueCopy(event: SObj): SObj {
  const copy = R.sclone(event, true, true);
  copy.set('replayid', nextReplayId());
  if (!copy.get('eventuuid')) copy.set('eventuuid', crypto.randomUUID());
  copy.set('createddate', ADatetime.now());
  copy.set('createdbyid', R.user);
  event.set('eventuuid', copy.get('eventuuid'));
  copy.q = null;
  for (const [key, value] of copy.f) if (value === '') copy.set(key, null); // empty texts arrive as null
  for (const field of infoOf(copy.T).fields.values())
    if (field.T === t.boolean && !copy.has(field.key)) copy.set(field.key, false);
  R.async.events.push(copy);
  return copy;
}

function defaultOf({ def }: Field): Value {
  if (def === null || typeof def === 'string') return null;
  if (def.lit !== undefined) return def.lit;
  return def.formula === 'true' ? true : def.formula === 'false' ? false : null;
}

/** Fills in defaults; answers what is wrong with the event, or null. */
function validate(event: SObj): RowError | null {
  const missing: string[] = [];
  for (const field of infoOf(event.T).fields.values()) {
    const value = event.get(field.key);
    if (value === null) {
      if (field.required && field.custom && !field.def) missing.push(field.name);
      const own = defaultOf(field);
      if (own !== null) event.set(field.key, own);
    } else if (isTooLong(field, value)) {
      const message = `${field.label}: data value too large: ${String(value)} (max length=${field.length})`;
      return { status: 'STRING_TOO_LONG', message, fields: [field.name] };
    }
  }
  if (missing.length === 0) return null;
  const message = `Required fields are missing: [${missing.join(', ')}]`;
  return { status: 'REQUIRED_FIELD_MISSING', message, fields: missing };
}

const isTooLong = (field: Field, value: Value): boolean =>
  typeof value === 'string' &&
  field.length > 0 &&
  field.custom &&
  value.length > field.length &&
  field.T === t.string;

let resultId = 0;

function publishOne(event: SObj, callback: ((event: SObj) => PublishCallback) | null): PublishResult {
  const error = validate(arg(event));
  if (error) return { success: false, id: null, errors: [error] };
  const copy = queueCopy(event);
  if (callback) callbacks.set(copy, callback(copy));
  resultId += 1;
  const enqueued = { status: 'OPERATION_ENQUEUED', message: String(event.get('eventuuid')), fields: [] };
  return { success: true, id: `e00xx${String(resultId).padStart(10, '0')}AAA`, errors: [enqueued] };
}

/** EventBus.publish; `callback` makes the callback of each event that is published. Answers the save results. */
export function publishEvents(
  events: readonly SObj[],
  callback: ((event: SObj) => PublishCallback) | null = null,
): Value[] {
  const [first] = events;
  count(first && isImmediate(first) ? 'publish' : 'dml', 1);
  return events.map((event) => R.mkSaveResult(publishOne(event, callback)));
}

R.publish = (events) => {
  for (const event of events) queueCopy(event);
};
R.publishAll = (events) => {
  count('dml', 1);
  return events.map((event) => publishOne(event, null));
};
