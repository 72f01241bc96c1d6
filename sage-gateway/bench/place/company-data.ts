import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Items of the benchmark's company, in Sage and in Salesforce. */
export const itemCodes = Array.from({ length: 60 }, (_, index) => `BENCH-${1000 + index}`);

export const linesPerOrder = 40;
const accountNumber = 'BENCH-ACCOUNT';

/** Writes `<folder>/<Table>.csv` of one company: a customer, 60 items, one warehouse. */
export function writeSageTables(folder: string): void {
  mkdirSync(folder, { recursive: true });
  table(folder, 'IM_Warehouse', [{ WarehouseCode: '001', WarehouseDesc: 'Benchmark' }]);
  table(folder, 'AR_Customer', [
    {
      ARDivisionNo: '01',
      CustomerNo: 'BENCH01',
      CustomerName: 'Benchmark Bikes',
      AddressLine1: '1200 Harbour Street',
      City: 'Austell',
      State: 'GA',
      ZipCode: '30106',
      CountryCode: 'USA',
      TermsCode: '01',
      CreditHold: 'N',
      CreditLimit: '999999999.00',
      AccountNumber: accountNumber,
    },
  ]);
  table(
    folder,
    'CI_Item',
    itemCodes.map((code) => ({
      ItemCode: code,
      ItemType: '1',
      ItemCodeDesc: `Benchmark item ${code}`,
      StandardUnitOfMeasure: 'EACH',
      StandardUnitPrice: '100.00',
      StandardUnitCost: '60.00',
      DefaultWarehouseCode: '001',
    })),
  );
  table(
    folder,
    'IM_ItemWarehouse',
    itemCodes.map((code) => ({ ItemCode: code, WarehouseCode: '001', QuantityOnHand: '1000000' })),
  );
}

/** Writes the same company as Salesforce exports it, with open opportunities of 40 lines. */
export function writeSalesforceObjects(folder: string, opportunities: number): void {
  mkdirSync(folder, { recursive: true });
  const keys = Array.from({ length: opportunities }, (_, index) => `BENCH-OPPORTUNITY-${index}`);
  const address = {
    Street: '1200 Harbour Street',
    City: 'Austell',
    State: 'GA',
    PostalCode: '30106',
    Country: 'US',
  };
  const billing = Object.fromEntries(
    Object.entries(address).map(([name, value]) => [`Billing${name}`, value]),
  );
  const shipTo = Object.fromEntries(Object.entries(address).map(([name, value]) => [`ShipTo${name}`, value]));
  table(folder, 'Account', [{ AccountNumber: accountNumber, Name: 'Benchmark Bikes', ...billing }]);
  table(
    folder,
    'Product2',
    itemCodes.map((code) => ({ ProductCode: code, Name: `Benchmark item ${code}`, IsActive: 'true' })),
  );
  table(
    folder,
    'PricebookEntry',
    itemCodes.map((code) => ({ ProductCode: code, UnitPrice: '100.00' })),
  );
  table(
    folder,
    'Opportunity',
    keys.map((key) => ({
      ExternalKey: key,
      AccountNumber: accountNumber,
      Name: key,
      StageName: 'Closed Won',
      CloseDate: '2026-05-31',
      CustomerPONo: key,
      RequestedShipDate: '2026-06-12',
      ...shipTo,
    })),
  );
  table(
    folder,
    'OpportunityLineItem',
    keys.flatMap((key) =>
      itemCodes.slice(0, linesPerOrder).map((code, index) => ({
        OpportunityKey: key,
        ProductCode: code,
        Quantity: String(1 + (index % 5)),
        UnitPrice: `${100 + index}.99`,
      })),
    ),
  );
}

/** A CSV file; no value of the benchmark needs quotes. */
function table(folder: string, name: string, rows: readonly Readonly<Record<string, string>>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))].map((values) =>
    values.join(','),
  );
  writeFileSync(join(folder, `${name}.csv`), `${lines.join('\n')}\n`);
}
