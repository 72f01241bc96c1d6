import { Connection } from 'jsforce';

export type Fields = Readonly<Record<string, unknown>>;

/** The emulated org as its administrator sees it by REST, through the same client library that the gateway uses. */
export class SalesforceClient {
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Logs in by the client-credentials flow. */
  static async login(url: string, clientId: string, clientSecret: string): Promise<SalesforceClient> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const reply = await fetch(`${url}/services/oauth2/token`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(10_000),
    });
    if (!reply.ok)
      throw new Error(`the emulated org refused the login: ${reply.status} ${await reply.text()}`);
    const { access_token: accessToken } = (await reply.json()) as { access_token: string };
    return new SalesforceClient(new Connection({ instanceUrl: url, accessToken, version: '66.0' }));
  }

  /** All rows of a query, page by page. */
  async query<T extends object>(soql: string): Promise<T[]> {
    const result = await this.#connection.query(soql, { autoFetch: true, maxFetch: 100_000 });
    return result.records as T[];
  }

  /** Creates rows, 200 a call; returns their ids in order. The first row that is refused ends it; `nameOf` tells which one it was. */
  async create(
    object: string,
    rows: readonly Fields[],
    nameOf: (index: number) => string = (index) => `${object} ${index + 1}`,
  ): Promise<string[]> {
    return this.#collections(rows, nameOf, (part) =>
      this.#connection.requestPost('/composite/sobjects', { allOrNone: true, records: typed(object, part) }),
    );
  }

  /** Updates rows (each with `Id`), 200 a call. */
  async update(object: string, rows: readonly Fields[]): Promise<string[]> {
    const nameOf = (index: number) => `${object} ${String(rows[index]?.['Id'])}`;
    return this.#collections(rows, nameOf, (part) =>
      this.#connection.requestPatch('/composite/sobjects', { allOrNone: true, records: typed(object, part) }),
    );
  }

  /** Deletes rows by their ids, 200 a call. */
  async destroy(object: string, ids: readonly string[]): Promise<string[]> {
    const nameOf = (index: number) => `${object} ${ids[index] ?? ''}`;
    const rows = ids.map((id) => ({ id }));
    return this.#collections(rows, nameOf, (part) =>
      this.#connection.requestDelete(
        `/composite/sobjects?allOrNone=true&ids=${part.map(({ id }) => String(id)).join(',')}`,
      ),
    );
  }

  async #collections(
    rows: readonly Fields[],
    nameOf: (index: number) => string,
    send: (part: readonly Fields[]) => Promise<unknown>,
  ): Promise<string[]> {
    const ids: string[] = [];
    for (let at = 0; at < rows.length; at += 200) {
      const part = rows.slice(at, at + 200);
      const results = (await send(part)) as RowResult[];
      const bad = results.findIndex((result) => !result.success && !rolledBack(result));
      if (bad >= 0) {
        const messages = (results[bad]?.errors ?? []).map((error) => error.message);
        throw new Error(`${nameOf(at + bad)}: the org refused it: ${messages.join(' ')}`);
      }
      ids.push(...results.map((result) => result.id));
    }
    return ids;
  }
}

interface RowResult {
  readonly id: string;
  readonly success: boolean;
  readonly errors: readonly { readonly statusCode: string; readonly message: string }[];
}

/** A row that is not wrong itself: another one of the call was. */
function rolledBack(result: RowResult): boolean {
  return result.errors.every((error) => error.statusCode === 'ALL_OR_NONE_OPERATION_ROLLED_BACK');
}

function typed(object: string, rows: readonly Fields[]): Fields[] {
  return rows.map((row) => ({ attributes: { type: object }, ...row }));
}
