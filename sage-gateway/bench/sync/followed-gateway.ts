import { setTimeout as pause } from 'node:timers/promises';
import type { FeedStatus } from '../../src/contract/sync.ts';
import type { Server } from '../servers/server.ts';

/** A run over a whole table. */
export interface RunFigures {
  readonly read: number;
  /** Rows that were found changed. */
  readonly due: number;
  readonly rowsPerSecond: number;
  /** Largest resident memory that was seen meanwhile, in MB. */
  readonly peakMb: number;
}

/** A gateway that follows a feed, asked to do so by its REST interface. */
export interface FollowedGateway {
  readonly server: Server;
  /** Compares the whole table and waits for the end. */
  compare(): Promise<RunFigures>;
  /** Waits until all feeds were compared once and nothing is due or parked. */
  settled(): Promise<{ readonly peakMb: number }>;
}

const patienceMs = 15 * 60_000;
/** Memory is looked at so often. */
const sampleMs = 50;

export function followed(server: Server, feed: string): FollowedGateway {
  async function call(path: string, body?: object): Promise<unknown> {
    const response = await fetch(new URL(path, server.url), {
      headers: { ...server.headers, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
  const statuses = async () => ((await call('/v1/sync')) as { feeds: FeedStatus[] }).feeds;

  /** Looks until it is so. Memory is sampled all the while; the feeds are asked once a second, so as not to disturb. */
  async function until<T>(
    look: (feeds: FeedStatus[]) => T | undefined,
  ): Promise<{ found: T; peakMb: number }> {
    const end = Date.now() + patienceMs;
    let peakMb = 0;
    for (let sample = 1; Date.now() < end; sample++) {
      peakMb = Math.max(peakMb, server.memory().nowMb);
      if (sample % (1000 / sampleMs) === 0) {
        const feeds = await statuses();
        const fault = feeds.find(({ code }) => code !== null);
        if (fault) throw new Error(`${fault.feed}: ${fault.message}`);
        const found = look(feeds);
        if (found !== undefined) return { found, peakMb };
      }
      await pause(sampleMs);
    }
    throw new Error(`not reached in ${patienceMs / 60_000} minutes: ${JSON.stringify(await statuses())}`);
  }

  return {
    server,
    async compare() {
      const lastOf = (feeds: FeedStatus[]) => feeds.find(({ feed: name }) => name === feed)?.lastCompareRun;
      const before = lastOf(await statuses())?.beganAt;
      await call(`/v1/sync/${feed}`, { mode: 'full' });
      const { found, peakMb } = await until((feeds) => {
        const run = lastOf(feeds);
        return run && run.beganAt !== before ? run : undefined;
      });
      const seconds = (Date.parse(found.endedAt) - Date.parse(found.beganAt)) / 1000;
      return { read: found.read, due: found.due, rowsPerSecond: found.read / seconds, peakMb };
    },
    async settled() {
      const { peakMb } = await until((feeds) =>
        feeds.every(({ lastCompareRun, due, parked }) => lastCompareRun && due === 0 && parked === 0)
          ? true
          : undefined,
      );
      return { peakMb };
    },
  };
}
