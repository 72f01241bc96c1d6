import { z } from 'zod';

/** An address without path; plain http is only for this machine, because tokens travel over it. */
const orgUrl = z.url({ protocol: /^https?$/ }).transform((value, context) => {
  const url = new URL(value);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const fault =
    url.protocol === 'http:' && !local
      ? 'must begin with https://'
      : url.hostname.endsWith('.lightning.force.com')
        ? 'must be the My Domain address (...my.salesforce.com), not the Lightning address'
        : url.username || url.password
          ? 'must not contain a user or password'
          : undefined;
  if (fault === undefined) return url.origin;
  context.issues.push({ code: 'custom', message: fault, input: value });
  return z.NEVER;
});

/** The gateway fetches its requests, because nobody may call it. */
const agentSettings = z.strictObject({
  /** Seconds between looks for requests that no ring announced. Each look is one of the org's daily API calls. */
  sweepSeconds: z.number().min(0.5).max(900).default(30),
  /** The Pub/Sub API, over TLS; `https://api.deu.pubsub.salesforce.com:7443` in the EU operating zone. */
  pubSubEndpoint: orgUrl.default('https://api.pubsub.salesforce.com:7443'),
});

const common = {
  /** Left out: Salesforce calls the gateway. */
  agent: agentSettings.optional(),
  /** Consumer key of the External Client App. */
  clientId: z.string().min(1).max(512),
  /** REST API version; upserts of collections need 46.0. */
  apiVersion: z
    .string()
    .regex(/^(4[6-9]|[5-9]\d|1\d\d)\.0$/, 'must be an API version from 46.0, such as "66.0"')
    .default('66.0'),
  /** One HTTP exchange with the org, logging on included, from sending to the end of the answer. */
  callSeconds: z.number().min(0.05).max(600).default(30),
  /** Replaces the address the org gives at logon; for a proxy in front of the org. */
  instanceUrl: orgUrl.optional(),
  apiBudget: z
    .strictObject({
      /** Part of the org's daily API calls that the gateway may make, counted over 24 hours since its start. */
      share: z.number().positive().max(1).default(0.5),
      /** Calls that are left to others: the gateway stops when the org has no more than these. */
      reserve: z.int().min(0).default(500),
      /** Once the calls are used up: seconds until one call looks whether that has passed. */
      lookSeconds: z.number().min(1).max(86_400).default(900),
    })
    .prefault({}),
};

/** How the gateway logs on to Salesforce and what it may use there. The private key and the client secret are never part of it. */
export const salesforceSettings = z.discriminatedUnion('flow', [
  z.strictObject({
    flow: z.literal('jwt'),
    /** `https://login.salesforce.com`, `https://test.salesforce.com` (sandboxes, scratch orgs) or the org's My Domain. */
    loginUrl: orgUrl.default('https://login.salesforce.com'),
    /** The integration user. */
    username: z.string().min(1).max(255),
    /** Who the assertion is for; left out, it follows from loginUrl. */
    audience: z.url().optional(),
    ...common,
  }),
  z.strictObject({
    flow: z.literal('client-credentials'),
    /** The org's My Domain; login.salesforce.com does not answer this flow. */
    loginUrl: orgUrl.refine(
      (url) => !/^https:\/\/(login|test)\.salesforce\.com$/u.test(url),
      "must be the org's My Domain address for this flow",
    ),
    ...common,
  }),
]);

export type SalesforceSettings = z.output<typeof salesforceSettings>;

/** Settings with the secret of their flow: an RSA private key as PEM, or the consumer secret. */
export type SalesforceOptions =
  | (Extract<SalesforceSettings, { flow: 'jwt' }> & { readonly privateKey: string })
  | (Extract<SalesforceSettings, { flow: 'client-credentials' }> & { readonly clientSecret: string });
