import { z } from 'zod';

/** A fault that a scenario asks for: which calls it hits, how often, and what it does to them. */
export const faultSchema = z
  .strictObject({
    /** Hits calls whose path contains this text; every call below /services when left out. */
    path: z.string().min(1).optional(),
    method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).optional(),
    /** Hits this many calls; until cleared when neither this nor `seconds` is given. */
    count: z.number().int().min(1).max(1_000_000).optional(),
    seconds: z.number().positive().max(86_400).optional(),
    /** Answers with this status and does nothing. */
    status: z.number().int().min(300).max(599).optional(),
    errorCode: z.string().optional(),
    message: z.string().optional(),
    /** Waits this long before the work. */
    delayMs: z.number().int().min(0).max(600_000).optional(),
    /** Does the work, then cuts the connection: the reply is lost. */
    dropReply: z.boolean().optional(),
    /** Cuts the connection before the work. */
    dropRequest: z.boolean().optional(),
    /**
     * Refuses the first `rows` rows of a write (all of them when left out) with this status code; the rest is written. Of a bulk job each
     * 200 rows are a write of the path `/jobs/ingest/ID`.
     */
    rowError: z
      .strictObject({
        statusCode: z.string().min(1),
        message: z.string().optional(),
        rows: z.number().int().min(1).optional(),
        /** Only rows that have one of these values in any field: a key, an id of a record or of its parent. */
        values: z.array(z.string().min(1)).min(1).max(1000).optional(),
      })
      .optional(),
  })
  .refine(
    (fault) => fault.status ?? fault.delayMs ?? fault.dropReply ?? fault.dropRequest ?? fault.rowError,
    {
      message: 'say what the fault does: status, delayMs, dropReply, dropRequest or rowError',
    },
  );

export type Fault = z.infer<typeof faultSchema>;

interface Active {
  readonly fault: Fault;
  left: number;
  readonly until: number;
  hits: number;
}

/** The faults that are switched on, in the order they were asked for; the first that fits a call hits it. */
export class Faults {
  #active: Active[] = [];
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  add(fault: Fault): void {
    this.#active.push({
      fault,
      left: fault.count ?? Infinity,
      until: fault.seconds === undefined ? Infinity : this.#now() + fault.seconds * 1000,
      hits: 0,
    });
  }

  clear(): void {
    this.#active = [];
  }

  list(): (Fault & { hits: number })[] {
    return this.#active.map(({ fault, hits }) => ({ ...fault, hits }));
  }

  /** The fault that hits this call, if any; it is used up by one. */
  hit(method: string, path: string): Fault | undefined {
    const isBulk = path.includes('/jobs/ingest');
    return this.#use(
      (fault) =>
        (!fault.path || path.includes(fault.path)) &&
        (!fault.method || fault.method === method) &&
        // calls that write no rows leave a fault of rows alone
        !(fault.rowError && (isBulk || method === 'GET')),
    );
  }

  /** The fault that hits the next rows of a bulk job. */
  hitRows(path: string): Fault['rowError'] {
    return this.#use((fault) => fault.rowError !== undefined && (!fault.path || path.includes(fault.path)))
      ?.rowError;
  }

  #use(fits: (fault: Fault) => unknown): Fault | undefined {
    this.#active = this.#active.filter((a) => a.left > 0 && a.until > this.#now());
    const active = this.#active.find(({ fault }) => fits(fault));
    if (!active) return undefined;
    active.left -= 1;
    active.hits += 1;
    return active.fault;
  }
}
