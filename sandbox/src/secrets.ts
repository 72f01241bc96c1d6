import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { once } from 'node:events';

/** What the parts of one sandbox show each other, made at its first start and kept in its data folder. */
export interface SandboxSecrets {
  /** What Salesforce shows the gateway. */
  readonly gatewayKey: string;
  /** Consumer key and key pair of the gateway's External Client App (JWT bearer flow). */
  readonly consumerKey: string;
  readonly privateKey: string;
  readonly publicKey: string;
  /** Client-credentials login of the sandbox's own administrator. */
  readonly adminKey: string;
  readonly adminSecret: string;
  readonly sagePassword: string;
  readonly ports: { readonly org: number; readonly gateway: number };
}

export async function sandboxSecrets(
  folder: string,
  wanted: { org?: number; gateway?: number },
): Promise<SandboxSecrets> {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file))
    writeFileSync(file, JSON.stringify(await makeSecrets(), undefined, 2), { mode: 0o600 });
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as SandboxSecrets;
  return {
    ...secrets,
    ports: { org: wanted.org ?? secrets.ports.org, gateway: wanted.gateway ?? secrets.ports.gateway },
  };
}

async function makeSecrets(): Promise<SandboxSecrets> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const secret = () => randomBytes(24).toString('base64url');
  return {
    gatewayKey: secret(),
    consumerKey: 'sandbox.gateway',
    privateKey,
    publicKey,
    adminKey: 'sandbox.admin',
    adminSecret: secret(),
    sagePassword: 'secret',
    ports: { org: await freePort(), gateway: await freePort() },
  };
}

/** A port of 127.0.0.1 at which nothing listens now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
