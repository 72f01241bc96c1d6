import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasSqliteDriver } from '../place/odbc-driver.ts';
import { hostCommand } from '../place/simulator.ts';
import { freePort } from './free-port.ts';
import { startServer, type Server } from './server.ts';

/** The whole gateway with the simulator as its Sage and no Salesforce: answers stay in it. */
export async function startGatewayWithSimulator(
  databaseUrl: string,
  folder: string,
  data: string,
  companies: readonly string[],
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
      companies: Object.fromEntries(companies.map((company) => [company, {}])),
    },
    log: { level: 'warn' },
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
    env: { DATABASE_URL: databaseUrl, GATEWAY_KEY: key, SAGE_PASSWORD: 'secret' },
    readyUrl: `${url}/readyz`,
    url: `${url}/v1/requests`,
    headers: { authorization: `Bearer ${key}` },
    logFile: join(folder, 'gateway.log'),
  });
}
