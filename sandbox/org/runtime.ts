import { createOrg, fetchCallout, type EventMessage, type Org, type OrgOptions } from 'apex-runtime';
import { Jobs, type JobLog } from './jobs.ts';
import { RecordStore } from './store.ts';

export interface NamedCredential {
  readonly url: string;
  /** Sent as `Authorization: Bearer <key>`. */
  readonly key?: string;
}

/** One callout of Apex, as /sandbox/callouts shows it. */
export interface CalloutRun {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly milliseconds: number;
}

export interface Runtime {
  readonly org: Org;
  readonly jobs: Jobs;
  /** The last callouts, newest last. */
  readonly callouts: readonly CalloutRun[];
  /** Hears each platform and change event after its triggers ran, as the streaming API gives it; the answer ends it. */
  readonly subscribe: (listener: (message: EventMessage) => void) => () => void;
  /** Hears of each committed transaction which objects it wrote, by their API names. */
  readonly committed: (listener: (objects: ReadonlySet<string>) => void) => void;
  /** Sends later callouts to another address. */
  readonly setNamedCredential: (name: string, credential: NamedCredential) => void;
  /** Ends after the job that runs. */
  readonly close: () => Promise<void>;
}

const KEPT_CALLOUTS = 200;

/**
 * Loads metadata and Apex and restores the rows of the data folder; from then on each committed transaction is stored
 * before it is answered. Jobs do not start before `jobs.wake()`.
 */
export async function openRuntime(
  folders: readonly string[],
  dataFolder: string,
  namedCredentials: Readonly<Record<string, NamedCredential>>,
  features: Pick<OrgOptions, 'multiCurrency'>,
  log: JobLog & ((event: 'fields-dropped', detail: object) => void),
): Promise<Runtime> {
  const store = new RecordStore(dataFolder);
  const callouts: CalloutRun[] = [];
  const listeners = new Set<(message: EventMessage) => void>();
  const subscribe: Runtime['subscribe'] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const commitListeners: ((objects: ReadonlySet<string>) => void)[] = [];
  const hooks = { queued: (): void => undefined };
  try {
    const org = await createOrg([...folders], {
      ...features,
      namedCredentials: Object.fromEntries(
        Object.entries(namedCredentials).map(([name, credential]) => [name, withHeaders(credential)]),
      ),
      onCommit: (changes) => {
        store.save(changes);
        const objects = new Set(changes.map(({ object }) => object));
        for (const listener of commitListeners) listener(objects);
      },
      onQueued: () => hooks.queued(),
      onEvent: (message) => {
        for (const listener of listeners) listener(message);
      },
      callout: (request) => timed(request, callouts),
    });
    const { dropped } = await org.load(store.all());
    if (Object.keys(dropped).length > 0) log('fields-dropped', dropped);
    const jobs = new Jobs(org, log);
    hooks.queued = () => jobs.wake();
    const close = async (): Promise<void> => {
      await jobs.close();
      await org.close();
      store.close();
    };
    const setNamedCredential = (name: string, credential: NamedCredential): void =>
      void org.setNamedCredential(name, withHeaders(credential));
    const committed: Runtime['committed'] = (listener) => void commitListeners.push(listener);
    return { org, jobs, callouts, subscribe, committed, setNamedCredential, close };
  } catch (error) {
    store.close();
    throw error;
  }
}

const withHeaders = ({ url, key }: NamedCredential): { url: string; headers: Record<string, string> } => ({
  url,
  headers: key === undefined ? {} : { Authorization: `Bearer ${key}` },
});

async function timed(
  request: Parameters<typeof fetchCallout>[0],
  callouts: CalloutRun[],
): ReturnType<typeof fetchCallout> {
  const start = Date.now();
  let status: number | null = null;
  try {
    const answer = await fetchCallout(request);
    status = answer.status;
    return answer;
  } finally {
    const { method, url } = request;
    const path = URL.parse(url)?.pathname ?? '';
    callouts.push({
      at: new Date(start).toISOString(),
      method,
      path,
      status,
      milliseconds: Date.now() - start,
    });
    if (callouts.length > KEPT_CALLOUTS) callouts.shift();
  }
}
