import { openCompany } from './files.ts';

/** Puts an open order on an invoice as invoice data entry does (CurrentInvoiceNo), or takes it off ('' as number). False: no such order. */
export function putOnInvoice(
  dataFolder: string,
  company: string,
  salesOrderNo: string,
  invoiceNo: string,
): boolean {
  const store = openCompany(dataFolder, company);
  try {
    if (!store.exists('SO_SalesOrderHeader', salesOrderNo)) return false;
    store.update('SO_SalesOrderHeader', [salesOrderNo], { CurrentInvoiceNo: invoiceNo });
    return true;
  } finally {
    store.close();
  }
}
