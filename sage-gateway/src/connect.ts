import type { Collaborators } from './app.ts';
import type { Secrets, Settings } from './config.ts';
import { SetupError } from './errors.ts';
import type { Logger } from './logger.ts';
import { changeCreditLimit } from './credit/change-credit-limit.ts';
import { rateSources } from './currency/rate-sources.ts';
import { updateCustomer } from './customers/update-customer.ts';
import { cancelOrder } from './orders/cancel-order.ts';
import { changeOrder } from './orders/change-order.ts';
import { holdOrder } from './orders/hold-order.ts';
import { placeOrder } from './orders/place-order.ts';
import { promoteQuote } from './orders/promote-quote.ts';
import { releaseOrder } from './orders/release-order.ts';
import { changeItemPrice } from './pricing/change-item-price.ts';
import { keptIndexes } from './questions/indexes.ts';
import { readMapping } from './mapping/read-mapping.ts';
import { openBoi, type BoiDocuments } from './sage/boi/index.ts';
import { openOdbc } from './sage/odbc/index.ts';
import { feeds } from './feeds.ts';
import type { SageStreams, SageTables } from './sage/ports.ts';
import { openSalesforce, type SalesforceOrg } from './salesforce/jsforce/index.ts';
import { openDoorbell, type PubSubDoorbell } from './salesforce/pubsub/index.ts';
import type { SalesforceOptions } from './salesforce/settings.ts';

/** A person waits for the answer; a callout of Salesforce does so ten seconds at most by default. */
const questionMs = 8_000;

/** The adapters of the outside systems, opened by the settings. Nothing is sent to any of them before its first use. */
export interface Connections {
  readonly tables: SageTables & SageStreams;
  readonly documents: BoiDocuments;
  readonly salesforce: SalesforceOrg | undefined;
  /** Of an org that cannot call the gateway. */
  readonly doorbell: PubSubDoorbell | undefined;
  /** Ends sessions and connections. */
  close(): Promise<void>;
}

/** Throws SetupError when a secret is missing that the settings need. */
export function connect(settings: Settings, secrets: Secrets, logger: Logger): Connections {
  const password = (company: string) => secrets.sagePassword(company);
  const tables = openOdbc({ ...settings.sage.odbc, password }, logger.child({ part: 'odbc' }));
  const documents = openBoi({ ...settings.sage.boi, password }, logger.child({ part: 'boi' }));
  const options = salesforceOptions(settings, secrets);
  const salesforce = options && openSalesforce(options, logger.child({ part: 'salesforce' }));
  const agent = settings.salesforce?.agent;
  const doorbell =
    salesforce && agent && openDoorbell({ endpoint: agent.pubSubEndpoint }, () => salesforce.session());
  return {
    tables,
    documents,
    salesforce,
    doorbell,
    async close() {
      await Promise.all([tables.close(), documents.close()]);
    },
  };
}

/** What `createGateway` works with, of these connections. */
export function collaborators(
  connections: Connections,
  settings: Settings,
  dataFolder: string,
  logger: Logger,
): Collaborators {
  const { tables, documents, salesforce, doorbell } = connections;
  const agent = settings.salesforce?.agent;
  const policies = (company: string) => settings.sage.companies[company];
  const rates = rateSources({ tables, salesforce, folder: dataFolder, clock: Date.now });
  return {
    handlers: (reservations) => ({
      PlaceOrder: placeOrder({ tables, documents, reservations, policies, rates }),
      HoldOrder: holdOrder({ tables, documents }),
      ReleaseOrder: releaseOrder({ tables, documents }),
      CancelOrder: cancelOrder({ tables, documents, reservations }),
      ChangeOrder: changeOrder({ tables, documents, reservations, policies }),
      PromoteQuote: promoteQuote({ tables, documents }),
      ChangeCreditLimit: changeCreditLimit({ tables, documents, policies }),
      UpdateCustomer: updateCustomer({ tables, documents, policies }),
      ChangeItemPrice: changeItemPrice({ tables, documents, policies }),
    }),
    salesforce,
    agent: salesforce && doorbell && agent && { salesforce, doorbell, sweepSeconds: agent.sweepSeconds },
    listPrices: salesforce && listPricesOf(settings, salesforce),
    readMapping: salesforce && (() => readMapping(salesforce, logger)),
    questions: {
      tables,
      policies,
      pricing: documents,
      indexes: keptIndexes(tables, Date.now),
      now: () => new Date(),
      limitMs: questionMs,
    },
    checks: {
      tables,
      checkWrites: (company) => documents.check(company, false),
      checkSalesforce: salesforce && (() => salesforce.ping()),
    },
    sync: { feeds: feeds(settings.sage.companies), tables, policies, org: salesforce },
    logger,
  };
}

/** List prices of Salesforce go into the first company that says so. */
function listPricesOf(
  { sage: { companies } }: Settings,
  salesforce: SalesforceOrg,
): Collaborators['listPrices'] {
  const [found] = Object.entries(companies).filter(
    ([, { listPriceOwner }]) => listPriceOwner === 'salesforce',
  );
  if (found === undefined) return undefined;
  const [company, { currency, listPriceLookSeconds, priceBooks }] = found;
  const currencies = priceBooks.some((book) => book.currency !== undefined);
  return { site: { company, currency, currencies }, salesforce, lookSeconds: listPriceLookSeconds };
}

function salesforceOptions({ salesforce }: Settings, secrets: Secrets): SalesforceOptions | undefined {
  if (!salesforce) return undefined;
  if (salesforce.flow === 'jwt') {
    if (secrets.salesforcePrivateKey) return { ...salesforce, privateKey: secrets.salesforcePrivateKey };
    throw new SetupError(
      'The JWT flow needs the private key of the External Client App.',
      'Set SALESFORCE_PRIVATE_KEY_FILE to the path of the PEM file.',
    );
  }
  if (secrets.salesforceClientSecret) return { ...salesforce, clientSecret: secrets.salesforceClientSecret };
  throw new SetupError(
    'The client-credentials flow needs the consumer secret of the External Client App.',
    'Set SALESFORCE_CLIENT_SECRET or SALESFORCE_CLIENT_SECRET_FILE.',
  );
}
