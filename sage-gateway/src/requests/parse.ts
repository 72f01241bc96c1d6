import { createHash } from 'node:crypto';
import type { Fault } from '../contract/errors.ts';
import { faultOf, pathOf, printable } from '../contract/parse-fault.ts';

import { requestEnvelope } from '../contract/request.ts';
import type { RequestTypes } from './types.ts';

/** A request that may be stored. */
export interface ParsedRequest {
  readonly key: string;
  readonly type: string;
  readonly sourceId: string;
  readonly company: string;
  readonly mappingRevision: string | null;
  /** The parsed payload as JSON, made once for the hash and the database. */
  readonly payload: string;
  /** SHA-256 of type, source, company and payload: equal bodies that were written alike have equal hashes. */
  readonly bodyHash: string;
}

/** A request that is refused before it is stored; `key` is what the caller wrote, cut short, to find it again. */
export interface RefusedRequest extends Fault {
  readonly key: string;
}

export interface Companies {
  readonly defaultCompany: string;
  readonly codes: ReadonlySet<string>;
}

/** Reads one member of `requests`; `index` is its place, for paths. Answers the first fault. */
export function parseRequest(
  value: unknown,
  index: number,
  types: RequestTypes,
  companies: Companies,
): ParsedRequest | RefusedRequest {
  const key = keyAsWritten(value);
  const at = ['requests', index];
  const envelope = requestEnvelope.safeParse(value);
  if (!envelope.success) return { key, ...faultOf(envelope.error, at) };

  const { data } = envelope;
  const type = types.get(data.type);
  if (!type) {
    return {
      key,
      code: 'UNKNOWN_TYPE',
      message: `The gateway does not know the type "${printable(data.type)}".`,
      path: pathOf([...at, 'type']),
    };
  }
  const company = data.company ?? companies.defaultCompany;
  if (!companies.codes.has(company)) {
    return {
      key,
      code: 'UNKNOWN_COMPANY',
      message: `The gateway has no Sage company ${company}.`,
      path: pathOf([...at, 'company']),
    };
  }
  const payload = type.payload.safeParse(data.payload);
  if (!payload.success) {
    const code = type.faultCode?.(payload.error.issues[0]);
    return { key, ...faultOf(payload.error, [...at, 'payload'], code) };
  }

  const json = JSON.stringify(payload.data);
  return {
    key: data.key,
    type: data.type,
    sourceId: data.sourceId,
    company,
    mappingRevision: data.mappingRevision ?? null,
    payload: json,
    bodyHash: createHash('sha256')
      .update(`${data.type}\n${data.sourceId}\n${company}\n${json}`)
      .digest('hex'),
  };
}

function keyAsWritten(value: unknown): string {
  const key = typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined;
  return typeof key === 'string' ? printable(key, 80) : '';
}
