/** What `GET /v1/requests/{key}` answers (contract/README.md), as far as the sandbox uses it. */
export interface GatewayRequest {
  readonly state: string;
  readonly salesOrderNo: string | null;
  readonly attempts: number;
  readonly errors: readonly { readonly code: string; readonly message: string }[];
  readonly reportedAt: string | null;
  readonly result: { readonly lines: number; readonly quantity: string; readonly merchandise: string };
}

interface GatewayRun {
  readonly endedAt: string;
}

/** A feed as `GET /v1/sync` tells it. */
export interface GatewayFeed {
  readonly company: string;
  readonly feed: string;
  readonly state: 'Loading' | 'Current' | 'Late' | 'Waiting' | 'Off';
  readonly ageSeconds: number | null;
  readonly rows: number;
  readonly due: number;
  readonly parked: number;
  readonly lastChangedRun: GatewayRun | null;
  readonly lastCompareRun: GatewayRun | null;
  readonly parkedByCode: Readonly<Record<string, number>>;
  readonly code: string | null;
  readonly message: string | null;
}

/** The gateway as an operator sees it by its REST interface. */
export class GatewayClient {
  readonly url: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.url = url;
    this.#key = key;
  }

  /** One request, or undefined when the gateway does not know the key. */
  async request(key: string): Promise<GatewayRequest | undefined> {
    const reply = await fetch(`${this.url}/v1/requests/${encodeURIComponent(key)}`, {
      headers: { authorization: `Bearer ${this.#key}` },
      signal: AbortSignal.timeout(10_000),
    });
    if (reply.status === 404) return undefined;
    if (!reply.ok) throw new Error(`the gateway answered ${reply.status}: ${await reply.text()}`);
    return (await reply.json()) as GatewayRequest;
  }

  /** How each feed stands. */
  async sync(): Promise<readonly GatewayFeed[]> {
    const { feeds } = (await this.#call('/v1/sync')) as { feeds: GatewayFeed[] };
    return feeds;
  }

  /** Looks for changes of a feed now, or compares its whole table. */
  async syncNow(feed: string, mode: 'changed' | 'full', company?: string): Promise<void> {
    await this.#call(`/v1/sync/${feed}`, { mode, ...(company && { company }) });
  }

  async #call(path: string, body?: object): Promise<unknown> {
    const reply = await fetch(`${this.url}${path}`, {
      headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!reply.ok) throw new Error(`the gateway answered ${reply.status}: ${await reply.text()}`);
    return reply.json();
  }

  async ready(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false; // not listening yet: that is an answer, too
    }
  }
}
