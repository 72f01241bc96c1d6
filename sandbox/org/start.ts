import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createOrg, fetchCallout, type Org } from 'apex-runtime';
import { Faults } from './faults.ts';
import { createApp, finish } from './http.ts';
import { Jobs } from './jobs.ts';
import { Sessions } from './oauth/sessions.ts';
import type { ClientApp } from './oauth/token.ts';
import { Cursors } from './rest/cursors.ts';
import { sandboxRoutes } from './sandbox-routes.ts';
import { Schema } from './schema.ts';
import { RecordStore } from './store.ts';
import { ApiUsage } from './usage.ts';
import { findUser, prepareUsers, type OrgUser } from './users.ts';

export interface OrgSettings {
  /** Port on 127.0.0.1; 0 = any free one. */
  readonly port: number;
  /** Where org.sqlite lies; made when it is not there. */
  readonly dataFolder: string;
  /** Package folders; the customer's own metadata of this folder comes on top. */
  readonly packageDirs: readonly string[];
  /** Address and bearer key of each named credential that Apex calls out to. */
  readonly namedCredentials?: Readonly<Record<string, NamedCredential>>;
  /** External Client Apps that may log in. */
  readonly apps?: readonly ClientApp[];
  /** Users besides the built-in administrator; made at the first start. */
  readonly users?: readonly OrgUser[];
  /** Scheduled Apex: started with the org, run every `scheduledIntervalMs`. */
  readonly scheduledClasses?: readonly string[];
  /** Default 5,000. */
  readonly scheduledIntervalMs?: number;
  /** Daily API calls; default 100,000. */
  readonly apiLimit?: number;
  /** Default two hours. */
  readonly sessionTimeoutMs?: number;
  /** Leaves out the metadata of sandbox/org/metadata. */
  readonly withoutOwnMetadata?: boolean;
  readonly log?: OrgLog;
}

export interface NamedCredential {
  readonly url: string;
  /** Sent as `Authorization: Bearer <key>`. */
  readonly key?: string;
}

/** One line per thing worth knowing; never a token, a key or a record's values. */
export type OrgLog = (event: 'job-failed' | 'call-failed' | 'fields-dropped', detail: object) => void;

export interface RunningOrg {
  readonly url: string;
  /** The Apex runtime, for set-up work that needs no HTTP; its commits are stored as well. */
  readonly org: Org;
  readonly jobs: Jobs;
  readonly faults: Faults;
  readonly usage: ApiUsage;
  /** Id of the standard price book. */
  readonly standardPricebookId: string;
  /** An access token of this user, without a login. */
  readonly tokenFor: (username: string) => Promise<string>;
  readonly revokeAllTokens: () => void;
  /** Sends later callouts to another address. */
  readonly setNamedCredential: (name: string, credential: NamedCredential) => void;
  readonly close: () => Promise<void>;
}

export const ownMetadata = fileURLToPath(new URL('./metadata', import.meta.url));
const DEFAULT_SCHEDULE_MS = 5_000;
const DEFAULT_API_LIMIT = 100_000;
const DEFAULT_SESSION_MS = 2 * 3_600_000;
const KEPT_CALLOUTS = 200;

/** One callout of Apex, as /sandbox/callouts shows it. */
export interface CalloutRun {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly milliseconds: number;
}

/**
 * Starts an emulated Salesforce org on 127.0.0.1: loads metadata and Apex, restores the rows of the data folder and serves
 * OAuth and REST. Rejects when the metadata does not compile, the folder is in use or the port is taken.
 */
export async function startOrg(settings: OrgSettings): Promise<RunningOrg> {
  const log = settings.log ?? (() => undefined);
  const store = new RecordStore(settings.dataFolder);
  const credentials: Record<string, { url: string; headers: Record<string, string> }> = {};
  const setNamedCredential = (name: string, { url, key }: NamedCredential): void => {
    credentials[name] = { url, headers: key === undefined ? {} : { Authorization: `Bearer ${key}` } };
  };
  for (const [name, credential] of Object.entries(settings.namedCredentials ?? {}))
    setNamedCredential(name, credential);
  const callouts: CalloutRun[] = [];
  let jobs: Jobs | undefined;
  const org = await createOrg(
    [...settings.packageDirs, ...(settings.withoutOwnMetadata ? [] : [ownMetadata])],
    {
      namedCredentials: credentials,
      onCommit: (changes) => store.save(changes),
      onQueued: () => jobs?.wake(),
      callout: (request) => timed(request, callouts),
    },
  ).catch((error: unknown) => {
    store.close();
    throw error;
  });
  const { dropped } = await org.load(store.all());
  if (Object.keys(dropped).length > 0) log('fields-dropped', dropped);
  await prepareUsers(org, settings.users ?? []);
  await schedule(org, settings.scheduledClasses ?? []);
  jobs = new Jobs(org, log);
  const ids = await orgIds(org);
  const sessions = new Sessions(settings.sessionTimeoutMs ?? DEFAULT_SESSION_MS);
  const faults = new Faults();
  const usage = new ApiUsage(settings.apiLimit ?? DEFAULT_API_LIMIT);
  let url = '';
  const parts = {
    org,
    schema: new Schema(org),
    usage,
    cursors: new Cursors(),
    sessions,
    faults,
    tokenRules: {
      apps: settings.apps ?? [],
      audiences: () => ['https://login.salesforce.com', 'https://test.salesforce.com', url],
      findUser: (username: string) => findUser(org, username),
    },
    orgId: ids.orgId,
    url: () => url,
    log,
  };
  const app = createApp(parts);
  app.use('/sandbox', sandboxRoutes({ org, jobs, faults, usage, sessions, callouts }));
  finish(app, parts);
  const server = app.listen(settings.port, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  jobs.wake();
  jobs.startSchedule(settings.scheduledIntervalMs ?? DEFAULT_SCHEDULE_MS);
  const running = jobs;
  return {
    url,
    org,
    jobs,
    faults,
    usage,
    standardPricebookId: ids.standardPricebookId,
    tokenFor: async (username) => {
      const user = await findUser(org, username);
      if (!user) throw new Error(`no user ${username}`);
      return sessions.issue(ids.orgId, user);
    },
    revokeAllTokens: () => sessions.revokeAll(),
    setNamedCredential,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await running.close();
      await org.close();
      store.close();
    },
  };
}

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

/** Schedules Apex that the package would have an administrator schedule; jobs do not outlive the process. */
async function schedule(org: Org, classes: readonly string[]): Promise<void> {
  for (const name of classes) {
    if (!/^\w+$/.test(name)) throw new Error(`not the name of an Apex class: ${name}`);
    await org.anonymous(`System.schedule('${name}', '0 0 * * * ?', new ${name}());`);
  }
}

async function orgIds(org: Org): Promise<{ orgId: string; standardPricebookId: string }> {
  const [organization] = await org.query('SELECT Id FROM Organization');
  const [pricebook] = await org.query('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
  return { orgId: String(organization?.['Id']), standardPricebookId: String(pricebook?.['Id']) };
}
