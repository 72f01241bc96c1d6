/** A mistake in the Apex source, found while compiling. */
export class CompileError extends Error {
  /** The line it is on, when known. */
  readonly line: number | null;

  constructor(message: string, line: number | null = null) {
    super(message);
    this.line = line;
  }
}
