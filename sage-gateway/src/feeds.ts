import { contactsFeed } from './customers/contacts-feed.ts';
import { customersFeed } from './customers/customers-feed.ts';
import { shipTosFeed } from './customers/ship-tos-feed.ts';
import { stockFeed } from './inventory/stock-feed.ts';
import { invoiceLinesFeed } from './invoices/invoice-lines-feed.ts';
import { invoicesFeed } from './invoices/invoices-feed.ts';
import { openInvoicesFeed } from './invoices/open-invoices-feed.ts';
import { shipmentsFeed } from './invoices/shipments-feed.ts';
import { ordersFeed } from './orders/orders-feed.ts';
import type { PriceFeedPolicy } from './pricing/policy.ts';
import { priceRulesFeed } from './pricing/price-rules-feed.ts';
import { pricesFeed } from './pricing/prices-feed.ts';
import { itemsFeed } from './products/items-feed.ts';
import type { Feed } from './sync/feed.ts';

/** What is followed in Sage, in any order; each feature tells of its own. `companies`: their policies by code. */
export function feeds(companies: Readonly<Record<string, PriceFeedPolicy>> = {}): readonly Feed[] {
  const books = Object.values(companies).flatMap(({ priceBooks }) => priceBooks);
  const currencies = books.some(({ currency }) => currency !== undefined);
  return [
    itemsFeed(),
    customersFeed(),
    contactsFeed,
    shipTosFeed,
    stockFeed,
    priceRulesFeed,
    pricesFeed({ currencies }),
    ordersFeed(),
    invoicesFeed,
    invoiceLinesFeed,
    openInvoicesFeed,
    shipmentsFeed,
  ];
}
