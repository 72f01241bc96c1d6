import { join } from 'node:path';

export interface SettingsInput {
  readonly port: number;
  readonly folders: { readonly sage: string; readonly gateway: string };
  readonly orgUrl: string;
  readonly consumerKey: string;
  /** Sage companies; the first is the default one. */
  readonly companies: readonly [string, ...string[]];
  /** Whether the ODBC driver manager and the SQLite driver are there; else the tables are read embedded. */
  readonly odbc: boolean;
  /** Whether the gateway keeps the org true to Sage. */
  readonly sync: boolean;
  /** Address of the org's Pub/Sub API, where the gateway fetches its requests. */
  readonly pubSub?: string | undefined;
}

export type GatewaySettings = ReturnType<typeof gatewaySettings>;

/** The gateway's settings file for the sandbox: what an IT person would write for a site, with the simulator in Sage's place. */
export function gatewaySettings(input: SettingsInput) {
  const host = join(import.meta.dirname, '..', 'sage', 'host.ts');
  return {
    listen: { host: '127.0.0.1', port: input.port },
    dataFolder: join(input.folders.gateway, 'data'),
    sage: {
      defaultCompany: input.companies[0],
      boi: {
        kind: 'command',
        command: [process.execPath, host, '--data', input.folders.sage],
        home: input.folders.sage,
        user: 'gateway',
        pauseSeconds: 0.2,
      },
      odbc: { kind: input.odbc ? 'sqlite' : 'sqlite-embedded', folder: input.folders.sage },
      companies: Object.fromEntries(
        input.companies.map((company) => [
          company,
          {
            defaultDivisionNo: '01',
            customerKeys: { accountId: 'UDF_SF_ACCOUNT', accountNumber: 'UDF_ACCOUNTNUMBER' },
            keyUdf: 'UDF_SF_KEY',
          },
        ]),
      ),
    },
    salesforce: {
      flow: 'jwt',
      loginUrl: input.orgUrl,
      clientId: input.consumerKey,
      username: 'gateway@sandbox.example',
      audience: 'https://test.salesforce.com',
      agent: input.pubSub === undefined ? undefined : { sweepSeconds: 5, pubSubEndpoint: input.pubSub },
    },
    sync: { enabled: input.sync },
    queue: {
      retries: {
        locked: { firstSeconds: 0.5, maxSeconds: 5 },
        away: { firstSeconds: 0.5, maxSeconds: 5 },
        broken: { firstSeconds: 0.2, maxSeconds: 5, tries: 100 },
        report: { firstSeconds: 0.5, maxSeconds: 5 },
      },
    },
  };
}
