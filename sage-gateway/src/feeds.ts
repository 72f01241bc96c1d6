import type { Feed } from './sync/feed.ts';

/** What is followed in Sage, in any order; each feature tells of its own. */
export function feeds(): readonly Feed[] {
  return [];
}
