import type { Readable } from 'node:stream';

/** The largest document is 1,000 lines of some 500 characters. */
const MAX_LINE_LENGTH = 16 * 1024 * 1024;

/** Lines of a UTF-8 stream, one at a time, so that no request is read before the last is answered. Throws on a line that never ends. */
export async function* readLines(
  stream: Readable,
  maxLength: number = MAX_LINE_LENGTH,
): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > maxLength) throw new Error(`a line is longer than ${maxLength} characters`);
    yield* parts;
  }
  if (rest !== '') yield rest;
}
