import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasSqliteDriver } from '../place/odbc-driver.ts';
import { hostCommand } from '../place/simulator.ts';
import { freePort } from './free-port.ts';
import { startServer, type Server } from './server.ts';

/** What a measurement sets besides: members of the settings file, the policy of all companies, the environment. */
export interface MoreSettings {
  readonly settings?: object;
  readonly policy?: object;
  readonly env?: Readonly<Record<string, string>>;
}

/** The whole gateway with the simulator as its Sage; unless more is set without Salesforce, so that answers stay in it. */
export async function startGatewayWithSimulator(
  databaseUrl: string,
  folder: string,
  data: string,
  companies: readonly string[],
  more: MoreSettings = {},
): Promise<Server> {
  const port = await freePort();
  const key = randomBytes(24).toString('base64url');
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    listen: { port },
    dataFolder: join(folder, 'gateway'),
    sage: {
      defaultCompany: companies[0],
      boi: { kind: 'command', command: hostCommand(data), user: 'gateway', home: 'simulator' },
      odbc: { kind: (await hasSqliteDriver()) ? 'sqlite' : 'sqlite-embedded', folder: data },
      companies: Object.fromEntries(companies.map((company) => [company, more.policy ?? {}])),
    },
    log: { level: 'warn' },
    ...more.settings,
  };
  const settingsFile = join(data, 'gateway.json');
  writeFileSync(settingsFile, JSON.stringify(settings));
  const profile = process.env['BENCH_PROFILE'];
  return startServer({
    name: 'the gateway',
    args: [
      ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []),
      join(import.meta.dirname, '..', '..', 'src', 'main.ts'),
      'start',
      '--config',
      settingsFile,
    ],
    env: {
      DATABASE_URL: databaseUrl,
      GATEWAY_KEY: key,
      SAGE_PASSWORD: 'secret',
      MALLOC_ARENA_MAX: '1',
      ...more.env,
    },
    readyUrl: `${url}/readyz`,
    url: `${url}/v1/requests`,
    headers: { authorization: `Bearer ${key}` },
    logFile: join(folder, 'gateway.log'),
  });
}
