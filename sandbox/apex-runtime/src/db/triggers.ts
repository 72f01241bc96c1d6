import { t } from '../compile/types.ts';
import { mkEx, R } from '../runtime/rt.ts';
import { AEx, AList, AMap, exText, type SObj } from '../runtime/values.ts';
import type { SObjectInfo } from '../schema/model.ts';

/** How deep triggers may set off triggers. */
const MAX_DEPTH = 16;

/** Has the object a trigger for an event such as `before insert`? */
export function hasTriggers(so: SObjectInfo, event: string): boolean {
  return R.org.program.triggersFor(so, event).length > 0;
}

/** Runs the triggers of an object in the order of their names. An uncaught exception becomes a DmlException. */
export function runTriggers(
  so: SObjectInfo,
  operation: string,
  when: 'before' | 'after',
  news: readonly SObj[] | null,
  olds: readonly SObj[] | null,
): void {
  for (const trigger of R.org.program.triggersFor(so, `${when} ${operation}`)) {
    if (R.trigStack.length >= MAX_DEPTH) throw mkEx('System.DmlException', 'maximum trigger depth exceeded');
    R.trigStack.push({
      so,
      new: news ? new AList(so.T, [...news]) : null,
      old: olds ? new AList(so.T, [...olds]) : null,
      newmap: operation === 'insert' && when === 'before' ? null : byId(so, news),
      oldmap: byId(so, olds),
      op: operation,
      when,
      size: (news ?? olds ?? []).length,
    });
    const { top } = R;
    try {
      R.org.program.run(trigger);
    } catch (error) {
      if (!(error instanceof AEx) || error.uncatchable) throw error;
      throw failure(trigger.name, operation, when, error);
    } finally {
      R.trigStack.pop();
      R.top = top;
    }
  }
}

function byId(so: SObjectInfo, records: readonly SObj[] | null): AMap | null {
  if (!records) return null;
  const map = new AMap(t.id, so.T);
  for (const record of records) {
    const id = record.get('id');
    if (id !== null) map.put(id, record);
  }
  return map;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function failure(trigger: string, operation: string, when: string, cause: AEx): AEx {
  const status = 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';
  const [place = ''] = (cause.st ?? '').split('\n');
  const event = `${capitalised(when)}${capitalised(operation)}`;
  const message = `${trigger}: execution of ${event}\n\ncaused by: ${exText(cause)}\n\n${place}`;
  const exception = mkEx('System.DmlException', null);
  exception.msg = `${capitalised(operation)} failed. First exception on row 0; first error: ${status}, ${message}: []`;
  exception.dml = [{ index: 0, id: null, status, message, fields: [] }];
  exception.cause = cause;
  exception.trigCause = cause;
  return exception;
}
