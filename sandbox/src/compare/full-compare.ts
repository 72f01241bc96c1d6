import { Decimal } from 'decimal.js';
import type { SageReader } from '../sage-reader.ts';
import type { SalesforceClient } from '../salesforce-client.ts';
import { amount, differences, told, type Compared, type Facts } from './compare.ts';

/*
 * What the org should have of Sage, worked out anew from Sage's tables and the contract, not by the gateway: it checks the gateway.
 */

interface Side {
  readonly sage: SageReader;
  readonly org: SalesforceClient;
  readonly company: string;
}

type OrgRow = Readonly<Record<string, unknown>>;

/**
 * Compares everything that follows Sage, of the company that the reader reads. Returns every difference as a sentence; none: both sides are the same.
 * Accounts that name no company are of the sandbox's default one.
 */
export async function fullCompare(
  sage: SageReader,
  org: SalesforceClient,
  company = 'ABC',
): Promise<string[]> {
  const side = { sage, org, company };
  const accounts = await linkedAccounts(side);
  const compared: Compared[] = [
    await stock(side),
    await customers(side),
    await orders(side, accounts),
    await invoices(side, accounts),
    await shipments(side, accounts),
  ];
  return compared.flatMap(differences);
}

/** Keys of Sage that several records of the org stand for. */
export async function twins(org: SalesforceClient): Promise<string[]> {
  const keys = {
    SageStock__c: ['Company__c', 'ItemCode__c', 'WarehouseCode__c'],
    SageSalesOrder__c: ['Company__c', 'SalesOrderNo__c'],
    SageInvoice__c: ['Company__c', 'InvoiceNo__c', 'HeaderSeqNo__c'],
    SageShipment__c: ['Company__c', 'InvoiceNo__c', 'PackageNo__c'],
    SageShipTo__c: ['Company__c', 'DivisionNo__c', 'CustomerNo__c', 'ShipToCode__c'],
    Contact: ['AccountId', 'SageContactCode__c'],
    PricebookEntry: ['Pricebook2Id', 'Product2Id'],
  };
  const found: string[] = [];
  for (const [object, fields] of Object.entries(keys)) {
    const seen = new Set<string>();
    for (const row of await org.query<OrgRow>(`SELECT ${fields.join(', ')} FROM ${object}`)) {
      const key = `${object} ${fields.map((field) => told(row[field])).join('/')}`;
      // Contacts that are none of Sage's have no code.
      if (seen.has(key) && row[fields[1] ?? ''] !== null) found.push(key);
      seen.add(key);
    }
  }
  return found;
}

/** Numbers of customers (division-customer) that accounts stand for; what belongs to others waits in the gateway. */
async function linkedAccounts({ org, company }: Side): Promise<ReadonlySet<string>> {
  const rows = await org.query<OrgRow>(
    `SELECT SageDivisionNo__c, SageCustomerNo__c FROM Account WHERE ${isLinked(company)}`,
  );
  return new Set(rows.map((row) => customerOf(row, 'SageDivisionNo__c', 'SageCustomerNo__c')));
}

function customerOf(row: OrgRow, division: string, customer: string): string {
  return `${told(row[division])}-${told(row[customer])}`;
}

/** Accounts that stand for customers of the company. */
const isLinked = (company: string) =>
  `SageCustomerNo__c != null AND (SageCompany__c = '${company}'${company === 'ABC' ? ' OR SageCompany__c = null' : ''})`;

const byKey = (rows: readonly (readonly [string, Facts])[]): Map<string, Facts> => new Map(rows);

async function stock({ sage, org, company }: Side): Promise<Compared> {
  const products = await org.query<OrgRow>('SELECT ProductCode, SageItemCode__c FROM Product2');
  const items = new Set(products.map((row) => told(row['SageItemCode__c']) || told(row['ProductCode'])));
  const quantities = [
    'QuantityOnHand',
    'QuantityOnSalesOrder',
    'QuantityOnBackOrder',
    'QuantityRequiredForWO',
  ] as const;
  const rows = await sage.rows('IM_ItemWarehouse', ['ItemCode', 'WarehouseCode', ...quantities]);
  const inOrg = await org.query<OrgRow>(
    'SELECT ItemCode__c, WarehouseCode__c, OnHand__c, OnSalesOrder__c, Available__c FROM SageStock__c ' +
      `WHERE Company__c = '${company}'`,
  );
  return {
    what: 'stock',
    inSage: byKey(
      rows
        .filter((row) => items.has(row.ItemCode))
        .map((row) => [
          `${row.ItemCode}/${row.WarehouseCode}`,
          {
            OnHand: amount(row.QuantityOnHand),
            OnSalesOrder: amount(row.QuantityOnSalesOrder),
            Available: amount(row.QuantityOnHand)
              .minus(amount(row.QuantityOnSalesOrder))
              .minus(amount(row.QuantityOnBackOrder))
              .minus(amount(row.QuantityRequiredForWO)),
          },
        ]),
    ),
    inOrg: byKey(
      inOrg.map((row) => [
        `${told(row['ItemCode__c'])}/${told(row['WarehouseCode__c'])}`,
        {
          OnHand: told(row['OnHand__c']),
          OnSalesOrder: told(row['OnSalesOrder__c']),
          Available: told(row['Available__c']),
        },
      ]),
    ),
  };
}

async function customers({ sage, org, company }: Side): Promise<Compared> {
  const balances = [
    'CurrentBalance',
    'AgingCategory1',
    'AgingCategory2',
    'AgingCategory3',
    'AgingCategory4',
  ] as const;
  const columns = [
    'ARDivisionNo',
    'CustomerNo',
    'TermsCode',
    'CreditHold',
    'CreditLimit',
    'OpenOrderAmt',
  ] as const;
  const rows = await sage.rows('AR_Customer', [...columns, ...balances]);
  const inOrg = await org.query<OrgRow>(
    'SELECT SageDivisionNo__c, SageCustomerNo__c, SageTermsCode__c, SageCreditHold__c, SageCreditLimit__c, SageOpenOrders__c, ' +
      `SageBalance__c FROM Account WHERE ${isLinked(company)}`,
  );
  const found = byKey(
    inOrg.map((row) => [
      customerOf(row, 'SageDivisionNo__c', 'SageCustomerNo__c'),
      {
        Terms: told(row['SageTermsCode__c']),
        CreditHold: told(row['SageCreditHold__c']),
        CreditLimit: told(row['SageCreditLimit__c']),
        OpenOrders: told(row['SageOpenOrders__c']),
        Balance: told(row['SageBalance__c']),
      },
    ]),
  );
  const known = rows.filter((row) => found.has(`${row.ARDivisionNo}-${row.CustomerNo}`));
  return {
    what: 'customer',
    inSage: byKey(
      known.map((row) => [
        `${row.ARDivisionNo}-${row.CustomerNo}`,
        {
          Terms: row.TermsCode,
          CreditHold: String(row.CreditHold === 'Y'),
          CreditLimit: amount(row.CreditLimit),
          OpenOrders: amount(row.OpenOrderAmt),
          Balance: Decimal.sum(...balances.map((name) => amount(row[name]))),
        },
      ]),
    ),
    inOrg: found,
  };
}

async function orders({ sage, org, company }: Side, accounts: ReadonlySet<string>): Promise<Compared> {
  const amounts = ['TaxableAmt', 'NonTaxableAmt', 'DiscountAmt', 'FreightAmt', 'SalesTaxAmt'] as const;
  const columns = ['SalesOrderNo', 'ARDivisionNo', 'CustomerNo', 'OrderStatus', 'ShipExpireDate'] as const;
  const open = await sage.rows('SO_SalesOrderHeader', [...columns, 'OrderType', ...amounts]);
  const history = await sage.rows('SO_SalesOrderHistoryHeader', ['SalesOrderNo', 'OrderStatus']);
  const ended = new Map(history.map((row) => [row.SalesOrderNo, row.OrderStatus]));
  const inOrg = await org.query<OrgRow>(
    `SELECT SalesOrderNo__c, OrderStatus__c, ShipDate__c, Total__c FROM SageSalesOrder__c WHERE Company__c = '${company}'`,
  );
  const openNumbers = new Set(open.map((row) => row.SalesOrderNo));
  const wanted: [string, Facts][] = open
    .filter((row) => accounts.has(`${row.ARDivisionNo}-${row.CustomerNo}`) && 'SBQ'.includes(row.OrderType))
    .map((row) => [
      row.SalesOrderNo,
      {
        Status: row.OrderStatus,
        ShipDate: row.ShipExpireDate,
        Total: amount(row.TaxableAmt)
          .plus(amount(row.NonTaxableAmt))
          .minus(amount(row.DiscountAmt))
          .plus(amount(row.FreightAmt))
          .plus(amount(row.SalesTaxAmt)),
      },
    ]);
  // An order that the org knew and that is open no more has the status of history.
  const closed: [string, Facts][] = inOrg
    .map((row) => told(row['SalesOrderNo__c']))
    .filter((number) => !openNumbers.has(number) && ended.has(number))
    .map((number) => [number, { Status: ended.get(number) ?? '' }]);
  return {
    what: 'order',
    inSage: byKey([...wanted, ...closed]),
    inOrg: byKey(
      inOrg.map((row) => [
        told(row['SalesOrderNo__c']),
        {
          Status: told(row['OrderStatus__c']),
          ShipDate: told(row['ShipDate__c']),
          Total: told(row['Total__c']),
        },
      ]),
    ),
  };
}

async function invoices({ sage, org, company }: Side, accounts: ReadonlySet<string>): Promise<Compared> {
  const key = ['InvoiceNo', 'HeaderSeqNo', 'ARDivisionNo', 'CustomerNo'] as const;
  const rows = await sage.rows('AR_InvoiceHistoryHeader', [
    ...key,
    'TaxableSalesAmt',
    'NonTaxableSalesAmt',
    'FreightAmt',
    'SalesTaxAmt',
    'DiscountAmt',
  ]);
  const lines = await sage.rows('AR_InvoiceHistoryDetail', ['InvoiceNo', 'HeaderSeqNo', 'ExtensionAmt']);
  const openItems = await sage.rows('AR_OpenInvoice', ['InvoiceNo', 'InvoiceHistoryHeaderSeqNo', 'Balance']);
  const balances = new Map(
    openItems.map((row) => [`${row.InvoiceNo}/${row.InvoiceHistoryHeaderSeqNo}`, amount(row.Balance)]),
  );
  const sums = new Map<string, Decimal>();
  for (const line of lines) {
    const of = `${line.InvoiceNo}/${line.HeaderSeqNo}`;
    sums.set(of, amount(line.ExtensionAmt).plus(sums.get(of) ?? 0));
  }
  const inOrg = await org.query<OrgRow>(
    `SELECT Id, InvoiceNo__c, HeaderSeqNo__c, Total__c, Balance__c FROM SageInvoice__c WHERE Company__c = '${company}'`,
  );
  const orgLines = await org.query<OrgRow>('SELECT Invoice__c, Extension__c FROM SageInvoiceLine__c');
  const orgSums = new Map<string, Decimal>();
  for (const line of orgLines) {
    const of = told(line['Invoice__c']);
    orgSums.set(of, amount(told(line['Extension__c'])).plus(orgSums.get(of) ?? 0));
  }
  return {
    what: 'invoice',
    inSage: byKey(
      rows
        .filter((row) => accounts.has(`${row.ARDivisionNo}-${row.CustomerNo}`))
        .map((row) => {
          const of = `${row.InvoiceNo}/${row.HeaderSeqNo}`;
          const total = amount(row.TaxableSalesAmt)
            .plus(amount(row.NonTaxableSalesAmt))
            .plus(amount(row.FreightAmt))
            .plus(amount(row.SalesTaxAmt))
            .minus(amount(row.DiscountAmt));
          return [
            of,
            {
              Total: total,
              Balance: balances.get(of) ?? new Decimal(0),
              Lines: sums.get(of) ?? new Decimal(0),
            },
          ] as const;
        }),
    ),
    inOrg: byKey(
      inOrg.map((row) => [
        `${told(row['InvoiceNo__c'])}/${told(row['HeaderSeqNo__c'])}`,
        {
          Total: told(row['Total__c']),
          Balance: told(row['Balance__c']) || '0',
          Lines: String(orgSums.get(told(row['Id'])) ?? 0),
        },
      ]),
    ),
  };
}

async function shipments({ sage, org, company }: Side, accounts: ReadonlySet<string>): Promise<Compared> {
  const wanted: [string, Facts][] = [];
  for (const [header, tracking] of [
    ['SO_InvoiceHeader', 'SO_InvoiceTracking'],
    ['AR_InvoiceHistoryHeader', 'AR_InvoiceHistoryTracking'],
  ] as const) {
    const invoices = await sage.rows(header, ['InvoiceNo', 'ARDivisionNo', 'CustomerNo']);
    const linked = new Set(
      invoices
        .filter((row) => accounts.has(`${row.ARDivisionNo}-${row.CustomerNo}`))
        .map(({ InvoiceNo }) => InvoiceNo),
    );
    const rows = await sage.rows(tracking, ['InvoiceNo', 'PackageNo', 'TrackingID']);
    for (const row of rows)
      if (linked.has(row.InvoiceNo))
        wanted.push([`${row.InvoiceNo}/${row.PackageNo}`, { Tracking: row.TrackingID }]);
  }
  const inOrg = await org.query<OrgRow>(
    `SELECT InvoiceNo__c, PackageNo__c, TrackingId__c FROM SageShipment__c WHERE Company__c = '${company}'`,
  );
  return {
    what: 'shipment',
    inSage: byKey(wanted),
    inOrg: byKey(
      inOrg.map((row) => [
        `${told(row['InvoiceNo__c'])}/${told(row['PackageNo__c'])}`,
        { Tracking: told(row['TrackingId__c']) },
      ]),
    ),
  };
}
