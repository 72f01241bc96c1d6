/** One call that a client made, as /sandbox/calls shows it. */
export interface CallRun {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Null when the connection was cut before an answer. */
  readonly status: number | null;
  readonly milliseconds: number;
  /** The client that the header Sforce-Call-Options names. */
  readonly client: string | null;
}

const KEPT = 500;

/** The last calls, newest last; without query strings, which hold a caller's data. */
export class CallLog {
  readonly #runs: CallRun[] = [];

  add(run: CallRun): void {
    this.#runs.push(run);
    if (this.#runs.length > KEPT) this.#runs.shift();
  }

  list(): readonly CallRun[] {
    return this.#runs;
  }
}

/** The client's name in `Sforce-Call-Options: client=SageGateway`. */
export function clientName(header: string | undefined): string | null {
  return /(?:^|[,\s])client\s*=\s*([^,\s]+)/i.exec(header ?? '')?.[1] ?? null;
}
