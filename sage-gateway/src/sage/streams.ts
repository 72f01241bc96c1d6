import type { SageStreams } from './ports.ts';

/** `stream` of any `scan`. */
export function withStream(scan: SageStreams['scan']): SageStreams {
  return {
    scan,
    async *stream(company, query, options) {
      for await (const piece of scan(company, query, options)) {
        yield Array.from({ length: piece.length }, (_none, index) => piece.row(index));
      }
    },
  };
}
