import type { Sql } from '../database/database.ts';
import type { SageTables } from '../sage/ports.ts';
import type { HopCheck } from './check-hops.ts';

/** What the hops of a gateway are tried with. */
export interface HopParts {
  readonly companies: readonly string[];
  readonly database: Sql;
  readonly tables: Pick<SageTables, 'select'>;
  /**
   * Tries the session that writes: a session that is open makes one object, which takes milliseconds; without one it is opened, which takes
   * some seconds and a Sage user's licence until it is renewed.
   */
  readonly checkWrites: (company: string) => Promise<unknown>;
  /** One API call; left out: Salesforce is not set up. */
  readonly checkSalesforce: (() => Promise<unknown>) | undefined;
  /** Throws when the doorbell of Salesforce is not heard; left out: Salesforce calls the gateway. */
  readonly checkDoorbell?: (() => Promise<unknown>) | undefined;
}

const keepMs = 5_000;
/** Every look is an API call of the org's daily ones. */
const keepSalesforceMs = 60_000;

/** The ways from Salesforce to Sage and back, as the gateway goes them. */
export function gatewayHops({
  companies,
  database,
  tables,
  checkWrites,
  checkSalesforce,
  checkDoorbell,
}: HopParts): HopCheck[] {
  return [
    {
      hop: 'database',
      company: null,
      check: () => database.query('SELECT 1'),
      otherwise: { code: 'NOT_READY', message: "The gateway's database does not answer." },
      keepMs,
    },
    ...companies.flatMap((company): HopCheck[] => [
      {
        hop: 'sage-read',
        company,
        check: () => readOneCustomer(tables, company),
        otherwise: { code: 'SAGE_READ_FAILED', message: "Sage's tables do not answer." },
        keepMs,
      },
      {
        hop: 'sage-write',
        company,
        check: () => checkWrites(company),
        otherwise: {
          code: 'SAGE_TIMEOUT',
          message:
            'The session that writes to Sage does not answer; it may be opening, or writing a long document.',
        },
        keepMs,
      },
    ]),
    {
      hop: 'salesforce',
      company: null,
      check: checkSalesforce,
      otherwise: { code: 'SALESFORCE_UNAVAILABLE', message: 'Salesforce does not answer.' },
      keepMs: keepSalesforceMs,
    },
    ...(checkDoorbell ? [doorbell(checkDoorbell)] : []),
  ];
}

/** A hop only where the gateway fetches its requests. */
function doorbell(check: () => Promise<unknown>): HopCheck {
  return {
    hop: 'doorbell',
    company: null,
    check,
    otherwise: { code: 'SALESFORCE_UNAVAILABLE', message: 'The doorbell of Salesforce is not heard.' },
    keepMs,
  };
}

/** By the primary key, of a customer that hardly exists: the cheapest read there is. */
function readOneCustomer(tables: HopParts['tables'], company: string): Promise<unknown> {
  const where = [
    { column: 'ARDivisionNo', op: '=', value: '00' },
    { column: 'CustomerNo', op: '=', value: '0' },
  ] as const;
  return tables.select(company, { table: 'AR_Customer', columns: ['CustomerNo'], where, limit: 1 });
}
