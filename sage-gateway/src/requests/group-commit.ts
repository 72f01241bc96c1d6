import { ProblemError } from '../errors.ts';

interface Waiting<T, R> {
  readonly items: readonly T[];
  resolve(results: R[]): void;
  reject(error: unknown): void;
}

export interface GroupCommitOptions {
  /** Items written by one transaction at most, unless one call alone brings more. */
  readonly maxGroup: number;
  /** Transactions at the same time. */
  readonly writers: number;
  /** Items that may wait; a call beyond it is answered NOT_READY instead of growing the memory. */
  readonly maxWaiting: number;
  /** Whether a failed group failed because of an item in it, so that each of its calls is worth a try of its own. */
  readonly isItemFault: (error: unknown) => boolean;
}

/**
 * Writes the items of calls that come together by one `write`, because a commit costs a disk flush whatever its size.
 * A call goes into the next free writer without waiting for a clock: under load the groups grow by themselves.
 * `write` answers one result an item, in order. When a group fails because of an item, each of its calls is written alone,
 * so that one bad item never sinks its neighbours.
 */
export function groupCommit<T, R>(
  write: (items: readonly T[]) => Promise<R[]>,
  { maxGroup, writers, maxWaiting, isItemFault }: GroupCommitOptions,
): (items: readonly T[]) => Promise<R[]> {
  const queue: Waiting<T, R>[] = [];
  let waiting = 0;
  let writing = 0;
  let planned = false;

  function flush(): void {
    planned = false;
    while (queue.length > 0 && writing < writers) {
      const group: Waiting<T, R>[] = [];
      let size = 0;
      for (
        let next = queue[0];
        next && (size === 0 || size + next.items.length <= maxGroup);
        next = queue[0]
      ) {
        group.push(next);
        size += next.items.length;
        queue.shift();
      }
      waiting -= size;
      writing++;
      void commit(group).finally(() => {
        writing--;
        flush();
      });
    }
  }

  async function commit(group: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await write(group.flatMap((call) => call.items));
      let from = 0;
      for (const call of group) {
        call.resolve(results.slice(from, from + call.items.length));
        from += call.items.length;
      }
    } catch (error) {
      if (group.length > 1 && isItemFault(error)) for (const call of group) await commit([call]);
      else for (const call of group) call.reject(error);
    }
  }

  return (items) => {
    if (waiting + items.length > maxWaiting) {
      return Promise.reject(
        new ProblemError('NOT_READY', 'The gateway has more requests at hand than it can store.'),
      );
    }
    return new Promise((resolve, reject) => {
      queue.push({ items, resolve, reject });
      waiting += items.length;
      if (!planned) {
        planned = true;
        setImmediate(flush);
      }
    });
  };
}
