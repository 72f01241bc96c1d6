import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startOrg, type RunningOrg } from '../org/start.ts';
import { sandboxUsers } from '../org/users.ts';
import { emptyFolder, openFolder } from './folder.ts';
import { endLeftOver, GatewayProcess } from './gateway-process.ts';
import { gatewaySettings, type GatewaySettings } from './gateway-settings.ts';
import { loadSentences } from './load/sage.ts';
import { SageReader } from './sage-reader.ts';
import { SalesforceClient } from './salesforce-client.ts';
import { sandboxSecrets } from './secrets.ts';

export const company = 'ABC';
const project = resolve(import.meta.dirname, '..', '..');

export interface StackOptions {
  /** Everything is kept here; the same folder again goes on where it stopped. */
  readonly folder: string;
  /** Starts over: what an earlier sandbox left in the folder is deleted. */
  readonly fresh?: boolean;
  /** Folder with `sage/*.csv`; left out: the demo company. */
  readonly sageCsv?: string;
  /** An org that has not gone live yet; left out: a live one. */
  readonly readOnly?: boolean;
  /** The gateway fetches its requests, and the org has no address of it. */
  readonly agent?: boolean;
  /** The gateway keeps the org true to Sage; left out: it only takes requests and answers questions. */
  readonly sync?: boolean;
  /** Further companies of the same Sage, each filled with the simulator's small one. */
  readonly companies?: readonly string[];
  /** Fills the org before the gateway starts. */
  readonly fill?: (sides: Pick<Stack, 'org' | 'emulatedOrg' | 'sage' | 'sageFolder'>) => Promise<unknown>;
  readonly ports?: { readonly org?: number; readonly gateway?: number };
  /** Changes the gateway's settings before they are written; a test shortens waits with it. */
  readonly adjust?: (settings: GatewaySettings) => unknown;
  readonly tell?: (sentence: string) => void;
  /** Aborted: what has started so far is stopped again, and the start rejects. */
  readonly signal?: AbortSignal;
}

/** The whole product, running: emulated org in this process, gateway and BOI host as processes of their own. */
export interface Stack {
  readonly orgUrl: string;
  readonly emulatedOrg: RunningOrg;
  readonly org: SalesforceClient;
  readonly gateway: GatewayProcess;
  readonly sage: SageReader;
  readonly sageFolder: string;
  readonly gatewayKey: string;
  /** Whether the gateway keeps the org true to Sage. */
  readonly isSynced: boolean;
  stop(): Promise<void>;
}

/** Starts everything and waits until it is ready. Throws with a sentence that says what did not start, and stops the rest. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const tell = options.tell ?? (() => undefined);
  const folders = openFolder(options.folder);
  const closers: (() => Promise<void> | void)[] = [() => folders.release()];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const pidFile = join(folders.gateway, 'gateway.pid');
    const configFile = join(folders.gateway, 'gateway.json');
    await endLeftOver(pidFile, configFile);
    if (options.fresh) emptyFolder(folders);
    for (const each of [folders.sage, folders.org, folders.gateway]) mkdirSync(each, { recursive: true });
    const secrets = await sandboxSecrets(folders.path, options.ports ?? {});
    const gatewayUrl = `http://127.0.0.1:${secrets.ports.gateway}`;
    fillSage(folders.sage, company, options.sageCsv, tell);
    const others = options.companies ?? [];
    for (const other of others) fillSage(folders.sage, other, undefined, tell);
    const sage = await SageReader.open(folders.sage, company);
    closers.push(() => sage.close());
    tell(`Sage 100 simulator: company ${company}, tables read by ${sage.way}`);

    const isConnected = !options.readOnly && !options.agent;
    const emulatedOrg = await startOrg({
      port: secrets.ports.org,
      dataFolder: folders.org,
      packageDirs: [join(project, 'force-app')],
      ...(options.agent && { agent: true }),
      ...(isConnected && {
        namedCredentials: { Sage_Gateway: { url: gatewayUrl, key: secrets.gatewayKey } },
      }),
      apps: [
        {
          consumerKey: secrets.consumerKey,
          certificate: secrets.publicKey,
          users: ['gateway@sandbox.example'],
        },
        {
          consumerKey: secrets.adminKey,
          consumerSecret: secrets.adminSecret,
          runAs: 'admin@sandbox.example',
        },
      ],
      users: sandboxUsers,
      ...(options.readOnly && { readOnly: true }),
      scheduledClasses: ['SageSendSweep'],
      log: (event, detail) => tell(`org: ${event} ${JSON.stringify(detail)}`),
    });
    closers.push(() => emulatedOrg.close());
    if (isConnected) await connect(emulatedOrg, gatewayUrl, secrets.gatewayKey);
    tell(`Salesforce (emulated): ${emulatedOrg.url}`);

    const org = await SalesforceClient.login(emulatedOrg.url, secrets.adminKey, secrets.adminSecret);
    await options.fill?.({ org, emulatedOrg, sage, sageFolder: folders.sage });
    options.signal?.throwIfAborted();
    const settings = gatewaySettings({
      port: secrets.ports.gateway,
      folders,
      orgUrl: emulatedOrg.url,
      consumerKey: secrets.consumerKey,
      companies: [company, ...others],
      odbc: sage.way === 'ODBC',
      sync: options.sync ?? false,
      pubSub: options.agent ? emulatedOrg.pubSub.url : undefined,
    });
    writeFileSync(configFile, JSON.stringify(options.adjust?.(settings) ?? settings, undefined, 2));
    const gateway = new GatewayProcess({
      configFile,
      pidFile,
      environment: {
        GATEWAY_KEY: secrets.gatewayKey,
        SAGE_PASSWORD: secrets.sagePassword,
        SALESFORCE_PRIVATE_KEY: secrets.privateKey,
      },
      url: gatewayUrl,
      key: secrets.gatewayKey,
      logFile: join(folders.gateway, 'gateway.log'),
    });
    closers.push(() => gateway.stop());
    await gateway.start(options.signal);
    tell(`gateway: ${gatewayUrl} (documentation: ${gatewayUrl}/docs)`);

    return {
      orgUrl: emulatedOrg.url,
      emulatedOrg,
      org,
      gateway,
      sage,
      sageFolder: folders.sage,
      gatewayKey: secrets.gatewayKey,
      isSynced: options.sync ?? false,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Step 1 of the setup assistant, as an admin would do it in an org that is live. */
async function connect({ org }: RunningOrg, address: string, key: string): Promise<void> {
  if (!/^[\w-]+$/.test(key)) throw new Error('the gateway key must be letters, digits, - and _');
  await org.anonymous(`SageCredential.save('${address}', '${key}');`, { user: 'admin@sandbox.example' });
}

/** Fills the simulator, in a process of its own: SQLite and the ODBC driver must not open one file in one process. */
function fillSage(
  sageFolder: string,
  code: string,
  csv: string | undefined,
  tell: (sentence: string) => void,
): void {
  // A load keeps what is there; only it can complete one that was interrupted.
  if (csv === undefined && existsSync(join(sageFolder, `MAS_${code}.sqlite`))) return;
  if (csv !== undefined && !existsSync(csv)) throw new Error(`there is no folder ${csv}`);
  const args = csv ? ['load', csv] : ['seed'];
  const cli = join(project, 'sandbox', 'sage', 'cli.ts');
  const done = spawnSync(process.execPath, [cli, ...args, '--data', sageFolder, '--company', code], {
    encoding: 'utf8',
  });
  if (done.status !== 0)
    throw new Error(`the Sage tables could not be filled:\n${done.stderr}${done.stdout}`);
  for (const sentence of loadSentences(done.stdout)) tell(sentence);
}
