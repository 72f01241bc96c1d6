import { Counter, Gauge, type Registry } from 'prom-client';
import type { ApiUsage } from '../salesforce/port.ts';
import { feedStatuses, type SyncAbout } from './status.ts';

/** What the sync counts. */
export interface SyncMetrics {
  /** Begins to tell how the feeds stand. */
  watch(about: SyncAbout): void;
  countRead(company: string, feed: string, rows: number): void;
  countDelivered(company: string, feed: string, rows: number): void;
}

const labelNames = ['company', 'feed'] as const;

export function createSyncMetrics(registry: Registry, usage: () => ApiUsage | undefined): SyncMetrics {
  const registers = [registry];
  const read = new Counter({
    name: 'gateway_sync_rows_read_total',
    help: 'Rows read in Sage to follow its changes',
    labelNames,
    registers,
  });
  const delivered = new Counter({
    name: 'gateway_sync_rows_delivered_total',
    help: 'Records of Salesforce written, made or deleted',
    labelNames,
    registers,
  });
  return {
    watch(about) {
      const due = new Gauge({
        name: 'gateway_sync_due',
        help: 'Records that Salesforce does not have as they are in Sage',
        labelNames,
        registers,
      });
      const parked = new Gauge({
        name: 'gateway_sync_parked',
        help: 'Records that wait for a person or another record',
        labelNames,
        registers,
      });
      // One reading of the state serves all three: the others are set with this one.
      new Gauge({
        name: 'gateway_sync_age_seconds',
        help: 'Age of the data of Sage in Salesforce',
        labelNames,
        registers,
        async collect() {
          for (const feed of await feedStatuses(about, about.database)) {
            const labels = { company: feed.company, feed: feed.feed };
            if (feed.ageSeconds === null) this.remove(labels);
            else this.set(labels, feed.ageSeconds);
            due.set(labels, feed.due);
            parked.set(labels, feed.parked);
          }
        },
      });
      new Gauge({
        name: 'gateway_salesforce_calls_used',
        help: 'API calls of the org in the last 24 hours, as its newest answer tells',
        registers,
        collect() {
          const used = usage()?.used;
          if (used !== undefined) this.set(used);
        },
      });
    },
    countRead: (company, feed, rows) => read.inc({ company, feed }, rows),
    countDelivered: (company, feed, rows) => delivered.inc({ company, feed }, rows),
  };
}
