import { randomBytes } from 'node:crypto';

interface Cursor {
  readonly userId: string;
  readonly records: readonly unknown[];
}

/** A user may have ten query cursors open in an org; the oldest is closed for an eleventh. */
const MOST_OPEN = 10;

/** Results of queries that did not fit in one answer, in memory until they are read or pushed out. */
export class Cursors {
  readonly #open = new Map<string, Cursor>();

  open(userId: string, records: readonly unknown[]): string {
    const mine = [...this.#open].filter(([, cursor]) => cursor.userId === userId);
    const oldest = mine.length >= MOST_OPEN ? mine[0] : undefined;
    if (oldest) this.#open.delete(oldest[0]);
    const locator = `01g${randomBytes(9).toString('hex').slice(0, 15)}`;
    this.#open.set(locator, { userId, records });
    return locator;
  }

  find(userId: string, locator: string): readonly unknown[] | undefined {
    const cursor = this.#open.get(locator);
    return cursor?.userId === userId ? cursor.records : undefined;
  }
}
