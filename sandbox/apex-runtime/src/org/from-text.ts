import { t } from '../compile/types.ts';
import { Dec } from '../runtime/decimal.ts';
import { ADate, ADatetime, ATime } from '../runtime/temporal.ts';
import { Blob, type Value } from '../runtime/values.ts';
import type { Field } from '../schema/model.ts';

/** A field's value from the text of custom metadata or of a file; null for an empty text and what cannot be read. */
export function fromText(field: Field, text: string | null | undefined): Value {
  if (text === null || text === undefined || text === '') return null;
  switch (field.T) {
    case t.boolean:
      return text.trim().toLowerCase() === 'true';
    case t.decimal:
      return Dec.parse(text.trim());
    case t.integer:
      return Number(text) | 0;
    case t.date:
      return ADate.parse(text);
    case t.datetime:
      return ADatetime.parseIso(text);
    case t.time: {
      const [, hours, minutes, seconds = 0] = /(\d+):(\d+):?(\d+)?/.exec(text) ?? [];
      if (hours === undefined) return null;
      return new ATime(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
    }
    case t.blob:
      return new Blob(Buffer.from(text, 'base64'));
    default:
      return text;
  }
}
