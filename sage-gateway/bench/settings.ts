/** What the flags of the command say. */
export interface BenchSettings {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly warmupSeconds: number;
  /** Orders of the measurement of placing, for one company. */
  readonly orders: number;
  /** Temporary folder of this run. */
  readonly folder: string;
}
