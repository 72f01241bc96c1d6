import type { RowError } from '../runtime/values.ts';

/** An error of one row; `status` as in the REST API. */
export function rowError(status: string, message: string, fields: string[] = []): RowError {
  return { status, message, fields };
}

/** The errors of the rows of one DML call, by their position. */
export class RowErrors {
  readonly #errors = new Map<number, RowError[]>();

  get size(): number {
    return this.#errors.size;
  }

  add(position: number, ...errors: RowError[]): void {
    const known = this.#errors.get(position);
    if (known) known.push(...errors);
    else if (errors.length > 0) this.#errors.set(position, errors);
  }

  addAll(other: RowErrors): void {
    for (const [position, errors] of other.entries()) this.add(position, ...errors);
  }

  has(position: number): boolean {
    return this.#errors.has(position);
  }

  entries(): MapIterator<[number, RowError[]]> {
    return this.#errors.entries();
  }
}
