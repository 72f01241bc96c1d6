/**
 * The gateway as a process, with its whole intake and queue, while Sage does not answer: the first order of a company is held, all
 * others wait. So the intake is measured by itself, as the baselines are.
 */
import { once } from 'node:events';
import { createGateway } from '../../src/app.ts';
import { gatewayOptions, readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { everyType } from '../../src/testing/gateway.ts';

const { DATABASE_URL = '', PORT, GATEWAY_KEY = '' } = process.env;
const file = {
  listen: { port: Number(PORT) },
  queue: { stopSeconds: 1 },
  sage: {
    defaultCompany: 'ABC',
    companies: { ABC: {} },
    boi: { kind: 'command', command: ['never-started'] },
    odbc: { kind: 'sqlite-embedded', folder: 'never-read' },
  },
  log: { level: 'warn' },
};
const { settings } = readConfig(JSON.stringify(file), { GATEWAY_KEY }, () => '');
const gateway = await createGateway(gatewayOptions(settings, [GATEWAY_KEY], DATABASE_URL, 'benchmark'), {
  handlers: () =>
    everyType(async (_request, signal) => {
      await once(signal, 'abort');
      throw signal.reason;
    }),
  logger: createLogger(settings.log.level),
});

process.once('SIGTERM', () => {
  void gateway.stop().then(() => process.exit());
});
