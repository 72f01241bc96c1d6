import { userInfo } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { companyExists, openCompany, openSystem } from '../store/files.ts';
import { passwordMatches, unifiedLogon } from '../store/logons.ts';
import { RecordLocks } from '../store/record-locks.ts';
import { machineClock, setting } from '../store/settings.ts';
import { openSimulatorFile } from '../store/simulator-file.ts';
import type { TableStore } from '../store/table-store.ts';
import { isoDate } from './values.ts';

/** A COM exception: after it the session is spoiled. */
export class ComError extends Error {}

export interface SessionOptions {
  readonly dataFolder: string;
  /** Default: the clock of the simulator, which can be set wrong. */
  readonly now?: () => Date;
  /** Called inside each document's transaction, after its rows are written and before the commit: the place of crashes. */
  readonly duringWrite?: () => void;
  /** A person at a screen of Sage: Allow External Access is not asked. */
  readonly atDesk?: boolean;
}

/**
 * SY_Session: the logon, one company, and the date, module and program that objects are made in. Calls answer 1, or 0 with `sLastErrorMsg`;
 * calls out of the documented order answer 0.
 */
export class Session {
  sLastErrorMsg = '';
  readonly now: () => Date;
  readonly duringWrite: () => void;
  readonly system: TableStore;
  readonly simulator: DatabaseSync;
  readonly #dataFolder: string;
  readonly #atDesk: boolean;
  readonly #dates = new Map<string, string>();
  #userKey: string | undefined;
  #company: { code: string; store: TableStore; locks: RecordLocks } | undefined;
  #module = '';
  #program = '';

  constructor({ dataFolder, now, duringWrite, atDesk = false }: SessionOptions) {
    this.#atDesk = atDesk;
    this.#dataFolder = dataFolder;
    this.duringWrite = duringWrite ?? ((): void => undefined);
    this.system = openSystem(dataFolder);
    this.simulator = openSimulatorFile(dataFolder);
    this.now = now ?? ((): Date => machineClock(this.simulator));
  }

  get sCompanyCode(): string {
    return this.#company?.code ?? '';
  }

  get sModule(): string {
    return this.#module;
  }

  /** Program name of nSetProgram, as SY_Task spells it. */
  get program(): string {
    return this.#program;
  }

  /** Accounting date of the module in force, ISO; today where nSetDate was not called. */
  get moduleDate(): string {
    const now = this.now();
    const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
    return this.#dates.get(this.#module) ?? today;
  }

  get userKey(): string {
    return this.#userKey ?? '';
  }

  /** Tables of the company; only after nSetCompany. */
  get store(): TableStore {
    if (this.#company === undefined) throw new ComError('Error: 65 no company is set');
    return this.#company.store;
  }

  get locks(): RecordLocks {
    if (this.#company === undefined) throw new ComError('Error: 65 no company is set');
    return this.#company.locks;
  }

  /** 1 only where Unified Logon maps the operating system's user to a Sage user. */
  nLogon(): 0 | 1 {
    const userLogon = unifiedLogon(this.simulator, userInfo().username);
    if (userLogon === undefined) return this.#fail('Unified Logon does not know this user');
    return this.#signOn(userLogon);
  }

  nSetUser(userLogon: string, password: string): 0 | 1 {
    if (!passwordMatches(this.simulator, userLogon, password))
      return this.#fail('The user logon or password is invalid');
    return this.#signOn(userLogon);
  }

  nSetCompany(code: string): 0 | 1 {
    if (this.#userKey === undefined) return this.#fail('A user must be set before the company');
    const known = /^[A-Z0-9]{3}$/.test(code) && this.system.exists('SY_Company', code);
    if (!known || !companyExists(this.#dataFolder, code))
      return this.#fail(`The company ${code} is not on file`);
    if (this.isHeld(code)) return this.#fail(`The company ${code} is locked for exclusive use`);
    if (!this.#atDesk && !this.allowsExternalAccess(code))
      return this.#fail(`The company ${code} does not allow external access`);
    this.#company?.store.close();
    this.#company = {
      code,
      store: openCompany(this.#dataFolder, code),
      locks: new RecordLocks(this.simulator, code),
    };
    return 1;
  }

  /** Company Maintenance, Preferences: Allow External Access. */
  allowsExternalAccess(code: string = this.sCompanyCode): boolean {
    return this.system.find('SY_Company', code)?.['AllowExternalAccess'] !== 'N';
  }

  /** A task of Sage (period end) has the company for itself. */
  isHeld(code: string = this.sCompanyCode): boolean {
    return setting(this.simulator, `exclusive.${code}`) !== undefined;
  }

  nSetDate(module: string, date: string): 0 | 1 {
    if (this.#company === undefined) return this.#fail('A company must be set before the date');
    const iso = /^\d{8}$/.test(date) ? isoDate(date) : undefined;
    if (iso === undefined) return this.#fail(`The date ${date} is invalid (YYYYMMDD)`);
    this.#dates.set(module, iso);
    return 1;
  }

  nSetModule(module: string): 0 | 1 {
    if (this.#company === undefined) return this.#fail('A company must be set before the module');
    const known = this.system.select('SY_Task', 'ModuleCode = ?', [module]).length > 0;
    if (!known) return this.#fail(`The module ${module} is unknown`);
    this.#module = module;
    return 1;
  }

  /** Task id of a program name, 0 when unknown; the name's case does not matter. */
  nLookupTask(name: string): number {
    const task = this.system.select('SY_Task', 'upper(ProgramName) = ?', [name.toUpperCase()])[0];
    return Number(task?.['TaskID'] ?? 0);
  }

  nSetProgram(taskId: number): 0 | 1 {
    const task = this.system.find('SY_Task', String(taskId));
    if (task === undefined) return this.#fail('The task is unknown');
    if (task['ModuleCode'] !== this.#module) return this.#fail('The task belongs to another module');
    this.#program = task['ProgramName'] ?? '';
    return 1;
  }

  /** Ends the session; its files are closed. */
  nCleanup(): 1 {
    this.#company?.store.close();
    this.system.close();
    this.simulator.close();
    return 1;
  }

  #signOn(userLogon: string): 0 | 1 {
    const user = this.system.select('SY_User', 'UserLogon = ?', [userLogon])[0];
    if (user === undefined) return this.#fail('The user logon or password is invalid');
    if (user['Active'] !== 'Y' || user['Locked'] === 'Y')
      return this.#fail(`The user ${userLogon} is not active`);
    this.#userKey = user['UserKey'];
    return 1;
  }

  #fail(message: string): 0 {
    this.sLastErrorMsg = message;
    return 0;
  }
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
