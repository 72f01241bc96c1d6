import { stamp } from '../boi/audit.ts';
import type { BusinessObject } from '../boi/business-object.ts';
import { newObject } from '../boi/classes.ts';
import { Session } from '../boi/session.ts';
import { CLERK } from '../seed/company.ts';
import { companyExists } from '../store/files.ts';

/** What Sage would not let a person do, in a sentence. Nothing was changed. */
export class DeskRefusal extends Error {}

export interface DeskOptions {
  /** The clock of the machine; it may be wrong, and it may go back. */
  readonly now?: () => Date;
}

/** A person who works in a company of Sage: a session signed on as `clerk`. The caller ends it by nCleanup. */
export function openDesk(dataFolder: string, company: string, { now }: DeskOptions = {}): Session {
  if (!companyExists(dataFolder, company))
    throw new DeskRefusal(`There is no company ${company} in ${dataFolder}`);
  const desk = new Session({ dataFolder, atDesk: true, ...(now === undefined ? {} : { now }) });
  if (desk.nSetUser(CLERK.logon, CLERK.password) === 1 && desk.nSetCompany(company) === 1) return desk;
  desk.nCleanup();
  throw new DeskRefusal(desk.sLastErrorMsg);
}

/** Works at a desk and leaves it. */
export function atDesk<T>(
  dataFolder: string,
  company: string,
  options: DeskOptions,
  work: (desk: Session) => T,
): T {
  const desk = openDesk(dataFolder, company, options);
  try {
    return work(desk);
  } finally {
    desk.nCleanup();
  }
}

/** A business object in its own program, as its screen opens it, with the date of today. */
export function screenOf(desk: Session, className: string, module: string): BusinessObject {
  const task = desk.nLookupTask(className.replace(/_bus$/, '_ui'));
  const done =
    desk.nSetDate(module, today(desk).replaceAll('-', '')) === 1 &&
    desk.nSetModule(module) === 1 &&
    desk.nSetProgram(task) === 1;
  if (!done) throw new DeskRefusal(desk.sLastErrorMsg);
  return newObject(desk, className);
}

/** Today by the desk's clock, ISO. */
export function today(desk: Session): string {
  return stamp(desk.now()).date;
}

/** Does something to records that nobody else has open. */
export function holding<T>(
  desk: Session,
  table: string,
  keys: readonly (readonly string[])[],
  work: () => T,
): T {
  const taken: (readonly string[])[] = [];
  try {
    for (const key of keys) {
      if (!desk.locks.take(table, key))
        throw new DeskRefusal(`The record ${key.join('-')} of ${table} is in use by another user`);
      taken.push(key);
    }
    return work();
  } finally {
    for (const key of taken) desk.locks.free(table, key);
  }
}
