import type { Org } from 'apex-runtime';
import type { Fault } from '../faults.ts';
import type { Schema } from '../schema.ts';
import type { SessionUser } from '../oauth/sessions.ts';
import type { ApiUsage } from '../usage.ts';
import type { Readable } from 'node:stream';
import type { BulkStore } from '../bulk/store.ts';
import type { Cursors } from './cursors.ts';

/** What the resources of the REST API work with. */
export interface Services {
  readonly org: Org;
  readonly schema: Schema;
  readonly usage: ApiUsage;
  readonly cursors: Cursors;
  readonly bulk: Bulk;
}

/** Ingest jobs of Bulk API 2.0. */
export interface Bulk {
  readonly store: BulkStore;
  /** There may be a job to work on. */
  readonly wake: () => void;
}

/** One call of the REST API: from the wire, or from inside a composite request. */
export interface Call {
  readonly method: string;
  /** The path below /services/data/vNN.0, decoded segment by segment when it is matched. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  readonly body: unknown;
  /** The body where it is CSV, not read yet. */
  readonly upload?: Readable;
  /** Such as `66.0`. */
  readonly version: string;
  readonly user: SessionUser;
  /** A fault of the sandbox that hits rows of this call. */
  readonly rowError?: Fault['rowError'];
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** Lines of CSV in place of a body. */
  readonly csv?: AsyncIterable<string>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What change events say of where a change came from: the API, its version and the client's name for itself. */
export function originOf({ version, header }: Pick<Call, 'version' | 'header'>): string {
  const [, client] = /(?:^|,)\s*client=([^,\s]+)/i.exec(header('Sforce-Call-Options') ?? '') ?? [];
  return `com/salesforce/api/rest/${version}${client ? `;client=${client}` : ''}`;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

/** The address of a resource below the version that the call uses. */
export const address = (call: Call, path: string) => `/services/data/v${call.version}${path}`;
