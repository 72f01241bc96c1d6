import type { FeedName } from '../contract/sync.ts';
import type { MappingRow } from '../contract/mapping.ts';
import type { Logger } from '../logger.ts';
import type { CompanyPolicy } from '../orders/policy.ts';
import type { SalesforceRow } from '../salesforce/port.ts';
import type { Row, SageTables } from '../sage/ports.ts';

/*
 * What a feature tells of the records of Sage that are followed: where they are read, and what becomes of them in Salesforce. The rest
 * (when to read, what differs, what is due, how it gets there) is the same for all and is in this folder.
 */

/** A kind of record that is followed in Sage. */
export interface Feed {
  readonly name: FeedName;
  readonly target: FeedTarget;
  /** Feeds whose records those of this one point to; they are delivered first. */
  readonly after: readonly FeedName[];
  /** Opens the feed for a company: looks at the catalogue, the policy and the mapping. Undefined: this site has no such table, or wants no such feed. */
  open(site: FeedSite): Promise<OpenFeed | undefined>;
}

/** Where the records of a feed are in Salesforce. */
export interface FeedTarget {
  readonly object: string;
  /** A unique external id field that holds `FeedRecord.key`: records are upserted by it. Left out: records are found by `find`. */
  readonly externalId?: string;
  readonly find?: FeedFinder;
  /** Field that takes the time of the writing (UTC). */
  readonly syncedAt?: string;
}

/** How records are found that have no field for our key, 200 at a time; each found id is kept. */
export interface FeedFinder {
  /** Fields of the object, any of which tells; compared with `values`. */
  readonly fields: readonly string[];
  /** Fields to select besides Id. */
  readonly select: readonly string[];
  /** What to look for, of a record. */
  values(record: FeedRecord): readonly string[];
  /** Keys of ours that a record of the org stands for in a company; none: it is somebody else's. */
  keysOf(found: Readonly<Record<string, unknown>>, site: FeedSite): readonly string[];
  /** Of several records of the org for one key the one of the lowest standing is meant; several of it are ambiguous. Left out: all are equal. */
  standing?(found: Readonly<Record<string, unknown>>): number;
}

export interface FeedSite {
  readonly company: string;
  /** Whether it is the company of records that name none. */
  readonly isDefault: boolean;
  readonly tables: SageTables;
  readonly policy: CompanyPolicy;
  /** Rows of the field mapping toward Salesforce, all tables. */
  readonly mapping: readonly MappingRow[];
  /** For names of rows, tables and codes; never for values. */
  readonly logger: Logger;
}

/** A feed of one company. */
export interface OpenFeed {
  /** Whatever, besides the rows themselves, decides what becomes of them (mapping, policy): when it changes, all rows are due. */
  readonly version: string;
  /** Tables whose rows are the records; usually one. A key is in one of them at a time. */
  readonly sources: readonly FeedSource[];
  /** What becomes of records that are no longer in any source. */
  readonly gone: GoneRule;
}

/** Rows of one table that are records of the feed. */
export interface FeedSource {
  readonly table: string;
  /** Columns of the table's primary key. */
  readonly keyColumns: readonly string[];
  /** All columns to read, those of the key included. The digest is made of them, so none that does not matter. */
  readonly columns: readonly string[];
  /** The record's key in its feed; the columns of the primary key, joined. Undefined: the row is none of ours (a filter of the policy). */
  keyOf(row: Row): string | undefined;
  /** Tables whose DateUpdated and TimeUpdated tell of changed rows: the table itself, or one whose key begins the key of this one (a header of lines). */
  readonly stamps: readonly FeedStamp[];
  /**
   * Adds what is kept elsewhere (lines of an order) to at most 200 rows that have a key, as more members; part of the digest. In the order
   * given; a row that is left out is none of ours. The key is made of the primary key alone, so that it stays the same.
   */
  extend?(rows: readonly Row[]): Promise<Row[]>;
  /** Makes the record of a row. */
  record(row: Row): FeedRecord;
}

/** A table with audit columns; `columns` are those by which rows of the source are found (the first ones of its key). */
export interface FeedStamp {
  readonly table: string;
  readonly columns: readonly string[];
}

/** A record as Salesforce shall have it. Decimals are text, dates `YYYY-MM-DD`. */
export interface FeedRecord {
  /** Unique in feed and company, the company included (`ABC-01-0001234`): at most 100 characters. */
  readonly key: string;
  /** What is left out stays as it is, null is cleared. Empty: the record is only found (so that others can point to it), never written. */
  readonly fields: SalesforceRow;
  /** Fields that are given only to a record that is made; left out: none is made, the row waits until there is one. For targets with `find`. */
  readonly onCreate?: SalesforceRow;
  /** Records of other feeds of the company that it points to; the id goes into `field`. */
  readonly parents?: readonly FeedParent[];
}

export interface FeedParent {
  /** Takes the id; left out: the record only waits for the other. */
  readonly field?: string;
  readonly feed: FeedName;
  readonly key: string;
  /** The record goes without it, and again when it is there. Else it waits. */
  readonly optional?: boolean;
  /** Only a record that is made gets the id, because the org lets nobody change the field afterwards. */
  readonly onCreate?: boolean;
}

/** `delete` in the org, `keep` as it is, or written as the rule says (a record that is null is kept as it is). */
export type GoneRule =
  'delete' | 'keep' | ((keys: readonly string[]) => Promise<ReadonlyMap<string, FeedRecord | null>>);
