import { describe, expect, it } from '@jest/globals';
import { text } from 'node:stream/consumers';
import { csvOf, readCsv } from './csv.ts';

describe('rows as CSV', () => {
  it('come back as they were', async () => {
    const rows = [
      { Key__c: 'A-1', Note__c: 'a "b", c\r\nd\ne' },
      { Key__c: 'Ä-2', Note__c: '=1+1' },
    ];

    const back = [];
    for await (const row of readCsv(csvOf(rows))) back.push(row);

    expect(back).toEqual(rows);
  });

  it('are read as they are asked for, not all at once', async () => {
    let read = 0;
    function* rows() {
      for (; read < 100_000; read += 1) yield { Key__c: `K-${read}`, Note__c: 'x'.repeat(100) };
    }
    const parts = csvOf(rows());

    await parts.next();

    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(5_000);
    await parts.return(undefined);
  });

  it('leave a field as it is where a row says nothing of it', async () => {
    expect(await text(csvOf([{ A: 1, B: 2 }, { A: 3 }]))).toBe('A,B\n1,2\n3,\n');
  });

  it('tell the fault of their source', async () => {
    async function* rows() {
      yield { A: 1 };
      await Promise.reject(new Error('the database is gone'));
    }

    await expect(text(csvOf(rows()))).rejects.toThrow('the database is gone');
  });
});

describe('a file that is no CSV', () => {
  it('may be one the next time', async () => {
    async function* parts() {
      yield Buffer.from('"A","B"\n"1"\n');
    }

    await expect(readCsv(parts()).next()).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });
});
