import { ADatetime, clock } from '../runtime/temporal.ts';
import { R } from '../runtime/rt.ts';
import type { SObj } from '../runtime/values.ts';
import type { SObjectInfo } from '../schema/model.ts';
import { checkDmlAccess } from './access.ts';
import { isStopped, recordAt, succeed, takeErrors, toRecord, type DmlRun } from './dml-run.ts';
import { RowErrors, rowError } from './errors.ts';
import { ruleHit } from './formula.ts';
import { lockRefusal } from './locks.ts';
import { newRow, oldRow, takeValues } from './new-row.ts';
import { valueOf, type Row, type RowDraft } from './row.ts';
import { afterSave, beforeSave } from './rules/rules.ts';
import { noteParent, rollUp } from './rules/totals.ts';
import { enforcesSharing, mayChange } from './sharing.ts';
import { hasTriggers, runTriggers } from './triggers.ts';
import { validate } from './validate.ts';

/** A row on its way into the store. */
interface Saving {
  readonly position: number;
  /** The program's record, and what triggers see of it. */
  readonly record: SObj;
  readonly next: SObj;
  /** The row before an update, and what triggers see of it. */
  readonly old: Row | null;
  oldRecord: SObj | null;
  /** Set when it is stored. */
  id: string;
}

/** Inserts or updates records of one type: before triggers, rules, the store, totals, after triggers. */
export function save(isNew: boolean, so: SObjectInfo, run: DmlRun, positions: readonly number[]): RowErrors {
  return new Save(isNew, so, run).run(positions);
}

class Save {
  readonly #isNew: boolean;
  readonly #so: SObjectInfo;
  readonly #run: DmlRun;
  readonly #errors = new RowErrors();
  /** System times have no fractions of a second. */
  readonly #now = new ADatetime(Math.floor(clock.now() / 1000) * 1000);

  constructor(isNew: boolean, so: SObjectInfo, run: DmlRun) {
    this.#isNew = isNew;
    this.#so = so;
    this.#run = run;
  }

  get #operation(): 'insert' | 'update' {
    return this.#isNew ? 'insert' : 'update';
  }

  get #stopped(): boolean {
    return isStopped(this.#run, this.#errors);
  }

  run(positions: readonly number[]): RowErrors {
    if (this.#run.options.mode === 'user')
      checkDmlAccess(
        this.#operation,
        this.#so,
        positions.map((position) => recordAt(this.#run, position)),
      );
    const rows = positions.flatMap((position) => this.#prepare(position));
    if (this.#stopped) return this.#errors;
    this.#beforeTriggers(this.#good(rows));
    if (this.#stopped) return this.#errors;
    const parents = new Set<string>();
    for (const row of this.#good(rows)) this.#store(row, parents);
    rollUp(this.#so, parents, false);
    if (this.#stopped) return this.#errors;
    this.#afterTriggers(this.#good(rows));
    for (const { position, id } of this.#good(rows)) succeed(this.#run, position, id, this.#isNew);
    return this.#errors;
  }

  #good(rows: readonly Saving[]): Saving[] {
    return rows.filter(({ position }) => !this.#errors.has(position));
  }

  #prepare(position: number): Saving[] {
    const record = recordAt(this.#run, position);
    const old = this.#isNew ? null : oldRow(this.#so, record);
    if (old && 'status' in old) {
      this.#errors.add(position, old);
      return [];
    }
    if (this.#isNew && record.get('id') !== null) {
      this.#errors.add(
        position,
        rowError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']),
      );
      return [];
    }
    const locked = old && !this.#run.options.system ? lockRefusal(String(old.get('id'))) : null;
    if (locked) {
      this.#errors.add(position, locked);
      return [];
    }
    if (
      old &&
      !this.#run.options.system &&
      enforcesSharing(this.#run.options.mode) &&
      !mayChange(this.#so, old)
    ) {
      this.#errors.add(
        position,
        rowError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'),
      );
      return [];
    }
    const row = old ? new Map(old) : newRow(this.#so, record);
    this.#errors.add(position, ...takeValues(this.#so, record, row, this.#isNew));
    if (this.#isNew) this.#complete(row);
    return [{ position, record, old, next: toRecord(this.#so, row, false), oldRecord: null, id: '' }];
  }

  /** What every new row has before its triggers run. */
  #complete(row: RowDraft): void {
    if (!row.get('createddate')) row.set('createddate', this.#now);
    row.set('createdbyid', row.get('createdbyid') || R.user);
    row.set('isdeleted', false);
  }

  #olds(rows: readonly Saving[]): SObj[] | null {
    if (this.#isNew) return null;
    return rows.map((row) => {
      row.oldRecord ??= toRecord(this.#so, row.old ?? new Map(), true);
      return row.oldRecord;
    });
  }

  #beforeTriggers(rows: readonly Saving[]): void {
    if (rows.length === 0 || !hasTriggers(this.#so, `before ${this.#operation}`)) return;
    const news = rows.map(({ next }) => next);
    runTriggers(this.#so, this.#operation, 'before', news, this.#olds(rows));
    for (const { position, next } of rows) this.#errors.add(position, ...takeErrors(next));
  }

  #afterTriggers(rows: readonly Saving[]): void {
    if (rows.length === 0 || !hasTriggers(this.#so, `after ${this.#operation}`)) return;
    const { db } = R.org;
    const news = rows.map(({ id }) => toRecord(this.#so, db.get(this.#so.key, id) ?? new Map(), true));
    const olds = this.#olds(rows);
    runTriggers(this.#so, this.#operation, 'after', news, olds);
    for (const [index, { position }] of rows.entries())
      for (const record of [news[index], olds?.[index]])
        if (record) this.#errors.add(position, ...(record.errs ?? []));
  }

  /** Rules, then the store. */
  #store(saving: Saving, parents: Set<string>): void {
    const { db } = R.org;
    const row = this.#storedRow(saving.next);
    if (!this.#check(saving, row)) return;
    const id = this.#isNew ? db.newId(this.#so) : String(row.get('id'));
    if (this.#isNew) this.#name(row, id);
    if (!this.#isNew || !saving.record.f.has('lastmodifieddate')) row.set('lastmodifieddate', this.#now);
    row.set('lastmodifiedbyid', R.user);
    row.set('systemmodstamp', this.#now);
    db.write(this.#so.key, id, row);
    afterSave(this.#so, row, this.#isNew);
    noteParent(parents, this.#so, row);
    saving.id = id;
    if (!this.#isNew) return;
    saving.record.f.set('id', id);
    this.#run.identified.add(saving.record);
  }

  /** The values that are stored: no formulas, no empty texts. */
  #storedRow(record: SObj): RowDraft {
    const row: RowDraft = new Map();
    for (const [key, value] of record.f) {
      const field = this.#so.fields.get(key);
      if (field && !field.formula && !field.summary) row.set(key, value === '' ? null : value);
    }
    return row;
  }

  #check({ position, old }: Saving, row: RowDraft): boolean {
    const refused = beforeSave(this.#so, row, old);
    if (refused) {
      this.#errors.add(position, refused);
      return false;
    }
    if (this.#isNew)
      for (const field of this.#so.fields.values())
        if (field.autonumber) row.set(field.key, R.org.db.nextAuto(field));
    this.#errors.add(position, ...validate(this.#so, row, old, this.#run.options.truncate ?? false));
    if (this.#errors.has(position)) return false;
    for (const rule of this.#so.rules)
      if (ruleHit(rule, this.#so, row, old))
        this.#errors.add(
          position,
          rowError('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message ?? '', rule.field ? [rule.field] : []),
        );
    return !this.#errors.has(position);
  }

  /** A custom record without a name is called like its id. */
  #name(row: RowDraft, id: string): void {
    row.set('id', id);
    const name = this.#so.fields.get('name');
    if (name && this.#so.custom && this.#so.kind !== 'setting' && !name.autonumber)
      if (valueOf(row, 'name') === null) row.set('name', id);
  }
}
