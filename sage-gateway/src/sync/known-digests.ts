import type { Sql } from '../database/database.ts';
import { noDigest } from './rows.ts';

/** Of more known records than this the database is asked instead. */
const mostKnown = 2_000_000;
/** Digests that are read at a time. */
const pageRows = 100_000;
/** A digest is known by its first 8 bytes: that one of a million others has them by chance is one in 10^13. */
const bytes = 8;

/**
 * Digests of a feed's known records in memory, and which of them a compare run has met: what is as it was needs neither the database nor a key, for a
 * digest is of the whole row. 8 bytes a place, twice as many places as records: 17 to 34 MB for a million.
 */
export class KnownDigests {
  readonly #places: Uint32Array;
  readonly #seen: Uint8Array;
  readonly #mask: number;
  #count = 0;
  #seenCount = 0;

  private constructor(records: number) {
    const places = 2 ** Math.ceil(Math.log2(Math.max(records, 1) * 2));
    this.#places = new Uint32Array(places * 2);
    this.#seen = new Uint8Array(places);
    this.#mask = places - 1;
  }

  /** Those of the records that are not gone; undefined when they are too many to be kept in memory, or when some are to be delivered anew and bear no digest. */
  static async load(sql: Sql, feedId: number): Promise<KnownDigests | undefined> {
    const counted = await sql.query<{ count: string; has_none: boolean | null }>(
      'SELECT count(*), bool_or(digest = $2) AS has_none FROM gateway.sync_row WHERE feed_id = $1 AND NOT is_gone',
      [feedId, noDigest],
    );
    const { count = '0', has_none: hasNone } = counted.rows[0] ?? {};
    if (Number(count) > mostKnown || hasNone) return undefined;
    const known = new KnownDigests(Number(count));
    for (let after = '0'; ;) {
      const { rows } = await sql.query<{ last: string | null; digests: Buffer | null }>(
        `SELECT max(id) AS last, string_agg(substring(uuid_send(digest) FROM 1 FOR ${bytes}), ''::bytea) AS digests FROM (
           SELECT id, digest FROM gateway.sync_row WHERE feed_id = $1 AND NOT is_gone AND id > $2 ORDER BY id LIMIT ${pageRows}) AS page`,
        [feedId, after],
      );
      const { last = null, digests = null } = rows[0] ?? {};
      if (last === null || digests === null) break;
      for (let at = 0; at < digests.length; at += bytes)
        known.#add(digests.readUInt32BE(at), digests.readUInt32BE(at + 4));
      after = last;
    }
    return known;
  }

  /** Records that another run adds meanwhile find room, for there are twice as many places. */
  #add(high: number, low: number): void {
    if (this.#count * 4 > this.#mask * 3) return;
    const place = this.#find(high, low);
    if (!this.#isEmpty(place)) return;
    this.#places[place * 2] = high;
    this.#places[place * 2 + 1] = low;
    this.#count += 1;
  }

  /** The place that holds a digest, or the empty one where it would be. */
  #find(high: number, low: number): number {
    let place = low & this.#mask;
    while (!this.#isEmpty(place)) {
      if (this.#places[place * 2] === high && this.#places[place * 2 + 1] === low) return place;
      place = (place + 1) & this.#mask;
    }
    return place;
  }

  /** No digest is all zeros but one in 2^64; that one is never known, and so always looked up. */
  #isEmpty(place: number): boolean {
    return this.#places[place * 2] === 0 && this.#places[place * 2 + 1] === 0;
  }

  /** Whether a record with this digest (hexadecimal) is known; notes that it was met. */
  meets(digest: string): boolean {
    const high = Number.parseInt(digest.slice(0, bytes), 16);
    const low = Number.parseInt(digest.slice(bytes, bytes * 2), 16);
    const place = this.#find(high, low);
    if (this.#isEmpty(place)) return false;
    if (this.#seen[place] === 0) {
      this.#seen[place] = 1;
      this.#seenCount += 1;
    }
    return true;
  }

  /** Whether it was met since; for a digest of which only the first 16 digits need be right. */
  wasMet(digest: string): boolean {
    const place = this.#find(
      Number.parseInt(digest.slice(0, bytes), 16),
      Number.parseInt(digest.slice(bytes, bytes * 2), 16),
    );
    return this.#seen[place] === 1;
  }

  /** How many have not been met. */
  get missing(): number {
    return this.#count - this.#seenCount;
  }

  /** First 16 digits of those that have not been met. */
  *missed(): Generator<string> {
    for (let place = 0; place <= this.#mask; place += 1) {
      if (this.#seen[place] === 1 || this.#isEmpty(place)) continue;
      yield digits(this.#places[place * 2]) + digits(this.#places[place * 2 + 1]);
    }
  }
}

const digits = (part = 0): string => part.toString(16).padStart(bytes, '0');
