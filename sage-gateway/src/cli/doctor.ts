import { gatewayOptions } from '../config.ts';
import { connect, type Connections } from '../connect.ts';
import { openDatabase } from '../database/database.ts';
import { takeInstanceLock } from '../database/instance-lock.ts';
import { SetupError } from '../errors.ts';
import { nextOf } from '../health/next-step.ts';
import { fetchFields } from '../agent/fetch-requests.ts';
import { createLogger } from '../logger.ts';
import { reportFields } from '../requests/report.ts';
import { feeds } from '../feeds.ts';
import { checkFeeds } from './check-feeds.ts';
import { checkTables } from './check-tables.ts';
import { openPostgres, type LoadedConfig } from './load-config.ts';
import { version } from './version.ts';

type Tell = (line: string) => void;
type Check = () => Promise<string>;

/**
 * Checks every hop without writing anything: one line each, with how to mend what fails. Answers whether all is well.
 * It may run beside a gateway on the same data folder.
 */
export async function doctor(config: LoadedConfig, tell: Tell): Promise<boolean> {
  const { settings, secrets } = config;
  const logger = createLogger('silent');
  tell(
    `ok    settings: companies ${Object.keys(settings.sage.companies).join(', ')}; listens on ${settings.listen.host}:${settings.listen.port}`,
  );
  let connections: Connections | undefined;
  const opened = await check(tell, 'secrets', () => {
    connections = connect(settings, secrets, logger);
    return Promise.resolve(
      `${gatewayOptions(settings, secrets.gatewayKeys, '', version).keys.length} gateway key(s)`,
    );
  });
  const checks: [string, Check][] = [['database', () => checkDatabase(config)]];
  if (connections) {
    const { tables, documents, salesforce, doorbell } = connections;
    for (const [company, policy] of Object.entries(settings.sage.companies)) {
      checks.push([`Sage ${company}, reads (ODBC)`, () => checkTables(tables, company, policy)]);
      checks.push([`Sage ${company}, what is followed`, () => checkFeeds(feeds(), tables, company, policy)]);
      checks.push([
        `Sage ${company}, writes (BOI)`,
        () => checkSession(documents, company, policy.createCustomers),
      ]);
    }
    if (salesforce) checks.push(['Salesforce', () => checkSalesforce(salesforce, doorbell !== undefined)]);
    if (salesforce && doorbell)
      checks.push(['doorbell (Pub/Sub API)', () => checkDoorbell(doorbell, salesforce)]);
    if (!salesforce) tell('ok    Salesforce: not set up; answers stay in the gateway');
  }
  let well = opened;
  for (const [name, run] of checks) well = (await check(tell, name, run)) && well;
  await connections?.close();
  return well;
}

async function check(tell: Tell, name: string, run: Check): Promise<boolean> {
  try {
    tell(`ok    ${name}: ${await run()}`);
    return true;
  } catch (error) {
    tell(`FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    tell(`      ${nextOf(error)}`);
    return false;
  }
}

async function checkDatabase(config: LoadedConfig): Promise<string> {
  const postgres = await openPostgres(config);
  const lock = await takeInstanceLock(postgres.url, createLogger('silent'));
  const database = openDatabase(postgres.url, 2, createLogger('silent'));
  try {
    const { rows } = await database.query<{ version: string; commits: string }>(
      "SELECT current_setting('server_version') AS version, current_setting('synchronous_commit') AS commits",
    );
    const [found] = rows;
    if (found?.commits === 'off') {
      throw new SetupError(
        'PostgreSQL acknowledges commits before they are on disk.',
        'Set synchronous_commit = on.',
      );
    }
    return `PostgreSQL ${found?.version ?? '?'}${lock.aloneAtStart ? '' : ', in use by a running gateway'}`;
  } finally {
    const alone = await lock.isAlone();
    await lock.release();
    await database.close();
    if (alone) await postgres.stop();
  }
}

async function checkSession(
  documents: Connections['documents'],
  company: string,
  customers: boolean,
): Promise<string> {
  await documents.check(company, customers);
  return `the session was opened, the user may enter orders${customers ? ' and customers' : ''}`;
}

async function checkSalesforce(
  salesforce: NonNullable<Connections['salesforce']>,
  fetches: boolean,
): Promise<string> {
  const fields = fetches ? ([...reportFields, ...fetchFields] as const) : reportFields;
  const report = await salesforce.check([{ object: 'SageRequest__c', fields }]);
  const [fault] = report.faults;
  if (fault)
    throw new SetupError(
      report.faults.join(' '),
      'Install the package and assign its permission set to the integration user.',
    );
  const used = report.usage ? `; API calls ${report.usage.used} of ${report.usage.limit}` : '';
  return `${report.instanceUrl}, org ${report.organizationId}${used}`;
}

/** Hears, and reads what it would fetch. */
async function checkDoorbell(
  doorbell: NonNullable<Connections['doorbell']>,
  salesforce: NonNullable<Connections['salesforce']>,
): Promise<string> {
  await doorbell.check();
  await salesforce.query(
    "SELECT Id, PayloadSize__c, Payload__c, CreatedDate, Name FROM SageRequest__c WHERE Status__c = 'Waiting' LIMIT 1",
  );
  return 'the user may hear SageDoorbell__e and read waiting requests';
}
