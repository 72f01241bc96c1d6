import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startAgent, type Agent } from './agent/agent.ts';
import { fetchRequests } from './agent/fetch-requests.ts';
import type { GatewayOptions } from './config.ts';
import { openDatabase, type Database } from './database/database.ts';
import { takeInstanceLock, type InstanceLock } from './database/instance-lock.ts';
import { migrate } from './database/migrations.ts';
import { hopChecker } from './health/check-hops.ts';
import { countRequests } from './health/count-requests.ts';
import { gatewayHops, type HopParts } from './health/gateway-hops.ts';
import { getHealth } from './health/routes/get-health.ts';
import { readyz } from './http/health.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { answerBrokenCall } from './http/broken-call.ts';
import type { Route } from './http/route.ts';
import { httpServer } from './http/server.ts';
import { followListPrices } from './list-prices/follow.ts';
import type { ListPriceSite } from './list-prices/look.ts';
import { forgetOthers } from './list-prices/store.ts';
import type { Logger } from './logger.ts';
import { openMapping, type CurrentMapping } from './mapping/current-mapping.ts';
import type { ReadMapping } from './mapping/port.ts';
import { openPgBoss } from './queue/pg-boss.ts';
import type { Queue } from './queue/port.ts';
import type { Questions } from './questions/questions.ts';
import { questionRoutes } from './questions/routes/index.ts';
import { getMapping } from './questions/routes/mapping.ts';
import { createInbox, type Inbox } from './requests/inbox.ts';
import { databaseMapping } from './requests/mapping-store.ts';
import type { Reservations } from './requests/port.ts';
import { queueSpecs, reportQueue, sageQueue } from './requests/queues.ts';
import { createReporting } from './requests/report.ts';
import { customersOf, databaseReservations } from './requests/reservations.ts';
import { getDeadLetters } from './requests/routes/get-dead-letters.ts';
import { getRequest } from './requests/routes/get-request.ts';
import { postReplay, postReplayAll } from './requests/routes/post-replay.ts';
import { postRequests } from './requests/routes/post-requests.ts';
import { requestTypes, type RequestHandlers } from './requests/types.ts';
import { sageWorker } from './requests/work.ts';
import type { Doorbell, Salesforce, SalesforceQueries } from './salesforce/port.ts';
import { syncQueues } from './sync/queues.ts';
import { openSync, type Sync, type SyncCollaborators } from './sync/sync.ts';
import { createSyncMetrics } from './sync/sync-metrics.ts';
import { openWebhooks, webhooksQueue } from './webhooks/index.ts';

/** What the gateway works with; tests give fakes. */
export interface Collaborators {
  /** Makes the handlers of all types; they may keep numbers in the reservations. */
  readonly handlers: (reservations: Reservations) => RequestHandlers;
  /** Left out: answers stay in the gateway. */
  readonly salesforce?: Salesforce | undefined;
  /** Left out: Salesforce calls the gateway. */
  readonly agent?:
    | {
        readonly doorbell: Doorbell;
        readonly salesforce: Salesforce & SalesforceQueries;
        readonly sweepSeconds: number;
      }
    | undefined;
  /** Left out: list prices of Salesforce are not taken into Sage. */
  readonly listPrices?:
    | {
        readonly site: ListPriceSite;
        readonly salesforce: Salesforce & SalesforceQueries;
        readonly lookSeconds: number;
      }
    | undefined;
  /** Left out: there is no field mapping toward Salesforce. */
  readonly readMapping?: ReadMapping | undefined;
  /** Left out: the gateway takes requests and answers no questions. */
  readonly questions?: Omit<Questions, 'defaultCompany' | 'companies' | 'links'> | undefined;
  /** Left out: the gateway does not try its hops. */
  readonly checks?: Pick<HopParts, 'tables' | 'checkWrites' | 'checkSalesforce'> | undefined;
  /** Left out, as also without settings for it: nothing is followed in Sage. */
  readonly sync?: SyncCollaborators | undefined;
  readonly logger: Logger;
}

export interface Gateway {
  /** `http://host:port` that it listens on. */
  readonly url: string;
  /**
   * Stops taking calls and jobs, waits for what is under way at most `stopSeconds` and leaves the rest for the next start.
   * Resolves with whether no other gateway uses the database, which then may be stopped.
   */
  stop(): Promise<{ readonly alone: boolean }>;
}

/** Starts a gateway on a PostgreSQL server: migrations, queues, workers, then the HTTP interface. */
export async function createGateway(options: GatewayOptions, collaborators: Collaborators): Promise<Gateway> {
  const { logger } = collaborators;
  const database = openDatabase(options.databaseUrl, options.databaseConnections, logger);
  const opened: {
    lock?: InstanceLock;
    queue?: Queue;
    server?: Server;
    agent?: Agent | undefined;
    looks?: Promise<void>;
  } = {};
  const stopping = new AbortController();
  try {
    const lock = (opened.lock = await takeInstanceLock(options.databaseUrl, logger));
    await migrate(database);
    const queueOptions = { pollSeconds: options.pollSeconds, alone: lock.aloneAtStart };
    const queue = (opened.queue = await openPgBoss(database, queueOptions, logger));
    for (const spec of queueSpecs(options.companies, reportRetry(options))) await queue.define(spec);
    await queue.define(webhooksQueue);
    for (const spec of options.sync && collaborators.sync ? syncQueues(options.companies) : [])
      await queue.define(spec);
    await lock.share();
    const { server, agent, looks } = await start(options, collaborators, database, queue, stopping.signal);
    Object.assign(opened, { server, agent, looks });
    const { address, port, family } = server.address() as AddressInfo;
    const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
    logger.info({ url, companies: options.companies, alone: lock.aloneAtStart }, 'the gateway is ready');
    let stopped: Promise<{ alone: boolean }> | undefined;
    return {
      url,
      stop: () => (stopped ??= stop()),
    };

    async function stop(): Promise<{ alone: boolean }> {
      stopping.abort();
      logger.info('the gateway stops');
      // Calls are answered NOT_READY while jobs end, so that whoever looks at /readyz learns of it.
      await agent?.ended;
      await looks;
      await queue.stop(options.stopSeconds);
      await closeServer(server);
      const alone = await lock.isAlone();
      await lock.release();
      await database.close();
      return { alone };
    }
  } catch (error) {
    stopping.abort();
    opened.server?.close();
    await opened.agent?.ended;
    await opened.looks;
    await opened.queue?.stop(1);
    await opened.lock?.release();
    await database.close();
    throw error;
  }
}

async function start(
  options: GatewayOptions,
  {
    handlers,
    salesforce,
    agent: agentParts,
    listPrices,
    readMapping,
    questions,
    checks,
    sync: followed,
    logger,
  }: Collaborators,
  database: Database,
  queue: Queue,
  stopping: AbortSignal,
): Promise<{ server: Server; agent: Agent | undefined; looks: Promise<void> }> {
  const { companies, defaultCompany } = options;
  const links = (company: string, accountIds: readonly string[]) =>
    customersOf(database, company, accountIds);
  const metrics = createMetrics(queue);
  const types = requestTypes(handlers(databaseReservations(database)));
  const reporting = createReporting(database, queue, salesforce, options.retries.report, logger);
  await reporting.enqueueUnreported();
  await forgetOthers(database, listPrices?.site.company);

  const mapping = await openMapping({
    read: readMapping,
    store: databaseMapping(database),
    logger,
    onMismatch: metrics.countMappingMismatch,
  });
  const inbox = createInbox({
    database,
    queue,
    types,
    companies: { defaultCompany: options.defaultCompany, codes: new Set(options.companies) },
    reporting,
    maxWaiting: options.maxWaiting,
    onOutcome: metrics.countIntake,
    onMapping: (revision) => mapping.note(revision),
  });
  const webhooks = openWebhooks(
    { ...options.webhooks, retry: { ...options.webhooks.retry, tries: Infinity } },
    {
      database,
      queue,
      version: options.version,
      signal: stopping,
      onDelivery: metrics.countDelivery,
      logger: logger.child({ part: 'webhooks' }),
    },
  );
  metrics.followLags(webhooks.lags);
  const sync =
    followed &&
    options.sync &&
    openSync({
      ...followed,
      settings: options.sync,
      companies,
      defaultCompany,
      database,
      queue,
      mapping: async () => (await mapping.get())?.rows ?? [],
      wantsChanges: webhooks.wantsChanges,
      retry: options.retries.report,
      metrics: createSyncMetrics(metrics.registry, () => salesforce?.usage()),
      logger,
    });
  const running: { agent?: Agent } = {};
  const checkDoorbell = agentParts && (() => running.agent?.check() ?? Promise.resolve());
  const app = httpServer({
    routes: [
      postRequests(inbox),
      getRequest(database),
      getDeadLetters(database),
      postReplayAll(inbox),
      postReplay(inbox),
      getMapping(mapping),
      ...webhooks.routes,
      ...(questions ? questionRoutes({ ...questions, companies, defaultCompany, links }) : []),
      ...(sync?.routes ?? []),
      ...(checks
        ? [healthRoute(options, { ...checks, checkDoorbell, companies, database }, queue, mapping, sync)]
        : []),
    ],
    keys: options.keys,
    bodyLimits: options.bodyLimits,
    openMetrics: options.openMetrics,
    metrics,
    readyz: readyz(database, queue, stopping),
    version: options.version,
    stopping,
    logger,
  });
  if (webhooks.worker) await queue.work(webhooksQueue.name, webhooks.worker);
  await webhooks.start();
  if (reporting.worker) await queue.work(reportQueue, reporting.worker);
  for (const company of options.companies) {
    const work = {
      database,
      queue,
      types,
      reporting,
      retries: options.retries,
      logger,
      onTry: metrics.countTry,
    };
    await queue.work(sageQueue(company), sageWorker(company, work));
  }

  await sync?.start();

  // A caller that is slow to send gives up its connection; one that comes often keeps it.
  const server = createServer(
    { requestTimeout: 60_000, headersTimeout: 20_000, keepAliveTimeout: 65_000 },
    app,
  );
  server.on('clientError', answerBrokenCall);
  await listen(server, options.listen);
  if (agentParts) running.agent = openAgent(options, agentParts, inbox, metrics, stopping, logger);
  const looks =
    listPrices &&
    followListPrices(
      {
        ...listPrices,
        accept: inbox.accept,
        database,
        pauses: options.retries.report,
        logger: logger.child({ part: 'list prices' }),
      },
      stopping,
    );
  return { server, agent: running.agent, looks: looks ?? Promise.resolve() };
}

function openAgent(
  { retries }: GatewayOptions,
  { doorbell, salesforce, sweepSeconds }: NonNullable<Collaborators['agent']>,
  inbox: Inbox,
  metrics: Metrics,
  signal: AbortSignal,
  parent: Logger,
): Agent {
  const logger = parent.child({ part: 'agent' });
  const parts = { salesforce, accept: inbox.accept, logger, now: () => new Date() };
  return startAgent({
    doorbell,
    fetch: (stop) => fetchRequests(parts, stop),
    sweepSeconds,
    pauses: retries.report,
    signal,
    logger,
    onFetch: metrics.countFetch,
    onHearing: metrics.tellDoorbell,
    now: Date.now,
  });
}

/** A hop has this long to answer. */
const hopMs = 5_000;

function healthRoute(
  { version }: GatewayOptions,
  parts: HopParts,
  queue: Queue,
  mapping: CurrentMapping,
  sync: Sync | undefined,
): Route {
  return getHealth({
    version,
    mappingRevision: () => mapping.revision(),
    hops: hopChecker(gatewayHops(parts), hopMs, Date.now),
    requests: () => countRequests(parts.database, queue, parts.companies),
    sync: () => sync?.ages() ?? Promise.resolve([]),
  });
}

/** pg-boss counts these delays in whole seconds. */
function reportRetry({ retries }: GatewayOptions): { firstSeconds: number; maxSeconds: number } {
  const { firstSeconds, maxSeconds } = retries.report;
  return { firstSeconds: Math.ceil(firstSeconds), maxSeconds: Math.ceil(maxSeconds) };
}

async function listen(server: Server, { host, port }: GatewayOptions['listen']): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(
      `the gateway cannot listen on ${host}:${port}; end what listens there, or change "listen"`,
      { cause: error },
    );
  }
}

/** Lets calls under way end, at most 5 s. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const limit = setTimeout(() => server.closeAllConnections(), 5_000);
  await closed;
  clearTimeout(limit);
}
