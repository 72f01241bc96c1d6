/** What a load did. */
export interface LoadReport {
  readonly company: string;
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    readonly added: number;
    /** Rows whose key was there already; they were left as they are. */
    readonly kept: number;
  }[];
  /** Columns that Sage does not know and that became user-defined fields. */
  readonly fields: readonly {
    readonly table: string;
    readonly column: string;
    readonly field: string;
    readonly length: number;
  }[];
  /** Setup codes that the files refer to without bringing them. */
  readonly setupAdded: readonly { readonly table: string; readonly code: string }[];
  /** What is odd but was loaded. */
  readonly notes: readonly string[];
}

const FAULTS_SHOWN = 200;

/** Everything wrong with the files, at most 200 places of it; nothing of them was loaded. */
export class LoadError extends Error {
  readonly faults: readonly string[];
  readonly count: number;

  constructor(faults: readonly string[], count: number) {
    const more = count > faults.length ? `\n... and ${count - faults.length} more` : '';
    super(`The files cannot be loaded:\n${faults.join('\n')}${more}`);
    this.name = 'LoadError';
    this.faults = faults;
    this.count = count;
  }
}

/** Collects faults and forgets the text of all beyond the first 200. */
export class FaultList {
  readonly #faults: string[] = [];
  #count = 0;

  add(place: string, message: string): void {
    this.#count += 1;
    if (this.#faults.length < FAULTS_SHOWN) this.#faults.push(`${place}: ${message}`);
  }

  /** Throws LoadError when there was any. */
  check(): void {
    if (this.#count > 0) throw new LoadError(this.#faults, this.#count);
  }
}
