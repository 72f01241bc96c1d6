import type { Readable } from 'node:stream';

const lineFeed = 0x0a;

export interface LineReaderOptions {
  /** Longest line in bytes; what is longer goes to `onTooLong`, and no line is reported after it. */
  readonly maxBytes: number;
  readonly onLine: (line: string) => void;
  readonly onTooLong: () => void;
}

/**
 * Splits a stream into lines without ever holding more than `maxBytes` of an unfinished one, which node:readline cannot promise.
 * Bytes are joined before they are decoded, so a character that arrives in two pieces stays whole.
 */
export function readLines(stream: Readable, { maxBytes, onLine, onTooLong }: LineReaderOptions): void {
  let pieces: Buffer[] = [];
  let size = 0;
  let stopped = false;

  stream.on('data', (chunk: Buffer) => {
    let rest = chunk;
    while (!stopped) {
      const end = rest.indexOf(lineFeed);
      const piece = end < 0 ? rest : rest.subarray(0, end);
      size += piece.length;
      if (size > maxBytes) {
        stopped = true;
        pieces = [];
        onTooLong();
        return;
      }
      pieces.push(piece);
      if (end < 0) return;
      const line = Buffer.concat(pieces).toString('utf8').replace(/\r$/, '');
      pieces = [];
      size = 0;
      rest = rest.subarray(end + 1);
      onLine(line);
    }
  });
}
