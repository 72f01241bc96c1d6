import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { errorCodes } from '../contract/errors.ts';
import type { RequestOutcome } from '../contract/request.ts';
import type { Database } from '../database/database.ts';
import { RetryableError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Inbox } from '../requests/inbox.ts';
import type { Salesforce, SalesforceQueries, SalesforceRow } from '../salesforce/port.ts';
import {
  makeWishes,
  markSent,
  notePrices,
  placeOf,
  unsentWishes,
  type ListPrice,
  type Place,
  type PriceWish,
} from './store.ts';

/** The company that takes the list prices of Salesforce. */
export interface ListPriceSite {
  readonly company: string;
  /** Currency of the company. */
  readonly currency: string;
  /** The org has several currencies; entries of others than the company's are left alone. */
  readonly currencies: boolean;
}

export interface LookParts {
  readonly site: ListPriceSite;
  readonly salesforce: Pick<Salesforce, 'upsert'> & SalesforceQueries;
  readonly accept: Inbox['accept'];
  readonly database: Database;
  readonly logger: Logger;
}

/** Entries that one look reads at most. */
const entriesAtOnce = 2_000;
/** Requests handed in at once (contract/README.md), and in one look at most. */
const wishesAtOnce = 200;
const wishesPerLook = 2_000;
/** Entries are read again this far back: a change that takes long to be saved has an older stamp than others that were read before it. */
const overlapMs = 5 * 60_000;

const entryRow = z.object({
  Id: z.string().regex(/^[a-zA-Z0-9]{15,18}$/),
  SystemModstamp: z.string().transform((text) => new Date(text).toISOString()),
  UnitPrice: z.number(),
  ProductCode: z.string().nullish(),
  Product2: z.object({ SageItemCode__c: z.string().nullish() }).nullish(),
});
type EntryRow = z.output<typeof entryRow>;

/**
 * Looks once for changed prices of the org's standard price book and hands them to the inbox as requests, each with its row in the org. The first
 * reading of the whole book only notes what stands there, and nothing is read before an admin went live or handed in while the org is not live. Answers whether more is to be read. What was not finished is finished by the next look.
 * Throws RetryableError when the org or the inbox cannot be used now.
 */
export async function lookForPrices(parts: LookParts, signal: AbortSignal): Promise<boolean> {
  const { site, salesforce, database } = parts;
  const { company } = site;
  const place = await placeOf(database, company);
  if (place === undefined && !(await isLive(salesforce, signal))) return false;
  const rows = entries(await salesforce.query(queryOf(site, place), signal));
  const isBehind = rows.length >= entriesAtOnce;
  const knew = place?.knowsAll === true;
  const here = placeAfter(place, rows.at(-1), isBehind, knew || !isBehind);
  await notePrices(database, company, rows.flatMap(priceOf), { place: here, agreed: !knew });
  if (!knew && here.knowsAll)
    parts.logger.info({ company }, 'the list prices of Salesforce are known; from now on changes go to Sage');
  if (knew) await handIn(parts, signal);
  return isBehind;
}

/** Whether an admin let the org send to Sage (SageSettings.isLive of the package). */
async function isLive(salesforce: SalesforceQueries, signal: AbortSignal): Promise<boolean> {
  const rows = await salesforce.query(
    "SELECT Live__c FROM SageSetting__mdt WHERE DeveloperName = 'Default'",
    signal,
  );
  return rows[0]?.['Live__c'] === true;
}

function queryOf({ currency, currencies }: ListPriceSite, place: Place | undefined): string {
  const conditions = ['Pricebook2.IsStandard = true', 'IsActive = true'];
  if (currencies) conditions.push(`CurrencyIsoCode = '${currency}'`);
  if (place?.isBehind === true) {
    const { readTo, readToId } = place;
    conditions.push(`(SystemModstamp > ${readTo} OR (SystemModstamp = ${readTo} AND Id > '${readToId}'))`);
  } else if (place !== undefined) {
    const from = new Date(Math.max(0, Date.parse(place.readTo) - overlapMs));
    conditions.push(`SystemModstamp >= ${from.toISOString()}`);
  }
  const fields = 'Id, SystemModstamp, UnitPrice, ProductCode, Product2.SageItemCode__c';
  return `SELECT ${fields} FROM PricebookEntry WHERE ${conditions.join(' AND ')} ORDER BY SystemModstamp, Id LIMIT ${entriesAtOnce}`;
}

function entries(rows: unknown): EntryRow[] {
  const { success, data } = z.array(entryRow).safeParse(rows);
  if (success) return data;
  throw new RetryableError(
    'SALESFORCE_UNAVAILABLE',
    'The org answered price book entries without the fields that they have; update the package, and check the permission set of the integration user.',
  );
}

/** An overlap that found nothing new does not move the place back; a page in the middle goes on exactly where it ended. */
function placeAfter(
  place: Place | undefined,
  last: EntryRow | undefined,
  isBehind: boolean,
  knowsAll: boolean,
): Place {
  const { readTo, readToId } = place ?? { readTo: new Date(0).toISOString(), readToId: '' };
  const moves = last !== undefined && (isBehind || last.SystemModstamp >= readTo);
  return moves
    ? { readTo: last.SystemModstamp, readToId: last.Id, isBehind, knowsAll }
    : { readTo, readToId, isBehind, knowsAll };
}

/** Its product's item code, else its product code; an entry without one is no item of Sage. */
function priceOf({ Id, SystemModstamp, UnitPrice, ProductCode, Product2 }: EntryRow): ListPrice[] {
  const itemCode = (Product2?.SageItemCode__c || ProductCode)?.trim();
  if (!itemCode) return [];
  return [{ entryId: Id, itemCode, price: new Decimal(UnitPrice).toFixed(), changedAt: SystemModstamp }];
}

async function handIn(parts: LookParts, signal: AbortSignal): Promise<void> {
  const { site, salesforce, database, logger } = parts;
  let handed = 0;
  while (handed < wishesPerLook && !signal.aborted) {
    await makeWishes(database, site.company, wishesAtOnce);
    const wishes = await unsentWishes(database, site.company, wishesAtOnce);
    if (wishes.length === 0) break;
    if (handed === 0 && !(await isLive(salesforce, signal))) return;
    await send(parts, wishes, signal);
    handed += wishes.length;
  }
  if (handed > 0)
    logger.info({ company: site.company, prices: handed }, 'list prices were taken from Salesforce');
}

/** The rows of the org come first, so that there is one when the answer comes; the org keeps the answer of a row that has one. */
async function send(
  { site, salesforce, accept, database, logger }: LookParts,
  wishes: readonly PriceWish[],
  signal: AbortSignal,
): Promise<void> {
  const requests = wishes.map((wish) => requestOf(site, wish));
  const write = async (rows: readonly SalesforceRow[]) => {
    const results = await salesforce.upsert('SageRequest__c', 'Key__c', rows, signal);
    // One that passes by itself is worth another look, while nothing is in the inbox yet.
    if (results.some((result) => !result.ok && result.verdict === 'retry'))
      throw new RetryableError('SALESFORCE_UNAVAILABLE', 'The org did not take rows of list prices now.');
    for (const [at, result] of results.entries())
      if (!result.ok)
        logger.warn(
          { key: rows[at]?.['Key__c'], code: result.code, fields: result.fields },
          'the org did not take the row of a list price',
        );
  };
  await write(requests.map((request, at) => rowOf(request, wishes[at]?.madeAt ?? new Date())));
  const outcomes = await accept(requests);
  const refused = outcomes.filter(({ outcome }) => outcome === 'refused' || outcome === 'conflict');
  if (refused.length > 0) await write(refused.map(refusal));
  const keys = wishes.map(({ key }) => key);
  await markSent(database, site.company, keys);
}

interface PriceRequest {
  readonly key: string;
  readonly type: 'ChangeItemPrice';
  readonly sourceId: string;
  readonly company: string;
  readonly payload: Readonly<Record<string, string>>;
}

function requestOf({ company, currency }: ListPriceSite, wish: PriceWish): PriceRequest {
  const { key, entryId: sourceId, itemCode, price: standardUnitPrice, expected } = wish;
  const payload = {
    itemCode,
    standardUnitPrice,
    currency,
    ...(expected === null ? {} : { expectedStandardUnitPrice: expected }),
  };
  return { key, type: 'ChangeItemPrice', sourceId, company, payload };
}

/** Fields of SageRequest__c that are written when the gateway makes the request itself. */
export const wishFields = [
  'Key__c',
  'Type__c',
  'SourceId__c',
  'Company__c',
  'Version__c',
  'Payload__c',
  'PayloadSize__c',
  'Status__c',
  'AcceptedAt__c',
  'SentAt__c',
  'SendAttempts__c',
] as const;

/** The time is that of the wish: a row that was answered since refuses to be accepted. */
function rowOf(
  { key, type, sourceId, company, payload }: PriceRequest,
  madeAt: Date,
): Record<(typeof wishFields)[number], SalesforceRow[string]> {
  const text = JSON.stringify(payload);
  return {
    Key__c: key,
    Type__c: type,
    SourceId__c: sourceId,
    Company__c: company,
    Version__c: 1,
    Payload__c: text,
    PayloadSize__c: text.length,
    Status__c: 'Accepted',
    AcceptedAt__c: madeAt.toISOString(),
    SentAt__c: madeAt.toISOString(),
    SendAttempts__c: 1,
  };
}

function refusal({ key, code = 'KEY_CONFLICT', message, path }: RequestOutcome): SalesforceRow {
  return {
    Key__c: key,
    Status__c: 'Refused',
    ErrorCode__c: code,
    ErrorMessage__c: message ?? errorCodes[code].title,
    ErrorPath__c: path ?? null,
  };
}
