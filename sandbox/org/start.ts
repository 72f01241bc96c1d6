import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { MultiCurrency, Org } from 'apex-runtime';
import { BulkRunner } from './bulk/runner.ts';
import { BulkStore } from './bulk/store.ts';
import { CallLog } from './call-log.ts';
import { OrgClock } from './clock.ts';
import { Faults } from './faults.ts';
import { createApp, finish } from './http.ts';
import type { Jobs } from './jobs.ts';
import { Sessions } from './oauth/sessions.ts';
import type { ClientApp } from './oauth/token.ts';
import type { Services } from './rest/call.ts';
import { Cursors } from './rest/cursors.ts';
import { openRuntime, type NamedCredential, type Runtime } from './runtime.ts';
import { PlatformEvents } from '../pages/server/events.ts';
import { openPages, type Pages } from '../pages/server/routes.ts';
import { sandboxRoutes } from './sandbox-routes.ts';
import { Schema } from './schema.ts';
import { ApiUsage } from './usage.ts';
import { startPubSub, type PubSub } from './pubsub/server.ts';
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
  /** Schedulable classes: scheduled by the first administrator of `users`, run every `scheduledIntervalMs`. */
  readonly scheduledClasses?: readonly string[];
  /** Default 5,000. */
  readonly scheduledIntervalMs?: number;
  /** Daily API calls; default 100,000. */
  readonly apiLimit?: number;
  /** Default two hours. */
  readonly sessionTimeoutMs?: number;
  /** Leaves out the metadata of sandbox/org/metadata. */
  readonly withoutOwnMetadata?: boolean;
  /** An org that has not gone live: without the setting that lets records become requests. */
  readonly readOnly?: boolean;
  /** An org whose gateway fetches its requests, instead of being called. */
  readonly agent?: boolean;
  /** Port of the Pub/Sub API on 127.0.0.1; default: any free one. */
  readonly pubSubPort?: number;
  /** Several currencies, with dated rates where they are given. */
  readonly multiCurrency?: MultiCurrency;
  readonly log?: OrgLog;
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
  readonly bulk: BulkRunner;
  readonly clock: OrgClock;
  readonly pages: Pages;
  readonly pubSub: PubSub;
  readonly standardPricebookId: string;
  /** An access token of this user, without a login. */
  readonly tokenFor: (username: string) => Promise<string>;
  readonly revokeAllTokens: () => void;
  /** Sends later callouts to another address. */
  readonly setNamedCredential: (name: string, credential: NamedCredential) => void;
  readonly close: () => Promise<void>;
}

const ownMetadata = fileURLToPath(new URL('./metadata', import.meta.url));
const goneLive = fileURLToPath(new URL('./live', import.meta.url));
const goneLiveAsAgent = fileURLToPath(new URL('./agent', import.meta.url));
/** What an admin deploys beside the package: permission sets, and the selection of objects whose changes are followed. */
const companions = ['permissionsets', 'changes'].map((folder) =>
  fileURLToPath(new URL(`../../config/unpackaged/${folder}`, import.meta.url)),
);
const DEFAULT_SCHEDULE_MS = 5_000;
const DEFAULT_API_LIMIT = 100_000;
const DEFAULT_SESSION_MS = 2 * 3_600_000;

/**
 * Starts an emulated Salesforce org on 127.0.0.1: loads metadata and Apex, restores the rows of the data folder and serves
 * OAuth and REST. Rejects when the metadata does not compile, the folder is in use or the port is taken.
 */
export async function startOrg(settings: OrgSettings): Promise<RunningOrg> {
  const log = settings.log ?? (() => undefined);
  const own = settings.withoutOwnMetadata
    ? []
    : [
        ownMetadata,
        ...companions,
        ...(settings.readOnly ? [] : [settings.agent ? goneLiveAsAgent : goneLive]),
      ];
  const folders = [...settings.packageDirs, ...own];
  const { multiCurrency } = settings;
  const features = multiCurrency ? { multiCurrency } : {};
  const runtime = await openRuntime(
    folders,
    settings.dataFolder,
    settings.namedCredentials ?? {},
    features,
    log,
  );
  try {
    await prepareUsers(runtime.org, settings.users ?? []);
    await schedule(runtime.org, settings);
    return await serve(settings, runtime, log);
  } catch (error) {
    await runtime.close();
    throw error;
  }
}

async function serve(settings: OrgSettings, runtime: Runtime, log: OrgLog): Promise<RunningOrg> {
  const { org, jobs, callouts } = runtime;
  const ids = await orgIds(org);
  const sessions = new Sessions(settings.sessionTimeoutMs ?? DEFAULT_SESSION_MS);
  const faults = new Faults();
  const calls = new CallLog();
  const clock = new OrgClock();
  const usage = new ApiUsage(settings.apiLimit ?? DEFAULT_API_LIMIT, clock.now);
  let url = '';
  const tokenRules = {
    apps: settings.apps ?? [],
    audiences: () => ['https://login.salesforce.com', 'https://test.salesforce.com', url],
    findUser: rememberUsers(runtime),
  };
  const store = new BulkStore(settings.dataFolder, clock.now);
  const services: Services = {
    org,
    schema: new Schema(org),
    usage,
    cursors: new Cursors(),
    bulk: { store, wake: () => bulk.wake() },
  };
  const bulk = new BulkRunner(services, store, faults, ({ message }) =>
    log('job-failed', { kind: 'BULK', name: null, message }),
  );
  for (const { username } of settings.users ?? []) await tokenRules.findUser(username);
  const app = createApp({
    ...services,
    sessions,
    faults,
    tokenRules,
    orgId: ids.orgId,
    calls,
    url: () => url,
    log,
  });
  app.use('/sandbox', sandboxRoutes({ org, jobs, faults, usage, clock, sessions, callouts, calls }));
  const events = new PlatformEvents();
  runtime.subscribe((message) => events.publish(message));
  const pages = openPages({
    org,
    schema: services.schema,
    sessions,
    orgId: ids.orgId,
    events,
    folders: settings.packageDirs,
    usernames: (settings.users ?? []).map(({ username }) => username),
  });
  app.use(pages.router);
  finish(app, log);
  const server: Server = app.listen(settings.port, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pubSub = await startPubSub({
    port: settings.pubSubPort ?? 0,
    sessions,
    schema: services.schema,
    orgId: ids.orgId,
    url: () => url,
    mayRead: (user, event) => mayRead(org, user, event),
    subscribe: runtime.subscribe,
  });
  jobs.wake();
  bulk.wake();
  jobs.startSchedule(settings.scheduledIntervalMs ?? DEFAULT_SCHEDULE_MS);
  return {
    url,
    org,
    jobs,
    faults,
    usage,
    bulk,
    clock,
    pages,
    pubSub,
    standardPricebookId: ids.standardPricebookId,
    tokenFor: async (username) => {
      const user = await findUser(org, username);
      if (!user) throw new Error(`no user ${username}`);
      return sessions.issue(ids.orgId, user);
    },
    revokeAllTokens: () => sessions.revokeAll(),
    setNamedCredential: runtime.setNamedCredential,
    close: async () => {
      pubSub.close();
      server.close();
      server.closeAllConnections();
      await bulk.close();
      store.close();
      await runtime.close();
    },
  };
}

/**
 * The users of logins, remembered until a transaction writes one: Apex that waits for a callout keeps the org busy, and the one
 * it called may have to log in before it can answer.
 */
function rememberUsers({ org, committed }: Runtime): (username: string) => ReturnType<typeof findUser> {
  const known = new Map<string, Awaited<ReturnType<typeof findUser>>>();
  committed((objects) => objects.has('User') && known.clear());
  return async (username) => {
    const user = known.get(username) ?? (await findUser(org, username));
    if (user) known.set(username, user);
    return user;
  };
}

/** Whether a user may read an object, as the Apex of that user sees it. */
async function mayRead(org: Org, user: string, object: string): Promise<boolean> {
  const code = `System.assert(Schema.getGlobalDescribe().get('${object}').getDescribe().isAccessible());`;
  return org.anonymous(code, { user }).then(
    () => true,
    () => false,
  );
}

/** Schedules Apex as an administrator would after an installation; the jobs run as that user and not after a restart. */
async function schedule(org: Org, { scheduledClasses, users }: OrgSettings): Promise<void> {
  const admin = users?.find((user) => user.profile === 'System Administrator');
  for (const name of scheduledClasses ?? []) {
    if (!/^\w+$/.test(name)) throw new Error(`not the name of an Apex class: ${name}`);
    const code = `System.schedule('${name}', '0 0 * * * ?', new ${name}());`;
    await org.anonymous(code, admin ? { user: admin.username } : {});
  }
}

async function orgIds(org: Org): Promise<{ orgId: string; standardPricebookId: string }> {
  const [organization] = await org.query('SELECT Id FROM Organization');
  const [pricebook] = await org.query('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
  return { orgId: String(organization?.['Id']), standardPricebookId: String(pricebook?.['Id']) };
}
