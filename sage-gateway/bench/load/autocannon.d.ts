/** What the benchmark uses of autocannon 9, which brings no types. */
declare module 'autocannon' {
  export interface Request {
    readonly method?: string;
    readonly body?: string;
    readonly setupRequest?: (request: Request) => Request;
  }
  export interface Histogram {
    readonly average: number;
    readonly p50: number;
    readonly p99: number;
    readonly max: number;
  }
  export interface Result {
    /** Seconds measured. */
    readonly duration: number;
    readonly latency: Histogram;
    readonly errors: number;
    readonly timeouts: number;
    readonly non2xx: number;
    readonly '2xx': number;
  }
  export default function autocannon(options: {
    readonly url: string;
    readonly connections: number;
    readonly duration: number;
    readonly timeout?: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly requests: readonly Request[];
    readonly warmup?: { readonly connections: number; readonly duration: number };
  }): Promise<Result>;
}
