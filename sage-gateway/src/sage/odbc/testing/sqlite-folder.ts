import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * Files MAS_<company>.sqlite for tests. They are only ever written by child processes: one process must not open an SQLite file by
 * node:sqlite and by the ODBC driver at once.
 */

export interface SqliteFolder {
  readonly path: string;
  /** Runs SQL on a company's file in a process of its own. `body` is JavaScript with `db` in scope, for what SQL alone cannot. */
  write(company: string, sql: string, body?: string): void;
  /** Holds the file exclusively until the returned function is called. */
  hold(company: string): Promise<() => Promise<void>>;
  remove(): void;
}

export function sqliteFolder(): SqliteFolder {
  const path = mkdtempSync(join(tmpdir(), 'sage tables-'));
  const program = (company: string, sql: string, body: string) => {
    const file = JSON.stringify(join(path, `MAS_${company}.sqlite`));
    return `const db = new (require('node:sqlite').DatabaseSync)(${file}); db.exec(${JSON.stringify(sql)}); ${body}`;
  };
  return {
    path,
    write(company, sql, body = '') {
      const args = ['--no-warnings', '-e', `${program(company, sql, body)}; db.close();`];
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    },
    async hold(company) {
      const body = "console.log('held'); process.stdin.resume(); process.stdin.on('end', () => db.close());";
      const args = ['--no-warnings', '-e', program(company, 'BEGIN EXCLUSIVE', body)];
      const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      return async () => {
        child.stdin.end();
        await once(child, 'exit');
      };
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}

/** A few tables with Sage's names and the types that the sandbox declares. */
export const demoTables = `
PRAGMA journal_mode = WAL;
CREATE TABLE AR_Customer (ARDivisionNo VARCHAR(2), CustomerNo VARCHAR(20), CustomerName VARCHAR(50), CreditLimit NUMERIC_TEXT(13,2),
  DateEstablished DATE, UDF_SFDC_ID VARCHAR(18), Comment LONGVARCHAR(2048));
INSERT INTO AR_Customer VALUES
  ('01', 'ABF', 'American Business Futures  ', '1500.50', '2026-05-31', '001000000000001AAA', 'Ships on Monday'),
  ('01', 'AVNET', 'Avnet O''Neil "&" {Sons}; DROP TABLE AR_Customer; --', '99.00', '2025-12-31', NULL, ''),
  ('02', 'ZURICH', 'Zürich 日本 𝒳 Straße % _ ?', '123456789.000001', NULL, '', NULL),
  ('02', 'BLANK', '   ', '0', '', '  ', '');
CREATE TABLE AR_CustomerX (Wrong VARCHAR(1));
CREATE TABLE ARXCustomer (Wrong VARCHAR(1));
CREATE TABLE CI_Item (ItemCode VARCHAR(30), StandardUnitPrice NUMERIC_TEXT(15,6), ShipWeight VARCHAR(10));
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10005)
  INSERT INTO CI_Item SELECT printf('ITEM-%05d', i), printf('%d.%06d', i, i), '' FROM n;
`;
