import type { MappingRow } from '../contract/mapping.ts';

/** A field mapping as it was read from the org. */
export interface Mapping {
  /** Of all active rows, those that are not complete too, so that it is the one that Salesforce computes. */
  readonly revision: string;
  /** Rows that can be worked with. */
  readonly rows: readonly MappingRow[];
}

/** A mapping and the time at which the org was asked. */
export interface LoadedMapping extends Mapping {
  readonly loadedAt: Date;
}

/** Where the mapping is kept while Salesforce is away. */
export interface MappingStore {
  read(): Promise<LoadedMapping | undefined>;
  write(mapping: LoadedMapping): Promise<void>;
}

/** The mapping as the org has it now. Throws RetryableError when the org does not answer. */
export type ReadMapping = () => Promise<Mapping>;
