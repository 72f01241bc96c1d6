import type { Fault, Warning } from '../contract/errors.ts';
import { SageRefusal, type SageWarning } from '../sage/ports.ts';
import type { ChangeResult, Outcome, RequestRecord } from './port.ts';

/** Carries out a write: done with what Sage warned of, or refused with Sage's own sentence. What may pass is thrown. */
export async function change(
  result: ChangeResult,
  write: () => Promise<{ readonly warnings: readonly SageWarning[] }>,
  pathOf: (column: string | undefined) => string,
  before: readonly Warning[] = [],
): Promise<Outcome> {
  try {
    const { warnings } = await write();
    const told = warnings.map(({ message, column }) => ({ message, path: pathOf(column) }));
    return { state: 'Done', result, warnings: [...before, ...told] };
  } catch (error) {
    if (!(error instanceof SageRefusal)) throw error;
    return refused([{ code: 'SAGE_REFUSED', message: error.message, path: pathOf(error.column) }], before);
  }
}

/** The company of a stored request is no longer in the settings. */
export function unknownCompany(company: string): Outcome {
  const message = `The gateway has no Sage company "${company}".`;
  return refused([{ code: 'UNKNOWN_COMPANY', message, path: 'company' }]);
}

export function refused(errors: readonly Fault[], warnings: readonly Warning[] = []): Outcome {
  return { state: 'Refused', errors, warnings };
}

/** Nothing needed to be changed. That is told, but not of a rerun: its earlier try may have been what changed it. */
export function alreadySo(
  request: RequestRecord,
  result: ChangeResult,
  message: string,
  path: string,
): Outcome {
  return { state: 'Done', result, warnings: request.attempts > 1 ? [] : [{ message, path }] };
}
