import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { odbcAvailable } from '../../testing/odbc-available.ts';
import type { Row, SageStreams, SageTables } from '../ports.ts';
import type { Connect, Connection } from './connection.ts';
import { embeddedConnect } from './embedded-connection.ts';
import { odbcSettings, openOdbc, type OdbcOptions } from './index.ts';
import { odbcConnect } from './odbc-connection.ts';
import { sageTables } from './tables.ts';
import { demoTables, sqliteFolder, type SqliteFolder } from './testing/sqlite-folder.ts';

const odbc = await odbcAvailable();
if (!odbc.available) console.error(`Skipped: reading by unixODBC and the SQLite driver. ${odbc.reason}`);

const logger = pino({ level: 'silent' });

/** The same tests over both ways to read the sandbox's tables; each has a folder of its own. */
describe.each([
  { kind: 'sqlite', runs: odbc.available },
  { kind: 'sqlite-embedded', runs: true },
] as const)('Sage tables by $kind', ({ kind, runs }) => {
  const test = runs ? it : it.skip;
  let folder: SqliteFolder;
  let tables: SageTables & SageStreams;

  const options = (more: object = {}): OdbcOptions =>
    odbcSettings.parse({ kind, folder: folder.path, ...more });
  const connect = (of: OdbcOptions): Connect =>
    kind === 'sqlite' ? odbcConnect(of) : embeddedConnect(folder.path, of.readSeconds * 1000);

  beforeAll(() => {
    folder = sqliteFolder();
    folder.write('ABC', demoTables);
    folder.write(
      'SYSTEM',
      "CREATE TABLE SY_Company (CompanyCode VARCHAR(3)); INSERT INTO SY_Company VALUES ('ABC')",
    );
    tables = openOdbc(options(), logger);
  });

  afterAll(async () => {
    await tables.close();
    folder.remove();
  });

  test('tells the columns of a table, UDFs included, and of no other table of a similar name', async () => {
    const columns = await tables.columns('ABC', 'AR_Customer');

    expect([...(columns?.values() ?? [])]).toEqual([
      { name: 'ARDivisionNo', kind: 'text', length: 2, scale: 0 },
      { name: 'CustomerNo', kind: 'text', length: 20, scale: 0 },
      { name: 'CustomerName', kind: 'text', length: 50, scale: 0 },
      { name: 'CreditLimit', kind: 'number', length: 13, scale: 2 },
      { name: 'DateEstablished', kind: 'date', length: 10, scale: 0 },
      { name: 'UDF_SFDC_ID', kind: 'text', length: 18, scale: 0 },
      { name: 'Comment', kind: 'text', length: 2048, scale: 0 },
    ]);
    expect([...(columns?.keys() ?? [])]).toContain('UDF_SFDC_ID');
    expect(await tables.columns('ABC', 'AR_Nothing')).toBeUndefined();
  });

  test('gives plain decimals, days, text without trailing blanks, and null for blank', async () => {
    const rows = await tables.select('ABC', {
      table: 'AR_Customer',
      columns: ['CustomerNo', 'CustomerName', 'CreditLimit', 'DateEstablished', 'UDF_SFDC_ID', 'Comment'],
    });

    expect(rows).toEqual([
      {
        CustomerNo: 'ABF',
        CustomerName: 'American Business Futures',
        CreditLimit: '1500.5',
        DateEstablished: '2026-05-31',
        UDF_SFDC_ID: '001000000000001AAA',
        Comment: 'Ships on Monday',
      },
      {
        CustomerNo: 'AVNET',
        CustomerName: 'Avnet O\'Neil "&" {Sons}; DROP TABLE AR_Customer; --',
        CreditLimit: '99',
        DateEstablished: '2025-12-31',
        UDF_SFDC_ID: null,
        Comment: null,
      },
      {
        CustomerNo: 'ZURICH',
        CustomerName: 'Zürich 日本 𝒳 Straße % _ ?',
        CreditLimit: '123456789.000001',
        DateEstablished: null,
        UDF_SFDC_ID: null,
        Comment: null,
      },
      {
        CustomerNo: 'BLANK',
        CustomerName: null,
        CreditLimit: '0',
        DateEstablished: null,
        UDF_SFDC_ID: null,
        Comment: null,
      },
    ]);
  });

  test.each([
    ['a number as a number, not as text', 'CreditLimit', '>', '1499.999', ['ABF', 'ZURICH']],
    ['a number for equality whatever its zeros', 'CreditLimit', '=', '1500.500', ['ABF']],
    ['a day', 'DateEstablished', '>=', '2026-01-01', ['ABF']],
    ['text', 'CustomerNo', '<', 'ABG', ['ABF']],
    ['text with case', 'CustomerNo', '=', 'abf', []],
    [
      'text with quotes and semicolons',
      'CustomerName',
      '=',
      'Avnet O\'Neil "&" {Sons}; DROP TABLE AR_Customer; --',
      ['AVNET'],
    ],
    ['text of any script, wildcards included', 'CustomerName', '=', 'Zürich 日本 𝒳 Straße % _ ?', ['ZURICH']],
    ['text that would be SQL', 'CustomerNo', '=', "' OR '1'='1", []],
  ] as const)('compares %s', async (_what, column, op, value, expected) => {
    const rows = await tables.select('ABC', {
      table: 'AR_Customer',
      columns: ['CustomerNo'],
      where: [{ column, op, value }],
    });

    expect(rows.map((row) => row.CustomerNo)).toEqual(expected);
  });

  test('finds any of 200 values, none of none, and refuses 201', async () => {
    const find = (values: string[]) =>
      tables.select('ABC', {
        table: 'CI_Item',
        columns: ['ItemCode'],
        where: [{ column: 'ItemCode', op: 'in', values }],
      });
    const codes = Array.from({ length: 201 }, (_none, index) => `ITEM-${String(index + 1).padStart(5, '0')}`);

    expect(await find(codes.slice(0, 200))).toHaveLength(200);
    expect(await find([])).toEqual([]);
    await expect(find(codes)).rejects.toMatchObject({ code: 'SAGE_READ_FAILED' });
  });

  test('stops at the limit that was asked for, and fails rather than cut at its own', async () => {
    const all = { table: 'CI_Item', columns: ['ItemCode', 'StandardUnitPrice'] } as const;

    const some = await tables.select('ABC', { ...all, limit: 3 });

    expect(some).toEqual([
      { ItemCode: 'ITEM-00001', StandardUnitPrice: '1.000001' },
      { ItemCode: 'ITEM-00002', StandardUnitPrice: '2.000002' },
      { ItemCode: 'ITEM-00003', StandardUnitPrice: '3.000003' },
    ]);
    expect(await tables.select('ABC', { ...all, limit: 10_000 })).toHaveLength(10_000);
    await expect(tables.select('ABC', all)).rejects.toMatchObject({
      code: 'SAGE_READ_FAILED',
      message: 'CI_Item of company ABC has more than 10000 rows for one read.',
    });
  });

  test.each([
    ['XYZ', 'AR_Customer', 'CustomerNo', 'AR_Customer of company XYZ cannot be read'],
    ['../', 'AR_Customer', 'CustomerNo', 'is not a company code'],
    ['ABC', 'AR_Nothing', 'CustomerNo', 'AR_Nothing of company ABC cannot be read'],
    ['ABC', 'AR_Customer', 'Nothing', 'has no column Nothing'],
    ['ABC', 'AR_Customer; DROP TABLE CI_Item', 'CustomerNo', 'is not a name of a table'],
    ['ABC', 'AR_Customer', 'CustomerNo FROM CI_Item --', 'is not a name of a table or column'],
  ])('tells what is wrong with company %s, table %s, column %s', async (company, table, column, sentence) => {
    await expect(tables.select(company, { table, columns: [column] })).rejects.toMatchObject({
      name: 'RetryableError',
      code: 'SAGE_READ_FAILED',
      message: expect.stringContaining(sentence),
    });
  });

  test('reads the tables that all companies share from their own file', async () => {
    expect(await tables.select('ABC', { table: 'SY_Company', columns: ['CompanyCode'] })).toEqual([
      { CompanyCode: 'ABC' },
    ]);
  });

  test('sees what another process wrote meanwhile', async () => {
    const query = {
      table: 'AR_Customer',
      columns: ['CustomerNo'],
      where: [{ column: 'CustomerNo', op: '=', value: 'NEW' }],
    } as const;
    expect(await tables.select('ABC', query)).toEqual([]);

    folder.write('ABC', "INSERT INTO AR_Customer (ARDivisionNo, CustomerNo) VALUES ('03', 'NEW')");

    expect(await tables.select('ABC', query)).toEqual([{ CustomerNo: 'NEW' }]);
    folder.write('ABC', "DELETE FROM AR_Customer WHERE CustomerNo = 'NEW'");
  });

  test('cannot write', async () => {
    const connection = await connect(options())('ABC');

    await expect(connection.read("INSERT INTO CI_Item VALUES ('X', '1', '')", [], 1)).rejects.toThrow();

    await connection.close();
    expect(
      await tables.select('ABC', {
        table: 'CI_Item',
        columns: ['ItemCode'],
        where: [{ column: 'ItemCode', op: '=', value: 'X' }],
      }),
    ).toEqual([]);
  });

  test('reads again on a new connection when the old one was closed from outside', async () => {
    const opened: Connection[] = [];
    const watched: Connect = async (database) => {
      const connection = await connect(options())(database);
      opened.push(connection);
      return connection;
    };
    const mine = sageTables(options(), watched, logger);
    const query = { table: 'AR_Customer', columns: ['CustomerNo'], limit: 1 } as const;
    await mine.select('ABC', query);
    expect(opened).toHaveLength(1);

    await opened[0]?.close();

    expect(await mine.select('ABC', query)).toEqual([{ CustomerNo: 'ABF' }]);
    expect(opened).toHaveLength(2);
    await mine.close();
  });

  test('gives up in time when the file is held by someone, and reads it again afterwards', async () => {
    folder.write(
      'HLD',
      "CREATE TABLE AR_Customer (CustomerNo VARCHAR(20)); INSERT INTO AR_Customer VALUES ('A')",
    );
    const mine = openOdbc(options({ readSeconds: 0.4, connectSeconds: 5 }), logger);
    const query = { table: 'AR_Customer', columns: ['CustomerNo'] } as const;
    const release = await folder.hold('HLD');
    const started = Date.now();

    await expect(mine.select('HLD', query)).rejects.toMatchObject({ code: 'SAGE_READ_FAILED' });

    expect(Date.now() - started).toBeLessThan(4000);
    await release();
    expect(await mine.select('HLD', query)).toEqual([{ CustomerNo: 'A' }]);
    await mine.close();
  });

  test('answers many reads at once', async () => {
    const codes = Array.from({ length: 50 }, (_none, index) => `ITEM-${String(index + 1).padStart(5, '0')}`);

    const found = await Promise.all(
      codes.map((value) =>
        tables.select('ABC', {
          table: 'CI_Item',
          columns: ['ItemCode'],
          where: [{ column: 'ItemCode', op: '=', value }],
        }),
      ),
    );

    expect(found.flat().map((row) => row.ItemCode)).toEqual(codes);
  });

  describe('a cursor', () => {
    const all = { table: 'CI_Item', columns: ['ItemCode', 'StandardUnitPrice', 'ShipWeight'] } as const;

    test('gives all rows in pieces, as a read would give them, though it gives no read so many', async () => {
      const sizes: number[] = [];
      const rows: Row<(typeof all.columns)[number]>[] = [];
      for await (const piece of tables.stream('ABC', all, { rows: 1_000 })) {
        sizes.push(piece.length);
        rows.push(...piece);
      }

      expect([sizes.length, rows.length]).toEqual([11, 10_005]);
      expect(rows[10_004]).toEqual({
        ItemCode: 'ITEM-10005',
        StandardUnitPrice: '10005.010005',
        ShipWeight: null,
      });
    });

    test('makes values when they are looked at, and tells rows apart by one text', async () => {
      const where = [{ column: 'ItemCode', op: 'in', values: ['ITEM-00001', 'ITEM-00002'] }] as const;
      for await (const piece of tables.scan('ABC', { ...all, where })) {
        expect(piece.glance(1).StandardUnitPrice).toBe('2.000002');
        expect(piece.row(0)).toEqual({
          ItemCode: 'ITEM-00001',
          StandardUnitPrice: '1.000001',
          ShipWeight: null,
        });
        expect(piece.text(0)).not.toBe(piece.text(1));
      }
    });

    test('that is left early gives its connection back', async () => {
      const mine = openOdbc(options({ connections: 1 }), logger);
      for (let times = 0; times < 3; times += 1) {
        for await (const piece of mine.stream('ABC', all, { rows: 100 })) {
          expect(piece).toHaveLength(100);
          break;
        }
      }

      expect(await mine.select('ABC', { ...all, limit: 1 })).toHaveLength(1);
      await mine.close();
    });

    test('has the time limit for each piece, not for what its reader does meanwhile', async () => {
      const mine = openOdbc(options({ connections: 1, readSeconds: 0.5 }), logger);
      const sizes: number[] = [];
      for await (const piece of mine.stream('ABC', all, { rows: 4_000 })) {
        sizes.push(piece.length);
        await pause(300);
      }

      expect(sizes).toEqual([4_000, 4_000, 2_005]);
      await mine.close();
    });

    test('whose connection is lost in the middle fails rather than leave rows out', async () => {
      const opened: Connection[] = [];
      const watched: Connect = async (database) => {
        const connection = await connect(options())(database);
        opened.push(connection);
        return {
          ...connection,
          async open(sql, parameters, rows) {
            const cursor = await connection.open(sql, parameters, rows);
            let fetched = 0;
            return {
              close: () => cursor.close(),
              async next() {
                if ((fetched += 1) > 2) throw new Error('communication link failure');
                return cursor.next();
              },
            };
          },
        };
      };
      const mine = sageTables(options(), watched, logger);
      let rows = 0;
      const reading = async () => {
        for await (const piece of mine.stream('ABC', all, { rows: 100 })) rows += piece.length;
      };

      await expect(reading()).rejects.toMatchObject({
        code: 'SAGE_READ_FAILED',
        message: expect.stringMatching(/CI_Item of company ABC.*link failure/),
      });

      expect(rows).toBe(200);
      expect(opened).toHaveLength(1);
      await mine.close();
    });

    test.each([
      ['AR_Nothing', 'CustomerNo', 'cannot be read'],
      ['AR_Customer', 'Nothing', 'has no column Nothing'],
    ])('tells what is wrong with table %s, column %s', async (table, column, sentence) => {
      const pieces = tables.stream('ABC', { table, columns: [column] });
      const first = pieces[Symbol.asyncIterator]().next();

      await expect(first).rejects.toMatchObject({
        code: 'SAGE_READ_FAILED',
        message: expect.stringContaining(sentence),
      });
    });
  });
});
