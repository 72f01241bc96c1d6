import type { Feed } from './feed.ts';

/** Feeds so that each comes after those whose records its own point to. Throws when they point to each other in a circle. */
export function parentsFirst(feeds: readonly Feed[]): Feed[] {
  const done: Feed[] = [];
  let waiting = [...feeds];
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name));
    const next = waiting.filter(({ after }) => !after.some((name) => names.has(name)));
    if (next.length === 0) throw new Error(`the feeds ${[...names].join(', ')} come after each other`);
    done.push(...next);
    waiting = waiting.filter((feed) => !next.includes(feed));
  }
  return done;
}
