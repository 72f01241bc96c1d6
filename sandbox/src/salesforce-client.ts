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

  /** Creates rows, 200 a call; returns their ids in order. The first row that is refused ends it. */
  async create(object: string, rows: readonly Fields[]): Promise<string[]> {
    return this.#collections(rows, (part) =>
      this.#connection.requestPost('/composite/sobjects', { allOrNone: true, records: typed(object, part) }),
    );
  }

  /** Updates rows (each with `Id`), 200 a call. */
  async update(object: string, rows: readonly Fields[]): Promise<string[]> {
    return this.#collections(rows, (part) =>
      this.#connection.requestPatch('/composite/sobjects', { allOrNone: true, records: typed(object, part) }),
    );
  }

  async #collections(
    rows: readonly Fields[],
    send: (part: readonly Fields[]) => Promise<unknown>,
  ): Promise<string[]> {
    const ids: string[] = [];
    for (let at = 0; at < rows.length; at += 200) {
      const part = rows.slice(at, at + 200);
      const results = (await send(part)) as { id: string; success: boolean; errors: unknown[] }[];
      const bad = results.findIndex((result) => !result.success);
      if (bad >= 0) {
        throw new Error(
          `the org refused ${JSON.stringify(part[bad])}: ${JSON.stringify(results[bad]?.errors)}`,
        );
      }
      ids.push(...results.map((result) => result.id));
    }
    return ids;
  }
}

function typed(object: string, rows: readonly Fields[]): Fields[] {
  return rows.map((row) => ({ attributes: { type: object }, ...row }));
}
