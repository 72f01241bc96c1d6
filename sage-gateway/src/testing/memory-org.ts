import type { RetryableError } from '../errors.ts';
import type {
  ApiUsage,
  BulkOperation,
  RowResult,
  SalesforceBulk,
  SalesforceRecords,
  SalesforceRow,
} from '../salesforce/port.ts';

export type OrgRecord = Record<string, string | number | boolean | null>;

/** An object of the org: fields that exist, the unique external id, lookups by field, and what a rule refuses. */
export interface OrgObject {
  readonly fields: readonly string[];
  readonly externalId?: string;
  readonly lookups?: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  readonly refuse?: (record: OrgRecord) => string | undefined;
}

interface BulkJob {
  readonly object: string;
  readonly operation: BulkOperation;
  readonly rows: readonly SalesforceRow[];
  results?: { readonly row: SalesforceRow; readonly result: RowResult }[];
}

const collection = 200;

/**
 * An org in memory, strict where the real one is: unknown fields, ids of no record, rows of two shapes in a bulk job and a record twice in a call are
 * errors. Counts API calls as the real one does: one a collection of 200, one a query.
 */
export class MemoryOrg implements SalesforceRecords, SalesforceBulk {
  /** Records by object and id. */
  readonly records = new Map<string, Map<string, OrgRecord>>();
  /** Calls in the order they came, with their rows. */
  readonly calls: { readonly kind: string; readonly object: string; readonly rows: number }[] = [];
  /** Thrown instead of the next calls, one each. */
  readonly failures: Error[] = [];
  /** While set, every call is refused with it. */
  away: RetryableError | undefined;
  /** Called after rows were written, before the answer; what it throws is what the gateway sees of the call. */
  afterWrite: ((kind: string, object: string) => void) | undefined;
  /** While false, bulk jobs go on running. */
  bulkEnds = true;
  readonly jobs = new Map<string, BulkJob>();
  readonly #objects: Readonly<Record<string, OrgObject>>;
  #count = 0;
  #clock = 0;

  constructor(objects: Readonly<Record<string, OrgObject>>) {
    this.#objects = objects;
  }

  usage(): ApiUsage {
    return { used: this.calls.length, limit: 100_000 };
  }

  /** Calls that wrote rows. */
  get writes(): number {
    return this.calls.filter(({ kind }) => kind !== 'query' && kind !== 'bulk state').length;
  }

  /** Makes a record as somebody in the org would. */
  make(object: string, record: OrgRecord): string {
    const id = `${object.slice(0, 3)}${String((this.#count += 1)).padStart(12, '0')}AAA`;
    this.of(object).set(id, { ...record, Id: id, SystemModstamp: this.#now() });
    return id;
  }

  of(object: string): Map<string, OrgRecord> {
    if (!this.#objects[object]) throw new Error(`the org has no object ${object}`);
    const records = this.records.get(object) ?? new Map<string, OrgRecord>();
    this.records.set(object, records);
    return records;
  }

  /** Records without what the org itself adds, by a field. */
  by(object: string, field: string): Record<string, OrgRecord> {
    const all = [...this.of(object).values()].map(({ SystemModstamp: _at, ...record }) => record);
    return Object.fromEntries(all.map((record) => [String(record[field]), record]));
  }

  async upsert(
    object: string,
    externalIdField: string,
    rows: readonly SalesforceRow[],
  ): Promise<RowResult[]> {
    if (this.#objects[object]?.externalId !== externalIdField)
      throw new Error(`${externalIdField} is no external id of ${object}`);
    return this.#write('upsert', object, rows, (row) => this.#upsertRow(object, externalIdField, row));
  }

  async insert(object: string, rows: readonly SalesforceRow[]): Promise<RowResult[]> {
    return this.#write('insert', object, rows, (row) => this.#save(object, undefined, row));
  }

  async update(object: string, rows: readonly SalesforceRow[]): Promise<RowResult[]> {
    return this.#write('update', object, rows, (row) => this.#save(object, String(row['Id']), row));
  }

  async remove(object: string, ids: readonly string[]): Promise<RowResult[]> {
    return this.#write(
      'remove',
      object,
      ids.map((Id) => ({ Id })),
      ({ Id }) => this.#remove(object, String(Id)),
    );
  }

  /** Knows `SELECT a, b FROM o WHERE f IN (...) OR g IN (...)`, and `WHERE SystemModstamp >= t ORDER BY SystemModstamp LIMIT n`. */
  async query(soql: string): Promise<OrgRecord[]> {
    const [, fields = '', object = '', where = ''] =
      /^SELECT (.+?) FROM (\w+) WHERE (.+?)(?: ORDER BY SystemModstamp LIMIT \d+)?$/s.exec(soql) ?? [];
    this.#call('query', object, 0);
    const names = fields.split(', ');
    for (const name of names) this.#known(object, name);
    const since = /^SystemModstamp >= (\S+)$/.exec(where)?.[1];
    const conditions = [...where.matchAll(/(\w+) IN \(((?:'(?:[^'\\]|\\.)*'(?:, )?)+)\)/g)].map(
      ([, field = '', list = '']) => {
        this.#known(object, field);
        const values = [...list.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, v = '']) =>
          v.replaceAll(/\\(.)/g, '$1'),
        );
        if (values.length > 200) throw new Error(`${values.length} values in one query`);
        return { field, values: new Set(values.map((value) => value.toLowerCase())) };
      },
    );
    if (since === undefined && conditions.length === 0)
      throw new Error(`not a query of the memory org: ${soql}`);
    return [...this.of(object).values()]
      .filter((record) =>
        since !== undefined
          ? String(record['SystemModstamp']) >= since
          : conditions.some(({ field, values }) => values.has(String(record[field] ?? '').toLowerCase())),
      )
      .map((record) => Object.fromEntries(names.map((name) => [name, record[name] ?? null])));
  }

  async start(
    object: string,
    operation: BulkOperation,
    rows: Iterable<SalesforceRow> | AsyncIterable<SalesforceRow>,
    _signal?: AbortSignal,
    onMade?: (jobId: string) => Promise<void>,
  ): Promise<string> {
    const id = `750${String((this.#count += 1)).padStart(12, '0')}AAA`;
    await onMade?.(id);
    const all: SalesforceRow[] = [];
    for await (const row of rows) all.push(row);
    const shapes = new Set(all.map((row) => Object.keys(row).sort().join()));
    if (shapes.size !== 1) throw new Error(`a bulk job has rows of ${shapes.size} shapes`);
    this.#call('bulk', object, all.length);
    this.jobs.set(id, { object, operation, rows: all });
    return id;
  }

  async state(jobId: string): Promise<{ readonly state: 'running' | 'complete' | 'lost' }> {
    this.#call('bulk state', '', 0);
    const job = this.jobs.get(jobId);
    if (!job) return { state: 'lost' };
    if (!this.bulkEnds) return { state: 'running' };
    job.results ??= job.rows.map((row) => ({ row, result: this.#bulkRow(job, row) }));
    return { state: 'complete' };
  }

  async *results(
    jobId: string,
    keyColumn: string,
  ): AsyncGenerator<{ readonly key: string; readonly result: RowResult }> {
    this.#call('query', '', 0);
    for (const { row, result } of this.jobs.get(jobId)?.results ?? []) {
      yield { key: String(row[keyColumn]), result };
    }
  }

  #bulkRow({ object, operation }: BulkJob, row: SalesforceRow): RowResult {
    if (operation.kind === 'upsert') return this.#upsertRow(object, operation.externalIdField, row);
    if (operation.kind === 'delete') return this.#remove(object, String(row['Id']));
    return this.#save(object, operation.kind === 'update' ? String(row['Id']) : undefined, row);
  }

  #write(
    kind: string,
    object: string,
    rows: readonly SalesforceRow[],
    one: (row: SalesforceRow) => RowResult,
  ): RowResult[] {
    const results: RowResult[] = [];
    for (let from = 0; from < rows.length; from += collection) {
      const some = rows.slice(from, from + collection);
      this.#call(kind, object, some.length);
      results.push(...some.map(one));
    }
    this.afterWrite?.(kind, object);
    return results;
  }

  #call(kind: string, object: string, rows: number): void {
    const failure = this.failures.shift() ?? this.away;
    if (failure) throw failure;
    this.calls.push({ kind, object, rows });
  }

  #upsertRow(object: string, field: string, row: SalesforceRow): RowResult {
    const known = [...this.of(object)].find(([, record]) => record[field] === row[field])?.[0];
    return this.#save(object, known, row);
  }

  #save(object: string, id: string | undefined, row: SalesforceRow): RowResult {
    const { lookups = {}, required = [], refuse } = this.#objects[object] ?? {};
    const known = id === undefined ? {} : this.of(object).get(id);
    if (!known) return refused(`ENTITY_IS_DELETED: entity is deleted`);
    for (const [field, value] of Object.entries(row)) {
      this.#known(object, field);
      const parent = lookups[field];
      if (parent !== undefined && value !== null && !this.of(parent).has(String(value)))
        return refused(`INVALID_CROSS_REFERENCE_KEY: invalid id in ${field}`);
    }
    const record = { ...known, ...row };
    const missing = required.find((field) => (record[field] ?? null) === null);
    if (missing !== undefined) return refused(`REQUIRED_FIELD_MISSING: ${missing}`);
    const words = refuse?.(record);
    if (words !== undefined) return refused(`FIELD_CUSTOM_VALIDATION_EXCEPTION: ${words}`);
    const kept = id ?? this.make(object, {});
    this.of(object).set(kept, { ...record, Id: kept, SystemModstamp: this.#now() });
    return { ok: true, id: kept, created: id === undefined };
  }

  #remove(object: string, id: string): RowResult {
    this.of(object).delete(id);
    return { ok: true, id, created: false };
  }

  #known(object: string, field: string): void {
    const { fields = [] } = this.#objects[object] ?? {};
    if (!fields.includes(field) && field !== 'Id' && field !== 'SystemModstamp')
      throw new Error(`${object} has no field ${field}`);
  }

  /** The org's clock, a little later at each look. */
  #now(): string {
    return new Date(Date.now() + (this.#clock += 1)).toISOString();
  }
}

function refused(message: string): RowResult {
  return { ok: false, verdict: 'refuse', code: 'SALESFORCE_REFUSED', message, fields: [] };
}
