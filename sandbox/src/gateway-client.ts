/** What `GET /v1/requests/{key}` answers (contract/README.md), as far as the sandbox uses it. */
export interface GatewayRequest {
  readonly state: string;
  readonly salesOrderNo: string | null;
  readonly attempts: number;
  readonly reportedAt: string | null;
  readonly result: { readonly lines: number; readonly quantity: string; readonly merchandise: string };
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

  async ready(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false; // not listening yet: that is an answer, too
    }
  }
}
