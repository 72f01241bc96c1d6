import { customersFeed } from './customers/customers-feed.ts';
import { stockFeed } from './inventory/stock-feed.ts';
import { itemsFeed } from './products/items-feed.ts';
import type { Feed } from './sync/feed.ts';

/** What is followed in Sage, in any order; each feature tells of its own. */
export function feeds(): readonly Feed[] {
  return [itemsFeed(), customersFeed(), stockFeed];
}
