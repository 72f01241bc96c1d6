import type { Row } from './dictionary/table.ts';
import { openCompany } from './store/files.ts';

export interface ShownOrder {
  readonly header: Row | undefined;
  readonly lines: readonly Row[];
  readonly history: Row | undefined;
}

/** An order as Sage has it: the open order with its lines, and its history. */
export function findOrder(dataFolder: string, company: string, salesOrderNo: string): ShownOrder {
  const store = openCompany(dataFolder, company);
  try {
    return {
      header: store.find('SO_SalesOrderHeader', salesOrderNo),
      lines: store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', [salesOrderNo]),
      history: store.find('SO_SalesOrderHistoryHeader', salesOrderNo),
    };
  } finally {
    store.close();
  }
}
