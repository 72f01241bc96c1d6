import { contactsFeed } from './customers/contacts-feed.ts';
import { customersFeed } from './customers/customers-feed.ts';
import { shipTosFeed } from './customers/ship-tos-feed.ts';
import { stockFeed } from './inventory/stock-feed.ts';
import { invoiceLinesFeed } from './invoices/invoice-lines-feed.ts';
import { invoicesFeed } from './invoices/invoices-feed.ts';
import { openInvoicesFeed } from './invoices/open-invoices-feed.ts';
import { shipmentsFeed } from './invoices/shipments-feed.ts';
import { ordersFeed } from './orders/orders-feed.ts';
import { priceRulesFeed } from './pricing/price-rules-feed.ts';
import { itemsFeed } from './products/items-feed.ts';
import type { Feed } from './sync/feed.ts';

/** What is followed in Sage, in any order; each feature tells of its own. */
export function feeds(): readonly Feed[] {
  return [
    itemsFeed(),
    customersFeed(),
    contactsFeed,
    shipTosFeed,
    stockFeed,
    priceRulesFeed,
    ordersFeed(),
    invoicesFeed,
    invoiceLinesFeed,
    openInvoicesFeed,
    shipmentsFeed,
  ];
}
