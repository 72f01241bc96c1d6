import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { removeFolder } from './testing/company.ts';
import { HostClient, orderMessage } from './testing/host-client.ts';

/*
 * Only other processes write the file here: one process must not open it by node:sqlite and by the ODBC driver.
 */

const run = promisify(execFile);
const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));

interface OdbcConnection {
  query(sql: string): Promise<Record<string, unknown>[]>;
  columns(catalog: null, schema: null, table: string, column: null): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** The driver manager and the SQLite driver, where both are installed. */
async function connect(file: string): Promise<OdbcConnection | undefined> {
  try {
    const { default: odbc } = (await import('odbc')) as unknown as {
      default: { connect(text: string): Promise<OdbcConnection> };
    };
    return await odbc.connect(`Driver=SQLite3;Database=${file};StepAPI=1`);
  } catch (error) {
    // Package missing, or no driver manager, or no driver: the tests below are counted as skipped.
    console.error(`ODBC is not installed here: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

const probe = await connect(':memory:');
await probe?.close();
const whereInstalled = probe === undefined ? describe.skip : describe;

whereInstalled('through ODBC', () => {
  let folder: string;
  let host: HostClient;
  let reader: OdbcConnection;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sage-odbc-'));
    await run(process.execPath, [CLI, '--data', folder, 'seed']);
    host = new HostClient(folder);
    await host.open('ABC');
    const found = await connect(join(folder, 'MAS_ABC.sqlite'));
    if (found === undefined) throw new Error('the driver is gone');
    reader = found;
  });

  afterAll(async () => {
    await reader.close();
    await host.end();
    removeFolder(folder);
  });

  it('tells the widths of columns, UDFs included', async () => {
    const columns = await reader.columns(null, null, 'SO_SalesOrderHeader', null);
    const typeOf = (name: string): unknown =>
      columns.find((column) => column['COLUMN_NAME'] === name)?.['TYPE_NAME'];

    expect(['SalesOrderNo', 'UDF_SF_KEY', 'TaxableAmt', 'OrderDate'].map(typeOf)).toEqual([
      'VARCHAR(7)',
      'VARCHAR(80)',
      'NUMERIC_TEXT(12,2)',
      'DATE',
    ]);
  });

  it('reads an order as soon as the host has answered, decimals and dates exact', async () => {
    const message = orderMessage('0000777', 0, {
      set: [
        ['ARDivisionNo$', '01'],
        ['CustomerNo$', '0001001'],
        ['UDF_SF_KEY$', 'sf-1'],
      ],
      lines: [
        {
          set: [
            ['ItemCode$', 'BLT-ZP-M06'],
            ['QuantityOrdered', '3'],
            ['UnitPrice', '2024.99'],
          ],
          read: [],
        },
      ],
    });

    const reply = await host.ask(message);
    const [header] = await reader.query(
      "SELECT OrderDate, UDF_SF_KEY FROM SO_SalesOrderHeader WHERE SalesOrderNo = '0000777' AND OrderDate >= {d '2026-05-31'}",
    );
    const [line] = await reader.query(
      "SELECT CAST(UnitPrice AS VARCHAR) AS P, CAST(ExtensionAmt AS VARCHAR) AS E FROM SO_SalesOrderDetail WHERE SalesOrderNo = '0000777'",
    );

    expect(reply).toMatchObject({ ok: true });
    expect(header).toMatchObject({ OrderDate: '2026-05-31', UDF_SF_KEY: 'sf-1' });
    expect(line).toMatchObject({ P: '2024.99', E: '6074.97' });
  });

  it('fails reads while a task has the company for itself, tells columns still, and reads on afterwards', async () => {
    const read = (): Promise<unknown[]> => reader.query("SELECT ItemCode FROM CI_Item WHERE ItemCode = '/C'");

    await run(process.execPath, [CLI, '--data', folder, 'month-end', 'begin']);
    const failed = await read().catch((error: { odbcErrors: { message: string }[] }) => error.odbcErrors);
    const columns = await reader.columns(null, null, 'CI_Item', null);
    await run(process.execPath, [CLI, '--data', folder, 'month-end', 'end']);

    expect(failed).toMatchObject([
      { message: expect.stringContaining('[ProvideX][ODBC Driver][FILEIO]Table is not accessible') },
    ]);
    expect(columns[0]).toMatchObject({ COLUMN_NAME: 'ItemCode', TYPE_NAME: 'VARCHAR(30)' });
    expect(await read()).toHaveLength(1);
  });
});
