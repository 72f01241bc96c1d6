import type { AcceptFigures } from './accept/measure-accept.ts';
import type { MemoryFigures } from './memory/measure-memory.ts';
import type { PlaceFigures } from './place/measure-place.ts';
import type { QuestionFigures } from './questions/measure-questions.ts';
import type { RoundTripFigures } from './round-trip/measure-round-trip.ts';
import type { SyncFigures } from './sync/measure-sync.ts';

/** All figures of a run; written as JSON and printed as tables. */
export interface Report {
  readonly machine: string;
  readonly date: string;
  /** The flags of the run. */
  readonly settings: object;
  readonly accept: AcceptFigures[];
  readonly place: PlaceFigures[];
  readonly questions: QuestionFigures[];
  memory?: MemoryFigures;
  roundTrip?: RoundTripFigures;
  sync?: SyncFigures;
}

export function printReport(report: Report): void {
  console.log(`\n${report.machine}\n`);
  const single = report.accept.find(
    ({ contestant, ordersPerCall }) => isNodeRed(contestant) && ordersPerCall === 1,
  );
  if (report.accept.length > 0)
    console.table(
      report.accept.map((figures) => ({
        server: figures.contestant,
        'orders a call': figures.ordersPerCall,
        'orders/s': Math.round(figures.ordersPerSecond),
        'best round': Math.round(Math.max(...figures.rounds)),
        'to Node-RED, 1 a call': single ? ratio(figures.ordersPerSecond, single.ordersPerSecond) : '-',
        'p50 ms': Math.round(figures.p50Ms),
        'p99 ms': Math.round(figures.p99Ms),
        'us of Node/order': Math.round(figures.processorMicros),
        'peak MB': Math.round(figures.memoryMb),
        'first answer ms': Math.round(figures.firstAnswerMs),
      })),
    );
  if (report.memory) {
    const { queuedOrders, idleMb, queuedMb, peakMb } = report.memory;
    const peak = peakMb === undefined ? '' : `, peak ${Math.round(peakMb)} MB`;
    console.log(
      `Memory: ${Math.round(idleMb)} MB idle, ${Math.round(queuedMb)} MB with ${queuedOrders} orders queued${peak}\n`,
    );
  }
  if (report.place.length > 0)
    console.table(
      report.place.map((figures) => ({
        companies: figures.companies,
        orders: figures.orders,
        'orders placed/s': Number(figures.ordersPerSecond.toFixed(1)),
        'lines/s': Math.round(figures.ordersPerSecond * figures.linesPerOrder),
        'peak MB': Math.round(figures.memoryMb),
      })),
    );
  if (report.questions.length > 0)
    console.table(
      report.questions.map(({ question, calls, p50Ms, p95Ms }) => ({
        question,
        calls,
        'p50 ms': Number(p50Ms.toFixed(1)),
        'p95 ms': Number(p95Ms.toFixed(1)),
      })),
    );
  if (report.roundTrip) {
    const { oneByOne, together } = report.roundTrip;
    console.log(
      `Closed Won to number back: p50 ${Math.round(oneByOne.p50Ms)} ms, p95 ${Math.round(oneByOne.p95Ms)} ms (${oneByOne.orders} orders, one at a time)`,
    );
    console.log(
      `${together.orders} closed in one call: p50 ${Math.round(together.p50Ms)} ms, the last after ${Math.round(together.lastMs)} ms`,
    );
  }
  if (report.sync) printSync(report.sync);
}

function printSync({ rows, idleMb, baseline, firstLoad, unchanged, deliveries }: SyncFigures): void {
  const runs = [
    { name: 'bare cursor loop', ...baseline },
    { name: 'first load', ...firstLoad },
    { name: 'compare, nothing changed', ...unchanged },
  ];
  console.log(`Sync of ${rows} stock records; the gateway has ${Math.round(idleMb)} MB idle`);
  console.table(
    runs.map(({ name, rowsPerSecond, peakMb }) => ({
      run: name,
      'rows/s': Math.round(rowsPerSecond),
      'to the loop': ratio(rowsPerSecond, baseline.rowsPerSecond),
      'peak MB': Math.round(peakMb),
    })),
  );
  console.table(
    deliveries.map(({ way, changed, compare, rowCalls, otherCalls, bulkJobs, seconds, idleMb, peakMb }) => ({
      delivery: way,
      changed,
      'rows/s': Math.round(compare.rowsPerSecond),
      'calls with rows': rowCalls,
      'other calls': otherCalls,
      'bulk jobs': bulkJobs,
      seconds: Math.round(seconds),
      'idle MB': Math.round(idleMb),
      'peak MB': Math.round(peakMb),
    })),
  );
}

function ratio(value: number, base: number): string {
  return `${(value / base).toFixed(2)} x`;
}

function isNodeRed(contestant: string): boolean {
  return contestant.startsWith('Node-RED');
}
