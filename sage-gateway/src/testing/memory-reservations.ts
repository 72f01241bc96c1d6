import type { CustomerLink, OrderMemory, RequestRecord, Reservations } from '../requests/port.ts';

export type ReservationCall = 'reserveSalesOrderNo' | 'linkCustomer' | 'remember';

/** Reservations in memory, kept between tries as the inbox keeps them; `record` makes the request that the next try is given. */
export class MemoryReservations implements Reservations {
  readonly numbers = new Map<string, string>();
  readonly links = new Map<string, CustomerLink>();
  readonly memories = new Map<string, OrderMemory>();
  /** Older requests for the same record, for the records made from now on. */
  earlierKeys: readonly string[] = [];
  readonly #attempts = new Map<string, number>();
  readonly #failures = new Map<ReservationCall, { before?: Error; after?: Error }[]>();

  /** Breaks the next call of a kind: `before` it stored anything, or `after` it did. */
  disturb(call: ReservationCall, failure: { before?: Error; after?: Error }): void {
    this.#failures.set(call, [...(this.#failures.get(call) ?? []), failure]);
  }

  reserveSalesOrderNo(key: string, salesOrderNo: string): Promise<void> {
    return this.#run('reserveSalesOrderNo', () => this.numbers.set(key, salesOrderNo));
  }

  releaseSalesOrderNo(key: string): Promise<void> {
    this.numbers.delete(key);
    return Promise.resolve();
  }

  customerOf(company: string, accountId: string): Promise<CustomerLink | undefined> {
    return Promise.resolve(this.links.get(`${company} ${accountId}`));
  }

  linkCustomer(company: string, accountId: string, link: CustomerLink): Promise<void> {
    return this.#run('linkCustomer', () => this.links.set(`${company} ${accountId}`, link));
  }

  memoryOf(company: string, salesOrderNo: string): Promise<OrderMemory | undefined> {
    return Promise.resolve(this.memories.get(`${company} ${salesOrderNo}`));
  }

  remember(company: string, salesOrderNo: string, memory: OrderMemory): Promise<void> {
    return this.#run('remember', () =>
      this.memories.set(`${company} ${salesOrderNo}`, structuredClone(memory)),
    );
  }

  /** The request as the inbox would hand it to its next try. */
  record(key: string, payload: unknown, company = 'ABC'): RequestRecord {
    const attempts = (this.#attempts.get(key) ?? 0) + 1;
    this.#attempts.set(key, attempts);
    return {
      key,
      type: 'PlaceOrder',
      sourceId: '006000000000001AAA',
      company,
      mappingRevision: null,
      payload,
      state: 'Accepted',
      salesOrderNo: this.numbers.get(key) ?? null,
      divisionNo: null,
      customerNo: null,
      earlierKeys: this.earlierKeys,
      attempts,
    };
  }

  async #run(call: ReservationCall, work: () => unknown): Promise<void> {
    const failure = this.#failures.get(call)?.shift();
    if (failure?.before) throw failure.before;
    work();
    if (failure?.after) throw failure.after;
  }
}
