import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { startServer, type Contestant } from './server.ts';

/** The gateway's intake: authenticated, validated, idempotent, queued. */
export const gatewayIntake: Contestant = {
  name: 'sage-gateway',
  table: 'gateway.request',
  async start(databaseUrl, folder) {
    const port = await freePort();
    const key = randomBytes(24).toString('base64url');
    const url = `http://127.0.0.1:${port}`;
    return startServer({
      name: 'the gateway',
      args: [...profiling(), join(import.meta.dirname, 'gateway-without-sage.ts')],
      env: { PORT: String(port), DATABASE_URL: databaseUrl, GATEWAY_KEY: key },
      readyUrl: `${url}/readyz`,
      url: `${url}/v1/requests`,
      headers: { authorization: `Bearer ${key}` },
      logFile: join(folder, 'gateway.log'),
    });
  },
};

/** BENCH_PROFILE=<folder> writes a CPU profile of the gateway there. */
function profiling(): string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}
