import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { startServer, type Server } from './server.ts';

const program = join(import.meta.dirname, '..', '..', '..', 'sandbox', 'org', 'main.ts');

/** A call that the gateway made, as the emulated org logs it. */
export interface OrgCall {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly client: string | null;
}

/** The emulated org as a process of its own, and what a gateway needs to log in to it. */
export interface EmulatedOrg {
  readonly salesforce: object;
  readonly env: Readonly<Record<string, string>>;
  /** Calls of the gateway since then; throws when the org no longer keeps all of them. */
  callsSince(time: Date): Promise<OrgCall[]>;
  stop(): Promise<void>;
}

/** The org keeps so many calls. */
const keptCalls = 500;

export async function startEmulatedOrg(folder: string): Promise<EmulatedOrg> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const data = join(folder, 'org');
  mkdirSync(data, { recursive: true });
  const consumerSecret = randomBytes(24).toString('base64url');
  const apps = join(data, 'apps.json');
  writeFileSync(
    apps,
    JSON.stringify([{ consumerKey: 'bench.gateway', consumerSecret, runAs: 'gateway@sandbox.example' }]),
  );
  const server: Server = await startServer({
    name: 'the emulated org',
    args: [program, '--port', String(port), '--data', data, '--apps', apps],
    env: {},
    readyUrl: `${url}/sandbox/calls`,
    url,
    logFile: join(folder, 'org.log'),
  });
  return {
    salesforce: { flow: 'client-credentials', loginUrl: url, clientId: 'bench.gateway' },
    env: { SALESFORCE_CLIENT_SECRET: consumerSecret },
    async callsSince(time) {
      const calls = (await (await fetch(`${url}/sandbox/calls`)).json()) as OrgCall[];
      const [oldest] = calls;
      if (calls.length >= keptCalls && oldest && Date.parse(oldest.at) >= time.getTime())
        throw new Error('the emulated org no longer keeps all calls');
      return calls.filter(({ at, client }) => client === 'SageGateway' && Date.parse(at) >= time.getTime());
    },
    stop: () => server.stop(),
  };
}
