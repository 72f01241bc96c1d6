import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Catalogue } from './catalogue.ts';
import { columnOfSqlType } from './column-types.ts';
import type { Connection } from './connection.ts';
import { odbcSettings } from './settings.ts';
import { sageTables } from './tables.ts';

const logger = pino({ level: 'silent' });
const settings = odbcSettings.parse({ kind: 'sage', directory: 'C:\\MAS90', user: 'gateway' });
const query = {
  table: 'CI_Item',
  columns: ['ItemCode'],
  where: [{ column: 'ItemCode', op: '=', value: "O'NEIL" }],
} as const;

function connection(read: Connection['read']): Connection {
  return {
    read,
    open: () => Promise.reject(new Error('not in these tests')),
    catalogue: async () => [{ COLUMN_NAME: 'ItemCode', DATA_TYPE: 12, COLUMN_SIZE: 30 }],
    close: async () => undefined,
  };
}

describe('a driver that takes no parameter markers', () => {
  it('gets escaped literals from then on', async () => {
    const asked: string[] = [];
    const read: Connection['read'] = async (sql) => {
      asked.push(sql.slice(sql.indexOf('WHERE')));
      if (sql.includes('?')) throw new Error('[odbc] Error retrieving information about the parameters');
      return [{ V1: "O'NEIL" }];
    };
    const tables = sageTables(settings, async () => connection(read), logger);

    expect(await tables.select('ABC', query)).toEqual([{ ItemCode: "O'NEIL" }]);
    expect(await tables.select('ABC', query)).toEqual([{ ItemCode: "O'NEIL" }]);

    expect(asked).toEqual(['WHERE ItemCode = ?', "WHERE ItemCode = 'O''NEIL'", "WHERE ItemCode = 'O''NEIL'"]);
  });
});

describe('an error while reading', () => {
  it('names table and company, and never the password', async () => {
    const read = () => Promise.reject(new Error('PWD=secret was refused, secret'));
    const tables = sageTables(
      { ...settings, password: () => 'secret' },
      async () => connection(read),
      logger,
    );

    await expect(tables.select('ABC', query)).rejects.toMatchObject({
      name: 'RetryableError',
      code: 'SAGE_READ_FAILED',
      message: 'CI_Item of company ABC cannot be read: PWD=*** was refused, ***',
    });
  });
});

describe('the catalogue', () => {
  function counted(rows: () => object[]) {
    let lookUps = 0;
    let now = 0;
    const catalogue = new Catalogue(
      async () => {
        lookUps += 1;
        return rows() as Record<string, unknown>[];
      },
      columnOfSqlType,
      15,
      () => now,
    );
    return { catalogue, lookUps: () => lookUps, pass: (minutes: number) => (now += minutes * 60_000) };
  }
  const one = () => [{ COLUMN_NAME: 'ItemCode', DATA_TYPE: 12, COLUMN_SIZE: 30 }];

  it('looks a table up once for all who ask, and again when its time is over', async () => {
    const { catalogue, lookUps, pass } = counted(one);

    await Promise.all([catalogue.columns('ABC', 'CI_Item'), catalogue.columns('ABC', 'ci_item')]);
    expect(lookUps()).toBe(1);
    await catalogue.columns('ABX', 'CI_Item');
    expect(lookUps()).toBe(2);
    pass(16);
    await catalogue.columns('ABC', 'CI_Item');
    expect(lookUps()).toBe(3);
  });

  it('does not keep that a table is missing, nor a failure', async () => {
    let answer: () => object[] = () => [];
    const { catalogue } = counted(() => answer());

    expect(await catalogue.columns('ABC', 'CI_Item')).toBeUndefined();
    answer = () => {
      throw new Error('away');
    };
    await expect(catalogue.columns('ABC', 'CI_Item')).rejects.toThrow('away');
    answer = one;
    expect((await catalogue.columns('ABC', 'CI_Item'))?.size).toBe(1);
  });
});
