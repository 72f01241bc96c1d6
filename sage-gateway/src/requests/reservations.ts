import type { Sql } from '../database/database.ts';
import type { OrderMemory, Reservations } from './port.ts';

interface LinkRow {
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly written: boolean;
  readonly madeBy: string | null;
}

/** Numbers of Sage, kept in PostgreSQL: on disk when a call's promise resolves. */
export function databaseReservations(sql: Sql): Reservations {
  return {
    async reserveSalesOrderNo(key, salesOrderNo) {
      const { rowCount } = await sql.query(
        "UPDATE gateway.request SET sales_order_no = $2, updated_at = now() WHERE key = $1 AND state = 'Accepted'",
        [key, salesOrderNo],
      );
      if (rowCount !== 1)
        throw new Error(`request ${key} is not being worked on; no number can be reserved for it`);
    },
    async releaseSalesOrderNo(key) {
      await sql.query(
        "UPDATE gateway.request SET sales_order_no = NULL, updated_at = now() WHERE key = $1 AND state = 'Accepted'",
        [key],
      );
    },
    async customerOf(company, accountId) {
      const { rows } = await sql.query<LinkRow>(
        `SELECT division_no AS "divisionNo", customer_no AS "customerNo", written, made_by AS "madeBy"
         FROM gateway.customer_link WHERE company = $1 AND account_id = $2`,
        [company, accountId],
      );
      return rows.map(({ madeBy, ...link }) => (madeBy === null ? link : { ...link, madeBy }))[0];
    },
    async linkCustomer(company, accountId, { divisionNo, customerNo, written, madeBy }) {
      await sql.query(
        `INSERT INTO gateway.customer_link (company, account_id, division_no, customer_no, written, made_by)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (company, account_id) DO UPDATE
         SET division_no = excluded.division_no, customer_no = excluded.customer_no, written = excluded.written,
             made_by = excluded.made_by, updated_at = now()`,
        [company, accountId, divisionNo, customerNo, written, madeBy ?? null],
      );
    },
    async memoryOf(company, salesOrderNo) {
      const { rows } = await sql.query<{ memory: OrderMemory }>(
        'SELECT memory FROM gateway.order_memory WHERE company = $1 AND sales_order_no = $2',
        [company, salesOrderNo],
      );
      return rows[0]?.memory;
    },
    async remember(company, salesOrderNo, memory) {
      await sql.query(
        `INSERT INTO gateway.order_memory (company, sales_order_no, memory) VALUES ($1, $2, $3)
         ON CONFLICT (company, sales_order_no) DO UPDATE SET memory = excluded.memory, updated_at = now()`,
        [company, salesOrderNo, JSON.stringify(memory)],
      );
    },
  };
}

/** The Sage customers that accounts were linked to by their orders, by account id; numbers that are only reserved do not count. */
export async function customersOf(
  sql: Sql,
  company: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<LinkRow, 'divisionNo' | 'customerNo'>>> {
  const { rows } = await sql.query<{ accountId: string } & Pick<LinkRow, 'divisionNo' | 'customerNo'>>(
    `SELECT account_id AS "accountId", division_no AS "divisionNo", customer_no AS "customerNo"
     FROM gateway.customer_link WHERE company = $1 AND account_id = ANY($2) AND written`,
    [company, accountIds],
  );
  return new Map(rows.map(({ accountId, ...customer }) => [accountId, customer]));
}
