import type { EventMessage, Json } from '../api.ts';
import { infoOf } from '../lib/schema/tokens.ts';
import { R } from '../runtime/rt.ts';
import { PObj, type SObj } from '../runtime/values.ts';
import { toPlain } from './json-values.ts';

/** Fields that are told beside the payload. */
const ENVELOPE = new Set(['id', 'replayid', 'eventuuid']);

/** An event as subscribers of the streaming API get it: on its own channel and on each that selects it. */
export function messagesOf(event: SObj): EventMessage[] {
  const so = infoOf(event.T);
  const isChange = so.changesOf !== null;
  const payload: Record<string, Json> = {};
  for (const field of so.fields.values()) {
    const value = event.get(field.key);
    if (ENVELOPE.has(field.key) || (isChange && !event.has(field.key))) continue;
    payload[field.name] = value instanceof PObj ? headerOf(value) : toPlain(value);
  }
  const data = {
    schema: so.prefix,
    payload,
    event: {
      EventUuid: String(event.get('eventuuid')),
      replayId: Number(event.get('replayid')),
      EventApiName: so.name,
    },
  };
  const base = isChange ? '/data/' : '/event/';
  const selected = R.org.meta.channelMembers.filter(({ event: name }) => name === so.name);
  return [...new Set([so.name, ...selected.map(({ channel }) => channel)])].map((name) => ({
    channel: base + name,
    data,
  }));
}

/** Numbers of the header are numbers, its lists are lists of texts. */
const headerOf = ({ d }: PObj): Json =>
  Object.fromEntries(
    Object.entries(d).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : toPlain(value),
    ]),
  );
