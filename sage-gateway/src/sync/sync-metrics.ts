import { Counter, Gauge, type Registry } from 'prom-client';
import type { FeedStatus } from '../contract/sync.ts';
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
      let asked: Promise<readonly FeedStatus[]> | undefined;
      // All gauges are collected at once: one reading of the state serves them.
      const statuses = () =>
        (asked ??= feedStatuses(about, about.database).finally(() => (asked = undefined)));
      const gauge = (name: string, help: string, valueOf: (feed: FeedStatus) => number | null) =>
        new Gauge({
          name,
          help,
          labelNames,
          registers,
          async collect() {
            for (const status of await statuses()) {
              const labels = { company: status.company, feed: status.feed };
              const value = valueOf(status);
              if (value === null) this.remove(labels);
              else this.set(labels, value);
            }
          },
        });
      gauge(
        'gateway_sync_due',
        'Records that Salesforce does not have as they are in Sage',
        ({ due }) => due,
      );
      gauge(
        'gateway_sync_parked',
        'Records that wait for a person or another record',
        ({ parked }) => parked,
      );
      gauge(
        'gateway_sync_age_seconds',
        'Age of the data of Sage in Salesforce',
        ({ ageSeconds }) => ageSeconds,
      );
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
