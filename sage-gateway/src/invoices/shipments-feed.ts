import { accountOf } from '../customers/customer-key.ts';
import { plainFields, recordKey, stampsOf, versionOf } from '../mapping/feed-fields.ts';
import type { Row } from '../sage/ports.ts';
import type { Feed, FeedSite, FeedSource, OpenFeed } from '../sync/feed.ts';
import { followed, headerReader, historyTable } from './headers.ts';

/** Where packages are told: of invoices that wait for the sales journal update, and of posted ones. Neither table is stamped; the headers are. */
const places = [
  { table: 'SO_InvoiceTracking', header: 'SO_InvoiceHeader', headerKey: ['InvoiceNo'], isPosted: false },
  {
    table: 'AR_InvoiceHistoryTracking',
    header: historyTable,
    headerKey: ['InvoiceNo', 'HeaderSeqNo'],
    isPosted: true,
  },
] as const;
type Place = (typeof places)[number];

/** Columns of the headers that a shipment shows, or that decide whether it is followed. */
const fromHeader = [
  'ARDivisionNo',
  'CustomerNo',
  'SalesOrderNo',
  'ShipDate',
  'ShipVia',
  'InvoiceDate',
  'InvoiceType',
];

/** Packages with their tracking numbers. A package keeps its record when its invoice is posted. */
export const shipmentsFeed: Feed = {
  name: 'shipments',
  target: { object: 'SageShipment__c', externalId: 'Key__c', syncedAt: 'SyncedAt__c' },
  after: ['customers'],
  open,
};

async function open(site: FeedSite): Promise<OpenFeed | undefined> {
  const found = await Promise.all(places.map((place) => sourceOf(site, place)));
  const sources = found.filter((source) => source !== undefined);
  if (sources.length === 0) return undefined;
  const version = versionOf(
    1,
    site.policy.invoices,
    sources.map(({ table, columns }) => [table, columns]),
  );
  return { version, gone: 'delete', sources };
}

async function sourceOf(site: FeedSite, place: Place): Promise<FeedSource | undefined> {
  const { tables, company } = site;
  const { table, header, headerKey, isPosted } = place;
  const catalogue = await tables.columns(company, table);
  const headers = await headerReader(site, header, headerKey, fromHeader);
  if (catalogue === undefined || headers === undefined) return undefined;
  const plain = plainFields(catalogue, {
    InvoiceNo__c: 'InvoiceNo',
    PackageNo__c: 'PackageNo',
    TrackingId__c: 'TrackingID',
    Weight__c: 'Weight',
    Freight__c: 'FreightAmt',
    Comment__c: 'Comment',
  });
  const via = plainFields(catalogue, { ShipVia__c: 'StarshipShipVia' });
  const keyColumns = [...headerKey, 'PackageNo'];
  // An invoice that is deleted before it is posted keeps its header as XD until the next update.
  const isShown = isPosted ? followed(site) : (found: Row) => found['InvoiceType'] !== 'XD';
  return {
    table,
    keyColumns,
    columns: [...new Set([...keyColumns, ...plain.columns, ...via.columns])],
    stamps: await stampsOf(tables, company, [{ table: header, columns: headerKey }]),
    keyOf: (row) => keyOf(company, row),
    async extend(rows) {
      const byId = await headers.read(rows);
      return rows.flatMap((row) => {
        const found = byId.get(headers.idOf(row));
        // The header's columns do not have the names of the package's, except for the key, which is the same.
        return found && isShown(found) ? [{ ...found, ...row }] : [];
      });
    },
    record: (row) => ({
      key: keyOf(company, row),
      fields: {
        Company__c: company,
        ...plain.of(row),
        ShipVia__c: via.of(row)['ShipVia__c'] ?? row['ShipVia'] ?? null,
        ShipDate__c: row['ShipDate'] ?? null,
        SalesOrderNo__c: row['SalesOrderNo'] ?? null,
        Posted__c: isPosted,
      },
      parents: [accountOf(company, row)],
    }),
  };
}

/**
 * A package keeps its key when its invoice is posted, so the header's number is told in it only where the number of an invoice has come again. No source
 * says whether Sage counts headers from 0 or 1.
 */
function keyOf(company: string, row: Row): string {
  const seqNo = row['HeaderSeqNo'] ?? '';
  const packageKey = [row['InvoiceNo'], row['PackageNo']];
  return /^0*1?$/.test(seqNo) ? recordKey(company, ...packageKey) : recordKey(company, ...packageKey, seqNo);
}
