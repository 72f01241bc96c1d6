import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import jsforce, { type Connection } from 'jsforce';
import { startOrg, type OrgSettings, type RunningOrg } from '../start.ts';

const packageDir = fileURLToPath(new URL('./fixtures/package', import.meta.url));
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const CONSUMER_KEY = 'test-consumer-key';
export const CONSUMER_SECRET = 'test-consumer-secret';
export const ADMIN = 'admin@test.example';
export const WRITER = 'writer@test.example';

export interface TestOrg extends RunningOrg {
  readonly dataFolder: string;
  /** A jsforce connection of this user. */
  readonly connect: (username: string) => Promise<Connection>;
  /** Stops the org and removes its folder. */
  readonly dispose: () => Promise<void>;
}

/** An org with the fixtures' package, a system administrator and a user who may only write things. */
export async function openOrg(settings: Partial<OrgSettings> = {}): Promise<TestOrg> {
  const dataFolder = settings.dataFolder ?? mkdtempSync(join(tmpdir(), 'org-'));
  const running = await startOrg({
    port: 0,
    packageDirs: [packageDir],
    withoutOwnMetadata: true,
    scheduledIntervalMs: 3_600_000,
    users: [
      { username: ADMIN, lastName: 'Admin', profile: 'System Administrator', permissionSets: [] },
      {
        username: WRITER,
        lastName: 'Writer',
        profile: 'Minimum Access - API Only Integrations',
        permissionSets: ['Thing_Writer'],
      },
    ],
    apps: [
      {
        consumerKey: CONSUMER_KEY,
        consumerSecret: CONSUMER_SECRET,
        runAs: WRITER,
        certificate: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      },
      { consumerKey: 'secret-only', consumerSecret: CONSUMER_SECRET },
    ],
    ...settings,
    dataFolder,
  });
  return {
    ...running,
    dataFolder,
    connect: async (username) =>
      new jsforce.Connection({
        instanceUrl: running.url,
        accessToken: await running.tokenFor(username),
        version: '66.0',
      }),
    dispose: async () => {
      await running.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A signed assertion of the JWT bearer flow; claims can be changed, `exp` is in seconds from now. */
export function assertion(
  claims: { iss?: string; sub?: string; aud?: string; exp?: number } = {},
  key = privateKey,
): Promise<string> {
  const { iss = CONSUMER_KEY, sub = ADMIN, aud = 'https://login.salesforce.com', exp = 120 } = claims;
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(iss)
    .setSubject(sub)
    .setAudience(aud)
    .setExpirationTime(Math.floor(Date.now() / 1000) + exp)
    .sign(key);
}

export interface FakeGateway {
  readonly url: string;
  readonly requests: { method: string; path: string; authorization: string | undefined; body: string }[];
  readonly close: () => Promise<void>;
}

/** A local HTTP server that keeps what it was asked and answers 202. */
export async function fakeGateway(): Promise<FakeGateway> {
  const requests: FakeGateway['requests'] = [];
  const server: Server = createServer((req: IncomingMessage, res: ServerResponse) => {
    let body = '';
    req.on('data', (chunk) => (body += String(chunk)));
    req.on('end', () => {
      const { authorization } = req.headers;
      requests.push({ method: req.method ?? '', path: req.url ?? '', authorization, body });
      res.writeHead(202, { 'Content-Type': 'text/plain' }).end('accepted');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
