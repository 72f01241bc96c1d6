/** A row of SQLColumns. */
export type CatalogueRow = Readonly<Record<string, unknown>>;

/** A value as a driver gives it. */
export type RawRow = Readonly<Record<string, unknown>>;

/** A statement that is being read. */
export interface RawCursor {
  /** The next rows, about as many as were asked for; none at the end. */
  next(): Promise<RawRow[]>;
  close(): Promise<void>;
}

/** One open connection, used by one read at a time. What its methods throw is a driver's error, see read-error.ts. */
export interface Connection {
  /** Reads up to `most` rows and no further, whatever the statement would give. */
  read(sql: string, parameters: readonly string[], most: number): Promise<RawRow[]>;
  /** Begins to read a statement that gives any number of rows. The connection does nothing else until the cursor is closed. */
  open(sql: string, parameters: readonly string[], rows: number): Promise<RawCursor>;
  /** The catalogue's rows of exactly this table (case does not matter); empty when there is none. */
  catalogue(table: string): Promise<CatalogueRow[]>;
  close(): Promise<void>;
}

/** Opens a connection to the database of a company, or to the one of the shared tables. */
export type Connect = (database: string) => Promise<Connection>;
