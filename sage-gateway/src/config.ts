import { z } from 'zod';
import { companyCode } from './contract/request.ts';
import type { RetryPolicies } from './requests/work.ts';
import type { RetryPolicy } from './queue/backoff.ts';
import { companyPolicy, type CompanyPolicy } from './orders/policy.ts';
import { boiSettings } from './sage/boi/settings.ts';
import { odbcSettings } from './sage/odbc/settings.ts';
import { salesforceSettings } from './salesforce/settings.ts';
import { syncSettings, type SyncSettings } from './sync/settings.ts';

const seconds = z.number().min(0.05).max(86_400);
const retry = (policy: RetryPolicy) =>
  z
    .strictObject({
      firstSeconds: seconds.default(policy.firstSeconds),
      maxSeconds: seconds.default(policy.maxSeconds),
      tries: z.int().min(1).max(1_000_000).default(policy.tries),
    })
    .prefault({});

/** The settings file. Every member has a meaning here and a default where one can be given; secrets are never in it. */
export const settingsSchema = z
  .strictObject({
    listen: z
      .strictObject({
        /** The address to listen on; TLS ends at a reverse proxy before it. */
        host: z.string().min(1).default('127.0.0.1'),
        port: z.int().min(0).max(65535).default(8100),
      })
      .prefault({}),
    /** Where the gateway keeps its own PostgreSQL and whatever else it must not lose. Relative to the settings file. */
    dataFolder: z.string().min(1).default('data'),
    database: z
      .strictObject({
        /** Connections to PostgreSQL at most. */
        connections: z.int().min(5).max(100).default(12),
      })
      .prefault({}),
    sage: z.strictObject({
      /** Company of requests that name none. */
      defaultCompany: companyCode,
      boi: boiSettings,
      odbc: odbcSettings,
      companies: z
        .record(companyCode, companyPolicy)
        .refine((companies) => Object.keys(companies).length > 0, 'must name at least one company'),
    }),
    /** Left out: answers stay in the gateway. */
    salesforce: salesforceSettings.optional(),
    /** How Salesforce is kept true to Sage. */
    sync: syncSettings.prefault({}),
    http: z
      .strictObject({
        /** Bytes of a body at most. */
        bodyBytes: z.int().min(1024).max(16_777_216).default(1_048_576),
        /** Bytes of a body of POST /v1/requests at most. */
        requestsBodyBytes: z.int().min(1024).max(67_108_864).default(8_388_608),
        /** Answer /metrics without a key. */
        openMetrics: z.boolean().default(false),
        /** Requests that may wait to be stored; calls beyond it are told to come again. */
        maxWaiting: z.int().min(200).max(100_000).default(10_000),
      })
      .prefault({}),
    queue: z
      .strictObject({
        /** Seconds between looks for jobs that are due by time. */
        pollSeconds: z.number().min(0.5).max(60).default(1),
        /** Seconds that work under way may take to end when the gateway stops. */
        stopSeconds: z.number().min(1).max(600).default(25),
        retries: z
          .strictObject({
            /** A record is open in Sage by another user. */
            locked: retry({ firstSeconds: 1, maxSeconds: 60, tries: 60 }),
            /** Sage does not answer, refuses the logon, or the company is closed to external access. */
            away: retry({ firstSeconds: 5, maxSeconds: 300, tries: 300 }),
            /** Sage broke off in the middle of a document or did not answer in time. */
            broken: retry({ firstSeconds: 5, maxSeconds: 300, tries: 12 }),
            /** An error of the gateway's own. */
            unknown: retry({ firstSeconds: 2, maxSeconds: 60, tries: 3 }),
            /** Salesforce does not answer; `tries` has no meaning here, an answer is reported until the org takes or refuses it. */
            report: retry({ firstSeconds: 2, maxSeconds: 300, tries: 1_000_000 }),
          })
          .prefault({}),
      })
      .prefault({}),
    webhooks: z
      .strictObject({
        /** Take subscribers that are in private networks or on this machine. */
        allowPrivate: z.boolean().default(false),
        /** Days after which a subscriber that took nothing is given up. */
        giveUpDays: z.number().min(0.01).max(365).default(5),
        /** Back-off of deliveries that failed. */
        retry: z
          .strictObject({
            firstSeconds: seconds.default(5),
            maxSeconds: seconds.default(3600),
          })
          .prefault({}),
      })
      .prefault({}),
    log: z
      .strictObject({
        level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
      })
      .prefault({}),
  })
  .refine(({ sage }) => sage.defaultCompany in sage.companies, {
    path: ['sage', 'defaultCompany'],
    message: 'must be one of sage.companies',
    when: ({ issues }) => issues.length === 0,
  })
  .refine(({ sage }) => new Set(listPriceOwners(sage.companies)).size < 2, {
    path: ['sage', 'companies'],
    message: 'must have one listPriceOwner, besides off: the companies share the price books of the org',
    when: ({ issues }) => issues.length === 0,
  })
  // Two runs of a company hold a cursor each, and look up other tables meanwhile.
  .refine((settings) => !follows(settings) || settings.sage.odbc.connections >= 3, {
    path: ['sage', 'odbc', 'connections'],
    message: 'must be at least 3 while Sage is followed (sync)',
    when: ({ issues }) => issues.length === 0,
  });
export type Settings = z.output<typeof settingsSchema>;

function listPriceOwners(companies: Readonly<Record<string, CompanyPolicy>>): string[] {
  return Object.values(companies)
    .map(({ listPriceOwner }) => listPriceOwner)
    .filter((owner) => owner !== 'off');
}

/** Sage is followed where the settings say so, and without a word where Salesforce is set up. */
function follows({
  sync,
  salesforce,
}: {
  readonly sync: SyncSettings;
  readonly salesforce?: unknown;
}): boolean {
  return sync.enabled ?? salesforce !== undefined;
}

/** What only the environment tells; each as NAME, or NAME_FILE with the path of a file that holds it. */
export interface Secrets {
  /** One or two keys that callers may show. */
  readonly gatewayKeys: readonly string[];
  /** Connection string of a PostgreSQL server; undefined: the gateway's own. */
  readonly databaseUrl: string | undefined;
  /** Password of the Sage user, by company or for all of them. */
  sagePassword(company: string): string;
  readonly salesforcePrivateKey: string | undefined;
  readonly salesforceClientSecret: string | undefined;
  /** Encrypts the secrets of subscriptions; undefined: there are none. */
  readonly webhooksKey: Uint8Array | undefined;
}

/** What `createGateway` needs: plain values, no environment. */
export interface GatewayOptions {
  readonly listen: { readonly host: string; readonly port: number };
  readonly databaseUrl: string;
  readonly databaseConnections: number;
  readonly keys: readonly string[];
  readonly defaultCompany: string;
  readonly companies: readonly string[];
  readonly bodyLimits: { readonly bytes: number; readonly requestsBytes: number };
  readonly openMetrics: boolean;
  readonly maxWaiting: number;
  readonly pollSeconds: number;
  readonly stopSeconds: number;
  readonly retries: RetryPolicies & { readonly report: RetryPolicy };
  /** Left out: nothing is followed in Sage. */
  readonly sync?: SyncSettings | undefined;
  readonly version: string;
  readonly webhooks: {
    /** Encrypts the secrets of subscriptions; undefined: there are none. */
    readonly key: Uint8Array | undefined;
    readonly allowPrivate: boolean;
    readonly giveUpDays: number;
    readonly retry: { readonly firstSeconds: number; readonly maxSeconds: number };
  };
}

/** The gateway's options from its settings and secrets. */
export function gatewayOptions(
  settings: Settings,
  keys: readonly string[],
  databaseUrl: string,
  version: string,
  webhooksKey?: Uint8Array,
): GatewayOptions {
  return {
    listen: settings.listen,
    databaseUrl,
    databaseConnections: settings.database.connections,
    keys,
    defaultCompany: settings.sage.defaultCompany,
    companies: Object.keys(settings.sage.companies),
    bodyLimits: { bytes: settings.http.bodyBytes, requestsBytes: settings.http.requestsBodyBytes },
    openMetrics: settings.http.openMetrics,
    maxWaiting: settings.http.maxWaiting,
    pollSeconds: settings.queue.pollSeconds,
    stopSeconds: settings.queue.stopSeconds,
    retries: settings.queue.retries,
    sync: follows(settings) ? settings.sync : undefined,
    version,
    webhooks: { ...settings.webhooks, key: webhooksKey },
  };
}

/** A setting that is wrong: where, and what to do. */
export interface ConfigFault {
  readonly path: string;
  readonly message: string;
}

/** All that is wrong with the settings, told at once. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[];
  constructor(faults: readonly ConfigFault[]) {
    super(faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings file's text and the secrets. `readFile` fetches what a NAME_FILE points to. Throws ConfigError with
 * every fault of both.
 */
export function readConfig(
  text: string,
  environment: Environment,
  readFile: (path: string) => string,
): { readonly settings: Settings; readonly secrets: Secrets } {
  const faults: ConfigFault[] = [];
  const settings = readSettings(text, faults);
  const secrets = readSecrets(environment, readFile, faults);
  if (faults.length > 0 || !settings) throw new ConfigError(faults);
  return { settings, secrets };
}

function readSettings(text: string, faults: ConfigFault[]): Settings | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    faults.push({ path: 'settings file', message: `is not JSON: ${(error as SyntaxError).message}` });
    return undefined;
  }
  const parsed = settingsSchema.safeParse(json);
  for (const issue of parsed.error?.issues ?? []) {
    const at = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys')
      faults.push({ path: at.join('.') || 'settings file', message: issue.message });
    else
      for (const key of issue.keys)
        faults.push({
          path: [...at, key].join('.'),
          message: 'is not a setting; remove it or correct its name',
        });
  }
  return parsed.data;
}

function readSecrets(
  environment: Environment,
  readFile: (path: string) => string,
  faults: ConfigFault[],
): Secrets {
  function secret(name: string): string | undefined {
    const file = environment[`${name}_FILE`];
    if (!file) return environment[name] || undefined;
    if (environment[name])
      faults.push({ path: name, message: `is given twice: remove ${name} or ${name}_FILE` });
    try {
      return readFile(file).replace(/\r?\n$/, '');
    } catch (error) {
      faults.push({ path: `${name}_FILE`, message: `cannot be read: ${(error as Error).message}` });
      return undefined;
    }
  }

  const key = secret('GATEWAY_KEY');
  const nextKey = secret('GATEWAY_KEY_NEXT');
  const makeOne = 'make one with: openssl rand -base64 32';
  if (!key)
    faults.push({ path: 'GATEWAY_KEY', message: `is missing: the key that callers show; ${makeOne}` });
  for (const [name, value] of [
    ['GATEWAY_KEY', key],
    ['GATEWAY_KEY_NEXT', nextKey],
  ] as const) {
    if (value !== undefined && !/^[\x21-\x7e]{20,500}$/.test(value)) {
      faults.push({
        path: name,
        message: `must be 20 to 500 printable ASCII characters without blanks; ${makeOne}`,
      });
    }
  }
  const webhooksText = secret('WEBHOOKS_KEY');
  const webhooksKey = webhooksText === undefined ? undefined : Buffer.from(webhooksText, 'base64');
  if (webhooksKey && webhooksKey.length !== 32)
    faults.push({ path: 'WEBHOOKS_KEY', message: `must be 32 bytes in base64; ${makeOne}` });
  const databaseUrl = secret('DATABASE_URL');
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push({
      path: 'DATABASE_URL',
      message: 'must be a PostgreSQL connection string: postgres://user:password@host:5432/database',
    });
  }
  const sagePasswords = new Map(
    Object.keys(environment)
      .map((name) => /^SAGE_PASSWORD(?:_([A-Z0-9]{3}))?(?:_FILE)?$/.exec(name))
      .flatMap((match) =>
        match
          ? [[match[1] ?? '', secret(match[1] ? `SAGE_PASSWORD_${match[1]}` : 'SAGE_PASSWORD') ?? '']]
          : [],
      ),
  );
  return {
    gatewayKeys: [key, nextKey].filter((value) => value !== undefined),
    databaseUrl,
    sagePassword: (company) => sagePasswords.get(company) ?? sagePasswords.get('') ?? '',
    salesforcePrivateKey: secret('SALESFORCE_PRIVATE_KEY'),
    salesforceClientSecret: secret('SALESFORCE_CLIENT_SECRET'),
    webhooksKey,
  };
}
