import { createGateway, type Gateway } from '../app.ts';
import { gatewayOptions } from '../config.ts';
import { collaborators, connect, type Connections } from '../connect.ts';
import { createLogger, type Logger } from '../logger.ts';
import { openPostgres, type LoadedConfig, type Postgres } from './load-config.ts';
import { version } from './version.ts';

/** Runs a gateway until the process is asked to end. Resolves when all is stopped; a second signal ends at once. */
export async function start(config: LoadedConfig): Promise<void> {
  const { settings, secrets } = config;
  const logger = createLogger(settings.log.level);
  const crash = (error: unknown) => {
    logger.fatal(
      { err: error },
      'the gateway met an error that nobody caught, and ends; jobs are taken up at the next start',
    );
    process.exit(70);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(70));
        resolve(signal);
      });
    }
  });

  const connections = connect(settings, secrets, logger);
  const postgres = await openPostgres(config);
  let gateway: Gateway;
  try {
    const options = gatewayOptions(settings, secrets.gatewayKeys, postgres.url, version, secrets.webhooksKey);
    gateway = await createGateway(options, collaborators(connections, settings, config.dataFolder, logger));
  } catch (error) {
    await connections.close();
    throw error;
  }
  const ended = postgres.ended.then(() => 'PostgreSQL has ended' as const);
  const reason = await Promise.race([asked, ended]);
  if (reason === 'PostgreSQL has ended')
    throw new Error(`${reason}; the gateway ends with it and can be started again`);
  logger.info({ signal: reason }, 'asked to end');
  await end(gateway, connections, postgres, settings.queue.stopSeconds, logger);
}

/** Stops in the order of the way back: intake and jobs, Sage and Salesforce, the database last. Bounded in time. */
async function end(
  gateway: Gateway,
  connections: Connections,
  postgres: Postgres,
  stopSeconds: number,
  logger: Logger,
): Promise<void> {
  const limit = setTimeout(
    () => {
      logger.error(
        'the gateway could not stop in time and ends as it is; jobs are taken up at the next start',
      );
      process.exit(70);
    },
    (stopSeconds + 60) * 1000,
  );
  const { alone } = await gateway.stop();
  await connections.close();
  if (alone) await postgres.stop();
  clearTimeout(limit);
  logger.info('the gateway has stopped');
}
