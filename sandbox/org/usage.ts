const HOUR_MS = 3_600_000;
const HOURS = 24;

/** The org's daily API calls: counted by the hour, the last 24 hours together. */
export class ApiUsage {
  #limit: number;
  readonly #hours = new Map<number, number>();
  readonly #now: () => number;

  constructor(limit: number, now: () => number = Date.now) {
    this.#limit = limit;
    this.#now = now;
  }

  get limit(): number {
    return this.#limit;
  }

  get used(): number {
    const hour = this.#hour();
    let used = 0;
    for (const [at, count] of this.#hours) {
      if (at <= hour - HOURS) this.#hours.delete(at);
      else used += count;
    }
    return used;
  }

  /** Counts one call; false (and not counted) when the limit is used up. */
  take(): boolean {
    if (this.used >= this.#limit) return false;
    this.#hours.set(this.#hour(), (this.#hours.get(this.#hour()) ?? 0) + 1);
    return true;
  }

  /** For scenarios: another limit, another count. */
  set(values: { used?: number | undefined; limit?: number | undefined }): void {
    if (values.limit !== undefined) this.#limit = values.limit;
    if (values.used === undefined) return;
    this.#hours.clear();
    this.#hours.set(this.#hour(), values.used);
  }

  /** The value of the response header Sforce-Limit-Info. */
  header(): string {
    return `api-usage=${this.used}/${this.#limit}`;
  }

  #hour(): number {
    return Math.floor(this.#now() / HOUR_MS);
  }
}
