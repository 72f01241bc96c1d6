import { createHash } from 'node:crypto';
import type { EventMessage, FieldDescribe, ObjectDescribe } from 'apex-runtime';
import avro, { type Schema } from 'avsc';

/** The Avro schema of a platform event, as Salesforce makes it: fields may be null, but who and when may not. */
export interface EventSchema {
  readonly id: string;
  readonly json: string;
  readonly encode: (message: EventMessage) => Buffer;
}

/** Avro types of the field types that a platform event may have. */
const types: Readonly<Record<string, string>> = {
  double: 'double',
  boolean: 'boolean',
  datetime: 'long',
  date: 'long',
};

export function eventSchema(event: ObjectDescribe): EventSchema {
  const own = event.fields.filter(({ custom }) => custom);
  const schema: Schema = {
    type: 'record',
    name: event.name,
    namespace: 'com.sforce.eventbus',
    fields: [
      { name: 'CreatedDate', type: 'long', doc: 'CreatedDate:DateTime' },
      { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
      ...own.map((field) => ({ name: field.name, type: ['null', avroType(field)], default: null })),
    ],
  };
  const json = JSON.stringify(schema);
  const type = avro.Type.forSchema(schema);
  return {
    id: createHash('sha256').update(json).digest('base64url').slice(0, 22),
    json,
    encode: ({ data: { payload } }) =>
      type.toBuffer({
        CreatedDate: Date.parse(String(payload['CreatedDate'])),
        CreatedById: String(payload['CreatedById']),
        ...Object.fromEntries(own.map((field) => [field.name, valueOf(field, payload[field.name])])),
      }),
  };
}

function avroType({ type }: FieldDescribe): string {
  return types[type] ?? 'string';
}

function valueOf(field: FieldDescribe, told: unknown): unknown {
  if (told === null || told === undefined) return null;
  const type = avroType(field);
  if (type === 'long') return Date.parse(String(told));
  return type === 'double' ? Number(told) : told;
}
