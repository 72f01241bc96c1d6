/** What the flags of the command say. */
export interface BenchSettings {
  readonly rounds: number;
  readonly seconds: number;
  /** Connections with one order a call. */
  readonly connections: number;
  /** Connections with 200 orders a call. */
  readonly batchConnections: number;
  readonly warmupSeconds: number;
  /** Orders of the measurement of placing, for one company. */
  readonly orders: number;
  /** Opportunities closed one after the other, three of them to warm up. */
  readonly opportunities: number;
  /** Opportunities closed by one call afterwards. */
  readonly together: number;
  /** Items of the measurement of the sync, each in 100 warehouses. */
  readonly stockItems: number;
  /** Temporary folder of this run. */
  readonly folder: string;
}
