import type { ErrorCode, Fault, Warning } from '../contract/errors.ts';

/** What was found while a message was made ready for Sage: every fault of it, so that a person mends all at once, and every warning; each once. */
export class Findings {
  readonly faults: Fault[] = [];
  readonly warnings: Warning[] = [];

  fault(code: ErrorCode, message: string, path?: string): void {
    if (this.faults.some((fault) => fault.message === message && fault.path === path)) return;
    this.faults.push(path === undefined ? { code, message } : { code, message, path });
  }

  warn(message: string, path?: string, code?: ErrorCode): void {
    if (this.warnings.some((warning) => warning.message === message && warning.path === path)) return;
    this.warnings.push({ ...(code && { code }), message, ...(path !== undefined && { path }) });
  }
}
