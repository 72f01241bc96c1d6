/** The AsyncApexJob rows of jobs. */
import { edited, type RowDraft } from '../../db/row.ts';
import { R } from '../../runtime/rt.ts';
import { typeOf, type Value } from '../../runtime/values.ts';
import { ADatetime } from '../../runtime/temporal.ts';

const KEY = 'asyncapexjob';

/** The name of the top-level class of an object. */
export function className(object: Value): string {
  const type = typeOf(object);
  return type.kind === 'user' ? type.decl.top.name : type.name;
}

/** Notes a new job; answers its id. */
export function addJob(ofClass: string, type: string, values: Readonly<Record<string, Value>> = {}): string {
  const id = R.org.db.newId(R.org.schema.need('AsyncApexJob'));
  const row: RowDraft = new Map<string, Value>([
    ['id', id],
    ['jobtype', type],
    ['status', 'Queued'],
    ['apexclassid', R.org.classId(ofClass)],
    ['createddate', ADatetime.now()],
    ['createdbyid', R.user],
    ['totaljobitems', 0],
    ['jobitemsprocessed', 0],
    ['numberoferrors', 0],
    ['isdeleted', false],
    ...Object.entries(values),
  ]);
  R.org.db.write(KEY, id, row);
  return id;
}

/** Notes how a job is doing; nothing when it has no row, as a deployment. */
export function setJob(id: string, values: Readonly<Record<string, Value>>): void {
  const row = R.org.db.get(KEY, id);
  if (row) R.org.db.write(KEY, id, edited(row, values));
}

/** Notes that a job has ended; `error` tells with what exception. */
export function endJob(id: string, error: string | null = null): void {
  setJob(id, {
    status: error === null ? 'Completed' : 'Failed',
    extendedstatus: error,
    completeddate: ADatetime.now(),
  });
}
