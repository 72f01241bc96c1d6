import { z } from 'zod';

/** What is followed in Sage; also the paths of `/v1/sync/{feed}` and the event types of subscriptions (`stock.changed`, `stock.gone`). */
export const feedNames = [
  'items',
  'customers',
  'contacts',
  'ship-to-addresses',
  'stock',
  'price-rules',
  'prices',
  'orders',
  'invoices',
  'invoice-lines',
  'open-invoices',
  'shipments',
] as const;
export const feedName = z.enum(feedNames);
export type FeedName = z.infer<typeof feedName>;
